// Charts draw themselves from the table beside them: one truth for eyes, screen readers and CSV.
//
// <figure data-chart="key" [data-across] [data-share] [data-unit="h"]> holds a .chart-picture and a
// <table>: the first column names the categories, every further one is a series with a data-kind
// (bar, line, step, target), a data-stack and perhaps a data-tone; cells carry their exact number
// in data-value and a link to what lies behind them.

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--rw-${name}`).trim();
const PALETTE = 8;

const tone = (name, column) => {
  if (!name) return `chart-${(column % PALETTE) + 1}`;
  return name === "accent" || name.startsWith("chart-") ? name : `${name}-solid`;
};

function read(table) {
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const rows = [...table.tBodies[0].rows];
  const number = (cell) => ("value" in cell.dataset ? Number(cell.dataset.value) : null);
  const behind = (cell) => cell.querySelector("a")?.href;
  return {
    categories: rows.map((row) => row.cells[0].textContent.trim()),
    series: heads.map((head, column) => ({
      name: head.textContent.trim(),
      kind: head.dataset.kind,
      stack: head.dataset.stack,
      tone: head.dataset.kind === "target" ? "ink" : tone(head.dataset.tone, column),
      values: rows.map((row) => number(row.cells[column + 1])),
      links: rows.map((row) => behind(row.cells[column + 1]) ?? behind(row.cells[0])),
    })),
  };
}

const THIN = "\u202f"; // between thousands, as everywhere else on the page

function writer({ unit = "", share }) {
  const style = share === undefined ? "decimal" : "percent";
  const told = (value, maximumFractionDigits) =>
    new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits, style })
      .formatToParts(value)
      .map((part) => (part.type === "group" ? THIN : part.value))
      .join("");
  return (value, digits = 1) => (value === null ? "–" : `${told(value, digits)} ${unit}`.trim());
}

// Where each step begins and ends: bars set the level, steps change it.
function levels(series) {
  const bars = series.find((one) => one.kind === "bar");
  const steps = series.find((one) => one.kind === "step");
  let level = 0;
  return steps.values.map((step, n) => {
    const from = level;
    level = bars?.values[n] ?? level + (step ?? 0);
    return step === null ? null : [Math.min(from, from + step), Math.abs(step)];
  });
}

function steps(one, all) {
  const found = levels(all);
  const bar = { type: "bar", stack: "steps", barMaxWidth: 46, barGap: "-100%" };
  return [
    { ...bar, name: `${one.name} `, data: found.map((pair) => pair?.[0] ?? null), silent: true, itemStyle: { color: "transparent" } },
    { ...bar, name: one.name, data: found.map((pair) => pair?.[1] ?? null), itemStyle: { color: colour(one.tone) } },
  ];
}

// Among bars a target is a short line at each of them.
const mark = (one, across) => ({
  name: one.name, type: "scatter", data: one.values, silent: true,
  symbol: "rect", symbolSize: across ? [3, 18] : [34, 3], itemStyle: { color: colour(one.tone) },
});

const symbols = ["circle", "rect", "triangle", "diamond"];

function drawn(one, column, all, across) {
  if (one.kind === "step") return steps(one, all);
  if (one.kind === "target" && all.some((other) => other.kind === "bar")) return [mark(one, across)];
  const isBar = one.kind === "bar";
  const beside = all.some((other) => other.kind === "step");
  return [{
    name: one.name,
    type: isBar ? "bar" : "line",
    stack: one.stack || undefined,
    data: one.values,
    barMaxWidth: beside ? 46 : across ? 14 : 28,
    barCategoryGap: "30%",
    barGap: beside ? "-100%" : undefined,
    symbol: one.kind === "target" ? "none" : symbols[column % symbols.length],
    symbolSize: 6,
    silent: one.kind === "target",
    lineStyle: { width: 2, type: one.kind === "target" ? "dashed" : "solid" },
    itemStyle: { color: colour(one.tone) },
  }];
}

function axes(data, across, write) {
  const quiet = { color: colour("quiet"), fontFamily: "Inter", fontSize: 11 };
  const names = {
    type: "category",
    data: data.categories,
    inverse: across,
    axisLabel: { ...quiet, hideOverlap: !across, interval: across ? 0 : "auto", width: 130, overflow: "truncate" },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour("line-strong") } },
  };
  const amounts = {
    type: "value",
    axisLabel: { ...quiet, hideOverlap: true, formatter: (value) => write(value) },
    splitLine: { lineStyle: { color: colour("line") } },
  };
  return across ? { xAxis: amounts, yAxis: names } : { xAxis: names, yAxis: amounts };
}

function options(figure, data, title = "") {
  const across = "across" in figure.dataset;
  const write = writer(figure.dataset);
  const many = data.series.length > 1;
  const head = title ? 30 : 0;
  const ink = { color: colour("ink"), fontFamily: "Inter" };
  const told = (n) => data.series.filter((one) => one.values[n] !== null).map((one) => `${one.name}: ${write(one.values[n], 2)}`);
  return {
    animation: false,
    textStyle: { fontFamily: "Inter" },
    title: { show: Boolean(title), text: title, left: 4, top: 4, textStyle: { ...ink, fontSize: 14 } },
    grid: { left: 4, right: 12, top: head + (many ? 30 : 8), bottom: 6, containLabel: true },
    legend: {
      show: many, type: "scroll", left: 0, top: head, itemWidth: 14, itemHeight: 10, itemGap: 14,
      data: data.series.map((one) => one.name),
      textStyle: { ...ink, fontSize: 11 }, pageTextStyle: ink, pageIconColor: colour("accent"),
    },
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true,
      axisPointer: { type: data.series.every((one) => one.kind !== "bar") ? "line" : "shadow" },
      backgroundColor: colour("surface"), borderColor: colour("line"),
      textStyle: { ...ink, fontSize: 12 },
      formatter: ([{ dataIndex }]) => [data.categories[dataIndex], ...told(dataIndex)].join("\n"),
    },
    ...axes(data, across, write),
    series: data.series.flatMap((one, column) => drawn(one, column, data.series, across)),
  };
}

function download(name, href) {
  const link = document.createElement("a");
  link.download = name;
  link.href = href;
  link.click();
}

function asCsv(table) {
  const harmless = (text) => (/^[=+\-@]/.test(text) ? `'${text}` : text);
  const quoted = (text) => `"${harmless(text.trim()).replaceAll('"', '""')}"`;
  const value = (cell) => cell.dataset.value ?? quoted(cell.textContent);
  return [...table.rows].map((row) => [...row.cells].map(value).join(",")).join("\r\n");
}

