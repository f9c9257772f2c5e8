// Calls of the API, with the device's cookie. Every answer is one of three: what was asked for,
// a refusal (a problem document), or the network, which may come back.

const ROOT = "/api/v1/";
const PATIENCE = 8000; // milliseconds
const TRY_AGAIN = new Set([429, 500, 502, 503, 504, 507]);

export class Unreachable extends Error {}

export class Refused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

const token = () =>
  /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ??
  document.querySelector("meta[name=csrf-token]").content;

function request(method, body) {
  const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
  const signal = AbortSignal.timeout(PATIENCE);
  if (method === "GET") return { headers, signal, cache: "no-store" };
  headers["Content-Type"] = "application/json";
  headers["X-CSRFToken"] = token();
  headers["Idempotency-Key"] = body.key;
  headers["X-Device-Time"] = new Date().toISOString();
  return { method, headers, signal, body: JSON.stringify(body.said) };
}

async function answer(method, path, body) {
  try {
    const response = await fetch(ROOT + path, request(method, body));
    if (TRY_AGAIN.has(response.status)) throw new Unreachable(String(response.status));
    return [response, await response.json()];
  } catch (error) {
    throw error instanceof Unreachable ? error : new Unreachable(error.message);
  }
}

async function call(method, path, body) {
  const [response, said] = await answer(method, path, body);
  if (!response.ok) throw new Refused(said);
  return said;
}

/* Whether the server is there at all. */
export async function reach() {
  const there = fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  await there.catch((error) => {
    throw new Unreachable(error.message);
  });
}

export const read = (path) => call("GET", path);
export const write = (path, said, key) => call("POST", path, { said, key });
