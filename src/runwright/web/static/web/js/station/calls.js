// Calls of the API, with the device's cookie. Every answer is one of four: what was asked for, a
// refusal (a problem document), a server that has too much to do now, or the network, which may
// come back.

const ROOT = "/api/v1/";
const PATIENCE = 8000; // milliseconds
const TRY_AGAIN = new Set([500, 502, 504, 507]);
const TOO_MUCH = new Set([429, 503]);
const MOMENT = 4; // seconds, where the server does not say how long

export class Unreachable extends Error {}

export class Refused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/* The server answers, but not this now: {problem} says why, ``wait`` how many seconds to leave it. */
export class Busy extends Refused {
  constructor(problem, wait) {
    super(problem);
    this.wait = wait;
  }
}

/* Nothing, where the server refused or is away; a fault of this page does not hide behind it. */
export function unanswered(error) {
  if (!(error instanceof Refused || error instanceof Unreachable)) reportError(error);
  return null;
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
  if (TOO_MUCH.has(response.status)) throw new Busy(said, Number(response.headers.get("Retry-After")) || MOMENT);
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
