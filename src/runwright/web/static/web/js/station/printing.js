// The label of what came out of a scan: on the station's printer, else as a PDF of this browser.

import { Refused, read, write } from "station/calls";
import { asked } from "station/queue";
import { uuid7 } from "station/store";

const link = document.getElementById("label");

/* Labels for every new batch; the scan stands whatever happens here. */
export async function print({ kind, results }) {
  link.hidden = true;
  const made = kind === "init" ? [] : results.filter((one) => one.id);
  for (const { id } of made) await printOne(id).catch(() => null);
}

async function printOne(id) {
  try {
    return await asked(() => write(`batches/${id}/print-jobs`, {}, uuid7()));
  } catch (error) {
    if (error instanceof Refused && error.problem.code === "no_printer") return opened(id);
    throw error;
  }
}

/* Without a printer the browser shows the label; a popup may be forbidden, the link stays. */
async function opened(id) {
  const counted = await write(`batches/${id}/label-prints`, { way: "pages" }, uuid7());
  const { content, content_type: type } = await read(`label-prints/${counted.id}/file`);
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.hidden = false;
  window.open(link.href, "label", "popup,width=520,height=400");
}
