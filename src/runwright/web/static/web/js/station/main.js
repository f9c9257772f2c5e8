// The station screen: a label comes in by scanner, camera or hand, the questions that the station
// and the batch raise are asked, one scan is posted, and everybody in sight learns how it went.
//
// What the server is asked (all below /api/v1/):
//   POST scans/offer          what a scan of these labels would do; changes nothing
//   POST scans                scans with ids of this device; each is answered for itself
//   POST scans/{id}/undo      take one's own last scan back
//   GET  stations/{id}/scans/last
//   POST stations/{id}/operator   a badge and its PIN
//   GET  stations/{id}/printer    what waits for the printer beside it

import { Refused, read as get, unanswered, write } from "station/calls";
import * as camera from "station/camera";
import { confirm, signOn } from "station/dialogs";
import { interim, noInterim } from "station/interim";
import { read } from "station/labels";
import { QUESTIONS, labels, left, materialLookedAt } from "station/offers";
import { print, printAgain, watchPrinter } from "station/printing";
import { asked, flush, post, watch, withdraw } from "station/queue";
import { change, known, remember } from "station/recent";
import { clear, flash, isMute, setMute } from "station/signals";
import { asking, inbox, stage } from "station/stage";
import { uuid7 } from "station/store";
import { listen } from "station/wedge";
import { amount, counted, recipeOf, say, station } from "station/words";

const TWICE = 300; // milliseconds within which the same label counts once
const byId = (id) => document.getElementById(id);

let operator = station.operator;
let isWorking = false;
let last = { text: "", at: -Infinity };

/* -- labels come in ------------------------------------------------------------------------- */

function heard(raw) {
  const label = read(raw);
  const text = label.code ?? label.text ?? "";
  const isTwice = text === last.text && performance.now() - last.at < TWICE;
  last = { text, at: performance.now() };
  if (isTwice) return;
  clear();
  byId("badge").hidden = true;
  if (label.fault) flash("red", { title: say(`${label.fault}_title`), next: say(`${label.fault}_next`), code: label.text });
  else if (typeof stage.takes === "function") stage.takes(label);
  else if (stage.takes) flash("amber", { title: say("busy_title"), next: say("busy_next"), code: label.code });
  else enqueue(label.code);
}

async function enqueue(code) {
  inbox.push(code);
  if (isWorking) return;
  isWorking = true;
  byId("screen").setAttribute("aria-busy", "true");
  while (inbox.length) await begin(inbox.shift()).catch(broken);
  byId("screen").removeAttribute("aria-busy");
  isWorking = false;
}

function broken(error) {
  stage.takes = null;
  if (error instanceof Refused) return refused(error.problem);
  flash("red", { title: say("broken_title"), next: say("broken_next"), code: error.message });
}

/* -- one scan, from its first label to its end --------------------------------------------------- */

async function begin(code) {
  noInterim();
  const gathered = await labels(code, refused);
  if (!gathered) return;
  const draft = { labels: gathered.codes };
  for (const question of QUESTIONS) {
    const more = await question(gathered, draft);
    if (!more) return left();
    Object.assign(draft, more);
  }
  await finish(draft, gathered.offer);
}

/* What a refusal may be answered with: the question, and what is added to the scan. */
const ANSWERS = {
  check_material: (problem, offer, draft) => materialLookedAt(offer, draft),
  operator_needed: async () => (await changeOperator()) && {},
  gain_unconfirmed: async (problem) =>
    (await asking(() => confirm(problem.detail, say("yes_gain")))) && { accept_gain: true },
  lot_claimed: async (problem) =>
    (await asking(() => confirm(problem.detail, say("yes_claimed")))) && { take_claimed: true },
};

