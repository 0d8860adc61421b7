import { toInitials } from "./keystrokes.ts";

const PLAIN: Record<string, string> = { ㄲ: "ㄱ", ㄸ: "ㄷ", ㅃ: "ㅂ", ㅆ: "ㅅ", ㅉ: "ㅈ" };
const NAMES: Record<string, string> = {
  ㄱ: "giyeok",
  ㄴ: "nieun",
  ㄷ: "digeut",
  ㄹ: "rieul",
  ㅁ: "mieum",
  ㅂ: "bieup",
  ㅅ: "siot",
  ㅇ: "ieung",
  ㅈ: "jieut",
  ㅊ: "chieut",
  ㅋ: "kieuk",
  ㅌ: "tieut",
  ㅍ: "pieup",
  ㅎ: "hieut",
};

export type Letter<T> = { readonly name: string; readonly id: string; readonly items: readonly T[] };

/**
 * Sorts by name and groups by first sound: ㄱ to ㅎ (ㄲ under ㄱ), then A to Z, then
 * everything else under `#`. Ids are ASCII (`ㄱ` → `giyeok`, `A` → `letter-a`).
 */
export function groupByInitial<T>(items: readonly T[], nameOf: (item: T) => string): Letter<T>[] {
  const groups = new Map<string, T[]>();
  const order = (text: string) => text.normalize("NFC").toUpperCase();
  const sorted = [...items].sort((a, b) =>
    order(nameOf(a)) < order(nameOf(b)) ? -1 : order(nameOf(a)) > order(nameOf(b)) ? 1 : 0,
  );
  for (const item of sorted) {
    const initial = initialOf(nameOf(item));
    groups.set(initial, [...(groups.get(initial) ?? []), item]);
  }
  const rank = (name: string) => (NAMES[name] ? 0 : name === "#" ? 2 : 1);
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([name, members]) => ({
      name,
      id: NAMES[name] ?? (name === "#" ? "letter-other" : `letter-${name.toLowerCase()}`),
      items: members,
    }));
}

function initialOf(name: string): string {
  const first = name.normalize("NFC").charAt(0);
  const sound = toInitials(first);
  if (/[ㄱ-ㅎ]/.test(sound)) return PLAIN[sound] ?? sound;
  return /[a-z]/i.test(first) ? first.toUpperCase() : "#";
}
