// The label of what came out of a scan: on the station's printer, else as a PDF of this browser.
// The scan stands whatever happens here; a label that does not print is told.

import { Refused, read, unanswered, write } from "station/calls";
import { asked } from "station/queue";
import { flash } from "station/signals";
import { stage } from "station/stage";
import { uuid7 } from "station/store";
import { showQueue } from "station/printer";
import { counted, say, station } from "station/words";

const link = document.getElementById("label");
const again = document.getElementById("label-again");
const SOON = 2000; // milliseconds, while something is on its way to the printer
const LATER = 30000;

let missing = []; // results of scans whose label could not be asked for
let troubled = new Map(); // jobs that do not print, by their id: "put_off" or "failed"
let timer = 0;

/* Labels for every new batch. */
export async function print({ kind, results }) {
  link.hidden = true;
  await printAll(kind === "init" ? [] : results.filter((one) => one.id));
}

export const printAgain = () => printAll(missing);

async function printAll(results) {
  missing = [];
  for (const one of results) if (!(await printOne(one.id).catch(unanswered))) missing.push(one);
  again.hidden = !missing.length;
  if (missing.length) told("amber", { title: say("unprinted_title"), next: say("unprinted_next"), code: missing.map(({ code }) => code).join(" ") });
  if (results.length) await watchPrinter();
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
  const { id: print } = await write(`batches/${id}/label-prints`, { way: "pages" }, uuid7());
  const { content, content_type: type } = await read(`label-prints/${print}/file`);
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.hidden = false;
  window.open(link.href, "label", "popup,width=520,height=400");
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
