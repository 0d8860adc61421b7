import type { FootnoteDefinition, Definition as LinkDefinition, Nodes, RootContent } from "mdast";
import { markdownHref, noteHref } from "../../address/href.ts";
import type { Note } from "../../note/note.ts";
import type { Source } from "../../reference/schemas.ts";
import * as words from "../../words/words.ts";
import type { WrittenNote } from "../catalog/build-catalog.ts";
import { type CopiedNote, type CopyBlock, copyBlocks } from "./copy-tree.ts";
import { writeMarkdown } from "./write-markdown.ts";

type WholeNote = CopiedNote & { readonly meta: Pick<Note["meta"], "title" | "summary"> };

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
 * up to the next heading of its depth or a higher one; a heading that does not stand at the top of the
 * text (in a quotation, in HTML) has no copy of its own and stands in that of the one above it.
 */
export function markdownCopies(
  written: WrittenNote,
  note: WholeNote,
  context: CopyContext,
): ReadonlyMap<string, string> {
  const { siteUrl, rights } = context;
  const terms = new Map(context.terms.map(({ id, ko }) => [id, ko]));
  const blocks = copyBlocks(written, { siteUrl, note, terms });
  const definitions = blocks.flatMap(({ node }) => definitionsIn(node));
  const copies = new Map<string, string>();
  /** @param all the blocks whose sources stand below: those of the head too */
  const write = (path: string, head: readonly string[], own: readonly RootContent[], all = own) => {
    const below = [...missingDefinitions(own, definitions), ...sourcesOf(all, note, context)];
    copies.set(path.slice(1), `${[...head, writeMarkdown(own), ...below].filter(Boolean).join("\n\n")}\n`);
  };

  const { title, summary } = note.meta;
  const from = [`${words.copiedFrom}: <${siteUrl}${noteHref(note.slug)}>`, rights]
    .filter(Boolean)
    .join(" · ");
  write(
    markdownHref(note.slug),
    [`# ${escapeText(title)}`, summary && `> ${escapeText(summary)}`, from],
    blocks.map(({ node }) => node),
  );
  for (const [index, { node, heading }] of blocks.entries()) {
    // The note's own copy has that name.
    if (heading === undefined || markdownHref(note.slug, heading.id) === markdownHref(note.slug)) continue;
    const rest = blocks.slice(index + 1);
    const end = rest.findIndex((one) => one.heading !== undefined && one.heading.depth <= heading.depth);
    const own = (end < 0 ? rest : rest.slice(0, end)).map((one) => raised(one, heading.depth - 1));
    const place = `— ${escapeText(title)}, <${siteUrl}${noteHref(note.slug, heading.id)}>`;
    const head = writeMarkdown([raised({ node, heading }, heading.depth - 1)]);
    write(markdownHref(note.slug, heading.id), [head, place], own, [node, ...own]);
  }
  return copies;
}

/** A heading some levels up; anything else as it is. */
function raised({ node, heading }: CopyBlock, levels: number): RootContent {
  if (node.type !== "heading" || heading === undefined) return node;
  return { ...node, depth: (node.depth - levels) as typeof node.depth };
}

const CITATION = /\[\^([A-Za-z0-9][\w.-]*)\]/g;

/** The sources cited in these blocks, as the footnotes that the citations refer to. */
function sourcesOf(blocks: readonly RootContent[], note: WholeNote, { sources }: CopyContext): string[] {
  const cited = new Set<string>();
  for (const node of blocks.flatMap(nodesIn))
    if (node.type === "text") for (const [, key] of node.value.matchAll(CITATION)) cited.add(key!);
  const entries = note.citations.flatMap((key) => {
    const source = cited.has(key) ? sources[key] : undefined;
    if (source === undefined) return [];
    const { title, publisher, url, checked } = source;
    const name = url === undefined ? escapeText(title) : `[${escapeText(title)}](${url})`;
    return [`[^${key}]: ${name}, ${escapeText(publisher)}, ${words.sourceChecked(checked)}`];
  });
  return entries.length > 0 ? [`## ${words.sources}`, entries.join("\n")] : [];
}

type Definition = LinkDefinition | FootnoteDefinition;

/** What the author defined once for the whole note: addresses of links (`[이름]: …`) and footnotes. */
function definitionsIn(node: Nodes): Definition[] {
  return nodesIn(node).filter((one) => one.type === "definition" || one.type === "footnoteDefinition");
}

/** Those that these blocks use and that stand elsewhere in the note. */
function missingDefinitions(blocks: readonly RootContent[], definitions: readonly Definition[]): string[] {
  if (definitions.length === 0) return [];
  const nodes = blocks.flatMap(nodesIn);
  const isUsed = (definition: Definition) => {
    const isFootnote = definition.type === "footnoteDefinition";
    return nodes.some((one) =>
      isFootnote
        ? one.type === "footnoteReference" && one.identifier === definition.identifier
        : (one.type === "linkReference" || one.type === "imageReference") &&
          one.identifier === definition.identifier,
    );
  };
  const missing = definitions.filter((one) => !nodes.includes(one) && isUsed(one));
  return missing.length > 0 ? [missing.map((one) => writeMarkdown([one])).join("\n")] : [];
}

function nodesIn(node: Nodes): Nodes[] {
  return [node, ...("children" in node ? node.children.flatMap(nodesIn) : [])];
}

/** Plain text in which Markdown finds no marks. */
function escapeText(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<]/g, "\\$&");
}
