import { visit } from "unist-util-visit";
import { parseMarkdown } from "./parse-markdown.ts";

/** A line on its way from the raw note to the imported one. `from` is its line in the raw file. */
export type Line = { readonly text: string; readonly from: number; readonly code: boolean };

/** What was changed, and what a human has to look at. */
export type Log = {
  readonly did: (change: string, times?: number) => void;
  readonly ask: (line: number, question: string) => void;
  readonly changes: ReadonlyMap<string, number>;
  readonly questions: readonly { readonly line: number; readonly question: string }[];
};

export function createLog(): Log {
  const changes = new Map<string, number>();
  const questions: { line: number; question: string }[] = [];
  return {
    did: (change, times = 1) => {
      if (times > 0) changes.set(change, (changes.get(change) ?? 0) + times);
    },
    ask: (line, question) => questions.push({ line, question }),
    changes,
    questions,
  };
}

/** The lines of a note's body, with those of blocks of code marked: nothing in them is changed. */
export function readLines(body: string): Line[] {
  const code = new Set<number>();
  visit(parseMarkdown(body), "code", ({ position }) => {
    for (let line = position!.start.line; line <= position!.end.line; line++) code.add(line);
  });
  return body.split("\n").map((text, index) => ({ text, from: index + 1, code: code.has(index + 1) }));
}

/** Changes every line that is not code: to another text, to several lines, or (undefined) to none. */
export function mapProse(
  lines: readonly Line[],
  change: (text: string, line: Line) => string | readonly string[] | undefined,
): Line[] {
  return lines.flatMap((line) => {
    if (line.code) return [line];
    const changed = change(line.text, line);
    if (changed === undefined) return [];
    if (typeof changed === "string") return [changed === line.text ? line : { ...line, text: changed }];
    return changed.map((text) => ({ ...line, text }));
  });
}

const INLINE_CODE = /(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)/g;

/** Changes the parts of a line that are not inline code. */
export function outsideCode(text: string, change: (part: string) => string): string {
  if (!text.includes("`")) return change(text);
  let changed = "";
  let from = 0;
  for (const code of text.matchAll(INLINE_CODE)) {
    changed += change(text.slice(from, code.index)) + code[0];
    from = code.index + code[0].length;
  }
  return changed + change(text.slice(from));
}

/** The marks of quotation and list before a line's text, and what a line that goes on below begins with. */
export function prefixOf(text: string): { before: string; below: string } {
  const [before = "", quotes = "", item = ""] =
    /^((?:[ \t]*>)*[ \t]*)((?:[-*+]|\d{1,9}[.)])[ \t]+)?/.exec(text) ?? [];
  return { before, below: quotes + " ".repeat(item.length) };
}
