import type { Block } from "../note/note.ts";

/** What chats and search pages show of a description before they cut it themselves, in characters. */
export const DESCRIPTION_LENGTH = 160;

const sentenceBreaks = new Intl.Segmenter("ko", { granularity: "sentence" });
const characters = new Intl.Segmenter("ko", { granularity: "grapheme" });

/** What a section says first, by how well a kind of block stands alone. */
const KINDS: readonly (readonly Block["kind"][])[] = [
  ["paragraph"],
  ["item"],
  ["caption"],
  ["row", "diagram"],
];

/** No more than a name, in characters. */
const BARE = 12;

/**
 * The opening of the section at `anchor`, for who sees its link without the page: whole sentences
 * as far as they fit, else the first one up to a word. Where the section itself says nothing before
 * its subsections, theirs speaks; where nothing does, the answer is "".
 * @param inner anchors of the sections inside it, in their order
 */
export function describeSection(blocks: readonly Block[], anchor: string, inner: readonly string[]): string {
  for (const place of [anchor, ...inner])
    for (const kinds of KINDS) {
      const texts = blocks.filter((block) => block.anchor === place && kinds.includes(block.kind));
      const found = opening(texts.map((block) => block.text).slice(0, 3));
      if (found.length > BARE) return found;
      // A caption of a word or two says what the rows are of.
      if (found !== "") return opening([found, ...rowsAt(blocks, place)].slice(0, 3));
    }
  return "";
}

function rowsAt(blocks: readonly Block[], anchor: string): string[] {
  return blocks.filter((block) => block.anchor === anchor && block.kind === "row").map(({ text }) => text);
}

/** The first sentence of a text, whole. */
export function firstSentence(text: string): string {
  return sentencesOf(text)[0] ?? "";
}

/**
 * A text cut to `length` characters at most, between words and never inside what a reader sees as one
 * character. What is cut ends in an ellipsis.
 */
export function shorten(text: string, length: number): string {
  const all = [...characters.segment(text)].map((one) => one.segment);
  if (all.length <= length) return text;
  const kept = all.slice(0, length - 1);
  const space = kept.lastIndexOf(" ");
  const words = all[length - 1] === " " || space < length / 2 ? kept : kept.slice(0, space);
  return `${words.join("").replace(/[\s,.·:;–—-]+$/u, "")}…`;
}

function opening(texts: readonly string[]): string {
  const [first = "", ...rest] = texts.flatMap(sentencesOf);
  let text = first;
  for (const sentence of rest) {
    if (`${text} ${sentence}`.length > DESCRIPTION_LENGTH) break;
    text = `${text} ${sentence}`;
  }
  return shorten(text, DESCRIPTION_LENGTH);
}

function sentencesOf(text: string): string[] {
  const plain = text.normalize("NFC").replace(/\s+/g, " ");
  return [...sentenceBreaks.segment(plain)].map((one) => one.segment.trim()).filter((one) => one !== "");
}
