// The sign of the printer beside the station, and behind it the labels that are still to come.

import { say } from "station/words";

const byId = (id) => document.getElementById(id);
const ICONS = { queued: "hourglass", sending: "printer", failed: "alert" };

/* ``act(id, verb)`` does something with a job. */
export function showQueue({ printer, waiting, failed, jobs }, act) {
  const sign = byId("printer");
  sign.hidden = !printer;
  if (!printer) return byId("prints").close();
  const isPutOff = jobs.some((job) => job.error);
  const tone = failed ? "red" : isPutOff ? "amber" : waiting ? "blue" : "green";
  sign.className = `state tone-${tone}`;
  sign.toggleAttribute("data-calm", !failed && !waiting);
  const words = [failed && say("not_printed", { n: failed }), waiting && say("to_print", { n: waiting })].filter(Boolean);
  byId("printer-word").textContent = words.join(" · ") || say("printer_ready");
  sign.title = printer.name;
  fill(printer, jobs, act);
}

function fill(printer, jobs, act) {
  const dialog = byId("prints");
  const shape = byId("print-job").content.firstElementChild;
  dialog.querySelector("[data-printer]").textContent = printer.name;
  dialog.querySelector("[data-none]").hidden = jobs.length > 0;
  dialog.querySelector("ul").replaceChildren(...jobs.map((job) => row(shape.cloneNode(true), job, act)));
}

function row(shown, job, act) {
  shown.dataset.state = job.state;
  shown.querySelector("[data-label]").textContent = job.label;
  const state = job.state === "queued" && job.error ? "put_off" : job.state;
  shown.querySelector("[data-words]").textContent = [say(`job_${state}`), job.error].filter(Boolean).join(": ");
  for (const mark of shown.querySelectorAll("[data-mark]")) mark.hidden = mark.dataset.mark !== ICONS[job.state];
  const [retry, leave] = ["retry", "cancellation"].map((verb) => shown.querySelector(`[data-act=${verb}]`));
  retry.hidden = job.state !== "failed";
  leave.hidden = job.state === "sending";
  for (const button of [retry, leave]) button.onclick = () => act(job.id, button.dataset.act);
  return shown;
}
