import * as words from "../words/words.ts";

/** What a reader hands on: a place of the site, under its absolute address. */
export type Place = {
  readonly address: string;
  /** What it is itself called: a section, a figure, a term. */
  readonly title: string;
  /** The note it stands in; "" where it stands alone. */
  readonly noteTitle: string;
};

/** `[절 — 노트](주소)`. Brackets of the title and of the address stay part of them. */
export function markdownLink({ address, title, noteTitle }: Place): string {
  const text = oneLine([title, noteTitle].filter(Boolean).join(" — ")).replace(/[\\[\]]/g, "\\$&");
  const target = address.replace(
    /[()\s<>\\]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `[${text}](${target})`;
}

/**
 * A text with its source, as a quotation that reads well as Markdown and as plain text. Paragraphs of the
 * text stay apart. Without a text, the source alone.
 * @param site how the site is called
 */
export function quotation(
  { address, title, noteTitle }: Place,
  text: string,
  site: string = words.siteName,
): string {
  const source = `— ${[words.quotedFrom(oneLine(noteTitle), oneLine(title)), site].filter(Boolean).join(", ")}`;
  const paragraphs = text
    .split(/\n+/)
    .map(oneLine)
    .filter((paragraph) => paragraph !== "");
  const quoted = [...paragraphs, `${source}\n${address}`].join("\n\n");
  return quoted
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
