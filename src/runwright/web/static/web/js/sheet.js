// Tables that are filled in like a spreadsheet: rows are added, moved and removed, ranges pasted,
// items suggested, and faults of the preview shown at their cells.

const sheetOf = (element) => element.closest("[data-sheet]");
const rowsOf = (sheet) => [...sheet.querySelectorAll("tbody tr")];
const cellsOf = (row) => [...row.querySelectorAll("input:not([type=hidden]), select, textarea")];
const changed = () => document.body.dispatchEvent(new Event("sheet-changed"));

function addRow(sheet, after) {
  const row = sheet.querySelector("template").content.firstElementChild.cloneNode(true);
  if (after) after.after(row);
  else sheet.querySelector("tbody").append(row);
  return row;
}

function move(row, way) {
  const other = way === "up" ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (way === "up") other.before(row);
  else other.after(row);
  changed();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-adds], [data-moves], [data-removes]");
  if (!button) return;
  const sheet = sheetOf(button);
  const row = button.closest("tr");
  if (button.hasAttribute("data-adds")) {
    cellsOf(addRow(sheet))[0].focus();
  } else if (button.dataset.moves) {
    move(row, button.dataset.moves);
    button.focus();
  } else {
    const next = row.nextElementSibling ?? row.previousElementSibling ?? addRow(sheet);
    row.remove();
    cellsOf(next)[0].focus();
    changed();
  }
});

document.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-sheet] tbody tr");
  if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  move(row, event.key === "ArrowUp" ? "up" : "down");
  event.target.focus();
});

/* Enter in the last cell begins a new row. */
document.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-sheet] tbody tr");
  if (!row || event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
  const cells = cellsOf(row);
  if (event.target !== cells.at(-1) || row.nextElementSibling) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  cellsOf(addRow(sheetOf(row), row))[0].focus();
}, true);

document.addEventListener("paste", (event) => {
  const row = event.target.closest("[data-sheet] tbody tr");
  const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
  if (!row || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const first = cellsOf(row).indexOf(event.target);
  let target = row;
  text.split("\n").forEach((line, number) => {
    if (number) target = target.nextElementSibling ?? addRow(sheetOf(row));
    line.split("\t").forEach((value, place) => put(cellsOf(target)[first + place], value.trim()));
  });
  changed();
});

/* A choice takes the value or the word that is pasted. */
function put(cell, value) {
  if (!cell) return;
  const fits = (option) => [option.value, option.textContent].some((t) => t.trim().toLowerCase() === value.toLowerCase());
  if (cell.tagName === "SELECT") cell.value = [...cell.options].find(fits)?.value ?? cell.value;
  else cell.value = value;
}

document.addEventListener("input", (event) => {
  if (event.target.form?.hasAttribute("data-sheets")) changed();
  if (event.target.matches("[data-item]")) suggest(event.target.value);
});

let waiting = 0;
function suggest(words) {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const list = document.getElementById("items");
    const answer = await fetch(`${list.dataset.from}?q=${encodeURIComponent(words)}`);
    if (answer.ok) list.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("option"));
  }, 150);
}

/* The preview names the cells that are wrong. A row without its first cell is no row to the server. */
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "preview") return;
  for (const mark of document.querySelectorAll("[data-fault]")) mark.hidden = true;
  for (const cell of document.querySelectorAll("[data-sheet] [aria-invalid]")) cell.removeAttribute("aria-invalid");
  for (const blame of event.detail.target.querySelectorAll("[data-blames]")) show(blame);
});

function show(blame) {
  const { blames, row, cell } = blame.dataset;
  const sheet = document.querySelector(`[data-sheet="${blames}"]`);
  const rows = rowsOf(sheet).filter((one) => cellsOf(one)[0].value.trim());
  const input = rows[Number(row)]?.querySelector(`[name="${blames}.${cell}"]`);
  if (!input) return;
  input.setAttribute("aria-invalid", "true");
  const mark = input.closest("td").querySelector("[data-fault]");
  mark.textContent = blame.value;
  mark.hidden = false;
}
