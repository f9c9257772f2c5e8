// Charts draw themselves from the table beside them: one truth for eyes, screen readers and CSV.
//
// <figure data-chart="bar | line" [data-across] [data-stacked] [data-unit="h"]> holds a
// .chart-picture and a <table>: the first column names the categories, every further one is a
// series with an optional data-tone; cells carry their exact number in data-value.

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--rw-${name}`).trim();
const tones = ["accent", "violet-solid", "amber-solid", "green-solid", "blue-solid", "red-solid", "grey-solid"];

const tone = (name, column) => (name === "accent" ? name : name ? `${name}-solid` : tones[column % tones.length]);

function read(table) {
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const rows = [...table.tBodies[0].rows];
  return {
    categories: rows.map((row) => row.cells[0].textContent.trim()),
    links: rows.map((row) => row.cells[0].querySelector("a")?.href),
    series: heads.map((head, column) => ({
      name: head.textContent.trim(),
      tone: tone(head.dataset.tone, column),
      line: "line" in head.dataset,
      values: rows.map((row) => Number(row.cells[column + 1].dataset.value ?? "NaN")),
    })),
  };
}

const rounded = (value) =>
  Number.isFinite(value) ? value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) : "–";

function options(figure, data) {
  const { chart, unit = "" } = figure.dataset;
  const across = "across" in figure.dataset;
  const stacked = "stacked" in figure.dataset;
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
    axisLabel: { ...quiet, formatter: (value) => `${rounded(value)} ${unit}`.trim() },
    splitLine: { lineStyle: { color: colour("line") } },
  };
  return {
    animation: false,
    textStyle: { fontFamily: "Inter" },
    grid: { left: 4, right: 12, top: data.series.length > 1 ? 30 : 8, bottom: 2, containLabel: true },
    legend: {
      show: data.series.length > 1,
      left: 0, top: 0, itemWidth: 10, itemHeight: 10, itemGap: 14, icon: "roundRect",
      textStyle: { ...quiet, color: colour("ink") },
    },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      axisPointer: { type: chart === "line" ? "line" : "shadow" },
      backgroundColor: colour("surface"),
      borderColor: colour("line"),
      textStyle: { color: colour("ink"), fontSize: 12 },
      valueFormatter: (value) => `${rounded(value)} ${unit}`.trim(),
    },
    xAxis: across ? amounts : names,
    yAxis: across ? names : amounts,
    series: data.series.map((one) => ({
      name: one.name,
      type: chart === "line" || one.line ? "line" : "bar",
      stack: stacked && !one.line ? "all" : undefined,
      data: one.values,
      barMaxWidth: across ? 14 : 28,
      barCategoryGap: "30%",
      symbol: "circle",
      symbolSize: 4,
      lineStyle: { width: 2 },
      itemStyle: { color: colour(one.tone) },
    })),
  };
}

function download(name, href) {
  const link = document.createElement("a");
  link.download = name;
  link.href = href;
  link.click();
}

function asCsv(table) {
  const quoted = (text) => `"${text.trim().replaceAll('"', '""')}"`;
  const value = (cell) => cell.dataset.value ?? quoted(cell.textContent);
  return [...table.rows].map((row) => [...row.cells].map(value).join(",")).join("\r\n");
}

function start(figure) {
  const picture = figure.querySelector(".chart-picture");
  const table = figure.querySelector("table");
  const data = read(table);
  if ("across" in figure.dataset) picture.style.height = `${Math.max(120, data.categories.length * 21 + 50)}px`;
  const chart = echarts.init(picture, null, { renderer: "canvas" });
  const paint = () => chart.setOption(options(figure, data), true);
  paint();
  chart.on("click", ({ dataIndex }) => data.links[dataIndex] && location.assign(data.links[dataIndex]));
  document.addEventListener("themechange", paint);
  new ResizeObserver(() => chart.resize()).observe(picture);
  figure.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-download]")?.dataset.download;
    const name = (figure.dataset.name ?? "chart").toLowerCase().replaceAll(" ", "-");
    if (wanted === "png") {
      download(`${name}.png`, chart.getDataURL({ pixelRatio: 2, backgroundColor: colour("surface") }));
    } else if (wanted === "csv") {
      download(`${name}.csv`, `data:text/csv;charset=utf-8,${encodeURIComponent("\ufeff" + asCsv(table))}`);
    }
  });
}

document.fonts.ready.then(() => document.querySelectorAll("[data-chart]").forEach(start));
