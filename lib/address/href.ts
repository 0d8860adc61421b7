/** Builds and takes apart the site's addresses; nobody else does. All pages end in `/`. */

export const homeHref = "/";
export const notesHref = "/notes/";
export const glossaryHref = "/glossary/";
export const sourcesHref = "/sources/";
export const correctionsHref = "/corrections/";
export const labsHref = "/labs/";
export const cheatSheetHref = "/cheatsheet/";
export const originalHref = "/original/";
export const versionsHref = "/versions/";
export const mapHref = "/map/";
export const searchHref = "/search/";
export const reviewHref = "/review/";
export const myHref = "/my/";
export const accessibilityHref = "/accessibility/";

export const tagsHref = "/tags/";

export function tagHref(id: string): string {
  return `${tagsHref}#${id}`;
}

export function noteHref(slug: string, anchor?: string): string {
  return `/notes/${slug}/${anchor ? `#${anchor}` : ""}`;
}

/** Letters of a sentence that lead to it: longer ones are cut at a blank. */
const SENTENCE = 24;

/** The address of words in a note, by how they begin: found at any width, and after edits of what stands around them. */
export function sentenceHref(slug: string, anchor: string, text: string): string {
  const [line = ""] = text.trim().split("\n");
  const start = line.length > SENTENCE ? line.slice(0, SENTENCE).replace(/\s+\S*$/, "") : line;
  const directive = start && `:~:text=${encodeURIComponent(start).replaceAll("-", "%2D")}`;
  return noteHref(slug, anchor) + (directive && anchor === "" ? "#" : "") + directive;
}

export function termHref(term: string): string {
  return `/glossary/#${term}`;
}

/** A row of the page of versions. */
export function versionHref(id: string): string {
  return `${versionsHref}#${id}`;
}

/** The page of a lab: `<slug of its note>-<name>`. Its state stands in the hash of that page. */
export function labHref(id: string): string {
  return `${labsHref}${id}/`;
}

/** The page that carries a section's card and hands over to the section: what a reader shares. */
export function stubHref(slug: string, anchor: string): string {
  return `/s/${slug}/${anchor}/`;
}

/** A note, or a section of it, as Markdown for other tools. */
export function markdownHref(slug: string, anchor = "index"): string {
  return `${noteHref(slug)}${anchor}.md`;
}

/** The card of a page, or of a section of it: `cardHref("docker-images", "whiteout")`, `cardHref("labs/…")`. */
export function cardHref(page: string, anchor?: string): string {
  return `/cards/${page}${anchor ? `/${anchor}` : ""}.png`;
}

/** The id of a figure's element: the figure's own id, kept apart from section ids. */
export function figureAnchor(diagramId: string): string {
  return `fig-${diagramId}`;
}

/** The id of a paragraph that its author gave a name: `^name` at its end, as Obsidian has it. */
export function blockAnchor(name: string): string {
  return `block-${name.toLowerCase()}`;
}

/** The id of a correction in its note, kept apart from section ids. */
export function correctionAnchor(id: string): string {
  return `fix-${id}`;
}

/** The id of a correction on the page of all corrections; no slug holds two hyphens in a row. */
export function correctionEntry(slug: string, id: string): string {
  return `${slug}--${id}`;
}

export function correctionHref(slug: string, id: string): string {
  return `${correctionsHref}#${correctionEntry(slug, id)}`;
}

/** What a browser would run on this site's own origin. */
const RUNS = /\.(?:x?html?|shtml|mht(?:ml)?|xml|xslt?|svgz|m?js|cjs|css|wasm|swf)$/i;

/**
 * Where a file that lies beside a note is published, from its path inside the notes folder. What a browser
 * would run is published as the text that it is.
 */
export function assetHref(path: string): string {
  return `/assets/${path.split("/").map(encodeURIComponent).join("/")}${RUNS.test(path) ? ".txt" : ""}`;
}

type ParsedTarget =
  | { kind: "external"; url: string }
  | { kind: "anchor"; anchor: string }
  | { kind: "note"; slug: string; anchor: string }
  | { kind: "term"; term: string }
  | { kind: "page"; path: string; anchor: string }
  | { kind: "file"; path: string; anchor: string };

function decode(text: string): string {
  try {
    return decodeURIComponent(text).normalize("NFC");
  } catch {
    return text;
  }
}

/**
 * Takes a link target apart as an author wrote it: `/notes/<slug>/#id`, `#id`,
 * a relative path to another file, or an address elsewhere.
 */
export function parseTarget(target: string): ParsedTarget {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith("//"))
    return { kind: "external", url: target };
  const hash = target.indexOf("#");
  const anchor = hash < 0 ? "" : decode(target.slice(hash + 1));
  const path = decode((hash < 0 ? target : target.slice(0, hash)).replace(/\?.*$/, ""));
  if (path === "") return { kind: "anchor", anchor };
  const note = /^\/notes\/(.+?)\/?$/.exec(path);
  if (note) return { kind: "note", slug: note[1]!, anchor };
  if (/^\/glossary\/?$/.test(path) && anchor) return { kind: "term", term: anchor };
  if (path.startsWith("/")) return { kind: "page", path: path.endsWith("/") ? path : `${path}/`, anchor };
  return { kind: "file", path, anchor };
}
