// What is asked before a scan is posted: which labels belong to it, which operation, how many, and
// whether the material was looked at. Every question answers with what it adds to the scan, or null.

import { Busy, Refused, write } from "station/calls";
import { collect } from "station/collect";
import { parsed, plain, sum } from "station/decimals";
import { checkMaterial, choose, partsMade, splitNumbers } from "station/dialogs";
import { asked } from "station/queue";
import { await_, flash } from "station/signals";
import { asking, gather } from "station/stage";
import { uuid7 } from "station/store";
import { amount, counted, recipeOf, say, station, words } from "station/words";

const GOES_ON = new Set(["several_needed"]);
const IS_MERGE = station.type === "merge";

/* What a scan of these codes would do: {offer}, {offline}, or {problem}. ``wish``: for which order
   parts are, and of how many pieces the material is told. */
async function offered(codes, wish = {}) {
  try {
    const offer = await asked(() => write("scans/offer", { station_id: station.id, codes, ...wish }, uuid7()));
    return offer ? { offer } : { offline: true };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error instanceof Busy ? { offline: true } : { problem: error.problem };
  }
}

/* The label, with the others that belong into the same scan; ``refused`` is told why it cannot be.
   Where parts are put together nobody knows without network whether more labels belong to it. */
export async function labels(code, refused) {
  const { offer, offline, problem } = IS_MERGE ? {} : await offered([code]);
  const isOne = offline ? !station.takes_parts : offer && !offer.parts;
  if (!IS_MERGE && isOne) return { codes: [code], offer };
  if (problem && !GOES_ON.has(problem.code)) return refused(problem, code);
  const gathered = await collect(code, {
    look,
    said: ({ twice, refused: problem, label, taken }) => {
      if (twice) flash("amber", { title: say("twice_title"), next: say("twice_next"), code: twice });
      else if (problem) refused(problem, label);
      else await_({ title: say("taken_title"), next: say(`more_${station.type}`), code: taken });
    },
    gather,
    summary,
    heading: say(IS_MERGE ? "merge_heading" : "parts_heading"),
    enough: IS_MERGE ? 2 : 1,
  });
  return gathered ?? left();
}

export const left = () => await_({ title: say("left_title"), next: say(`ready_${station.type}`) });

async function look(codes) {
  const { offer, offline, problem } = await offered(codes);
  if (offline) return {};
  if (!problem) return { offer, more: missing(offer) };
  return GOES_ON.has(problem.code) ? { more: `${problem.detail} ${problem.next_step ?? ""}`.trim() } : { refused: problem };
}

function missing({ parts }) {
  const names = (parts?.needs ?? []).filter((one) => one.is_missing).map((one) => `${one.code} ${one.name}`);
  return names.length ? say("still_to_scan", { parts: names.join(", ") }) : "";
}

function summary(offer, codes) {
  if (!offer) return counted("labels", codes.length);
  const pieces = offer.parts ? offer.quantity : plain(sum(offer.sources.map((one) => parsed(one.quantity))));
  return [amount(pieces, offer.unit), recipeOf(offer)].filter(Boolean).join(" · ");
}

/* Parts under their labels: for which order, and how many are made of them. */
async function making(gathered) {
  if (!gathered.offer?.parts) return {};
  const again = async (order_id) => {
    const found = await offered(gathered.codes, { order_id });
    gathered.offer = found.offer ?? gathered.offer;
    return gathered.offer;
  };
  return asking(() => partsMade({ offer: gathered.offer, again }));
}

async function operation({ offer }) {
  const possible = offer?.operations ?? [];
  if (possible.length < 2) return possible.length ? { work_order_id: possible[0].work_order_id } : {};
  const choices = possible.map((one) => ({
    value: one.work_order_id,
    title: one.name,
    note: [...one.along, one.order].join(" · "),
  }));
  const chosen = await asking(() => choose(say("choose_operation"), choices));
  return chosen && { work_order_id: chosen };
}

async function numbers({ offer }) {
  if (station.type !== "split") return {};
  return asking(() => splitNumbers({ offer, reasons: station.scrap_reasons, words }));
}

async function material(gathered, draft) {
  if (!station.is_material_checked) return {};
  await forPieces(gathered, draft);
  return materialLookedAt(gathered.offer, draft);
}

/* Where not all pieces were taken, the material is that of those that were. */
async function forPieces(gathered, { order_id, quantity, firsts, seconds, waste }) {
  const pieces = quantity ?? (firsts && plain(sum([firsts, seconds, waste].map(parsed))));
  if (!gathered.offer || !pieces || pieces === gathered.offer.quantity) return;
  const { offer } = await offered(gathered.codes, { order_id, quantity: pieces });
  gathered.offer = offer ?? gathered.offer;
}

export async function materialLookedAt(offer, { work_order_id: chosen }) {
  const found = offer?.operations.find((one) => one.work_order_id === chosen);
  const recipe = found ? { ...found, recipe: recipeOf(offer), multiplier: offer.multiplier } : { instructions: say("check_offline") };
  return (await asking(() => checkMaterial(recipe))) && { is_checked: true };
}

/* The questions, in the order in which they are asked. */
export const QUESTIONS = [making, operation, numbers, material];
