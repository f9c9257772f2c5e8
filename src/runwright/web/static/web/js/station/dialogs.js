// The questions a station asks before it posts. Each answers with a value, or null when left.

import { parsed, plain, sum } from "station/decimals";
import { amount, multiplied, recipeOf, times } from "station/words";

const byId = (id) => document.getElementById(id);

function element(name, words = "", css = "") {
  const made = document.createElement(name);
  made.textContent = words;
  if (css) made.className = css;
  return made;
}

/* Show a dialog until it is answered: ``read`` gives the answer, undefined to stay. */
function ask(dialog, read) {
  return new Promise((resolve) => {
    let answer = null;
    dialog.querySelector("form").onsubmit = (event) => {
      event.preventDefault();
      const given = read(event.submitter);
      if (given === undefined) return;
      answer = given;
      dialog.close();
    };
    dialog.addEventListener("close", () => resolve(answer), { once: true });
    dialog.showModal();
  });
}

/* One of several: ``choices`` are {value, title, note}. Digits choose as well. */
export function choose(title, choices) {
  const dialog = byId("choose");
  dialog.querySelector("h2").textContent = title;
  const list = dialog.querySelector("[data-choices]");
  list.replaceChildren(
    ...choices.map(({ title: words, note }, place) => {
      const button = element("button", "", "btn btn-plain tap choice");
      button.value = String(place);
      button.append(element("span", String(place + 1), "key"), element("strong", words), element("span", note ?? "", "quiet"));
      return button;
    }),
  );
  list.onkeydown = ({ key }) => /^[1-9]$/.test(key) && list.children[Number(key) - 1]?.click();
  return ask(dialog, (button) => choices[Number(button.value)].value);
}

/* The list of what is needed (once the recipe, and so many times), what is there, what to mind. */
export function checkMaterial({ materials = [], instructions = "", recipe = "", multiplier = "1" }) {
  const dialog = byId("check");
  dialog.querySelector("[data-recipe]").textContent = recipe;
  dialog.querySelector("tbody").replaceChildren(
    ...materials.map((line) => {
      const row = element("tr", "", line.is_short ? "tone-red" : "");
      const name = element("th", "");
      name.scope = "row";
      name.append(element("strong", line.name, "code"), element("span", line.item, "quiet"));
      const there = element("td", amount(line.available, line.unit), line.is_short ? "num short" : "num");
      const need = element("td", amount(line.need, line.unit), "num");
      if (recipe) need.append(element("span", `${amount(line.per_recipe, line.unit)} ${multiplied(multiplier)}`, "quiet each"));
      row.append(name, need, there);
      return row;
    }),
  );
  dialog.querySelector("table").hidden = !materials.length;
  dialog.querySelector("[data-nothing]").hidden = Boolean(materials.length);
  dialog.querySelector("[data-instructions]").textContent = instructions;
  return ask(dialog, () => true);
}

export function confirm(sentence, yes) {
  const dialog = byId("confirm");
  dialog.querySelector("p").textContent = sentence;
  dialog.querySelector("[value=yes]").textContent = yes;
  return ask(dialog, () => true);
}

/* Firsts, seconds and waste; what remains is seen while they are typed. */
export function splitNumbers({ offer, reasons, words }) {
  const dialog = byId("split");
  const batch = offer?.batch;
  const form = dialog.querySelector("form");
  const fields = ["firsts", "seconds", "waste"].map((name) => form.elements[name]);
  const values = () => fields.map((field) => parsed(field.value));
  form.reset();
  dialog.querySelector("[data-batch]").textContent = batch?.code ?? "";
  dialog.querySelector("[data-item]").textContent = batch ? batch.item.name : "";
  const reason = form.elements.scrap_reason_id;
  reason.replaceChildren(new Option("", ""), ...reasons.map((one) => new Option(one.name, one.id)));

  const show = () => {
    const numbers = values();
    const isWrong = numbers.some((value) => value === null || value < 0n);
    const rest = isWrong || !batch ? null : parsed(batch.remaining) - sum(numbers);
    const left = dialog.querySelector("[data-left]");
    left.textContent = rest === null ? "–" : amount(plain(rest), batch.unit);
    left.closest("p").className = `left ${rest === null ? "" : rest < 0n ? "tone-amber" : rest ? "tone-blue" : "tone-green"}`;
    dialog.querySelector("[data-left-word]").textContent =
      rest !== null && rest < 0n ? words.more_than_remains : words.remains;
    dialog.querySelector("[data-recipe]").textContent = isWrong ? "" : made(offer, sum(numbers));
    const isLost = form.elements.closes_source.checked;
    dialog.querySelector("[data-reason]").hidden = !isLost && (isWrong || numbers[1] + numbers[2] === 0n);
    dialog.querySelector("[data-close]").hidden = rest === null ? Boolean(batch) : rest <= 0n;
    return isWrong || sum(numbers) === 0n ? null : numbers;
  };
  form.oninput = show;
  show();
  const answer = ask(dialog, () => {
    const numbers = show();
    if (!numbers) return void fields[0].focus();
    const [firsts, seconds, waste] = numbers.map(plain);
    const closes = form.elements.closes_source.checked;
    return {
      firsts, seconds, waste,
      closes_source: closes,
      reason: closes ? reason.selectedOptions[0].text || words.close_reason : "",
      scrap_reason_id: Number(reason.value) || null,
    };
  });
  fields[0].focus();
  return answer;
}

