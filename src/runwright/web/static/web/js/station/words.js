// The words of the screen, and what the page told about its station.

import { parsed, plain, shown } from "station/decimals";

const json = (id) => JSON.parse(document.getElementById(id).textContent);

export const station = json("station");
export const words = json("words");
export const say = (key, facts = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
export const counted = (key, n) => say(n === 1 ? `${key}_one` : `${key}_title`, { n });
export const amount = (value, unit) => `${shown(value)} ${unit ?? ""}`.trim();

const PLACES = 1_000_000n; // of parsed numbers
const SEEN = 10_000n; // of these, those beyond two places of what people read

/* How many times a recipe for ``base`` pieces is made by so many (both parsed). */
export const times = (pieces, base) => (pieces * PLACES) / base;

/* The multiplier as people read it: two places, and a mark where there would be more. */
export function multiplied(text) {
  const value = parsed(text);
  const seen = value - (value % SEEN);
  return `× ${shown(plain(seen))}${seen === value ? "" : "…"}`;
}

/* "recipe × 5", where the recipe is not written for a single piece. */
export const recipeOf = ({ recipe_quantity: base, unit, multiplier }) =>
  base === "1" ? "" : say("recipe", { base: amount(base, unit), times: multiplied(multiplier) });
