// The flow diagram: cards and arrows of batches, drawn by Cytoscape from #flow-data.
//
// Few cards are laid out here (dagre), many stand where the server put them. A card is a small SVG;
// the same SVGs make the file that is saved. A tap opens the panel and marks what led to the card
// and what came of it; a double tap brings what is next to it, or takes a shared card apart.

const WIDE = 248;
const TALL = 104;
const stage = document.getElementById("flow");
const panel = document.getElementById("panel");
const given = JSON.parse(document.getElementById("flow-data").textContent);
const words = given.words;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--rw-${name}`).trim();
const safe = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
const MONO = "JetBrains Mono, ui-monospace, Menlo, Consolas, monospace";
const SANS = "Inter, system-ui, sans-serif";

// A card as SVG, without the <svg> around it.
function drawn(card, ink) {
  const line = (x, y, size, fill, text, more = "") =>
    `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" font-family="${SANS}" ${more}>${safe(text)}</text>`;
  const grade = (x, value, fill) =>
    `<tspan fill="${value === "0" ? ink.quiet : fill}"${x ? ` x="${x}"` : ""} font-weight="600">${safe(value)}</tspan>`;
  const behind = card.count > 1
    ? `<rect x="9" y="7" width="${WIDE - 10}" height="${TALL - 9}" rx="7" fill="${ink.sunken}" stroke="${ink.line}"/>`
    : "";
  const lots = [card.lots && `${card.lots} →`, card.made && `→ ${card.made}`].filter(Boolean).join(" ");
  const more = (count, x, anchor) => count
    ? `<g><rect x="${anchor === "start" ? x - 3 : x - 25}" y="${TALL / 2 - 10}" width="28" height="18" rx="9" fill="${ink.accent}"/><text x="${anchor === "start" ? x + 11 : x - 11}" y="${TALL / 2 + 3}" font-size="11" text-anchor="middle" fill="${ink.onAccent}" font-family="${SANS}">+${count}</text></g>`
    : "";
  return `${behind}<rect x="2" y="2" width="${WIDE - 10}" height="${TALL - 9}" rx="7" fill="${ink.surface}" stroke="${ink.line}"/>
    <rect x="2" y="2" width="5" height="${TALL - 9}" rx="2.5" fill="${ink[`${card.tone}-solid`]}"/>
    <text x="16" y="21" font-size="13" font-weight="700" fill="${ink.ink}" font-family="${MONO}">${safe(cut(card.title, 16))}</text>
    ${line(WIDE - 16, 21, 11, ink[card.tone], cut(card.state, 16), 'text-anchor="end"')}
    ${line(16, 39, 12, ink.ink, cut(`${card.item}  ${card.name}`, 34))}
    <text y="58" font-size="13" font-family="${SANS}">${grade(16, card.firsts, ink.green)}<tspan fill="${ink.quiet}"> / </tspan>${grade(0, card.seconds, ink.amber)}<tspan fill="${ink.quiet}"> / </tspan>${grade(0, card.waste, ink.red)}<tspan fill="${ink.quiet}" font-size="11"> ${safe(card.unit)}</tspan></text>
    ${line(WIDE - 16, 58, 11, ink.quiet, cut(card.stands, 18), 'text-anchor="end"')}
    ${line(16, 74, 10.5, ink.quiet, cut([card.machines, lots].filter(Boolean).join(" · "), 40))}
    ${line(16, 88, 10.5, ink.quiet, cut(card.when, 40))}
    ${more(card.before, 6, "start")}${more(card.after, WIDE - 8, "end")}`;
}

function inks() {
  const names = ["surface", "sunken", "line", "ink", "quiet", "accent"];
  const tones = ["grey", "blue", "violet", "green", "amber", "red"];
  const ink = Object.fromEntries([...names, ...tones, ...tones.map((t) => `${t}-solid`)].map((n) => [n, colour(n)]));
  return { ...ink, onAccent: colour("on-accent"), paper: colour("paper"), strong: colour("line-strong") };
}

