import { statSync } from "node:fs";
import { emojiToName } from "gemoji";
import { createNameFinder } from "../../address/find-by-name.ts";
import { assetHref, figureAnchor, labHref, tagHref, versionsHref } from "../../address/href.ts";
import type { Targets } from "../../address/resolve-link.ts";
import { toGitHubAnchor } from "../../address/slug.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import type { Backlink } from "../../note/note.ts";
import { pagesOf } from "../../sharing/site-pages.ts";
import type { AssetFile } from "../content/read-notes.ts";
import { holdsSecret, isSecretName, LOOKED_INTO_BYTES } from "../content/secrets.ts";
import { copyHref, LARGEST_PICTURE_BYTES, widthsOfCopies } from "../pictures/plan-copies.ts";
import { PICTURE_HEAD_BYTES, sizeOfPicture } from "../pictures/read-picture.ts";
import { readBeginning, readHead } from "../store/sights.ts";
import { guardNote } from "./guard.ts";
import { type LookAtFile, type ResolvedLinks, resolveLinks } from "./resolve-links.ts";
import type { LinkedCatalog, NamedCatalog, NamedNote, Staged } from "./stages.ts";
import { tagsOf } from "./tags.ts";

const NO_LINKS: ResolvedLinks = { resolved: {}, reached: [], findings: [] };

/** Follows every link of every note, and tells each note who links to it. */
export function linkNotes(named: NamedCatalog): Staged<LinkedCatalog> {
  const { severity } = named.settings;
  const targets = targetsOf(named);
  const shown = { look: createLook(named.assets), brought: named.brought };
  const findings: Finding[] = [];
  const answers = named.notes.map(({ slug, note: { path, file }, compiled: { body } }) => {
    const resolve = () =>
      resolveLinks(
        { slug, path, file },
        body.links,
        body.images,
        targets,
        severity,
        named.ledger.follow,
        shown,
      );
    const answer = guardNote("링크 잇기", { file, severity }, findings, resolve, () => NO_LINKS);
    findings.push(...answer.findings);
    return answer;
  });
  const backlinks = backlinksOf(named.notes, answers);
  const notes = named.notes.map((note, index) => ({
    ...note,
    resolved: answers[index]!.resolved,
    backlinks: backlinks.get(note.slug) ?? [],
  }));
  return { stage: { ...named, notes }, findings };
}

/** The sentences that link to each note, by slug, in the order of the notes they stand in. */
function backlinksOf(
  notes: readonly NamedNote[],
  answers: readonly ResolvedLinks[],
): ReadonlyMap<string, readonly Backlink[]> {
  const sectionOf = createSectionFinder(notes);
  const backlinks = new Map<string, Backlink[]>();
  for (const [index, from] of notes.entries()) {
    // A backlink would name it.
    if (from.frontmatter.keys.unlisted) continue;
    for (const { link, slug, anchor } of answers[index]!.reached) {
      if (slug === from.slug) continue;
      const list = backlinks.get(slug) ?? [];
      backlinks.set(slug, list);
      const isTold = (other: Backlink) =>
        other.slug === from.slug && other.anchor === anchor && other.from === link.anchor;
      if (list.some(isTold)) continue;
      list.push({
        slug: from.slug,
        title: from.meta.title,
        anchor,
        section: sectionOf(slug, anchor).id,
        from: link.anchor,
        fromTitle: sectionOf(from.slug, link.anchor).text,
        sentence: link.sentence,
      });
    }
  }
  return backlinks;
}

