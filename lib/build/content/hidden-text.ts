/** A fence up to its end or the end of the text, and a span of code. */
const FENCE = String.raw`^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?<mark>${"`"}{3,}(?=[^${"`"}\n]*$)|~{3,})(?:[^\n]*\n[\s\S]*?^[ \t>]*\k<mark>[${"`"}~]*[ \t]*$|[\s\S]*)`;
const SPAN =
  "(?<!`)(?<ticks>`+)(?!`)(?:[^`\\n]|\\n(?![ \\t]*\\n)|(?!\\k<ticks>(?!`))`+(?!`))*?\\k<ticks>(?!`)";
const CODE = `${FENCE}|${SPAN}`;
const HTML_COMMENT = String.raw`<!--[\s\S]*?(?:-->|(?![\s\S]))`;
/** Obsidian's: on a line of its own it may span paragraphs, and does so to the end where it is not closed. */
const COMMENT_BLOCK = String.raw`^[ \t]*%%(?:[\s\S]*?%%|[ \t]*$[\s\S]*)`;
const COMMENT_SPAN = String.raw`(?<![\d%])%%(?:[^%\n]|%(?!%)|\n(?![ \t]*\n))*%%`;

/** Changes what of a text is no code: fences and spans of code stay as they are. */
export function mapProse(text: string, change: (prose: string) => string): string {
  let changed = "";
  let from = 0;
  for (const { 0: code, index } of text.matchAll(new RegExp(CODE, "gm"))) {
    changed += change(text.slice(from, index)) + code;
    from = index + code.length;
  }
  return changed + change(text.slice(from));
}

/** A line of a text, and what it is to a fence. */
export type FencedLine = {
  readonly line: string;
  readonly isCode: boolean;
  readonly opens?: true;
  readonly closes?: true;
};

/** The lines of a text, and of each whether it belongs to a fence. */
export function outsideFences(text: string): FencedLine[] {
  let fence: { readonly mark: string; readonly length: number } | undefined;
  return text.split("\n").map((line) => {
    const found = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)$/.exec(line);
    const [, mark = "", rest = ""] = found ?? [];
    if (fence === undefined) {
      if (mark === "" || (mark.startsWith("`") && rest.includes("`"))) return { line, isCode: false };
      fence = { mark: mark.charAt(0), length: mark.length };
      return { line, isCode: true, opens: true };
    }
    if (!mark.startsWith(fence.mark) || mark.length < fence.length || rest.trim() !== "")
      return { line, isCode: true };
    fence = undefined;
    return { line, isCode: true, closes: true };
  });
}

/**
 * Takes away what an author wrote for no reader: comments of HTML and of Obsidian (`%%…%%`). Their line ends
 * stay, so that every other line keeps its number. In code both are code.
 */
export function withoutHiddenText(text: string): string {
  if (!/%%|<!--/.test(text)) return text;
  const pattern = new RegExp(
    [String.raw`\\[%<]`, CODE, `(?<hidden>${[HTML_COMMENT, COMMENT_BLOCK, COMMENT_SPAN].join("|")})`].join(
      "|",
    ),
    "gm",
  );
  return text.replace(pattern, (whole, ...groups) => {
    const { hidden } = groups.at(-1) as { hidden?: string };
    return hidden === undefined ? whole : whole.replace(/[^\n]/g, "");
  });
}
