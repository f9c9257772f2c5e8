// What is seen and heard from two metres: the whole screen in a colour, and a sound.

const TUNES = {
  green: [[880, 0, 0.09], [1320, 0.09, 0.16]],
  amber: [[660, 0, 0.14], [660, 0.2, 0.14]],
  red: [[196, 0, 0.22], [147, 0.22, 0.4]],
};
const SHOWN = { green: 1100, amber: 2600, red: 4000 };

const veil = document.getElementById("veil");
const outcome = document.getElementById("outcome");
let audio = null;
let timer = 0;

export const isMute = () => localStorage.getItem("station-mute") === "yes";
export const setMute = (mute) => localStorage.setItem("station-mute", mute ? "yes" : "no");

function play(tone) {
  if (isMute()) return;
  audio ??= new AudioContext();
  audio.resume();
  for (const [pitch, starts, ends] of TUNES[tone]) {
    const wave = audio.createOscillator();
    const volume = audio.createGain();
    wave.type = tone === "red" ? "sawtooth" : "sine";
    wave.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, audio.currentTime + starts);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + ends + 0.08);
    wave.connect(volume).connect(audio.destination);
    wave.start(audio.currentTime + starts);
    wave.stop(audio.currentTime + ends + 0.1);
  }
}

export function clear() {
  clearTimeout(timer);
  veil.hidden = true;
}

function fill(root, { title, next = "", code = "" }) {
  root.querySelector("[data-title]").textContent = title;
  root.querySelector("[data-next]").textContent = next;
  root.querySelector("[data-code]").textContent = code;
}

/* Say how a scan went: over everything for a moment, then on the panel until the next one. */
export function flash(tone, words) {
  clearTimeout(timer);
  for (const root of [veil, outcome]) {
    root.dataset.tone = tone;
    root.className = root.className.replace(/\btone-\w+/g, "").trim() + ` tone-${tone}`;
    for (const shape of root.querySelectorAll("[data-shape]")) shape.hidden = shape.dataset.shape !== tone;
    fill(root, words);
  }
  outcome.dataset.said = String(Number(outcome.dataset.said ?? 0) + 1);
  veil.hidden = false;
  play(tone);
  timer = setTimeout(clear, SHOWN[tone]);
}

/* Say what is awaited, without a sound. */
export function await_(words) {
  clear();
  outcome.dataset.tone = "idle";
  outcome.className = outcome.className.replace(/\btone-\w+/g, "").trim();
  for (const shape of outcome.querySelectorAll("[data-shape]")) shape.hidden = shape.dataset.shape !== "idle";
  fill(outcome, words);
}

veil.addEventListener("click", clear);
