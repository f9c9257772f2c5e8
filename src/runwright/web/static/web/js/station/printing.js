// The label of what came out of a scan: on the station's printer, else as a PDF of this browser.
// The scan stands whatever happens here; a label that does not print is told.

import { Refused, read, unanswered, write } from "station/calls";
import { asked } from "station/queue";
import { flash } from "station/signals";
import { stage } from "station/stage";
import { uuid7 } from "station/store";
import { showQueue } from "station/printer";
import { counted, say, station } from "station/words";

const labels = document.getElementById("labels");
const again = document.getElementById("label-again");
const SOON = 2000; // milliseconds, while something is on its way to the printer
const LATER = 30000;

let missing = []; // results of scans whose label could not be asked for
let troubled = new Map(); // jobs that do not print, by their id: "put_off" or "failed"
let timer = 0;

/* Labels for every new batch. */
export async function print({ kind, results }) {
  for (const link of labels.querySelectorAll("a")) link.remove();
  labels.hidden = true;
  await printAll(kind === "init" ? [] : results.filter((one) => one.id));
}

export const printAgain = () => printAll([...missing]);

/* What is missing from scans before is asked for again, and told again only to who asks for it. */
async function printAll(results) {
  const due = new Set([...missing, ...results]);
  missing = [];
  for (const one of due) if (!(await printOne(one).catch(unanswered))) missing.push(one);
  again.hidden = !missing.length;
  if (results.some((one) => missing.includes(one))) told("amber", { title: say("unprinted_title"), next: say("unprinted_next"), code: missing.map(({ code }) => code).join(" ") });
  if (due.size) await watchPrinter();
}

async function printOne(result) {
  try {
    return await asked(() => write(`batches/${result.id}/print-jobs`, {}, uuid7()));
  } catch (error) {
    if (error instanceof Refused && error.problem.code === "no_printer") return opened(result);
    throw error;
  }
}

/* Without a printer the browser shows each label in a window of its own; a popup may be forbidden,
   the links stay. */
async function opened({ id, code }) {
  const { id: print } = await write(`batches/${id}/label-prints`, { way: "pages" }, uuid7());
  const { content, content_type: type } = await read(`label-prints/${print}/file`);
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const link = labels.querySelector("template").content.firstElementChild.cloneNode(true);
  Object.assign(link, { href: URL.createObjectURL(new Blob([bytes], { type })), target: `label-${id}` });
  link.querySelector("[data-code]").textContent = code;
  labels.append(link);
  labels.hidden = false;
  window.open(link.href, link.target, "popup,width=520,height=400");
  return link;
}

/* What waits for the printer, asked again while anything does. */
export async function watchPrinter() {
  clearTimeout(timer);
  const queue = await asked(() => read(`stations/${station.id}/printer`)).catch(unanswered);
  if (queue) {
    showQueue(queue, act);
    trouble(queue.jobs);
  }
  timer = setTimeout(watchPrinter, queue?.waiting ? SOON : LATER);
}

/* A label that is put off, or given up, is said once; what was so before, by the sign alone. */
function trouble(jobs) {
  const now = new Map(jobs.filter((job) => job.error).map((job) => [job.id, job.state === "failed" ? "failed" : "put_off"]));
  const fresh = jobs.filter(({ id }) => now.has(id) && now.get(id) !== troubled.get(id));
  const isFirst = !timer;
  troubled = now;
  if (!fresh.length || isFirst) return;
  const worst = fresh.some(({ id }) => now.get(id) === "failed") ? "failed" : "put_off";
  const those = fresh.filter(({ id }) => now.get(id) === worst);
  told(worst === "failed" ? "red" : "amber", {
    title: counted(worst, those.length),
    next: [those[0].error, say(`${worst}_next`)].join(" "),
    code: those.map(({ label }) => label).join(" "),
  });
}

/* Not into the middle of a question: then the sign at the top says it alone. */
const told = (tone, words) => stage.takes || flash(tone, words);

/* What people do with a job: "retry" or "cancellation"; somebody else may have been faster. */
async function act(id, verb) {
  await asked(() => write(`print-jobs/${id}/${verb}`, {}, uuid7())).catch(unanswered);
  await watchPrinter();
}
