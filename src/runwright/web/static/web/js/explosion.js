// The indented explosion: rows that were fetched are folded away and unfolded again.

const under = (row) => {
  const found = [];
  for (let next = row.nextElementSibling; next?.dataset.way.startsWith(`${row.dataset.way}.`); next = next.nextElementSibling) found.push(next);
  return found;
};

document.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.detail.elt;
  if (!button.matches?.(".twist")) return;
  const row = button.closest("tr");
  const rows = under(row);
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
  if (rows.length || isOpen) event.preventDefault();
  if (isOpen) for (const one of rows) one.remove();
});
