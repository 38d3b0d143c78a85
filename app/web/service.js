// Asks ml_service, through the door that this page came from. Every fault becomes a Trouble; who gave up a question
// by its signal gets the AbortError.

const service = "/recommender/ml";
const patience_ms = 15000;

// `kind` is one of words().troubles, or "unknown_film", for which `nearest` are the films with the nearest titles.
export class Trouble extends Error {
  constructor(kind, { seconds = 0, nearest = [] } = {}) {
    super(kind);
    this.kind = kind;
    this.seconds = seconds;
    this.nearest = nearest;
  }
}

export function recommend(request, signal) {
  return ask("/recommend/", signal, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
}

export function search(text, language, signal) {
  return ask(`/films/search?${new URLSearchParams({ q: text, limit: 6, language })}`, signal);
}

export function film(id, language, signal) {
  return ask(`/films/${encodeURIComponent(id)}?${new URLSearchParams({ language })}`, signal);
}

export function poster_address(id, size, language) {
  return `${service}/films/${encodeURIComponent(id)}/poster?${new URLSearchParams({ size, language })}`;
}

async function ask(path, signal, options = {}) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), patience_ms);
  const give_up = () => limit.abort();
  signal?.addEventListener("abort", give_up);
  try {
    const response = await fetch(service + path, { ...options, signal: limit.signal });
    if (!response.ok) throw await trouble_of(response);
    return await response.json();
  } catch (error) {
    if (error instanceof Trouble || signal?.aborted) throw error;
    if (limit.signal.aborted) throw new Trouble("slow");
    throw new Trouble(error instanceof SyntaxError ? "away" : "offline");
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", give_up);
  }
}

async function trouble_of(response) {
  const problem = await response.json().catch(() => ({}));
  if (problem.code === "unknown_film") return new Trouble("unknown_film", { nearest: problem.nearest });
  if (response.status === 429) return new Trouble("crowded", { seconds: seconds_to_wait(response, problem) });
  if (response.status === 504 || response.status === 408) return new Trouble("slow");
  return new Trouble(response.status >= 500 ? "away" : "refused");
}

function seconds_to_wait(response, problem) {
  return Number(response.headers.get("Retry-After")) || problem.retry_after || 1;
}
