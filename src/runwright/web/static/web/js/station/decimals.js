// Exact decimals, as whole numbers of millionths.

const PLACES = 6;
const ONE = 10n ** BigInt(PLACES);

/* The millionths of what somebody typed (comma or point), 0 for nothing, null for what is no number. */
export function parsed(text) {
  const typed = String(text ?? "").trim().replace(",", ".");
  if (!typed) return 0n;
  const found = /^(-?)(\d{0,15})(?:\.(\d{0,6}))?$/.exec(typed);
  if (!found || typed === "." || typed === "-") return null;
  const [, sign, whole, part = ""] = found;
  const value = BigInt(whole || "0") * ONE + BigInt(part.padEnd(PLACES, "0"));
  return sign ? -value : value;
}

/* As a decimal string without needless zeros. */
export function plain(value) {
  const size = value < 0n ? -value : value;
  const part = String(size % ONE).padStart(PLACES, "0").replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${size / ONE}${part ? `.${part}` : ""}`;
}

export const sum = (values) => values.reduce((total, value) => total + value, 0n);

/* As people of this page's language write it. */
export function shown(text) {
  const value = parsed(text);
  if (value === null) return String(text);
  const [whole, part] = plain(value).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const point = (1.5).toLocaleString(document.documentElement.lang).charAt(1);
  return part ? `${grouped}${point}${part}` : grouped;
}
