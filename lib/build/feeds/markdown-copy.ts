import { markdownHref, noteHref } from "../../address/href.ts";
import type { Note } from "../../note/note.ts";
import type { Source } from "../../reference/schemas.ts";
import { type CopyLine, copyLines, type LinesContext } from "./copy-lines.ts";

type CopiedNote = LinesContext["note"] & { readonly meta: Pick<Note["meta"], "title" | "summary"> };

export type CopyContext = {
  /** Origin of the site, without a slash at its end. */
  readonly siteUrl: string;
  readonly terms: readonly { readonly id: string; readonly ko: string }[];
  readonly sources: Readonly<Record<string, Pick<Source, "title" | "publisher" | "url" | "checked">>>;
  /** Under what the notes may be used, where that is known: "MIT License". */
  readonly rights?: string | undefined;
};

/**
 * A note and each of its sections as Markdown for other tools, by path below the site's root.
 *
 * Citations stay the footnotes they are written as, now with the sources below them. A section goes
 * up to the next heading of its depth or a higher one; a heading that the text does not show plainly
 * (in a quotation, in HTML) has no copy of its own and stands in that of the one above it.
 * @param body the note's text with the frontmatter's lines left empty, as the reader of notes gives it
 */
export function markdownCopies(
  body: string,
  note: CopiedNote,
  context: CopyContext,
): ReadonlyMap<string, string> {
  const { siteUrl, rights } = context;
  const terms = new Map(context.terms.map(({ id, ko }) => [id, ko]));
  const lines = copyLines(body, { siteUrl, note, terms });
  const definitions = definitionsOf(lines);
  const copies = new Map<string, string>();
  /** @param all the lines whose sources stand below: those of the head too */
  const write = (path: string, head: readonly string[], own: readonly CopyLine[], all = own) => {
    const text = trimmed(own.map((line) => line.text)).join("\n");
    const below = [...missingDefinitions(own, definitions), ...sourcesOf(all, note, context)];
    copies.set(path.slice(1), `${[...head, text, ...below].filter(Boolean).join("\n\n")}\n`);
  };

  const { title, summary } = note.meta;
  const from = [`원문: <${siteUrl}${noteHref(note.slug)}>`, rights].filter(Boolean).join(" · ");
  write(
    markdownHref(note.slug),
    [`# ${escapeText(title)}`, summary && `> ${escapeText(summary)}`, from],
    lines,
  );
  for (const [index, line] of lines.entries()) {
    const { heading, text } = line;
    // The note's own copy has that name.
    if (heading === undefined || markdownHref(note.slug, heading.id) === markdownHref(note.slug)) continue;
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((one) => one.heading !== undefined && one.heading.depth <= heading.depth);
    const own = (end < 0 ? rest : rest.slice(0, end)).map((one) =>
      one.heading ? { ...one, text: one.text.slice(heading.depth - 1) } : one,
    );
    const place = `— ${escapeText(title)}, <${siteUrl}${noteHref(note.slug, heading.id)}>`;
    write(markdownHref(note.slug, heading.id), [text.slice(heading.depth - 1), place], own, [line, ...own]);
  }
  return copies;
}

/** The sources cited in these lines, as the footnotes that the citations refer to. */
function sourcesOf(lines: readonly CopyLine[], note: CopiedNote, { sources }: CopyContext): string[] {
  const cited = new Set(lines.flatMap((line) => line.cites ?? []));
  const entries = note.citations.flatMap((key) => {
    const source = cited.has(key) ? sources[key] : undefined;
    if (source === undefined) return [];
    const { title, publisher, url, checked } = source;
    const name = url === undefined ? escapeText(title) : `[${escapeText(title)}](${url})`;
    return [`[^${key}]: ${name}, ${escapeText(publisher)}, ${checked} 확인`];
  });
  return entries.length > 0 ? ["## 출처", entries.join("\n")] : [];
}

type Definition = { readonly label: string; readonly text: string };

/** What the author defined once for the whole note: addresses of links (`[이름]: …`) and footnotes. */
function definitionsOf(lines: readonly CopyLine[]): Definition[] {
  return lines.flatMap((line, index) => {
    const found = line.code ? null : /^ {0,3}\[([^\]]+)\]:/.exec(line.text);
    if (!found) return [];
    const below = lines.slice(index + 1);
    const end = below.findIndex((one) => !/^(?: {4}|\t)/.test(one.text));
    const whole = [line, ...(found[1]!.startsWith("^") ? below.slice(0, end < 0 ? below.length : end) : [])];
    return [{ label: found[1]!.toLowerCase(), text: whole.map((one) => one.text).join("\n") }];
  });
}

/** Those that these lines use and that stand elsewhere in the note. */
function missingDefinitions(lines: readonly CopyLine[], definitions: readonly Definition[]): string[] {
  if (definitions.length === 0) return [];
  const text = lines
    .filter((line) => !line.code)
    .map((line) => line.text)
    .join("\n");
  const lower = text.toLowerCase();
  const missing = definitions.filter((one) => lower.includes(`[${one.label}]`) && !text.includes(one.text));
  return missing.length > 0 ? [missing.map((one) => one.text).join("\n")] : [];
}

function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line.trim() !== "") + 1);
}

/** Plain text in which Markdown finds no marks. */
function escapeText(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<]/g, "\\$&");
}
