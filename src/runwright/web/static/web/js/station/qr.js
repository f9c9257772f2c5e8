// A QR code of up to 62 letters, drawn on the device: version 4 (33 dots a side), level M, mask 0.
//
// Made after ISO/IEC 18004: two blocks of 32 data and 18 correction words over GF(256).

const SIDE = 33;
const DATA = 64;
const BLOCK = 32;
const CORRECTION = 18;
const LONGEST = 62;
const ALIGNED = 26; // centre of the one alignment pattern
const FORMAT = 0b101010000010010; // level M, mask 0, with its check bits

/* Powers of 2 in GF(256), and back. */
const POWERS = new Uint8Array(512);
const LOGS = new Uint8Array(256);
for (let place = 0, value = 1; place < 255; place += 1) {
  POWERS[place] = POWERS[place + 255] = value;
  LOGS[value] = place;
  value = value & 0x80 ? (value << 1) ^ 0x11d : value << 1;
}

const times = (one, other) => (one && other ? POWERS[LOGS[one] + LOGS[other]] : 0);

/* The polynomial whose roots are the first powers of 2, its leading 1 left out. */
const GENERATOR = (() => {
  let found = [1];
  for (let power = 0; power < CORRECTION; power += 1) {
    const next = [...found, 0];
    found.forEach((value, place) => (next[place + 1] ^= times(value, POWERS[power])));
    found = next;
  }
  return found.slice(1);
})();

function correction(block) {
  const rest = new Array(CORRECTION).fill(0);
  for (const word of block) {
    const lead = word ^ rest.shift();
    rest.push(0);
    GENERATOR.forEach((value, place) => (rest[place] ^= times(value, lead)));
  }
  return rest;
}

/* Mode, length, letters, the end, and filling to the last word. */
function data(text) {
  const letters = new TextEncoder().encode(text);
  if (letters.length > LONGEST) throw new Error("too long for this code");
  const nibbles = [4, letters.length >> 4, letters.length & 15];
  for (const letter of letters) nibbles.push(letter >> 4, letter & 15);
  nibbles.push(0);
  const words = [];
  for (let place = 0; place < nibbles.length; place += 2) words.push((nibbles[place] << 4) | (nibbles[place + 1] ?? 0));
  for (let fill = 0xec; words.length < DATA; fill ^= 0xec ^ 0x11) words.push(fill);
  return words;
}

/* Word by word of both blocks in turn, first the data, then the correction. */
function woven(words) {
  const blocks = [words.slice(0, BLOCK), words.slice(BLOCK)];
  const checks = blocks.map(correction);
  return [blocks, checks].flatMap(([one, other]) => one.flatMap((word, place) => [word, other[place]]));
}

/* Dots that say where the code is and how to read it; those that carry data are left undefined. */
function frame() {
  const dots = Array.from({ length: SIDE }, () => new Array(SIDE));
  const ring = (row, column, reach) => {
    for (let down = -reach; down <= reach; down += 1)
      for (let right = -reach; right <= reach; right += 1) {
        const [at, across] = [row + down, column + right];
        const away = Math.max(Math.abs(down), Math.abs(right));
        if (dots[at] && across >= 0 && across < SIDE) dots[at][across] = reach === 4 ? away !== 2 && away !== 4 : away !== 1;
      }
  };
  for (let place = 0; place < SIDE; place += 1) dots[6][place] = dots[place][6] = place % 2 === 0;
  ring(3, 3, 4);
  ring(3, SIDE - 4, 4);
  ring(SIDE - 4, 3, 4);
  ring(ALIGNED, ALIGNED, 2);
  formatted(dots);
  return dots;
}

function formatted(dots) {
  const bit = (place) => ((FORMAT >> place) & 1) === 1;
  for (let place = 0; place < 15; place += 1) {
    const down = place < 6 ? place : place < 8 ? place + 1 : SIDE - 15 + place;
    const left = place < 8 ? SIDE - 1 - place : place < 9 ? 7 : 14 - place;
    dots[down][8] = bit(place);
    dots[8][left] = bit(place);
  }
  dots[SIDE - 8][8] = true;
}

/* Two columns at a time from the right, up and down in turn; the column of the timing is left out. */
function* way(dots) {
  let isUp = true;
  for (let right = SIDE - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < SIDE; step += 1) {
      const row = isUp ? SIDE - 1 - step : step;
      for (const column of [right, right - 1]) if (dots[row][column] === undefined) yield [row, column];
    }
    isUp = !isUp;
  }
}

/* The code as an SVG with a quiet margin; black on white in every theme. */
export function qr(text) {
  const dots = frame();
  const words = woven(data(text));
  let place = 0;
  for (const [row, column] of [...way(dots)]) {
    const word = words[place >> 3] ?? 0;
    const bit = ((word >> (7 - (place & 7))) & 1) === 1;
    dots[row][column] = bit !== ((row + column) % 2 === 0);
    place += 1;
  }
  const drawn = dots.flatMap((line, row) => line.map((dot, column) => (dot ? `M${column + 4} ${row + 4}h1v1h-1z` : "")));
  const side = SIDE + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img"><rect width="${side}" height="${side}" fill="#fff"/><path d="${drawn.join("")}" fill="#000"/></svg>`;
}
