import type { NameFinder } from "./find-by-name.ts";
import { blockAnchor, noteHref, parseTarget, termHref } from "./href.ts";
import { toAsciiId, toGitHubAnchor } from "./slug.ts";

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
  /** Whether a file is one that nobody should see, whether it is there or not. */
  readonly isSecret: (path: string) => boolean;
  /** Paths of notes that their author keeps back, without extension. */
  readonly keptBack: ReadonlySet<string>;
  /** Where a tag leads, by its name in small letters. */
  readonly tags: ReadonlyMap<string, string>;
  /** Where links call notes by names, as in somebody's folder: ours go by slugs. */
  readonly byName?: NameFinder | undefined;
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
  | { kind: "secret"; wanted: string }
  | { kind: "kept-back"; wanted: string }
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

/** Where a tag leads. */
export function resolveTag(name: string, { tags }: Targets): Resolved {
  const href = tags.get(name.toLowerCase());
  return href === undefined ? { kind: "missing-note", wanted: `#${name}` } : { kind: "internal", href };
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
      return targets.byName !== undefined && !targets.sections.has(parsed.slug)
        ? atRoot(`notes/${parsed.slug}`, parsed.anchor, path, targets)
        : toSection(parsed.slug, parsed.anchor, targets, false);
    case "term":
      return toTerm(parsed.term, targets);
    case "page":
      return targets.byName !== undefined && !targets.pages.has(parsed.path)
        ? atRoot(parsed.path.slice(1), parsed.anchor, path, targets)
        : toPage(parsed.path, parsed.anchor, targets);
    case "file": {
      const joined = joinPath(path, parsed.path);
      if (joined === undefined) return { kind: "missing-file", wanted: parsed.path };
      const linked = slugAt(joined, targets);
      if (linked !== undefined) return toSection(linked, parsed.anchor, targets, false);
      if (targets.keptBack.has(joined.replace(/\.mdx?$/i, "")))
        return { kind: "kept-back", wanted: parsed.path };
      if (targets.isSecret(joined)) return { kind: "secret", wanted: parsed.path };
      const asset = targets.assets.get(joined);
      if (asset !== undefined) return { kind: "internal", href: asset };
      return (
        named(parsed.path, parsed.anchor, path, targets) ?? { kind: "missing-file", wanted: parsed.path }
      );
    }
  }
}

/** The slug of a note by its path; in somebody's folder also by that of its folder, or of its page. */
function slugAt(path: string, { slugByPath, byName }: Targets): string | undefined {
  const plain = path.replace(/\.mdx?$/i, "");
  if (byName === undefined) return slugByPath.get(plain);
  const stem = plain.replace(/\.html?$|\/$/i, "");
  return ["", "/README", "/readme", "/index", "/_index"]
    .flatMap((end) => [`${stem}${end}`.replace(/^\//, "")])
    .map((one) => slugByPath.get(one))
    .find((slug) => slug !== undefined);
}

/** A path from the top of the folder, as repositories and blogs write them: `/posts/a.md`, `/posts/a/`. */
function atRoot(written: string, anchor: string, from: string, targets: Targets): Resolved {
  const path = written.replace(/\/$/, "");
  const slug = slugAt(path, targets);
  if (slug !== undefined) return toSection(slug, anchor, targets, false);
  if (targets.isSecret(path)) return { kind: "secret", wanted: `/${path}` };
  const asset =
    targets.assets.get(path) ?? targets.assets.get(`static/${path}`) ?? targets.assets.get(`public/${path}`);
  if (asset !== undefined) return { kind: "internal", href: asset };
  const found = named(path, anchor, from, targets);
  if (found !== undefined) return found;
  // The folder of notes may be a part of what the address counts from: `/ko/docs/a/` in `ko/docs`.
  const parts = path.split("/");
  for (let first = 1; first < parts.length; first++) {
    const inner = slugAt(parts.slice(first).join("/"), targets);
    if (inner !== undefined) return toSection(inner, anchor, targets, false);
  }
  return { kind: "missing-file", wanted: `/${path}` };
}

/** What a name means that no path leads to: programs for notes find a file wherever it lies. */
function named(name: string, anchor: string, from: string, targets: Targets): Resolved | undefined {
  const slug = targets.byName?.note(name, from);
  if (slug !== undefined) return toSection(slug, anchor, targets, false);
  const file = targets.byName?.file(name, from);
  if (file === undefined) return undefined;
  const asset = targets.assets.get(file);
  return targets.isSecret(file) || asset === undefined
    ? { kind: "secret", wanted: name }
    : { kind: "internal", href: asset };
}

/** `[[name]]`, `[[name#section]]`, `[[#section]]`, `[[name#^block]]` in somebody's folder. A name may hold `#` too. */
function resolveName(
  target: string,
  slug: string,
  from: string,
  targets: Targets,
  byName: NameFinder,
): Resolved {
  const marks = [...target.matchAll(/#/g)].map(({ index }) => index);
  for (const end of [target.length, ...marks.toReversed()]) {
    const name = target.slice(0, end);
    const anchor = target
      .slice(end + 1)
      .split("#")
      .at(-1)!
      .trim();
    if (name === "") return toSection(slug, anchor, targets, true);
    const found = byName.note(name, from);
    if (found !== undefined) return toSection(found, anchor, targets, false);
    const file = named(name, anchor, from, targets);
    if (file !== undefined)
      return { ...file, ...(file.kind === "internal" && { title: name.split("/").at(-1)! }) };
  }
  const [name = ""] = target.split("#");
  if (targets.terms.has(name)) return toTerm(name, targets);
  const last = name
    .replace(/\.mdx?$/i, "")
    .split("/")
    .at(-1)!
    .toLowerCase();
  const isBack = [...targets.keptBack].some((path) => path.split("/").at(-1)!.toLowerCase() === last);
  if (isBack) return { kind: "kept-back", wanted: name };
  return targets.isSecret(name) ? { kind: "secret", wanted: name } : { kind: "missing-note", wanted: name };
}

/** `[[id]]` and `[[id#section]]`: a note by slug, then a glossary term; by its name where notes have names. */
export function resolveWiki(target: string, slug: string, targets: Targets, path = ""): Resolved {
  if (targets.byName !== undefined) return resolveName(target, slug, path, targets, targets.byName);
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
  const id =
    sections.get(anchor) ??
    sections.get(anchor.toLowerCase()) ??
    (targets.byName &&
      sections.get(anchor.startsWith("^") ? blockAnchor(anchor.slice(1)) : toGitHubAnchor(anchor)));
  if (id === undefined && targets.byName !== undefined) {
    // `#Some_Id` was written before its section got an id of ours.
    const ascii = sections.get(toAsciiId(anchor));
    if (ascii !== undefined)
      return {
        kind: "internal",
        href: samePage ? `#${ascii}` : noteHref(slug, ascii),
        slug,
        anchor: ascii,
        title,
      };
  }
  if (id === undefined) return { kind: "missing-anchor", slug, wanted: anchor };
  return { kind: "internal", href: samePage ? `#${id}` : noteHref(slug, id), slug, anchor: id, title };
}
