// A keyboard wedge types a label like a person who is far too fast, and ends with Enter.
//
// It is heard wherever the focus is. What it has typed into a field before it was recognised is
// taken out again; what a person types stays what it is.

const FAST = 60; // milliseconds from key to key: scanners need 1 to 40, people rarely below 80
const SHORTEST = 4;
const LONGEST = 5000;
const ENDS = new Set(["Enter", "Tab"]);

const isField = (element) => element?.matches?.("input, textarea");

export function listen(heard) {
  let text = "";
  let last = -Infinity;
  let held = null; // the field in which a burst began, and what stood in it

  const begin = (target) => {
    text = "";
    held = isField(target) ? { field: target, value: target.value } : null;
  };

  const finish = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) held.field.value = held.value;
    const label = text;
    begin(null);
    heard(label);
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isEnd = ENDS.has(event.key);
    if (event.key.length > 1 && !isEnd) return;
    const isFast = event.timeStamp - last < FAST;
    if (isEnd && isFast && text.length >= SHORTEST) return finish(event);
    if (isEnd) return begin(null);
    if (!isFast) begin(event.target);
    last = event.timeStamp;
    if (text.length < LONGEST) text += event.key;
    if (event.key === " " && text.length > 1 && !held) event.preventDefault();
  };

  addEventListener("keydown", onKey, true);
}
