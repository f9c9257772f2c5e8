// What is put on a batch until its real label can be printed: a scan that waits has no batch yet,
// but what comes of it can be named by the scan: scan:<id>/<grade>. The server knows that name
// later, so that these labels are scanned like any other.

import { shown } from "station/decimals";
import { qr } from "station/qr";

const panel = document.getElementById("interim");
const words = JSON.parse(document.getElementById("words").textContent);

/* What will come of a scan that waits: a batch for each grade of a split, else one. */
function results(scan, station) {
  if (station.type !== "split") return [{ grade: "firsts", quantity: scan.quantity ?? "" }];
  return ["firsts", "seconds"].map((grade) => ({ grade, quantity: scan[grade] })).filter(({ quantity }) => Number(quantity) > 0);
}

function label(scan, station, { grade, quantity }) {
  const made = panel.querySelector("template").content.firstElementChild.cloneNode(true);
  const say = (name, text) => (made.querySelector(`[data-${name}]`).textContent = text);
  made.querySelector("[data-qr]").innerHTML = qr(`scan:${scan.id}/${grade}`);
  say("from", scan.labels.join(" + "));
  say("station", station.name);
  say("quantity", [quantity && shown(quantity), station.type === "split" && words[grade]].filter(Boolean).join(" "));
  say("at", new Date(scan.device_at).toLocaleString(document.documentElement.lang, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hour12: false }));
  return made;
}

/* Offer labels for what comes of a scan that waits; a batch that only begins keeps its own. */
export function interim(scan, station) {
  if (station.type === "init") return;
  const list = panel.querySelector("ul");
  list.replaceChildren(...results(scan, station).map((one) => label(scan, station, one)));
  panel.hidden = !list.children.length;
}

export const noInterim = () => (panel.hidden = true);