const picture = (card, ink) =>
  `data:image/svg+xml;utf8,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE}" height="${TALL}" viewBox="0 0 ${WIDE} ${TALL}">${drawn(card, ink)}</svg>`)}`;

class Flow {
  constructor() {
    this.ink = inks();
    this.isPreset = given.preset;
    this.cy = cytoscape({
      container: stage,
      elements: this.elements(given),
      minZoom: 0.02,
      maxZoom: 2.5,
      layout: { name: "preset" },
      hideEdgesOnViewport: given.cards.length > 800,
      textureOnViewport: given.cards.length > 800,
      pixelRatio: given.cards.length > 800 ? 1 : "auto",
      autoungrabify: false,
      style: this.style(),
    });
    this.arrange();
    this.cy.on("tap", "node", ({ target }) => this.choose(target));
    this.cy.on("tap", ({ target }) => target === this.cy && this.clear());
    this.cy.on("dbltap", "node", ({ target }) => this.expand(target));
    const first = given.chosen && this.cy.getElementById(given.chosen);
    if (first && first.length) first.addClass("chosen");
    new MutationObserver(() => this.redraw()).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
    stage.dataset.ready = "yes";
  }

  elements({ cards, arrows }) {
    const crowded = cards.length > 300;
    const nodes = cards.map((card) => ({
      group: "nodes",
      data: { id: card.key, card, label: `${card.title}\n${card.item} ${card.firsts}/${card.seconds}/${card.waste}`, picture: crowded ? "none" : picture(card, this.ink), tone: this.ink[`${card.tone}-solid`] },
      classes: crowded ? "plain" : "card",
      position: { x: card.x, y: card.y },
    }));
    const edges = arrows.map((arrow) => ({
      group: "edges",
      data: { id: `${arrow.source}>${arrow.target}`, source: arrow.source, target: arrow.target, label: arrow.quantity, width: 1.5 + 7 * Number(arrow.weight), grade: arrow.grade },
    }));
    return [...nodes, ...edges];
  }

  style() {
    const ink = this.ink;
    const lineOf = { seconds: ink["amber-solid"], waste: ink["red-solid"] };
    return [
      { selector: "node", style: { shape: "round-rectangle", width: WIDE, height: TALL } },
      { selector: "node.card", style: { "background-opacity": 0, "background-image": "data(picture)", "background-fit": "none", "background-width": WIDE, "background-height": TALL, "border-width": 0 } },
      { selector: "node.plain", style: { "background-color": ink.surface, "border-width": 3, "border-color": "data(tone)", label: "data(label)", color: ink.ink, "text-wrap": "wrap", "text-valign": "center", "font-size": 22, "min-zoomed-font-size": 7 } },
      { selector: "node.chosen, node:selected", style: { "border-width": 3, "border-color": ink.accent, "background-color": ink["accent"] } },
      { selector: "edge", style: { "curve-style": this.isPreset ? "haystack" : "bezier", width: "data(width)", "line-color": ink.strong, opacity: 0.75, "target-arrow-shape": "triangle", "target-arrow-color": ink.strong, "arrow-scale": 0.9, label: this.isPreset ? "" : "data(label)", "font-size": 12, color: ink.quiet, "text-background-color": ink.paper, "text-background-opacity": 0.9, "text-background-padding": 2, "min-zoomed-font-size": 7 } },
      { selector: 'edge[grade = "seconds"]', style: { "line-color": lineOf.seconds, "target-arrow-color": lineOf.seconds } },
      { selector: ".faded", style: { opacity: 0.15 } },
      { selector: "edge.marked", style: { "line-color": ink.accent, "target-arrow-color": ink.accent, opacity: 1 } },
      { selector: "node.found", style: { "border-width": 4, "border-color": ink["violet-solid"] } },
      { selector: ".aside", style: { opacity: 0.12 } },
    ];
  }

  redraw() {
    this.ink = inks();
    this.cy.nodes(".card").forEach((node) => node.data("picture", picture(node.data("card"), this.ink)));
    this.cy.nodes().forEach((node) => node.data("tone", this.ink[`${node.data("card").tone}-solid`]));
    this.cy.style(this.style());
  }

  arrange() {
    if (!this.isPreset) {
      this.cy.layout({ name: "dagre", rankDir: "LR", nodeSep: 24, rankSep: 96, animate: false, fit: false }).run();
    }
    this.frame();
  }

  // Everything, but no smaller than can be read: then the chosen card, or the left edge, stays in view.
  frame() {
    this.cy.fit(undefined, 30);
    const most = Math.min(1, this.cy.zoom());
    const least = this.isPreset ? 0.05 : 0.55;
    if (this.cy.zoom() > 1) this.cy.zoom({ level: most });
    if (this.cy.zoom() < least) {
      this.cy.zoom(least);
      const chosen = given.chosen && this.cy.getElementById(given.chosen);
      if (chosen && chosen.length) this.cy.center(chosen);
      else {
        const box = this.cy.elements().boundingBox();
        this.cy.pan({ x: 30 - box.x1 * least, y: stage.clientHeight / 2 - ((box.y1 + box.y2) / 2) * least });
      }
    } else this.cy.center();
  }

  choose(node) {
    this.clear();
    const family = node.predecessors().union(node.successors()).union(node);
    this.cy.elements().difference(family).addClass("faded");
    family.edges().addClass("marked");
    node.addClass("chosen");
    this.show(node.data("card"));
    this.uncover(node);
  }

  // The panel lies over a part of the stage: a card below it moves into what is left.
  uncover(node) {
    const [own, over, at] = [stage.getBoundingClientRect(), panel.getBoundingClientRect(), node.renderedBoundingBox()];
    const isBelow = over.width > own.width * 0.7;
    const free = isBelow ? { w: own.width, h: over.top - own.top } : { w: over.left - own.left, h: own.height };
    if (at.x1 >= 0 && at.x2 <= free.w && at.y1 >= 0 && at.y2 <= free.h) return;
    this.cy.animate({ panBy: { x: free.w / 2 - (at.x1 + at.x2) / 2, y: free.h / 2 - (at.y1 + at.y2) / 2 }, duration: 200 });
  }

  clear() {
    this.cy.elements().removeClass("faded marked chosen");
    panel.hidden = true;
  }

  show(card) {
    panel.hidden = false;
    if (card.id) {
      htmx.ajax("GET", given.panel.replace("0", card.id), { target: "#panel", swap: "innerHTML" });
      return;
    }
    const item = (text) => Object.assign(document.createElement("li"), { className: "code", textContent: text });
    const title = Object.assign(document.createElement("h2"), { textContent: card.title });
    const told = Object.assign(document.createElement("p"), { className: "body quiet", textContent: `${card.item} ${card.name} · ${card.stands} · ${card.firsts} / ${card.seconds} / ${card.waste} ${card.unit}` });
    const apart = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-plain btn-small", textContent: words.apart });
    apart.addEventListener("click", () => this.expand(this.cy.getElementById(card.key)));
    const list = document.createElement("ul");
    list.className = "members";
    const codes = card.codes.split(" ");
    list.append(...codes.slice(0, 200).map(item));
    if (codes.length > 200) list.append(item(`+${codes.length - 200} ${words.more}`));
    const head = document.createElement("header");
    head.append(title);
    const body = document.createElement("div");
    body.className = "body";
    body.append(apart);
    panel.replaceChildren(head, told, body, list);
  }

  async expand(node) {
    const card = node.data("card");
    if (card.count > 1) {
      const url = new URL(window.location.href);
      url.searchParams.append("open", card.key);
      window.location.assign(url);
      return;
    }
    if (!card.id || !(card.before || card.after)) return;
    const answer = await fetch(`${given.url.replace("0", card.id)}?data=yes&levels=1&collapsed=no`, { headers: { Accept: "application/json" } });
    if (answer.ok) this.merge(node, await answer.json());
  }

  // New cards stand where the layout puts them; those there before lose what is no longer hidden.
  merge(node, more) {
    const fresh = this.elements(more).filter(({ data }) => !this.cy.getElementById(data.id).length);
    this.cy.add(fresh);
    const card = { ...node.data("card"), before: 0, after: 0 };
    node.data({ card, picture: picture(card, this.ink) });
    if (!this.isPreset) this.cy.layout({ name: "dagre", rankDir: "LR", nodeSep: 24, rankSep: 96, animate: true, animationDuration: 250, fit: false }).run();
  }

  find(text) {
    const wanted = text.trim().toLowerCase().replace(/^rw-/, "");
    this.cy.nodes().removeClass("found");
    if (!wanted) return;
    const holds = ({ codes, item, name, lots, made, machines }) => `${codes} ${item} ${name} ${lots} ${made} ${machines}`.toLowerCase().includes(wanted);
    const found = this.cy.nodes().filter((node) => holds(node.data("card")));
    found.addClass("found");
    if (found.length) this.cy.animate({ center: { eles: found.first() }, zoom: Math.max(this.cy.zoom(), 0.7), duration: 250 });
    search.setCustomValidity(found.length ? "" : words.none);
    search.reportValidity();
  }

  filter(operation, from, until) {
    const fits = ({ stands, from: first, until: last }) =>
      (!operation || stands === operation) && (!from || (last && last.slice(0, 10) >= from)) && (!until || (first && first.slice(0, 10) <= until));
    this.cy.batch(() => {
      this.cy.elements().removeClass("aside");
      if (!operation && !from && !until) return;
      const out = this.cy.nodes().filter((node) => !fits(node.data("card")));
      out.union(out.connectedEdges()).addClass("aside");
    });
  }

  svg() {
    const box = this.cy.elements().boundingBox();
    const [x, y, w, h] = [box.x1 - 20, box.y1 - 20, box.w + 40, box.h + 40].map(Math.round);
    const arrows = this.cy.edges().map((edge) => {
      const [a, b] = [edge.source().position(), edge.target().position()];
      const [ax, bx] = [a.x + WIDE / 2 - 8, b.x - WIDE / 2];
      const half = (bx - ax) / 2;
      const label = this.isPreset ? "" : `<text x="${ax + half}" y="${(a.y + b.y) / 2 - 4}" font-size="12" text-anchor="middle" fill="${this.ink.quiet}" font-family="${SANS}">${safe(edge.data("label"))}</text>`;
      return `<path d="M${ax} ${a.y}C${ax + half} ${a.y} ${bx - half} ${b.y} ${bx - 6} ${b.y}" fill="none" stroke="${this.ink.strong}" stroke-width="${edge.data("width")}" marker-end="url(#tip)"/>${label}`;
    });
    const cards = this.cy.nodes().map((node) => {
      const { x: cx, y: cy } = node.position();
      return `<g transform="translate(${cx - WIDE / 2} ${cy - TALL / 2})">${drawn(node.data("card"), this.ink)}</g>`;
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="${x} ${y} ${w} ${h}"><defs><marker id="tip" markerUnits="userSpaceOnUse" markerWidth="12" markerHeight="12" refX="4" refY="5" orient="auto"><path d="M0 0L10 5L0 10z" fill="${this.ink.strong}"/></marker></defs><rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${this.ink.paper}"/>${arrows.join("")}${cards.join("")}</svg>`;
  }

  save(kind) {
    const blob = kind === "svg"
      ? new Blob([this.svg()], { type: "image/svg+xml" })
      : this.cy.png({ output: "blob", full: true, scale: 2, maxWidth: 12000, maxHeight: 12000, bg: this.ink.paper });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `flow-${stage.dataset.title}.${kind}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  zoom(way) {
    if (way === "all") this.cy.fit(undefined, 30);
    else this.cy.zoom({ level: this.cy.zoom() * (way === "in" ? 1.3 : 1 / 1.3), renderedPosition: { x: stage.clientWidth / 2, y: stage.clientHeight / 2 } });
  }
}

const flow = new Flow();
window.flow = flow;
const search = document.getElementById("flow-search");
const [operation, from, until] = ["operation", "from", "until"].map((name) => document.getElementById(`flow-${name}`));

search.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  flow.find(search.value);
});
search.addEventListener("input", () => { search.setCustomValidity(""); if (!search.value) flow.find(""); });
for (const field of [operation, from, until]) field.addEventListener("change", () => flow.filter(operation.value, from.value, until.value));
for (const field of document.querySelectorAll("[data-submits]")) field.addEventListener("change", () => field.form.submit());
for (const button of document.querySelectorAll("[data-saves]")) button.addEventListener("click", () => flow.save(button.dataset.saves));
for (const button of document.querySelectorAll("[data-zooms]")) button.addEventListener("click", () => flow.zoom(button.dataset.zooms));

const KEYS = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
stage.addEventListener("keydown", (event) => {
  if (KEYS[event.key]) flow.cy.panBy({ x: KEYS[event.key][0], y: KEYS[event.key][1] });
  else if (event.key === "+") flow.zoom("in");
  else if (event.key === "-") flow.zoom("out");
  else if (event.key === "0") flow.zoom("all");
  else if (event.key === "Escape") flow.clear();
  else return;
  event.preventDefault();
});
