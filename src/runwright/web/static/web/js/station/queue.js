// Every scan is written on the device first and leaves it once the server has answered for it.
// Without network the scans wait, in the order in which they were made.

import { Busy, Refused, Unreachable, reach, unanswered, write } from "station/calls";
import { drop, keep, uuid7, waiting } from "station/store";

const AT_ONCE = 50;
const PAUSE = 4000; // milliseconds between two attempts to reach the server again

const listeners = new Set();
const state = { online: navigator.onLine, busy: false, count: 0, problem: null };
let line = Promise.resolve();
let rest = 0; // until when a busy server is left alone

export const watch = (listener) => listeners.add(listener);

async function tell(arrived = []) {
  state.count = (await waiting()).length;
  for (const listener of listeners) listener({ ...state, arrived });
}

/* Send a scan; {outcome} is done, refused, parked, or waiting for the network. It names the one
   that waits before it on the same label: the server never posts one without the other. */
export async function post(scan) {
  const before = (await waiting()).findLast(({ labels }) => labels.some((label) => scan.labels.includes(label)));
  await keep({ ...scan, after: before?.id ?? null });
  const results = await flush(scan.id);
  return results.get(scan.id) ?? { outcome: "waiting", busy: state.busy };
}

/* Take back a scan that waits. One that never left the device is "unsent"; another may stand on
   the server although no answer came, and is sent once more to learn what became of it: {outcome}
   as of ``post``, or null where it does not wait any more. */
export const withdraw = (id) => inLine(() => withdrawn(id));

async function withdrawn(id) {
  const scan = (await waiting()).find((one) => one.id === id);
  if (scan?.tried) return (await sent(scan.tried === "late" ? "" : id)).get(id) ?? { outcome: "waiting" };
  if (scan) await drop(id);
  await tell();
  return scan ? { outcome: "unsent" } : null;
}

/* Send what waits; ``fresh`` is the scan whose operator is watching. */
export const flush = (fresh = "") => inLine(() => sent(fresh));

/* One flight at a time. */
function inLine(act) {
  const flight = line.then(act);
  line = flight.catch(() => null);
  return flight;
}

async function sent(fresh) {
  const results = new Map();
  const kept = await waiting();
  try {
    if (!kept.length || !state.online) await reach();
    for (let start = 0; start < kept.length; start += AT_ONCE) {
      const scans = kept.slice(start, start + AT_ONCE);
      await mark(scans, fresh);
      for (const result of await delivered(scans, fresh)) {
        results.set(result.id, result);
        await drop(result.id);
      }
    }
    Object.assign(state, { online: true, busy: false, problem: null });
  } catch (error) {
    unanswered(error);
    const busy = error instanceof Busy;
    if (busy) rest = Date.now() + 1000 * error.wait;
    Object.assign(state, { online: !(error instanceof Unreachable), busy, problem: busy ? null : (error.problem ?? null) });
  }
  await tell([...results.values()].filter((result) => result.id !== fresh));
  return results;
}

/* Write down, before scans leave the device, that they may have: "fresh", or later on "late". */
async function mark(scans, fresh) {
  for (const scan of scans) {
    const tried = scan.id === fresh ? (scan.tried ?? "fresh") : "late";
    if (tried !== scan.tried) await keep({ ...scan, tried });
  }
}

/* The server's word on some scans. One it cannot even read must not keep the others back. */
async function delivered(scans, fresh) {
  const said = scans.map(({ tried, ...scan }) => ({ ...scan, is_late: scan.id !== fresh }));
  try {
    return (await write("scans", { scans: said }, uuid7())).results;
  } catch (error) {
    const isTheirs = error instanceof Refused && [400, 413, 422].includes(error.problem.status);
    if (!isTheirs) throw error;
    if (scans.length === 1) return [{ id: scans[0].id, outcome: "refused", problem: error.problem }];
    const halves = [scans.slice(0, scans.length / 2), scans.slice(scans.length / 2)];
    return [...(await delivered(halves[0], fresh)), ...(await delivered(halves[1], fresh))];
  }
}

/* Ask the server something that needs it now; null when it cannot be reached. */
export async function asked(question) {
  try {
    const answer = await question();
    state.online = true;
    return answer;
  } catch (error) {
    state.online = !(error instanceof Unreachable);
    if (state.online) throw error;
    return null;
  } finally {
    await tell();
  }
}

addEventListener("online", () => flush());
addEventListener("offline", () => {
  state.online = false;
  tell();
});
setInterval(() => (state.count || !state.online) && Date.now() >= rest && flush(), PAUSE);
flush();
