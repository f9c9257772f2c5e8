// Several labels for one scan: batches to be merged, or the parts of what is made here.

import { shown } from "station/decimals";

const panel = document.getElementById("collect");
const rows = panel.querySelector("tbody");

function paint({ heading, sources, codes, sum, needed }) {
  panel.querySelector("h2").textContent = heading;
  const known = new Map(sources.map((one) => [one.code, one]));
  const listed = sources.length ? sources : codes.map((code) => ({ code }));
  rows.replaceChildren(
    ...listed.map(({ code, item, quantity, unit }) => {
      const row = document.createElement("tr");
      const cells = [code, item ?? "", quantity === undefined ? "" : `${shown(quantity)} ${unit ?? ""}`];
      cells.forEach((text, place) => {
        const cell = document.createElement("td");
        cell.textContent = text;
        cell.className = ["code", "", "num"][place];
        row.append(cell);
      });
      row.dataset.key = code;
      return row;
    }),
  );
  panel.querySelector("[data-sum]").textContent = sum;
  panel.querySelector("[data-needed]").textContent = needed;
  return known;
}

/* Collect labels until somebody goes on (their codes) or leaves (null).

   ``look(codes)`` asks the server: {offer}, {more: what is still needed} or {refused}; ``said`` is
   told of refusals. ``gather(heard)`` says where the next label goes. */
export function collect(first, { look, said, gather, summary, heading, enough }) {
  const codes = [];
  let offer = null;
  let line = Promise.resolve();
  const go = panel.querySelector("[data-go]");

  const take = async (code) => {
    if (codes.includes(code)) return said({ twice: code });
    const answer = await look([...codes, code]);
    if (answer.refused) return said({ refused: answer.refused, label: code });
    codes.push(code);
    offer = answer.offer ?? null; // of all labels, or of none
    const sources = offer?.sources ?? [];
    paint({ heading, sources, codes, sum: summary(offer, codes), needed: answer.more ?? "" });
    go.disabled = Boolean(answer.more) || codes.length < enough;
    panel.hidden = false;
    if (!go.disabled) go.focus();
    said({ taken: code });
  };

  return new Promise((resolve) => {
    const finish = (answer) => {
      panel.hidden = true;
      gather(null);
      resolve(answer);
    };
    panel.querySelector("[data-go]").onclick = () => finish({ codes, offer });
    panel.querySelector("[data-leave]").onclick = () => finish(null);
    line = take(first).then(() => codes.length || finish(null));
    gather((label) => (line = line.then(() => take(label.code))));
  });
}
