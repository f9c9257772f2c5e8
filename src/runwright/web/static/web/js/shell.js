// What every page does: theme, menus, dialogs, keys, and the few manners htmx has to learn.
// Everything listens on the document, so that swapped-in parts need no set-up of their own.

const page = document.documentElement;
const closest = (event, selector) => event.target.closest?.(selector);

/* htmx: the CSRF token on every write, and an ETag on every poll (304 swaps nothing). */
document.addEventListener("htmx:configRequest", (event) => {
  const { verb, headers, elt } = event.detail;
  if (verb !== "get") headers["X-CSRFToken"] = document.querySelector("meta[name=csrf-token]").content;
  if (elt.dataset.etag) headers["If-None-Match"] = elt.dataset.etag;
});

/* Whether a field holds something else than it came with. */
function differs(field) {
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  if (!field.options) return field.value !== field.defaultValue;
  const options = [...field.options];
  const isTold = field.multiple || options.some((one) => one.defaultSelected);
  const first = options.find((one) => !one.disabled);
  return options.some((one) => one.selected !== (isTold ? one.defaultSelected : one === first));
}

/* Whether somebody is in a dialog, a menu or a field of a part, or has typed into one and not sent
   it; what stands in a closed dialog was given up. */
const isUsed = (part) =>
  part.querySelector("dialog[open], details.menu[open], :is(input, select, textarea):focus") ||
  [...part.querySelectorAll("input, select, textarea")].some((field) => !field.closest("dialog") && differs(field));

/* A live part waits while somebody uses it, or the page is out of sight. */
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  if (elt.hasAttribute("data-live") && (document.hidden || isUsed(elt))) event.preventDefault();
});

/* One that somebody began to use while the answer was on its way keeps its ETag: it is asked again. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, xhr } = event.detail;
  if (!elt.hasAttribute("data-live")) return;
  if (xhr.status >= 400 || isUsed(elt)) event.detail.shouldSwap = false;
  else elt.dataset.etag = xhr.getResponseHeader("ETag") ?? "";
});

/* What was unfolded or folded in it stays so. */
const folds = (part) => [...part.querySelectorAll("details:not(.menu)")].map((fold, place) => [fold.id || place, fold]);
let unfolded = new Map();
document.addEventListener("htmx:beforeSwap", ({ detail: { elt } }) => {
  unfolded = new Map(elt.hasAttribute("data-live") ? folds(elt).map(([key, fold]) => [key, fold.open]) : []);
});
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (!target.hasAttribute("data-live")) return;
  for (const [key, fold] of folds(target)) fold.open = unfolded.get(key) ?? fold.open;
});

/* A change made by somebody else appears by itself, with a short mark. */
const keyed = (root) => new Map([...root.querySelectorAll("[data-key]")].map((e) => [e.dataset.key, e]));
let before = new Map();
document.addEventListener("htmx:beforeSwap", (event) => {
  const root = event.detail.target;
  before = new Map([...keyed(root)].map(([key, element]) => [key, element.textContent.trim()]));
});
document.addEventListener("htmx:afterSettle", (event) => {
  for (const [key, element] of keyed(event.detail.target)) {
    if (before.has(key) && before.get(key) !== element.textContent.trim()) element.classList.add("changed");
  }
});

document.addEventListener("htmx:sendError", () => say(page.dataset.offline ?? "No connection.", "red"));

function say(words, tone) {
  const note = document.createElement("div");
  note.className = `notice tone-${tone}`;
  note.textContent = words;
  document.getElementById("notices").replaceChildren(note);
}

/* What is refused in a dialog is said in it: the page lies dimmed behind. */
document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  const form = target.id === "notices" && document.querySelector("dialog[open] form");
  if (!form) return;
  form.querySelector(":scope > .notice")?.remove();
  form.prepend(...target.children);
});

/* The navigation remembers in a cookie which of its groups are open. */
document.addEventListener("click", (event) => {
  const button = closest(event, "[data-fold]");
  if (!button) return;
  const open = button.closest(".rail-group").toggleAttribute("data-open");
  button.setAttribute("aria-expanded", String(open));
  const groups = button.closest(".rail-list").querySelectorAll(".rail-group[data-open] [data-fold]");
  const keys = [...groups].map((each) => each.dataset.fold).join(".");
  document.cookie = `rail=${keys}; path=/; max-age=31536000; samesite=lax`;
});

