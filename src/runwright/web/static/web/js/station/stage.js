// Who takes the next label while a question is open.

import { clear } from "station/signals";

/* ``takes``: a function that is given the label, "closed" where none may come, or null. */
export const stage = { takes: null };

/* Labels that came before anybody could take them. */
export const inbox = [];

/* Let ``heard`` take the labels from now on, first those that came meanwhile; null ends it. */
export function gather(heard) {
  stage.takes = heard;
  while (heard && inbox.length) heard({ code: inbox.shift() });
}

/* While a dialog is open the next label is refused in words, unless the dialog ``takes`` it. */
export async function asking(question, takes = "closed") {
  stage.takes = takes;
  clear();
  try {
    return await question();
  } finally {
    stage.takes = null;
  }
}
