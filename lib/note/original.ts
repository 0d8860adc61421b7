import { noteHref } from "../address/href.ts";
import type { CoverageItem } from "../reference/schemas.ts";
import type { Note } from "./note.ts";

/** A line of the author's own note, with the sections (`note#section`) that take it up. */
export type OriginalLine = {
  /** Its number in the file, from 1. */
  readonly number: number;
  readonly kind: "heading" | "quote" | "item" | "row" | "picture" | "text";
  /** Level of a heading; how far an item is indented, from 0. */
  readonly depth: number;
  readonly text: string;
  readonly answers: readonly string[];
};

/** What a line unfolds into: where it is explained, and what is exact about it. */
export type OriginalAnswer = {
  readonly href: string;
  readonly note: string;
  readonly section: string;
  readonly exact: string;
};

/** The lines of a note as its author wrote them, without the marks of Markdown; blank ones and rules of tables are left out. */
export function readOriginal(text: string, coverage: readonly CoverageItem[]): OriginalLine[] {
  const answers = new Map<number, string[]>();
  for (const { line, answers: sections } of coverage) {
    if (line === undefined) continue;
    const known = answers.get(line) ?? [];
    answers.set(line, [...new Set([...known, ...Object.keys(sections)])]);
  }
  return text.split("\n").flatMap((written, index): OriginalLine[] => {
    const line = readLine(written);
    const number = index + 1;
    const own = answers.get(number) ?? [];
    return line.text === "" && own.length === 0 ? [] : [{ number, ...line, answers: own }];
  });
}

function readLine(written: string): Pick<OriginalLine, "kind" | "depth" | "text"> {
  const heading = /^(#{1,6})\s*(.*)$/.exec(written);
  if (heading) return { kind: "heading", depth: heading[1]!.length, text: plain(heading[2]!) };
  const [, indent = "", mark, rest = ""] = /^(\s*)([-*](?=\s|$))?\s*(.*)$/.exec(written)!;
  const depth = Math.floor(indent.replace(/\t/g, "  ").length / 2);
  if (/^!\[|^<img\b/.test(rest))
    return { kind: "picture", depth, text: /^!\[([^\]]*)\]/.exec(rest)?.[1] || "그림" };
  if (rest.startsWith(">")) return { kind: "quote", depth, text: plain(rest.replace(/^[>\s]+/, "")) };
  if (/^\|[\s|:-]*$/.test(rest)) return { kind: "row", depth, text: "" };
  if (rest.startsWith("|")) {
    const cells = rest.split("|").map(plain).filter(Boolean);
    return { kind: "row", depth, text: cells.join(" · ") };
  }
  return { kind: mark === undefined ? "text" : "item", depth, text: plain(rest) };
}

/** Words without the marks of Markdown, addresses of links, and names of emoji. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/:[a-z][a-z0-9_]*:/g, "")
    .replace(/\*\*|`/g, "")
    .replace(/\*([^*]+)\*/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

type Explaining = Pick<Note, "slug" | "outline" | "blocks" | "corrections"> & {
  readonly meta: Pick<Note["meta"], "title">;
};

/** Where a line is explained, in the order of the map. A section that has moved keeps its address and lends its note's name. */
export function answersTo(line: OriginalLine, notes: ReadonlyMap<string, Explaining>): OriginalAnswer[] {
  return line.answers.flatMap((place): OriginalAnswer[] => {
    const [slug = "", section = ""] = place.split("#");
    const note = notes.get(slug);
    if (note === undefined) return [];
    const title = note.outline.find(({ id }) => id === section)?.text ?? "";
    return [
      {
        href: noteHref(slug, section),
        note: note.meta.title,
        section: title,
        exact: exactOf(note, section, line.text),
      },
    ];
  });
}

const SHORT_SENTENCE = 40;

/** The exact statement: that of the correction that quotes the line, else how the section begins. */
function exactOf({ corrections, blocks }: Explaining, section: string, line: string): string {
  const wanted = pairsOf(line);
  const likely = corrections
    .filter(({ anchor }) => anchor === section)
    .map((correction) => ({ correction, share: shareOf(wanted, pairsOf(correction.was)) }))
    .sort((one, other) => other.share - one.share)[0];
  if (likely !== undefined && likely.share > 0.25) return likely.correction.now.replace(/^\([^()]*\)\s*/, "");
  const first = blocks.find(({ anchor, kind }) => anchor === section && kind === "paragraph")?.text ?? "";
  return firstSentences(first);
}

/** The first sentence; the next one too where it is short. */
function firstSentences(text: string): string {
  const [first = text, second = ""] = text.match(/[\s\S]*?[.?!](?=\s|$)/g) ?? [];
  return (first.length < SHORT_SENTENCE ? first + second : first).trim();
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = text.toLowerCase().replace(/[^가-힣a-z0-9]+/g, "");
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)),
  );
}

function shareOf(wanted: ReadonlySet<string>, there: ReadonlySet<string>): number {
  const met = [...there].filter((pair) => wanted.has(pair)).length;
  return there.size === 0 ? 0 : met / there.size;
}
