// Keeps the station screen usable without network: the newest from the server, else what is kept.
// Calls of the API are none of its business; scans wait in the page's own store.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function newest(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request, { cacheName: "station", ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  const isShell = event.request.mode === "navigate" || pathname.startsWith("/static/");
  if (event.request.method === "GET" && isShell) event.respondWith(newest(event.request));
});
