import { noteHref, termHref } from "../../address/href.ts";
import { UNSEEN } from "../../lint/mask.ts";
import { type Note, type Resolution, resolutionOf } from "../../note/note.ts";

export type InlineContext = {
  /** Origin of the site, without a slash at its end. */
  readonly siteUrl: string;
  readonly note: Pick<Note, "slug" | "format" | "resolved">;
  /** Names of glossary terms, by id. */
  readonly terms: ReadonlyMap<string, string>;
};

type Edit = { readonly from: number; readonly to: number; readonly text: string };

const LINK =
  /(?<!\\)\]\([ \t]*(<[^<>]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)(?:[ \t]+(?:"[^"]*"|'[^']*'))?[ \t]*\)/g;
const DEFINITION = /^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*(<[^<>]*>|\S+)/g;
const ATTRIBUTE = /(?<=<[a-z][^<>]*\s(?:href|src)=)(["'])([^"'<>]*)\1/gi;
const WIKI = /(?<![\\!])\[\[([^[\]|]{1,120}?)(?:\\?\|([^[\]]{1,200}))?\]\]/g;
const TERM = /<Term\s+id=(?:"([^"]*)"|'([^']*)')\s*(?:\/>|>(.*?)<\/Term>)/g;

/**
 * One line of a note as a tool elsewhere understands it: links of ours lead to the site by whole
 * addresses, wiki links and `<Term>` are ordinary links, links to notes that are only planned are
 * text, comments are gone. What has no such form stays as it is written.
 * @param mask the line with code and comments hidden, character by character
 */
export function copyInline(line: string, mask: string, context: InlineContext): string {
  const { siteUrl, note, terms } = context;
  const edits: Edit[] = [];
  for (const { index, 0: hidden } of mask.matchAll(new RegExp(`${UNSEEN}+`, "g")))
    if (!line.slice(index).startsWith(UNSEEN))
      edits.push({ from: index, to: index + hidden.length, text: "" });

  for (const found of mask.matchAll(LINK)) {
    const from = found.index + found[0].indexOf(found[1]!, 2);
    const written = line.slice(from, from + found[1]!.length);
    const answer = resolve(written, note.resolved);
    if (answer?.kind === "internal")
      edits.push({ from, to: from + written.length, text: absolute(answer.href, context) });
    const open = answer?.kind === "planned" ? openingOf(mask, found.index) : -1;
    if (open >= 0 && mask[open - 1] !== "!") {
      edits.push({ from: open, to: open + 1, text: "" });
      edits.push({ from: found.index, to: found.index + found[0].length, text: "" });
    }
  }
  for (const pattern of [DEFINITION, ATTRIBUTE]) {
    for (const found of mask.matchAll(pattern)) {
      const target = found[2] ?? found[1]!;
      const from = found.index + found[0].lastIndexOf(target);
      const answer = resolve(line.slice(from, from + target.length), note.resolved);
      if (answer?.kind === "internal")
        edits.push({ from, to: from + target.length, text: absolute(answer.href, context) });
    }
  }
  for (const found of mask.matchAll(WIKI)) {
    const target = found[1]!.trim();
    const label =
      found[2] &&
      line
        .slice(0, found.index + found[0].length - 2)
        .slice(-found[2].length)
        .trim();
    const text = wikiText(target, label, context);
    if (text !== undefined) edits.push({ from: found.index, to: found.index + found[0].length, text });
  }
  if (note.format === "mdx")
    for (const found of mask.matchAll(TERM)) {
      const id = found[1] ?? found[2]!;
      const name = terms.get(id);
      if (name === undefined) continue;
      const text = `[${found[3] || name}](${siteUrl}${termHref(id)})`;
      edits.push({ from: found.index, to: found.index + found[0].length, text });
    }
  return apply(line, edits);
}

function wikiText(target: string, label: string | undefined, context: InlineContext): string | undefined {
  const term = context.terms.get(target);
  if (term !== undefined) return `[${label || term}](${context.siteUrl}${termHref(target)})`;
  const answer = resolutionOf(context.note, `wiki:${target}`);
  if (answer?.kind === "internal")
    return `[${label || answer.title || target}](${absolute(answer.href, context)})`;
  return answer?.kind === "planned" ? label || answer.title : undefined;
}

/** How a written target was resolved: under its own name, or under the one that Markdown encodes it to. */
function resolve(written: string, resolved: Note["resolved"]): Resolution | undefined {
  const target = written.replace(/^<(.*)>$/, "$1").replace(/\\([!-/:-@[-`{-~])/g, "$1");
  return resolutionOf({ resolved }, target) ?? resolutionOf({ resolved }, encode(target));
}

function encode(target: string): string {
  return encodeURI(target.toWellFormed()).replace(/%25([0-9a-f]{2})/gi, "%$1");
}

function absolute(href: string, { siteUrl, note }: InlineContext): string {
  return siteUrl + (href.startsWith("#") ? noteHref(note.slug) + (href === "#" ? "" : href) : href);
}

/** Where the bracket opens that closes at `close`, or -1. */
function openingOf(mask: string, close: number): number {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    if (mask[at - 1] === "\\") continue;
    if (mask[at] === "]") depth++;
    if (mask[at] === "[" && --depth === 0) return at;
  }
  return -1;
}

/** Makes the edits that do not lie inside an earlier one. */
function apply(line: string, edits: readonly Edit[]): string {
  let text = "";
  let done = 0;
  for (const { from, to, text: inserted } of edits.toSorted((a, b) => a.from - b.from)) {
    if (from < done) continue;
    text += line.slice(done, from) + inserted;
    done = to;
  }
  return text + line.slice(done);
}