function save(figure, chart, data, wanted) {
  const name = figure.dataset.chart;
  if (wanted === "csv") {
    const text = asCsv(figure.querySelector("table"));
    download(`${name}.csv`, `data:text/csv;charset=utf-8,${encodeURIComponent("\ufeff" + text)}`);
    return;
  }
  chart.setOption(options(figure, data, figure.querySelector("h2").textContent.trim()), true);
  download(`${name}.png`, chart.getDataURL({ pixelRatio: 2, backgroundColor: colour("surface") }));
  chart.setOption(options(figure, data), true);
}

// Arrow keys walk from category to category and, up and down, from series to series.
function walk(figure, chart, data) {
  const picture = figure.querySelector(".chart-picture");
  const write = writer(figure.dataset);
  const shown = data.series.filter((one) => one.kind !== "target");
  let [at, which] = [-1, 0];
  const say = () => {
    const one = shown[which];
    figure.querySelector("[data-said]").textContent = `${data.categories[at]}, ${one.name}: ${write(one.values[at], 2)}`;
    const seriesIndex = chart.getOption().series.findIndex(({ name }) => name === one.name);
    chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex: at });
  };
  const within = (n, length) => (n + length) % length;
  picture.addEventListener("keydown", (event) => {
    const by = { ArrowRight: [1, 0], ArrowLeft: [at < 0 ? 0 : -1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (event.key === "Enter" && at >= 0) return open(shown[which], at);
    if (event.key === "Escape") return chart.dispatchAction({ type: "hideTip" });
    if (!by || !data.categories.length) return undefined;
    event.preventDefault();
    at = within(Math.max(at, by[0] ? -1 : 0) + by[0], data.categories.length);
    which = within(which + by[1], shown.length);
    return say();
  });
}

const open = (one, n) => one?.links[n] && location.assign(one.links[n]);

function start(figure) {
  const picture = figure.querySelector(".chart-picture");
  const data = read(figure.querySelector("table"));
  if ("across" in figure.dataset) picture.style.height = `${Math.max(120, data.categories.length * 21 + 50)}px`;
  const chart = echarts.init(picture, null, { renderer: "canvas" });
  const paint = () => chart.setOption(options(figure, data), true);
  paint();
  chart.on("click", ({ seriesName, dataIndex }) => open(data.series.find(({ name }) => name === seriesName), dataIndex));
  walk(figure, chart, data);
  document.addEventListener("themechange", paint);
  new ResizeObserver(() => chart.resize()).observe(picture);
  figure.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-download]")?.dataset.download;
    if (wanted) save(figure, chart, data, wanted);
  });
}

document.fonts.ready.then(() => document.querySelectorAll("[data-chart]").forEach(start));
