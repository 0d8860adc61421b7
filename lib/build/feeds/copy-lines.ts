import { BLOCK, maskCode, UNSEEN } from "../../lint/mask.ts";
import { readSource } from "../../lint/source.ts";
import type { Heading, Note } from "../../note/note.ts";
import { copyInline, type InlineContext } from "./copy-inline.ts";
import { matchHeadings } from "./match-headings.ts";

/** A line of the copy. Of code nothing is changed; a heading is written with the marks of its depth. */
export type CopyLine = {
  readonly text: string;
  readonly code?: boolean;
  readonly heading?: Heading | undefined;
  /** Keys of the sources cited in it. */
  readonly cites?: readonly string[];
};

export type LinesContext = Omit<InlineContext, "note"> & {
  readonly note: InlineContext["note"] &
    Pick<Note, "outline" | "leadingTitle" | "citations"> & {
      readonly diagrams: readonly Pick<Note["diagrams"][number], "line" | "title" | "caption">[];
    };
};

/** Callouts by the name that their mark gives them: what a reader sees above the text. */
const CALLOUTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    note: "참고",
    important: "참고",
    tip: "도움말",
    warning: "주의",
    caution: "주의",
    version: "버전",
    correction: "바로잡기",
  }),
);
const FENCE = /^((?:[ \t]*>)*)([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}|~{3,})[ \t]*(\S*)[ \t]*(.*)$/;
const ATX = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const STATED_ID = /\s*\[#[^\]\s]*\]\s*$/;
const MARKER = /^((?:[ \t]*>)+[ \t]*)\[!([A-Za-z]+)\][ \t]*(.*)$/;
const CALLOUT_OPEN = /^[ \t]*<Callout(?:\s+kind=["']([^"']*)["'])?\s*>(.*)$/;
const CALLOUT_CLOSE = /<\/Callout>[ \t]*$/;
const CITATION = /\[\^([A-Za-z0-9][\w.-]*)\]/g;

/**
 * The body of a note, line by line, in Markdown that tools elsewhere know: what is our own in it is
 * turned, everything else stays as it is written.
 * @param body the note's text with the frontmatter's lines left empty, as the reader of notes gives it
 */
export function copyLines(body: string, { note, ...around }: LinesContext): CopyLine[] {
  const inline: InlineContext = { ...around, note };
  const lines = body.split("\n");
  const masks = maskCode(body, note.format === "md").split("\n");
  const headings = headingsOf(body, masks, note);
  const copied: CopyLine[] = [];
  let fence: { readonly mark: string } | undefined;
  let inCallout = false;
  let skip = false;

  const add = (line: CopyLine) =>
    copied.push(
      // A heading that is quoted opens no section.
      inCallout ? { ...line, heading: undefined, text: line.text === "" ? ">" : `> ${line.text}` } : line,
    );
  const addParagraph = (marks: string, text: string) => {
    const before = copied.at(-1)?.text.replace(/[> \t]/g, "") ?? "";
    if (before !== "") add({ text: marks.trimEnd() });
    add({ text: marks + text });
    add({ text: marks.trimEnd() });
  };

  // Text right below a quotation would belong to it.
  const closeCallout = (index: number) => {
    inCallout = false;
    if (lines[index + 1]?.trim()) add({ text: "" });
  };

  for (const [index, line] of lines.entries()) {
    if (skip) {
      skip = false;
      continue;
    }
    const mask = masks[index]!;
    if (fence && line.trim() !== "" && !mask.includes(BLOCK)) fence = undefined;
    if (fence || mask.includes(BLOCK)) {
      const opening = fence ? null : FENCE.exec(line);
      if (opening) {
        const { above, text } = copyFence(
          opening,
          note.diagrams.find((one) => one.line === index + 1),
        );
        const marks = opening[1]! + opening[2]!;
        // Beside the mark of a list there is no room above the fence.
        if (above !== "" && /^[ \t>]*$/.test(marks)) addParagraph(marks, above);
        fence = { mark: opening[3]! };
        add({ text, code: true });
        continue;
      }
      if (fence && /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]?.startsWith(fence.mark)) fence = undefined;
      add({ text: line, code: true });
      continue;
    }

    const cites = [...mask.matchAll(CITATION)]
      .map((one) => one[1]!)
      .filter((key) => note.citations.includes(key));
    const prose = (text: string): CopyLine => (cites.length > 0 ? { text, cites } : { text });

    const place = headings.get(index + 1);
    if (place) {
      const atx = ATX.exec(mask);
      skip = !atx;
      if (place === "title") continue;
      const written = copyInline(line, mask, inline);
      const text = (ATX.exec(written)?.[1] ?? written.trim()).replace(STATED_ID, "");
      add({ ...prose(`${"#".repeat(place.depth)} ${text}`), heading: place });
      continue;
    }

    const copy = copyInline(line, mask, inline);
    if (copy.trim() === "" && line.trim() !== "") continue;

    const marker = MARKER.exec(copy);
    const label = marker && CALLOUTS.get(marker[2]!.toLowerCase());
    const opens = note.format === "mdx" ? CALLOUT_OPEN.exec(copy) : null;
    if (marker && label && !/^[ \t]*>/.test(lines[index - 1] ?? "")) {
      add({ text: `${marker[1]}**${label}**` });
      add({ text: marker[1]!.trimEnd() });
      if (marker[3] !== "") add(prose(marker[1]! + marker[3]));
    } else if (opens && !inCallout) {
      inCallout = true;
      add({ text: `**${CALLOUTS.get(opens[1] ?? "") ?? CALLOUTS.get("note")}**` });
      add({ text: "" });
      const rest = opens[2]!.replace(CALLOUT_CLOSE, "").trim();
      if (rest !== "") add(prose(rest));
      if (CALLOUT_CLOSE.test(opens[2]!)) closeCallout(index);
    } else if (inCallout && CALLOUT_CLOSE.test(copy)) {
      const rest = copy.replace(CALLOUT_CLOSE, "").trimEnd();
      if (rest !== "") add(prose(rest));
      closeCallout(index);
    } else add(prose(copy));
  }
  return copied;
}

