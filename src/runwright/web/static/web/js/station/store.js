// Scans that wait on this device, in IndexedDB: written before anything is sent.

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("runwright-station", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("scans", { keyPath: "id" });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function within(mode, act) {
  const transaction = (await opened).transaction("scans", mode, { durability: "strict" });
  return new Promise((resolve, reject) => {
    const request = act(transaction.objectStore("scans"));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const keep = (scan) => within("readwrite", (scans) => scans.put(scan));
export const drop = (id) => within("readwrite", (scans) => scans.delete(id));

/* Their ids begin with the time, so that they come in the order in which they were made. */
export const waiting = () => within("readonly", (scans) => scans.getAll());

/* A UUID of version 7, also where the page came without TLS. */
export function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
