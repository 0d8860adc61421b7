const KEY = "whale.recent";
const MOST = 12;
const KINDS = ["section", "figure", "lab", "term"] as const;

export type PlaceKind = (typeof KINDS)[number];
export type RecentPlace = readonly [kind: PlaceKind, href: string, title: string];

/** The places that were last looked at on this device, the last first. */
export function recentPlaces(): RecentPlace[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return Array.isArray(kept) ? kept.filter(isPlace).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Puts a place first. One without a name is none. */
export function rememberRecent(kind: PlaceKind, href: string, title: string): void {
  if (title === "") return;
  const others = recentPlaces().filter(([, other]) => other !== href);
  try {
    localStorage.setItem(KEY, JSON.stringify([[kind, href, title], ...others].slice(0, MOST)));
  } catch {
    // Storage is full or blocked: reading goes on.
  }
}

function isPlace(value: unknown): value is RecentPlace {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [kind, href, title]: readonly unknown[] = value;
  return (
    KINDS.some((one) => one === kind) &&
    typeof href === "string" &&
    /^\/(?!\/)/.test(href) &&
    typeof title === "string"
  );
}
