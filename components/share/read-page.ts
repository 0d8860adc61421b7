import { BLOCK_END, PageText, type Span } from "../../lib/sharing/text-fragment.ts";

/** Ours and for the moment only, or not text to a browser that searches for a sentence. */
const SKIPPED =
  "script, style, noscript, template, select, textarea, iframe, object, video, audio, .toast, .share-menu, .share-offer";
/** Numbers of sources: part of the page's text, but of no sentence. */
const NUMBERS = ".ref, [data-footnote-ref]";

/** Letters that stand side by side both in a node and in the page's text. */
type Run = {
  readonly node: Text;
  readonly nodeFrom: number;
  readonly textFrom: number;
  readonly length: number;
  readonly isNumber: boolean;
};

/** What a selection holds. */
type Picked = Span & {
  /** Without the numbers of sources; a line for each block. */
  readonly text: string;
  /** Whether it could be written out: no number of a source is inside. */
  readonly whole: boolean;
};

/** The rendered text of a page, with the way from a place in the text to a place in the document and back. */
export class PageReading {
  readonly page: PageText;
  readonly #runs: readonly Run[];

  constructor(root: Element) {
    const { blocks, runs } = readBlocks(root);
    this.page = new PageText(blocks);
    this.#runs = runs;
  }

  /** @returns undefined for a range without text */
  pick(range: Range): Picked | undefined {
    const inside = this.#runs.flatMap((run) => {
      if (!range.intersectsNode(run.node)) return [];
      const start = run.node === range.startContainer ? range.startOffset : 0;
      const end = run.node === range.endContainer ? range.endOffset : run.node.length;
      const from = Math.max(start, run.nodeFrom) - run.nodeFrom;
      const to = Math.min(end, run.nodeFrom + run.length) - run.nodeFrom;
      return from < to ? [{ from: run.textFrom + from, to: run.textFrom + to, isNumber: run.isNumber }] : [];
    });
    const first = inside.findIndex((part) => !part.isNumber);
    const parts = inside.slice(first, inside.findLastIndex((part) => !part.isNumber) + 1);
    if (first < 0) return undefined;
    let text = "";
    let at = parts[0]!.from;
    for (const { from, to, isNumber } of parts) {
      if (from > at) text += BLOCK_END;
      if (!isNumber) text += this.page.text.slice(from, to);
      at = to;
    }
    return { from: parts[0]!.from, to: at, text: text.trim(), whole: parts.every((part) => !part.isNumber) };
  }

  rangeOf({ from, to }: Span): Range {
    const holding = (offset: number) =>
      this.#runs.find((run) => run.textFrom <= offset && offset < run.textFrom + run.length)!;
    const [first, last] = [holding(from), holding(to - 1)];
    const range = document.createRange();
    range.setStart(first.node, first.nodeFrom + from - first.textFrom);
    range.setEnd(last.node, last.nodeFrom + to - last.textFrom);
    return range;
  }
}

/** What lies between a heading and the next one of its rank; of anything else that has an id, itself. */
export function sectionAt(anchor: Element): Range {
  const range = document.createRange();
  range.selectNode(anchor);
  const rank = /^H([1-6])$/.exec(anchor.tagName)?.[1];
  const main = anchor.closest("main");
  if (rank === undefined || !main) return range;
  const next = [...main.querySelectorAll("h1, h2, h3, h4, h5, h6")].find(
    (heading) =>
      heading.tagName[1]! <= rank &&
      anchor.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  if (next) range.setEndBefore(next);
  else range.setEnd(main, main.childNodes.length);
  return range;
}

function readBlocks(root: Element): { blocks: string[]; runs: Run[] } {
  const blocks: string[] = [];
  const runs: Run[] = [];
  let block = "";
  let blockFrom = 0;
  let blank: { node: Text; nodeFrom: number } | undefined;

  const endBlock = () => {
    blank = undefined;
    if (block === "") return;
    blocks.push(block);
    blockFrom += block.length + BLOCK_END.length;
    block = "";
  };
  const add = (node: Text, nodeFrom: number, text: string, isNumber: boolean) => {
    runs.push({ node, nodeFrom, textFrom: blockFrom + block.length, length: text.length, isNumber });
    block += text;
  };
  const readText = (node: Text, isNumber: boolean) => {
    for (const { 0: piece, index } of node.data.matchAll(/\s+|\S+/g)) {
      if (/^\s/.test(piece)) {
        if (block !== "") blank ??= { node, nodeFrom: index };
        continue;
      }
      if (blank) add(blank.node, blank.nodeFrom, " ", isNumber);
      blank = undefined;
      add(node, index, piece, isNumber);
    }
  };
  const read = (parent: Element, isNumber: boolean) => {
    for (const child of parent.childNodes) {
      if (child instanceof Text) readText(child, isNumber);
      if (!(child instanceof Element) || child.matches(SKIPPED)) continue;
      const { display, visibility } = getComputedStyle(child);
      if (display === "none" || visibility !== "visible") continue;
      const isBlock = !/^(?:inline|contents|ruby)/.test(display);
      if (isBlock) endBlock();
      read(child, isNumber || child.matches(NUMBERS));
      if (isBlock || child.localName === "br") endBlock();
    }
  };
  read(root, false);
  endBlock();
  return { blocks, runs };
}