async function finish(draft, offer) {
  for (;;) {
    const scan = {
      ...draft,
      id: uuid7(),
      station_id: station.id,
      operator_id: operator?.id ?? null,
      device_at: new Date().toISOString(),
    };
    const result = await post(scan);
    const answer = result.outcome === "refused" && ANSWERS[result.problem.code];
    const more = answer && (await answer(result.problem, offer, draft));
    if (!more) return told(scan, result, offer);
    Object.assign(draft, more);
  }
}

/* -- how it went ----------------------------------------------------------------------------- */

function refused(problem, label = "") {
  flash("red", { title: problem.reasons?.[0]?.sentence ?? problem.detail, next: problem.next_step ?? "" });
  const perhaps = problem.code === "unknown_label" && !label.startsWith("RW-") ? label : "";
  byId("badge").hidden = !perhaps;
  byId("badge").value = perhaps;
}

function told(scan, result, offer) {
  const base = { id: scan.id, at: Date.now(), until: 0, title: scan.labels.join(" + ") };
  if (result.outcome === "done") return done(result.told, offer);
  if (result.outcome === "waiting") {
    remember({ ...base, note: say(result.busy ? "waits_busy" : "waits"), state: "waiting" });
    flash("amber", { title: say("kept_title"), next: say(result.busy ? "kept_busy" : "kept_next"), code: base.title });
    return interim(scan, station);
  }
  if (result.outcome === "parked") remember({ ...base, note: result.problem?.detail ?? "", state: "refused" });
  refused(result.problem);
}

const GRADED = new Set(["seconds", "waste"]);
const result_words = (one) =>
  `${one.code ?? ""} ${amount(one.quantity, one.unit)}${GRADED.has(one.grade) ? ` ${say(one.grade)}` : ""}`.trim();

/* A scan that the server knows, as a row of the last five. */
const row_of = (facts) => ({
  id: facts.id,
  at: Date.parse(facts.at),
  until: Date.now() + 1000 * facts.undo_seconds,
  title: facts.sources.join(" + "),
  note: [facts.operation, ...facts.results.map(result_words)].join(" · "),
  state: facts.is_undone ? "undone" : "done",
});

function done(facts, offer) {
  remember(row_of(facts));
  const recipe = offer && facts.kind !== "split" ? recipeOf(offer) : "";
  flash("green", {
    title: say(`done_${facts.kind}`, { operation: facts.operation }),
    next: [recipe, say("goes_on")].filter(Boolean).join(" · "),
    code: facts.results.map(result_words).join("   "),
  });
  print(facts);
}

async function undo(id) {
  const late = known(id).state === "waiting" ? await withdraw(id) : null;
  if (late?.outcome === "unsent") return taken_back(id);
  if (late?.outcome === "waiting") return not_now();
  if (late && known(id).state === "refused") return; // ``replayed`` has said so
  try {
    if (await asked(() => write(`scans/${id}/undo`, {}, uuid7()))) return taken_back(id);
    not_now();
  } catch (error) {
    if (late?.outcome === "refused" && error.problem?.code === "scan_not_found") return taken_back(id);
    broken(error);
  }
  if (late?.told && known(id).state === "waiting") posted(late.told);
  else if (late?.outcome === "refused") change(id, { state: "refused", note: late.problem.detail });
}

function not_now() {
  flash("amber", { title: say("undo_offline_title"), next: say("undo_offline_next") });
}

function taken_back(id) {
  change(id, { state: "undone", note: say("undone") });
  flash("amber", { title: say("undone_title"), next: say("undone_next"), code: known(id).title });
}

/* -- who is here ----------------------------------------------------------------------------- */

/* True when somebody signed on. */
async function changeOperator(badge = "") {
  if (stage.takes) return flash("amber", { title: say("busy_title"), next: say("busy_next") });
  const given = await asking(() => signOn(badge), ({ code }) => signOn.badge(code));
  if (!given) return false;
  try {
    const now = await asked(() => write(`stations/${station.id}/operator`, given, uuid7()));
    if (!now) return flash("amber", { title: say("operator_offline_title"), next: say("operator_offline_next") });
    show(now.operator);
    flash("green", { title: say("hello", { name: operator.name }), next: say(`ready_${station.type}`) });
    return true;
  } catch (error) {
    broken(error);
    return false;
  }
}