function targetsOf({ notes, assets, leftOut, reference, settings }: NamedCatalog): Targets {
  const sections = new Map<string, Map<string, string>>();
  const titles = new Map<string, string>();
  const slugByPath = new Map<string, string>();
  for (const { slug, meta, note, compiled } of notes) {
    const { leadingTitle, outline, anchors, diagrams } = compiled.body;
    const ids = new Map<string, string>();
    // The heading that became the title is the top of the page.
    const top = toGitHubAnchor(leadingTitle);
    if (top !== "") ids.set(top, "");
    // GitHub makes anchors of how an emoji was spelt.
    for (const heading of outline)
      if (!settings.own && /\p{Extended_Pictographic}/u.test(heading.text))
        ids.set(toGitHubAnchor(spellEmoji(heading.text)), heading.id);
    for (const heading of outline) ids.set(heading.githubId, heading.id);
    for (const anchor of anchors) ids.set(anchor, anchor);
    for (const heading of outline) ids.set(heading.id, heading.id);
    for (const diagram of diagrams) ids.set(figureAnchor(diagram.id), figureAnchor(diagram.id));
    sections.set(slug, ids);
    titles.set(slug, meta.title);
    slugByPath.set(note.path.replace(/\.mdx?$/i, ""), slug);
  }
  const pages = pagesOf({ own: settings.own, name: "", about: "", terms: reference.terms }).map(
    (page) => page.href,
  );
  const planned = settings.own ? reference.map.notes.filter((note) => !sections.has(note.slug)) : [];
  return {
    sections,
    titles,
    slugByPath,
    planned: new Map(planned.map((note) => [note.slug, note.title])),
    terms: new Map(reference.terms.map((term) => [term.id, term.ko])),
    pages: new Map([
      ...[...pages, ...reference.labs.map((lab) => labHref(lab.id))].map(
        (page) => [page, undefined] as const,
      ),
      ...(settings.own
        ? [
            [
              versionsHref,
              new Map(reference.versions.map(({ id, product, version }) => [id, `${product} ${version}`])),
            ] as const,
          ]
        : []),
    ]),
    assets: new Map(assets.map((asset) => [asset.path, assetHref(asset.path)])),
    byName: settings.own
      ? undefined
      : createNameFinder(
          notes.map(({ slug, note, meta, frontmatter }) => ({
            slug,
            path: note.path.replace(/\.mdx?$/i, ""),
            title: meta.title,
            aliases: frontmatter.keys.aliases,
          })),
          assets.map(({ path }) => path),
        ),
    tags: new Map(
      (settings.own ? [] : tagsOf(notes)).map(({ name, id }) => [name.toLowerCase(), tagHref(id)]),
    ),
    isSecret: createSecretTest(assets),
    keptBack: new Set(
      leftOut.filter(({ path }) => /\.mdx?$/i.test(path)).map(({ path }) => path.replace(/\.mdx?$/i, "")),
    ),
  };
}

function spellEmoji(text: string): string {
  return text.replace(/\p{Extended_Pictographic}\uFE0F?/gu, (emoji) => emojiToName[emoji] ?? emoji);
}

/** Looks at the files that notes show, each once. */
function createLook(assets: readonly AssetFile[]): LookAtFile {
  const files = new Map(assets.map(({ path, absolute }) => [assetHref(path), { path, absolute }]));
  const known = new Map<string, ReturnType<LookAtFile>>();
  const lookAt: LookAtFile = (href) => {
    const file = files.get(href);
    if (file === undefined) return {};
    const head = readHead(file.absolute, PICTURE_HEAD_BYTES);
    const size = sizeOfPicture(head);
    const bytes = statSync(file.absolute, { throwIfNoEntry: false })?.size ?? 0;
    if (size === undefined) return { bytes };
    const widths = bytes > LARGEST_PICTURE_BYTES ? [] : widthsOfCopies(file.path, size, head);
    const copies = widths.map((width) => ({
      href: copyHref(href, width),
      width,
    }));
    return { picture: { ...size, copies } };
  };
  return (href) => {
    const answer = known.get(href) ?? lookAt(href);
    known.set(href, answer);
    return answer;
  };
}

/** Tells by name, and of a file that is there by what it begins with, whether it holds keys or passwords. */
function createSecretTest(assets: readonly AssetFile[]): (path: string) => boolean {
  const files = new Map(assets.map(({ path, absolute }) => [path, absolute]));
  const known = new Map<string, boolean>();
  return (path) => {
    if (isSecretName(path)) return true;
    const absolute = files.get(path);
    if (absolute === undefined) return false;
    if (!known.has(path)) known.set(path, holdsSecret(path, readBeginning(absolute, LOOKED_INTO_BYTES)));
    return known.get(path)!;
  };
}

/** Finds the section of a note that an anchor stands in: its own heading, or the one above a figure. */
function createSectionFinder(
  notes: readonly NamedNote[],
): (slug: string, anchor: string) => { id: string; text: string } {
  const bodies = new Map(notes.map((note) => [note.slug, note.compiled.body]));
  return (slug, anchor) => {
    const body = bodies.get(slug);
    const figure = body?.diagrams.find((diagram) => figureAnchor(diagram.id) === anchor);
    const id = figure?.anchor ?? anchor;
    return body?.outline.find((heading) => heading.id === id) ?? { id: "", text: "" };
  };
}
