// The last five scans with their undo, newest first; those that still wait stand among them.

const MOST = 5;
const list = document.getElementById("recent");
const words = JSON.parse(document.getElementById("words").textContent);
let rows = [];

const secondsLeft = (row) => Math.ceil((row.until - Date.now()) / 1000);

/* ``row``: {id, title, note, at, until (ms), state: done | waiting | refused | undone}. */
export function remember(row) {
  rows = [row, ...rows.filter((one) => one.id !== row.id)].sort((a, b) => b.at - a.at).slice(0, MOST);
  paint();
}

export function change(id, changes) {
  const row = rows.find((one) => one.id === id);
  if (row) remember({ ...row, ...changes });
}

export const known = (id) => rows.find((one) => one.id === id);

const DAY = 86_400_000;
const time = { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false, timeZone: list.dataset.zone };

/* The time of a scan in the plant's zone, with its day when it is not a fresh one. */
function when(at) {
  const old = Date.now() - at > DAY / 2;
  return new Date(at).toLocaleString(document.documentElement.lang, old ? { ...time, day: "numeric", month: "short" } : time);
}

function paint() {
  const shape = document.getElementById("recent-row").content.firstElementChild;
  list.replaceChildren(
    ...rows.map((row) => {
      const shown = shape.cloneNode(true);
      const { id, title, note, at, state } = row;
      shown.dataset.id = id;
      shown.dataset.state = state;
      shown.querySelector("[data-title]").textContent = title;
      shown.querySelector("[data-note]").textContent = note;
      shown.querySelector("time").textContent = when(at);
      for (const mark of shown.querySelectorAll("[data-state-mark]")) mark.hidden = mark.dataset.stateMark !== state;
      count(shown, row);
      return shown;
    }),
  );
  document.getElementById("recent-none").hidden = rows.length > 0;
}

function count(shown, row) {
  const button = shown.querySelector("[data-undo]");
  const left = secondsLeft(row);
  const isOpen = row.state === "waiting" || (row.state === "done" && left > 0);
  button.hidden = !isOpen;
  button.querySelector("[data-left]").textContent = row.state === "done" ? words.seconds_left.replace("{n}", left) : "";
}

setInterval(() => {
  for (const shown of list.children) {
    const row = known(shown.dataset.id);
    if (row) count(shown, row);
  }
}, 1000);