/* Theme: kept in a cookie so that the server paints the right one at once. */
function chooseTheme(choice) {
  document.cookie = `theme=${choice}; path=/; max-age=31536000; samesite=lax`;
  page.dataset.theme = choice;
  const dark = choice === "dark" || (choice === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  page.dataset.bsTheme = dark ? "dark" : "light";
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  }
  document.dispatchEvent(new Event("themechange"));
  const token = document.querySelector("meta[name=csrf-token]").content;
  const keep = document.getElementById("themes")?.dataset.keep;
  if (keep) fetch(keep, { method: "POST", headers: { "X-CSRFToken": token } });
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

/* A menu stays on the screen. That of a row stands above everything: its table would cut it off. */
document.addEventListener("toggle", ({ target }) => {
  if (!target.open || !target.matches?.("details.menu")) return;
  const panel = target.querySelector(".menu-panel");
  if (!target.closest(".scroller")) {
    const over = panel.getBoundingClientRect().right - page.clientWidth + 8;
    if (over > 0 && panel.matches(".left")) panel.style.left = `${-over}px`;
    return;
  }
  const { right, top, bottom } = target.getBoundingClientRect();
  const below = bottom + panel.offsetHeight + 12 < innerHeight;
  const place = below ? { top: `${bottom + 4}px`, bottom: "auto" } : { top: "auto", bottom: `${innerHeight - top + 4}px` };
  Object.assign(panel.style, { position: "fixed", left: "auto", right: `${page.clientWidth - right}px`, ...place });
}, true);

document.addEventListener("scroll", () => {
  for (const menu of document.querySelectorAll(".scroller details.menu[open]")) menu.open = false;
}, { capture: true, passive: true });

document.addEventListener("click", (event) => {
  closeMenus(closest(event, "details.menu"));
  const theme = closest(event, "[data-theme-choice]");
  if (theme) chooseTheme(theme.dataset.themeChoice);
  const opener = closest(event, "[data-opens]");
  if (opener) open(document.getElementById(opener.dataset.opens), opener.dataset);
  if (closest(event, "[data-closes]")) closest(event, "dialog").close();
  if (event.target.matches("dialog")) event.target.close();
  closest(event, "[data-dismiss]")?.closest(".notice").remove();
  const copy = closest(event, "[data-copies]");
  if (copy) navigator.clipboard?.writeText(document.getElementById(copy.dataset.copies).textContent.trim());
});

/* Dialogs: one may serve many rows, its form then goes where the pressed button says. */
function open(dialog, { action, about, quantity }) {
  if (action) dialog.querySelector("form").action = action;
  if (quantity) dialog.querySelector("[name=quantity]").value = quantity;
  const words = dialog.querySelector("[data-about]");
  if (words && about) Object.assign(words, { textContent: about, hidden: false });
  closeMenus();
  dialog.showModal();
}

document.querySelector("dialog[data-opened]")?.showModal();

/* An address may name the dialog that it is about; loaded again, it is the page alone. */
const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
if (named instanceof HTMLDialogElement && !named.open) {
  history.replaceState(null, "", location.pathname + location.search);
  addEventListener("load", () => named.showModal());
}

/* What a row of a list asks for opens where it arrives. */
document.addEventListener("htmx:afterSettle", ({ detail: { target } }) => {
  if (target.id === "asked") target.querySelector("dialog")?.showModal();
});

/* On a narrow screen the tab one is on is in sight. */
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  tab.closest(".tabs").scrollLeft = tab.offsetLeft - tab.closest(".tabs").clientWidth / 2 + tab.offsetWidth / 2;
}

/* Keys: / and Ctrl-K search and go anywhere, Escape closes, Ctrl-Enter saves, Enter moves to the next field. */
const writing = (element) => element.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if ((key === "/" && !writing(target)) || (key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    document.getElementById("search")?.select();
  } else if (key === "Escape") {
    const menu = closest(event, "details.menu[open]");
    closeMenus();
    menu?.querySelector("summary").focus();
    if (target.id === "search") document.getElementById("hits").replaceChildren();
  } else if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
    target.form?.requestSubmit();
  } else if (key === "Enter" && target.matches("form[data-enter-moves] input")) {
    event.preventDefault();
    const fields = [...target.form.elements].filter((field) => field.offsetParent && !field.disabled);
    fields[fields.indexOf(target) + 1]?.focus();
  } else if (key === "ArrowDown" && target.id === "search") {
    event.preventDefault();
    document.querySelector("#hits a")?.focus();
  } else if ((key === "ArrowDown" || key === "ArrowUp") && closest(event, "#hits")) {
    event.preventDefault();
    const next = key === "ArrowDown" ? target.nextElementSibling : target.previousElementSibling;
    (next ?? document.getElementById("search")).focus();
  }
});

/* A choice that filters at once, without a button. */
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

/* A file may be dropped on the whole form. */
for (const form of document.querySelectorAll("[data-drop]")) {
  const over = (is) => (event) => {
    event.preventDefault();
    form.classList.toggle("over", is);
  };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", (event) => {
    over(false)(event);
    form.querySelector("input[type=file]").files = event.dataTransfer.files;
  });
}

/* A form is sent once, however often the button is pressed. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

for (const note of document.querySelectorAll("[data-fades]")) setTimeout(() => note.remove(), 6000);
