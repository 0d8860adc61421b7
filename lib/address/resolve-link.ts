import { noteHref, parseTarget, termHref } from "./href.ts";

/** What exists on the site, as far as links are concerned. */
export type Targets = {
  /** Section ids by slug, each also under the id GitHub would give it. */
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Titles of planned notes that do not exist yet, by slug. */
  readonly planned: ReadonlyMap<string, string>;
  /** Term ids with their Korean names. */
  readonly terms: ReadonlyMap<string, string>;
  /** Titles of notes by slug. */
  readonly titles: ReadonlyMap<string, string>;
  /** Slugs by path inside the notes folder, NFC, without extension. */
  readonly slugByPath: ReadonlyMap<string, string>;
  /** Other pages of the site: `/glossary/`. Where a page promises its anchors, with what each is called. */
  readonly pages: ReadonlyMap<string, ReadonlyMap<string, string> | undefined>;
  /** Published address by path, for files that lie beside notes. */
  readonly assets: ReadonlyMap<string, string>;
};

export type Resolved =
  | { kind: "internal"; href: string; slug?: string; anchor?: string; title?: string }
  | { kind: "external"; href: string }
  | { kind: "planned"; title: string }
  | { kind: "missing-note"; wanted: string }
  | { kind: "missing-anchor"; slug: string; wanted: string }
  | { kind: "missing-entry"; page: string; wanted: string }
  | { kind: "missing-term"; wanted: string }
  | { kind: "missing-file"; wanted: string }
  | { kind: "forbidden"; scheme: string };

const SAFE_SCHEMES = new Set(["http", "https", "mailto", "tel"]);

/** Joins a relative path onto the folder of `from`, both inside the notes folder; undefined when it leaves it. */
export function joinPath(from: string, relative: string): string | undefined {
  const parts = from.split("/").slice(0, -1);
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else parts.push(part);
  }
  return parts.join("/");
}

/** Decides where `target`, written in the note `slug` at `path`, leads. */
export function resolveLink(target: string, slug: string, path: string, targets: Targets): Resolved {
  const parsed = parseTarget(target);
  switch (parsed.kind) {
    case "external": {
      const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(parsed.url)?.[1]?.toLowerCase();
      if (scheme !== undefined && !SAFE_SCHEMES.has(scheme)) return { kind: "forbidden", scheme };
      return { kind: "external", href: parsed.url };
    }
    case "anchor":
      return parsed.anchor === ""
        ? { kind: "internal", href: "#" }
        : toSection(slug, parsed.anchor, targets, true);
    case "note":
      return toSection(parsed.slug, parsed.anchor, targets, false);
    case "term":
      return toTerm(parsed.term, targets);
    case "page":
      return toPage(parsed.path, parsed.anchor, targets);
    case "file": {
      const joined = joinPath(path, parsed.path);
      if (joined === undefined) return { kind: "missing-file", wanted: parsed.path };
      const linked = targets.slugByPath.get(joined.replace(/\.mdx?$/i, ""));
      if (linked !== undefined) return toSection(linked, parsed.anchor, targets, false);
      const asset = targets.assets.get(joined);
      return asset === undefined
        ? { kind: "missing-file", wanted: parsed.path }
        : { kind: "internal", href: asset };
    }
  }
}

/** `[[id]]` and `[[id#section]]`: a note by slug, then a glossary term. */
export function resolveWiki(target: string, slug: string, targets: Targets): Resolved {
  const [id = "", anchor = ""] = target.split("#");
  if (id === "") return toSection(slug, anchor, targets, true);
  if (targets.sections.has(id) || targets.planned.has(id)) return toSection(id, anchor, targets, false);
  if (targets.terms.has(id) && anchor === "") return toTerm(id, targets);
  return { kind: "missing-note", wanted: id };
}

function toPage(page: string, anchor: string, { pages }: Targets): Resolved {
  if (!pages.has(page)) return { kind: "missing-note", wanted: page };
  if (anchor === "") return { kind: "internal", href: page };
  const entries = pages.get(page);
  const title = entries?.get(anchor);
  if (entries !== undefined && title === undefined) return { kind: "missing-entry", page, wanted: anchor };
  return { kind: "internal", href: `${page}#${anchor}`, ...(title !== undefined && { title }) };
}

function toTerm(term: string, targets: Targets): Resolved {
  const title = targets.terms.get(term);
  return title === undefined
    ? { kind: "missing-term", wanted: term }
    : { kind: "internal", href: termHref(term), title };
}

function toSection(slug: string, anchor: string, targets: Targets, samePage: boolean): Resolved {
  const sections = targets.sections.get(slug);
  if (sections === undefined) {
    const title = targets.planned.get(slug);
    return title === undefined ? { kind: "missing-note", wanted: slug } : { kind: "planned", title };
  }
  const title = targets.titles.get(slug);
  if (anchor === "") return { kind: "internal", href: noteHref(slug), slug, title };
  const id = sections.get(anchor) ?? sections.get(anchor.toLowerCase());
  if (id === undefined) return { kind: "missing-anchor", slug, wanted: anchor };
  return { kind: "internal", href: samePage ? `#${id}` : noteHref(slug, id), slug, anchor: id, title };
}
