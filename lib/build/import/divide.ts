import { createIdRegistry, toAsciiId, toGitHubAnchor } from "../../address/slug.ts";
import { proseOf, visibleText } from "../../lint/prose.ts";
import type { Line, Log } from "./draft.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** A note on its way: where it will lie, and the lines of its body. */
export type Piece = { readonly slug: string; readonly title: string; readonly lines: readonly Line[] };

/** Where a heading of the raw note went, by the anchors that links may use for it. */
export type Places = ReadonlyMap<string, { readonly slug: string; readonly id: string }>;

/** Ids that pages use themselves, and beginnings of ids they make. */
const RESERVED = ["main", "sources", "footnote-label", "nav", "toc", "backlinks", "related"];
const OWN_PREFIX = /^(?:card|def|src|fig|fn|fnref)-/;
const HEADING = /^(#{1,6}) (.+)$/;
const STATED_ID = /\s*(?:\[#([a-z0-9-]+)\]|\{#([a-z0-9-]+)\})\s*$/;

type Heading = { readonly depth: number; readonly text: string; readonly at: number };

/** The text of a heading as a reader sees it. */
export function plainHeading(text: string): string {
  const bare = text.replace(STATED_ID, "");
  const written = `# ${bare}`;
  return visibleText(proseOf(parseMarkdown(written).children[0]!, written)) || bare.trim();
}

/** The name of a note, from a title or a file name. */
export function slugFrom(name: string): string {
  const id = toAsciiId(name);
  return id.length <= 60 ? id || "note" : id.slice(0, 60).replace(/-[^-]*$/, "");
}

function headingsOf(lines: readonly Line[]): Heading[] {
  return lines.flatMap((line, at) => {
    const found = line.code ? null : HEADING.exec(line.text);
    return found ? [{ depth: found[1]!.length, text: found[2]!, at }] : [];
  });
}

/**
 * Takes the title out of the body: the first heading when no other is as high. Without
 * one, `stated` (from the frontmatter) or `fileName` is the title.
 */
export function takeTitle(
  lines: readonly Line[],
  stated: string | undefined,
  fileName: string,
): { title: string; lines: readonly Line[] } {
  const headings = headingsOf(lines);
  const top = Math.min(...headings.map((heading) => heading.depth));
  const highest = headings.filter((heading) => heading.depth === top);
  const only = highest.length === 1 && highest[0] === headings[0] ? highest[0] : undefined;
  const text = only && plainHeading(only.text);
  // A section that happens to come alone is no title when the note has its own.
  if (!only || (stated !== undefined && stated !== text)) return { title: stated ?? fileName, lines };
  return { title: text!, lines: lines.filter((_, index) => index !== only.at) };
}

/** One piece for each section of the highest level, and one for what stands before the first. */
export function splitSections(lines: readonly Line[], title: string, slug: string): Piece[] {
  const headings = headingsOf(lines);
  const top = Math.min(...headings.map((heading) => heading.depth));
  const starts = headings.filter((heading) => heading.depth === top);
  const unique = createIdRegistry();
  const pieces: Piece[] = [];
  const opening = lines.slice(0, starts[0]?.at ?? lines.length);
  if (opening.some((line) => line.text.trim() !== "") || starts.length === 0)
    pieces.push({ slug: unique(slug), title, lines: opening });
  for (const [index, start] of starts.entries()) {
    const text = plainHeading(start.text);
    const body = lines.slice(start.at + 1, starts[index + 1]?.at ?? lines.length);
    pieces.push({ slug: unique(slugFrom(text)), title: text, lines: body });
  }
  return shareDefinitions(pieces, lines);
}

/** Targets of links and texts of footnotes often stand at the end of a file: each piece gets those it uses. */
function shareDefinitions(pieces: readonly Piece[], lines: readonly Line[]): Piece[] {
  const definitions = new Map<string, Line>();
  for (const line of lines) {
    const name = line.code ? undefined : /^ {0,3}\[([^\]]+)\]:\s*\S/.exec(line.text)?.[1];
    if (name !== undefined && !definitions.has(name)) definitions.set(name, line);
  }
  if (definitions.size === 0) return [...pieces];
  return pieces.map((piece) => {
    const kept = new Set(piece.lines);
    const text = piece.lines.map((line) => line.text).join("\n");
    const missing = [...definitions].filter(([name, line]) => !kept.has(line) && text.includes(`[${name}]`));
    if (missing.length === 0) return piece;
    return {
      ...piece,
      lines: [...piece.lines, { text: "", from: 0, code: false }, ...missing.map(([, line]) => line)],
    };
  });
}

/** Headings from level 2 on without a skipped level, each with its permanent id. */
export function giveIds(pieces: readonly Piece[], log: Log): { pieces: Piece[]; places: Places } {
  const places = new Map<string, { slug: string; id: string }>();
  const place = (anchor: string, slug: string, id: string) => {
    if (anchor !== "" && !places.has(anchor)) places.set(anchor, { slug, id });
  };
  const divided = pieces.map((piece) => {
    const headings = headingsOf(piece.lines);
    const shift = 2 - Math.min(...headings.map((heading) => heading.depth));
    const unique = createIdRegistry(RESERVED);
    place(toGitHubAnchor(piece.title), piece.slug, "");
    place(piece.title, piece.slug, "");
    const lines = [...piece.lines];
    let above = 1;
    for (const { depth, text, at } of headings) {
      const level = Math.min(depth + shift, above + 1, 6);
      if (level !== Math.min(6, depth + shift)) log.did("건너뛴 제목 단계를 맞췄습니다");
      above = level;
      const plain = plainHeading(text);
      const stated = STATED_ID.exec(text);
      const wanted = (stated?.[1] ?? stated?.[2] ?? slugFrom(plain)).replace(/^-+|-+$/g, "");
      const id = unique(wanted === "note" || wanted === "" ? toAsciiId(plain) || "section" : safeId(wanted));
      if (!stated) log.did("절에 이름([#…])을 붙였습니다");
      place(toGitHubAnchor(plain), piece.slug, id);
      place(plain, piece.slug, id);
      place(id, piece.slug, id);
      lines[at] = { ...lines[at]!, text: `${"#".repeat(level)} ${text.replace(STATED_ID, "")} [#${id}]` };
    }
    return { ...piece, lines };
  });
  return { pieces: divided, places };
}

const safeId = (id: string) => (OWN_PREFIX.test(id) ? `section-${id}` : id);
