// Clocks that run on in the page. They count from the server's instants, not from when the page was
// opened, so that they survive a closed browser and a device whose own clock is wrong.

let ahead = 0;

/* How far this device's clock is ahead of the server's, told anew with every part that arrives. */
function compare() {
  const told = document.querySelector("[data-now]");
  if (told) ahead = Date.now() - Date.parse(told.dataset.now);
}

const two = (number) => String(number).padStart(2, "0");

/* To the second (1:05:09) for who works; to the minute (1 h 05) for who looks from afar. */
function words(seconds, coarse) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (!coarse) return `${hours}:${two(minutes)}:${two(seconds % 60)}`;
  if (hours >= 48) return `${Math.floor(hours / 24)} d`;
  return hours ? `${hours}\u00a0h\u00a0${two(minutes)}` : `${minutes}\u00a0min`;
}

function tick() {
  const now = Date.now() - ahead;
  for (const clock of document.querySelectorAll("[data-since]")) {
    const past = Math.max(0, Math.floor((now - Date.parse(clock.dataset.since)) / 1000));
    clock.textContent = words(past + Number(clock.dataset.before ?? 0), "coarse" in clock.dataset);
  }
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const zone = { timeZone: clock.dataset.clock || undefined };
    clock.textContent = new Date(now).toLocaleTimeString(document.documentElement.lang, {
      ...zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
  }
}

document.addEventListener("htmx:afterSettle", () => {
  compare();
  tick();
});
compare();
tick();
setInterval(tick, 1000);

/* A wall screen fills the screen at a press, and keeps it awake while it is seen. */
const wall = document.querySelector(".wall");
const stayAwake = () => navigator.wakeLock?.request("screen").catch(() => {});
if (wall) {
  stayAwake();
  document.addEventListener("visibilitychange", () => document.hidden || stayAwake());
}
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-fullscreen]")) return;
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
});
