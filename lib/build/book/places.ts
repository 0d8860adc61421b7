/** Where addresses of the site are in the book: ids are unique by the page they come from. */
export type Places = {
  /** Every id of the book. */
  readonly ids: ReadonlySet<string>;
  /** Origin of the site, for what the book does not hold. */
  readonly origin: string;
};

type Place =
  | { readonly kind: "here"; readonly id: string }
  | { readonly kind: "elsewhere"; readonly url: string };

/** The id of a page's chapter, and the beginning of all ids in it: `/notes/a/b/` is `a.b`, `/labs/c/` is `lab.c`. */
export function chapterId(path: string): string {
  return path
    .replace(/^\/notes\//, "")
    .replace(/^\/labs\//, "lab/")
    .replace(/^\/|\/$/g, "")
    .replaceAll("/", ".");
}

/** No slug holds two hyphens in a row, so no two pages can come to one id. */
export function anchorId(chapter: string, anchor: string): string {
  return `${chapter}--${anchor}`;
}

export function termId(term: string): string {
  return anchorId("glossary", term);
}

/**
 * Where a link of a page leads: into the book where its target is printed there (a section that is
 * not counts as its page), else to the address on the site.
 * @param href as it stands in the export: `#id`, `/notes/…/#id`, or an address elsewhere
 */
export function placeOf(href: string, chapter: string, places: Places): Place {
  if (!/^[#/](?!\/)/.test(href)) return { kind: "elsewhere", url: href };
  const [path = "", fragment = ""] = href.split("#");
  const page = path === "" ? chapter : chapterId(path);
  const wanted = fragment === "" ? page : anchorId(page, decode(fragment));
  for (const id of [wanted, page]) if (places.ids.has(id)) return { kind: "here", id };
  return { kind: "elsewhere", url: `${places.origin}${href}` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
