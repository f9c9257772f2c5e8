// What a label says. Faults that can be seen without the server are told at once, and offline.

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LOOKALIKES = { I: "1", L: "1", O: "0" };
const LONGEST = 80;
const OFFLINE_RESULT = /^scan:[0-9a-f-]{36}\/(firsts|seconds)$/i;

/* The check of the server's codes: the sum of the digits weighed by powers of 3, modulo 31. */
function isWhole(code) {
  const values = [...code].map((letter) => DIGITS.indexOf(LOOKALIKES[letter] ?? letter));
  if (values.length < 5 || values.length > 14 || values.includes(-1)) return false;
  let weight = 1;
  let sum = 0;
  for (const digit of values.slice(0, -1)) {
    weight = (weight * 3) % 31;
    sum += digit * weight;
  }
  return sum % 31 === values.at(-1);
}

/* {code} of a label that may go to the server, or {fault} and what to say. Our own codes are taken
   out of whatever stands before their last slash or colon; other texts may be numbers of lots. */
export function read(raw) {
  const text = raw.replace(/[\u0000-\u001f\u007f]/g, "").trim();
  if (!text) return { fault: "empty" };
  if (text.length > LONGEST) return { fault: "long", text: `${text.slice(0, 24)}…` };
  if (OFFLINE_RESULT.test(text)) return { code: text.toLowerCase() };
  const own = text.split(/[/:]/).at(-1).trim().toUpperCase().replace(/^RW-/, "");
  if (own.startsWith("B") && isWhole(own.slice(1))) return { code: `RW-${own}` };
  if (/^([a-z][a-z0-9+.-]*:\/\/|www\.)/i.test(text)) return { fault: "url", text };
  return /^RW-/i.test(text) ? { fault: "cut", text } : { code: text };
}