/* How many times the recipe so many pieces are, in words; nothing for a recipe of a single piece. */
const made = (offer, pieces) =>
  offer ? recipeOf({ ...offer, multiplier: plain(times(pieces, parsed(offer.recipe_quantity))) }) : "";

/* For which order parts become something, and how many of it, in pieces or in recipes;
   ``again(order id)`` brings what the parts make for another order. */
export function partsMade({ offer, again }) {
  const dialog = byId("parts");
  const form = dialog.querySelector("form");
  const { order_id: order, quantity, multiplier } = form.elements;
  let base = 0n;
  const follow = () => {
    const pieces = parsed(quantity.value);
    multiplier.value = pieces === null ? "" : plain(times(pieces, base));
  };
  quantity.oninput = follow;
  multiplier.oninput = () => {
    const often = parsed(multiplier.value);
    quantity.value = often === null ? "" : plain((often * base) / parsed("1"));
  };
  const show = ({ parts: found, recipe_quantity: recipe, unit }) => {
    base = parsed(recipe);
    dialog.querySelector("[data-times]").hidden = recipe === "1";
    dialog.querySelector("[data-base]").textContent = amount(recipe, unit);
    const chosen = found.orders.find((one) => one.id === found.order_id);
    dialog.querySelector("[data-item]").textContent = `${chosen.item.code} ${chosen.item.name}`;
    dialog.querySelector("[data-left]").textContent = amount(found.left, found.unit);
    dialog.querySelector("[data-makes]").textContent = amount(found.quantity, found.unit);
    quantity.value = found.quantity;
    follow();
    quantity.select();
  };
  form.reset();
  order.replaceChildren(...offer.parts.orders.map((one) => new Option(`${one.number} · ${amount(one.quantity, "")} ${one.item.code}`, one.id)));
  order.value = String(offer.parts.order_id);
  order.onchange = async () => show(await again(Number(order.value)));
  const answer = ask(dialog, () => {
    const pieces = parsed(quantity.value);
    if (!pieces || pieces < 0n) return void quantity.focus();
    return { order_id: Number(order.value), quantity: plain(pieces) };
  });
  show(offer);
  quantity.focus();
  return answer;
}

/* The PIN of the badge that was scanned or typed. */
export function signOn(badge) {
  const dialog = byId("operator");
  const form = dialog.querySelector("form");
  form.reset();
  form.elements.badge.value = badge;
  const answer = ask(dialog, () => ({ badge: form.elements.badge.value.trim(), pin: form.elements.pin.value }));
  form.elements[badge ? "pin" : "badge"].focus();
  return answer;
}

/* A badge that is scanned while the question is open. */
signOn.badge = (badge) => {
  const { elements } = byId("operator").querySelector("form");
  elements.badge.value = badge;
  elements.pin.focus();
};

/* Big keys for fingers: they type into the field that was touched last. */
document.addEventListener("focusin", ({ target }) => {
  if (!target.matches("[data-padded] input")) return;
  const form = target.form;
  for (const field of form.elements) field.classList?.toggle("current", field === target);
});

document.addEventListener("click", ({ target }) => {
  const key = target.closest("[data-pad]");
  if (!key) return;
  const field = key.closest("form").querySelector("input.current");
  if (!field) return;
  field.value = key.dataset.pad === "back" ? field.value.slice(0, -1) : field.value + key.dataset.pad;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
