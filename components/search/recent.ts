const KEY = "whale.searches";
const VERSION = 1;
const MOST = 6;

/** Queries that led somewhere, latest first. What cannot be read counts as none. */
export function recentQueries(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null || !("v" in kept) || kept.v !== VERSION || !("q" in kept))
      return [];
    return Array.isArray(kept.q) ? kept.q.filter((query) => typeof query === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberQuery(query: string): void {
  const text = query.trim().slice(0, 80);
  if (text === "") return;
  keep([text, ...recentQueries().filter((old) => old !== text)].slice(0, MOST));
}

export function forgetQueries(): void {
  keep([]);
}

function keep(queries: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ v: VERSION, q: queries }));
  } catch {
    // A full or forbidden store: searching works without.
  }
}
