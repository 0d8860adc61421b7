import { romanize } from "es-hangul";
import { withoutNotionId } from "./find-by-name.ts";

/**
 * An ASCII identifier for a Korean or Latin title: Hangul is romanised, the rest
 * is lowered and hyphenated. Never percent-encoded Hangul, which grows to nine
 * characters a syllable when pasted into a chat. Returns "" when nothing is left.
 */
export function toAsciiId(text: string): string {
  const composed = text.normalize("NFC").toLowerCase();
  // Without Hangul there is nothing to romanise, and es-hangul takes `constructor` for an entry of a table.
  return (/[ᄀ-ᇿㄱ-ㆎ가-힣]/.test(composed) ? romanize(composed) : composed)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** The id a GitHub-style renderer would give a heading; foreign notes link by it. */
export function toGitHubAnchor(text: string): string {
  return text
    .normalize("NFC")
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

/** Gives out ids that are unique within one page or site: a second `intro` becomes `intro-2` (or `-${first}`). */
export function createIdRegistry(taken: Iterable<string> = [], first = 2): (wanted: string) => string {
  const used = new Set(taken);
  return (wanted) => {
    let id = wanted;
    for (let n = first; used.has(id); n++) id = `${wanted}-${n}`;
    used.add(id);
    return id;
  };
}

/**
 * The slug of a note file, from its path inside the notes folder. Folders stay
 * (`network/tcp`), every part becomes ASCII; `index` and `README` name their folder.
 */
export function slugOfPath(path: string): string {
  const parts = path.replace(/\.mdx?$/i, "").split("/");
  if (parts.length > 1 && /^(_?index|readme)$/i.test(parts.at(-1)!)) parts.pop();
  return parts.map((part) => toAsciiId(withoutNotionId(part)) || "note").join("/");
}