function show(person) {
  operator = person;
  byId("operator-name").textContent = person?.name ?? say("nobody");
  byId("person").disabled = !station.is_device;
}

/* -- the network ----------------------------------------------------------------------------- */

function network({ online, busy, count, problem, arrived }) {
  const sign = byId("network");
  sign.dataset.online = String(online);
  sign.toggleAttribute("data-calm", online && !count);
  sign.className = `state tone-${!online || count ? "amber" : "green"}`;
  const waits = count ? say(count === 1 ? "one_waits" : "many_wait", { n: count }) : "";
  byId("network-word").textContent = [busy && say("busy"), waits].filter(Boolean).join(" · ") || say(online ? "online" : "offline");
  for (const shape of sign.querySelectorAll("[data-when]")) shape.hidden = shape.dataset.when !== String(online);
  if (problem) flash("red", { title: problem.detail, next: say("enrol_next") });
  if (arrived.length) replayed(arrived);
}

/* What had waited has reached the server: say so, and what it could not apply. */
function replayed(results) {
  noInterim();
  for (const { id, outcome, problem, told: facts } of results) {
    if (outcome === "done") posted(facts);
    else change(id, { state: "refused", note: problem?.detail ?? "" });
  }
  const bad = results.filter((one) => one.outcome !== "done");
  if (!bad.length) return flash("green", { title: counted("replayed", results.length), next: say("replayed_next") });
  flash("red", { title: counted("conflicts", bad.length), next: say("conflicts_next"), code: bad[0].problem?.detail });
}

/* A scan that waited is posted: its own label takes the place of the one made meanwhile. */
function posted(facts) {
  remember(row_of(facts));
  print(facts);
}

/* -- set-up ---------------------------------------------------------------------------------- */

function mute(isQuiet) {
  setMute(isQuiet);
  byId("mute").setAttribute("aria-pressed", String(isQuiet));
  for (const shape of byId("mute").querySelectorAll("[data-when]")) shape.hidden = shape.dataset.when !== String(isQuiet);
}

async function toggleCamera() {
  if (camera.isOpen()) return camera.close();
  try {
    await camera.open(heard);
  } catch {
    camera.close();
    flash("red", { title: say("camera_title"), next: say("camera_next") });
  }
}

const DOES = {
  mute: () => mute(!isMute()),
  camera: toggleCamera,
  operator: ({ value }) => changeOperator(value),
  send: () => flush(),
  interim: () => window.print(),
  print: printAgain,
  full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-does]");
  if (button) DOES[button.dataset.does](button);
  const taken = target.closest("[data-undo]");
  if (taken) undo(taken.closest("[data-id]").dataset.id);
});

byId("typed").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.elements.label;
  heard(field.value);
  field.value = "";
});

async function begun() {
  listen(heard);
  watch(network);
  mute(isMute());
  show(operator);
  watchPrinter();
  const answer = await asked(() => get(`stations/${station.id}/scans/last`)).catch(unanswered);
  for (const one of answer?.scans ?? []) remember(row_of(one));
}

/* The screen starts without network as well: its files are kept by the worker of this folder. */
async function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(byId("screen").dataset.worker, { scope: "/station/" });
  const files = performance.getEntriesByType("resource").map((one) => one.name);
  const own = files.filter((name) => name.startsWith(location.origin) && name.includes("/static/"));
  const shell = await caches.open("station");
  const reader = [byId("camera").dataset.reader, byId("camera").dataset.wasm];
  await shell.addAll([location.pathname, ...new Set([...own, ...reader])]);
  byId("screen").dataset.kept = "yes";
}

begun();
keepShell().catch((error) => console.warn("the screen is not kept for work without network:", error));
