/** Stands for a character of code: a reader sees something there, but no prose. */
export const CODE = "\uE000";
/** Stands for a character of a block of code: a line with it is no prose at all. */
export const BLOCK = "\uE002";
/** Stands for a character no reader sees: a link's target, a tag, a footnote's mark. */
export const UNSEEN = "\uE001";

const FENCE = /^((?:[ \t]*>)*)([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}|~{3,})(.*)$/;
const LIST_ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;

/**
 * The text with every character of code (fences, indented blocks, inline code, HTML
 * comments) replaced, so that lines and columns stay what they were.
 * @param indented false for MDX, which has no indented code
 */
export function maskCode(text: string, indented: boolean): string {
  return maskComments(maskInlineCode(maskBlocks(text, indented)));
}

/**
 * Further hides what is markup and not text: link targets, tags, footnote marks, heading ids, addresses.
 * No name holds another opening bracket: a file of nothing but brackets is read in one go.
 */
export function maskMarkup(code: string): string {
  return (
    code
      // Definitions of links and the marks of footnotes.
      .replace(/^[ \t>]*\[(?!\^)[^\]\n]+\]:.*$/gm, unseen)
      .replace(/\[\^[^[\]\s]+\]:?/g, unseen)
      .replace(/\[#[^[\]\s]*\][ \t]*$/gm, unseen)
      // `[[target|text]]` shows its text, `[[target]]` what the target is called.
      .replace(/\[\[[^[\]|\n]*\\?\|/g, unseen)
      .replace(/\[\[[^[\]|\n]*\]\]/g, seenCode)
      .replace(/\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)/g, unseen)
      .replace(/<(?:https?:|mailto:)[^>\s]*>/g, seenCode)
      .replace(/<\/?[A-Za-z][^<>]*>/g, unseen)
      .replace(/\bhttps?:\/\/[^\s<>)\]]+/g, seenCode)
  );
}

/** What a reader sees of a stretch of text: code as written, markup gone, white space made one blank. */
export function visibleText(source: string, masked: string): string {
  let seen = "";
  let from = 0;
  // Only where code stands does the source matter; all the rest is read off the mask.
  for (let at = masked.indexOf(CODE); at >= 0; at = masked.indexOf(CODE, from)) {
    seen += withoutMarks(masked.slice(from, at));
    from = at;
    while (masked[from] === CODE) from++;
    seen += source.slice(at, from).replaceAll("`", "");
  }
  seen += withoutMarks(masked.slice(from));
  return seen.replace(/\s+/g, " ").trim();
}

/** An underscore beside a blank or an edge is emphasis, one inside a word is not. */
function withoutMarks(masked: string): string {
  return masked.replace(/[*~[\]\\\uE001]|(?<!\w)_|_(?!\w)/g, "");
}

const fill = (char: string) => (part: string) => part.replace(/[^\n]/g, char);
const unseen = fill(UNSEEN);
const seenCode = fill(CODE);
const block = fill(BLOCK);

function maskBlocks(text: string, indented: boolean): string {
  let fence: { mark: string; quoted: boolean } | undefined;
  let inList = false;
  let afterBlank = true;
  let inIndented = false;
  const lines = text.split("\n").map((line) => {
    if (fence) {
      const quoted = /^[ \t]*>/.test(line);
      // A quotation that ends takes its fence along.
      if (!fence.quoted || quoted) {
        const closing = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
        if (closing?.startsWith(fence.mark)) fence = undefined;
        return block(line);
      }
      fence = undefined;
    }
    const opening = FENCE.exec(line);
    // An info string with a backtick is inline code that opens a line.
    if (opening && !(opening[3]!.startsWith("`") && opening[4]!.includes("`"))) {
      fence = { mark: opening[3]!, quoted: opening[1] !== "" };
      afterBlank = false;
      if (/[-*+\d]/.test(opening[2]!)) inList = true;
      return block(line);
    }
    const blank = line.trim() === "";
    if (LIST_ITEM.test(line) && !/^(?: {4}|\t)/.test(line)) inList = true;
    else if (!blank && !/^[ \t]/.test(line)) inList = false;
    inIndented = indented && !inList && !blank && /^(?: {4}|\t)/.test(line) && (afterBlank || inIndented);
    afterBlank = blank;
    return inIndented ? block(line) : line;
  });
  return lines.join("\n");
}

function maskInlineCode(text: string): string {
  const runs = /(?<!\\)(`+)(?!`)/g;
  let masked = "";
  let from = 0;
  for (let open = runs.exec(text); open; open = runs.exec(text)) {
    const start = open.index;
    const blank = /\n[ \t>]*\n/.exec(text.slice(start, start + 2000));
    const paragraph = text.slice(start, blank ? start + blank.index : text.length);
    const size = open[1]!.length;
    const close = new RegExp(`(?<!\`)\`{${size}}(?!\`)`).exec(paragraph.slice(size));
    if (!close) continue;
    const end = start + size + close.index + size;
    masked += text.slice(from, start) + seenCode(text.slice(start, end));
    from = end;
    runs.lastIndex = end;
  }
  return masked + text.slice(from);
}

function maskComments(text: string): string {
  return text.replace(/<!--[\s\S]*?(?:-->|$(?![\s\S]))|\{\/\*[\s\S]*?\*\/\}/g, unseen);
}
