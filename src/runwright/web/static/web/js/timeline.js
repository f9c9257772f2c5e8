// The time line: intervals per lane over time on a canvas, drawn from the table beside it.
//
// <figure data-timeline data-zone="Europe/Bucharest" data-now="…"> holds a <canvas>, a
// .timeline-tip and a <table> whose body rows carry data-lane, data-start, data-end (empty while
// open), data-tone, data-label and optionally data-href. Drag pans, Ctrl-wheel and + / − zoom,
// the arrow keys move, 0 shows everything.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY];
const HEAD = 26;
const ROW = 24;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--rw-${name}`).trim();

class Zone {
  constructor(zone) {
    const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    const form = (options) => new Intl.DateTimeFormat(lang, { timeZone: zone, ...options });
    this.parts = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    });
    this.hours = form({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    this.days = form({ day: "numeric", month: "short" });
    this.full = form({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  offset(at) {
    const part = Object.fromEntries(this.parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const local = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute);
    return local - Math.floor(at / MINUTE) * MINUTE;
  }

  // The instants at which the plant's clock shows a whole step, between two instants.
  *ticks(from, to, step) {
    let at = from;
    while (at <= to) {
      const offset = this.offset(at);
      let next = Math.ceil((at + offset) / step) * step - offset;
      next -= this.offset(next) - offset;
      if (next > to) return;
      if (next >= from) yield next;
      at = Math.max(next, at) + step / 2;
    }
  }

  label(at, step) {
    const midnight = (at + this.offset(at)) % DAY === 0;
    return step >= DAY || midnight ? this.days.format(at) : this.hours.format(at);
  }
}

class TimeLine {
  constructor(figure) {
    this.figure = figure;
    this.canvas = figure.querySelector("canvas");
    this.tip = figure.querySelector(".timeline-tip");
    this.zone = new Zone(figure.dataset.zone);
    this.now = Date.parse(figure.dataset.now);
    this.bars = [...figure.querySelectorAll("tbody tr[data-lane]")].map((row) => this.bar(row));
    this.lanes = [...new Set(this.bars.map((bar) => bar.lane))];
    const ends = this.bars.flatMap((bar) => [bar.start, bar.end]);
    const least = ends.reduce((a, b) => Math.min(a, b), Infinity);
    const most = ends.reduce((a, b) => Math.max(a, b), -Infinity);
    const margin = Math.max((most - least) * 0.02, 10 * MINUTE);
    this.whole = [least - margin, most + margin];
    [this.from, this.to] = this.whole;
    this.listen();
  }

  bar(row) {
    const { lane, start, end, tone, label, href } = row.dataset;
    const open = !end;
    return { lane, tone, label, href, open, start: Date.parse(start), end: open ? this.now : Date.parse(end) };
  }

  get side() {
    return Math.min(170, this.width * 0.3);
  }

  x(at) {
    return this.side + ((at - this.from) / (this.to - this.from)) * (this.width - this.side);
  }

  at(x) {
    return this.from + ((x - this.side) / (this.width - this.side)) * (this.to - this.from);
  }

  resize() {
    const scale = devicePixelRatio || 1;
    this.width = this.canvas.parentElement.clientWidth;
    this.height = HEAD + this.lanes.length * ROW + 4;
    this.canvas.style.width = `${this.width}px`;
    this.canvas.style.height = `${this.height}px`;
    this.canvas.width = this.width * scale;
    this.canvas.height = this.height * scale;
    this.pen = this.canvas.getContext("2d");
    this.pen.setTransform(scale, 0, 0, scale, 0, 0);
    this.draw();
  }

  draw() {
    const pen = this.pen;
    pen.font = '11px Inter, system-ui, sans-serif';
    pen.textBaseline = "middle";
    pen.fillStyle = colour("surface");
    pen.fillRect(0, 0, this.width, this.height);
    this.drawGrid(pen);
    this.drawBars(pen);
    this.drawNow(pen);
    this.drawLanes(pen);
  }

  drawGrid(pen) {
    const room = this.width - this.side;
    const step = STEPS.find((one) => ((this.to - this.from) / one) * 62 < room) ?? STEPS.at(-1);
    this.lanes.forEach((_, index) => {
      pen.fillStyle = colour(index % 2 ? "surface" : "paper");
      pen.fillRect(0, HEAD + index * ROW, this.width, ROW);
    });
    for (const at of this.zone.ticks(this.from, this.to, step)) {
      const x = Math.round(this.x(at)) + 0.5;
      pen.strokeStyle = colour("line");
      pen.beginPath();
      pen.moveTo(x, HEAD - 6);
      pen.lineTo(x, this.height);
      pen.stroke();
      pen.fillStyle = colour("quiet");
      if (x < this.width - 30) pen.fillText(this.zone.label(at, step), x + 4, HEAD / 2);
    }
  }

  drawBars(pen) {
    const rows = new Map(this.lanes.map((lane, index) => [lane, HEAD + index * ROW]));
    const paints = new Map();
    for (const bar of this.bars) {
      if (bar.end < this.from || bar.start > this.to) continue;
      if (!paints.has(bar.tone)) paints.set(bar.tone, colour(`${bar.tone}-solid`));
      const left = Math.max(this.x(bar.start), this.side);
      const width = Math.max(this.x(bar.end) - left, 1.5);
      pen.fillStyle = paints.get(bar.tone);
      pen.globalAlpha = bar.open ? 0.6 : 0.88;
      pen.fillRect(left, rows.get(bar.lane) + 4, width, ROW - 8);
    }
    pen.globalAlpha = 1;
  }

  drawNow(pen) {
    if (this.now < this.from || this.now > this.to) return;
    const x = Math.round(this.x(this.now)) + 0.5;
    pen.strokeStyle = colour("red-solid");
    pen.setLineDash([3, 3]);
    pen.beginPath();
    pen.moveTo(x, HEAD - 4);
    pen.lineTo(x, this.height);
    pen.stroke();
    pen.setLineDash([]);
  }

  drawLanes(pen) {
    this.lanes.forEach((lane, index) => {
      const y = HEAD + index * ROW;
      pen.fillStyle = colour(index % 2 ? "surface" : "paper");
      pen.fillRect(0, y, this.side, ROW);
      pen.fillStyle = colour("ink");
      pen.fillText(this.fitted(pen, lane, this.side - 14), 8, y + ROW / 2);
    });
    pen.fillStyle = colour("surface");
    pen.fillRect(0, 0, this.side, HEAD);
    pen.strokeStyle = colour("line");
    pen.strokeRect(this.side - 0.5, -1, 0, this.height + 2);
  }

  fitted(pen, text, width) {
    let words = text;
    while (words && pen.measureText(words).width > width) words = words.slice(0, -2).trimEnd() + (words.length > 2 ? "…" : "");
    return words;
  }

  zoom(factor, around = (this.from + this.to) / 2) {
    const span = (this.to - this.from) * factor;
    if (span < 10 * MINUTE || span > (this.whole[1] - this.whole[0]) * 1.5) return;
    this.from = around - (around - this.from) * factor;
    this.to = this.from + span;
    this.draw();
  }

  pan(share) {
    const by = (this.to - this.from) * share;
    this.from += by;
    this.to += by;
    this.draw();
  }

  all() {
    [this.from, this.to] = this.whole;
    this.draw();
  }

  hit({ offsetX, offsetY }) {
    const lane = this.lanes[Math.floor((offsetY - HEAD) / ROW)];
    if (!lane || offsetX < this.side) return undefined;
    const reach = ((this.to - this.from) / this.width) * 2;
    const at = this.at(offsetX);
    return this.bars.findLast((bar) => bar.lane === lane && bar.start - reach <= at && at <= bar.end + reach);
  }

  show(event) {
    const bar = this.hit(event);
    this.tip.hidden = !bar;
    this.canvas.style.cursor = bar?.href ? "pointer" : "grab";
    if (!bar) return;
    const minutes = Math.round((bar.end - bar.start) / MINUTE);
    const length = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
    this.tip.replaceChildren(Object.assign(document.createElement("strong"), { textContent: bar.label }));
    this.tip.append(` ${this.zone.full.format(bar.start)} – ${bar.open ? "…" : this.zone.full.format(bar.end)} · ${length}`);
    this.tip.style.left = `${Math.max(0, Math.min(event.offsetX + 12, this.width - 270))}px`;
    this.tip.style.top = `${event.offsetY + 16}px`;
  }

  listen() {
    const canvas = this.canvas;
    let held = null;
    canvas.addEventListener("pointerdown", (event) => {
      held = { x: event.clientX, moved: false };
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!held) return this.show(event);
      const by = held.x - event.clientX;
      if (Math.abs(by) < 3 && !held.moved) return undefined;
      held = { x: event.clientX, moved: true };
      return this.pan(by / (this.width - this.side));
    });
    canvas.addEventListener("pointerup", (event) => {
      const bar = held && !held.moved && this.hit(event);
      if (bar?.href) location.assign(bar.href);
      held = null;
    });
    canvas.addEventListener("pointerleave", () => (this.tip.hidden = true));
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      if (event.ctrlKey) this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.at(event.offsetX));
      else this.pan(Math.sign(event.deltaY || event.deltaX) * 0.1);
    }, { passive: false });
    const keys = {
      "+": () => this.zoom(0.7), "=": () => this.zoom(0.7), "-": () => this.zoom(1.4), 0: () => this.all(),
      ArrowLeft: () => this.pan(-0.1), ArrowRight: () => this.pan(0.1),
    };
    canvas.addEventListener("keydown", (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    this.figure.addEventListener("click", (event) => {
      const wanted = event.target.closest("[data-zoom]")?.dataset.zoom;
      if (wanted === "all") this.all();
      else if (wanted) this.zoom(Number(wanted));
    });
    document.addEventListener("themechange", () => this.draw());
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
  }
}

document.fonts.ready.then(() => {
  for (const canvas of document.querySelectorAll("[data-timeline] canvas")) new TimeLine(canvas.closest("figure"));
});