/** What the headings became, by line; the one that opens the note and became its title is told apart. */
function headingsOf(
  body: string,
  masks: readonly string[],
  note: LinesContext["note"],
): Map<number, Heading | "title"> {
  const { format, outline, leadingTitle } = note;
  const written = readSource({ slug: note.slug, file: "", format, text: body, body, outline }).headings;
  const found = new Map<number, Heading | "title">();
  const [first] = written;
  const opening = 1 + masks.findIndex((mask) => mask.replaceAll(UNSEEN, "").trim() !== "");
  const hasTitle = leadingTitle !== "" && first?.depth === 1 && first.line === opening;
  if (hasTitle) found.set(first.line, "title");
  const rest = hasTitle ? written.slice(1) : written;
  for (const [index, heading] of matchHeadings(rest, outline).entries())
    if (heading !== undefined) found.set(rest[index]!.line, heading);
  return found;
}

/** The opening of a fence without what only this site knows of it, and that in words. */
function copyFence(
  [whole, quotes = "", indent = "", mark = "", language = "", meta = ""]: RegExpExecArray,
  diagram: { readonly title: string; readonly caption: string } | undefined,
): { readonly above: string; readonly text: string } {
  const value = (name: string) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(meta)?.[1] ?? "";
  const about = diagram ?? { title: value("title"), caption: value("caption") };
  const said = [about.title, about.caption].filter(Boolean).join(" — ");
  const foreign = meta
    .replace(/(^|\s)(?:title|caption|id)="[^"]*"/g, "$1")
    .replace(/(^|\s)\{[\d,\s-]*\}/g, "$1")
    .trim();
  return {
    above: said && `${diagram ? "그림" : "코드"}: ${said}`,
    text:
      foreign === meta.trim()
        ? whole
        : `${quotes}${indent}${mark}${[language, foreign].filter(Boolean).join(" ")}`,
  };
}
