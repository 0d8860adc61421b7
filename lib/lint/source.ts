import type { Heading } from "../note/note.ts";
import { BLOCK, maskCode, maskMarkup, UNSEEN, visibleText } from "./mask.ts";

/** A built note as the rules are given it. */
export type LintNote = {
  readonly slug: string;
  readonly file: string;
  readonly format: "md" | "mdx";
  /** The whole text, and the text with the frontmatter's lines left empty. */
  readonly text: string;
  readonly body: string;
  readonly outline: readonly Heading[];
};

/** A heading as written. Columns count from 1. */
export type SourceHeading = {
  readonly line: number;
  readonly column: number;
  readonly depth: number;
  readonly text: string;
  readonly anchor: string;
};

/** A stretch of one line, without the marks of quotations and lists before it. */
export type Piece = { readonly line: number; readonly column: number; readonly masked: string };

/** Running text: a paragraph, or what a list item says. */
export type Paragraph = { readonly pieces: readonly Piece[] };

/** A note taken apart by lines once, for all rules. */
export type LintSource = {
  readonly note: LintNote;
  readonly lines: readonly string[];
  /** Lines with code hidden; and with all that is markup hidden too. */
  readonly code: readonly string[];
  readonly masked: readonly string[];
  readonly headings: readonly SourceHeading[];
  readonly paragraphs: readonly Paragraph[];
  /** Lines (from 1) with the cells of a table's first row. */
  readonly tables: readonly {
    readonly line: number;
    readonly column: number;
    readonly cells: readonly string[];
  }[];
  /** The section a line stands in, "" before the first. */
  readonly anchorAt: (line: number) => string;
};

const ATX = /^( {0,3})(#{1,6})(?:[ \t]+(.*?))?[ \t]*$/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const DELIMITERS = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const BEFORE_TEXT = /^(?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)*/;

/** Takes a note apart. */
export function readSource(note: LintNote): LintSource {
  const code = maskCode(note.body, note.format === "md");
  const lines = note.body.split("\n");
  const codeLines = code.split("\n");
  const masked = maskMarkup(code).split("\n");
  const headings: SourceHeading[] = [];
  const paragraphs: Paragraph[] = [];
  const tables: LintSource["tables"][number][] = [];
  let pieces: Piece[] = [];
  let quoted = false;
  let inTable = false;

  const closeParagraph = () => {
    if (pieces.length > 0) paragraphs.push({ pieces });
    pieces = [];
  };
  const addHeading = (line: number, column: number, depth: number, marks = 0) => {
    const from = column - 1 + marks;
    const source = lines[line - 1]!.slice(from);
    const text = visibleText(source, masked[line - 1]!.slice(from)).replace(/[ \t]+#+$/, "");
    const stated = /\[#([^\]\s]*)\][ \t]*#*[ \t]*$/.exec(source)?.[1];
    const anchor = stated ?? note.outline.find((heading) => heading.text === text)?.id ?? "";
    headings.push({ line, column, depth, text, anchor });
  };

  for (const [index, line] of masked.entries()) {
    const number = index + 1;
    const before = BEFORE_TEXT.exec(line)![0];
    const text = line.slice(before.length).trimEnd();
    const nowQuoted = /^[ \t]*>/.test(line);
    const atx = ATX.exec(codeLines[index]!);
    if (text === "" || line.includes(BLOCK)) {
      closeParagraph();
      inTable = false;
    } else if (atx) {
      closeParagraph();
      inTable = false;
      addHeading(number, atx[1]!.length + 1, atx[2]!.length, atx[2]!.length);
    } else if (inTable) {
      if (!text.includes("|")) inTable = false;
    } else if (pieces.length === 1 && /^ {0,3}(?:=+|-+)[ \t]*$/.test(line)) {
      const title = pieces[0]!;
      pieces = [];
      addHeading(title.line, title.column, line.includes("=") ? 1 : 2);
    } else if (RULE.test(line)) closeParagraph();
    else if (pieces.length > 0 && DELIMITERS.test(line) && line.includes("|") && line.includes("-")) {
      const head = pieces.at(-1)!;
      pieces = pieces.slice(0, -1);
      closeParagraph();
      inTable = true;
      tables.push({ line: head.line, column: head.column, cells: cellsOf(head.masked) });
    } else {
      const starts =
        /(?:[-*+]|\d[.)])[ \t]/.test(before) || /^\[![A-Za-z]+\]/.test(text) || nowQuoted !== quoted;
      if (starts) closeParagraph();
      if (!/^\[![A-Za-z]+\]/.test(text))
        pieces.push({ line: number, column: before.length + 1, masked: text });
    }
    quoted = nowQuoted;
  }
  closeParagraph();
  return {
    note,
    lines,
    code: codeLines,
    masked,
    headings,
    paragraphs,
    tables,
    anchorAt: (line) => headings.findLast((heading) => heading.line <= line)?.anchor ?? "",
  };
}

/** The cells of a row; a bar that is escaped or inside code does not part them. */
function cellsOf(row: string): string[] {
  return row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll(UNSEEN, "").trim());
}
