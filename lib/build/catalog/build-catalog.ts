import { assetHref, figureAnchor, labHref, noteHref } from "../../address/href.ts";
import type { Targets } from "../../address/resolve-link.ts";
import { createIdRegistry, slugOfPath, toGitHubAnchor } from "../../address/slug.ts";
import { compareFindings, type Finding } from "../../diagnostics/finding.ts";
import { lintNotes } from "../../lint/lint-notes.ts";
import {
  type Backlink,
  type CompiledBody,
  deepFreeze,
  type Note,
  type NoteBody,
  type NoteBrief,
} from "../../note/note.ts";
import type { Group, Site } from "../../note/site.ts";
import { GROUPS } from "../../reference/groups.ts";
import { sitePages } from "../../sharing/site-pages.ts";
import { withJosa } from "../../text/josa.ts";
import { readingMinutes } from "../../text/reading-time.ts";
import type { CompileCache } from "../compile/cache.ts";
import type { CompileResult } from "../compile/compile-note.ts";
import { readFrontmatter } from "../content/frontmatter.ts";
import { type AssetFile, type NoteFile, readNotesFolder } from "../content/read-notes.ts";
import { type Reference, readReference } from "../content/read-reference.ts";
import { checkExamples } from "../examples/check-examples.ts";
import type { Store } from "../store/store.ts";
import { checkExternal } from "./check-external.ts";
import { checkMeta } from "./check-meta.ts";
import { resolveLinks } from "./check-notes.ts";
import { completeMeta, LOOSE_GROUP } from "./complete-meta.ts";
import type { Draft } from "./draft.ts";
import { type Draw, drawNotes } from "./draw-notes.ts";
import { followMeta, followReference } from "./follow-moves.ts";
import { keepLedger } from "./keep-ledger.ts";
import { linkDrawings } from "./link-drawings.ts";
import type { Settings } from "./settings.ts";
import { checkLabs, siteLabs } from "./site-labs.ts";

export type Catalog = {
  readonly site: Site;
  readonly notes: readonly Note[];
  readonly assets: readonly (AssetFile & { href: string })[];
  readonly findings: readonly Finding[];
  /** Published addresses that the ledger does not hold yet. */
  readonly unrecorded: readonly string[];
  /** Lines of a note, reference file or the ledger, for printing findings. */
  readonly lineOf: (file: string, line: number) => string | undefined;
};

const EMPTY_BODY: CompiledBody = {
  outline: [],
  anchors: [],
  blocks: [],
  links: [],
  images: [],
  diagrams: [],
  corrections: [],
  terms: [],
  citations: [],
  citationUses: [],
  codeLines: 0,
  leadingTitle: "",
};
const COMPILE_AT_ONCE = 4;

/**
 * Reads, checks and compiles a folder of notes into one frozen catalog. Everything
 * wrong is a finding; a broken note never takes another one down with it.
 */
export async function buildCatalog(
  settings: Settings,
  store: Store,
  compile: CompileCache,
  draw?: Draw,
): Promise<Catalog> {
  const written = readReference(settings.content, settings.nameOf);
  const folder = readNotesFolder(settings.notes, settings.nameOf, settings.severity);
  const findings: Finding[] = [...written.findings, ...folder.findings];

  const drafts = await compileAll(folder.notes, written, settings, compile);
  for (const draft of drafts) findings.push(...draft.frontmatter.findings, ...draft.compiled.findings);
  findings.push(...(await drawNotes(drafts, draw, settings.severity)), ...giveSlugs(drafts, settings));
  const ledger = keepLedger(drafts, written, settings);
  findings.push(...ledger.findings);
  const reference = followReference(written, ledger.follow);
  for (const draft of drafts) draft.meta = followMeta(draft.meta, draft.slug, ledger.follow);
  if (settings.own) findings.push(...checkMeta(drafts, reference, settings));
  if (settings.own) findings.push(...checkLabs(reference, drafts, settings));
  const toLint = drafts.map(({ note: { file, format, text }, slug, frontmatter: { body }, compiled }) => {
    return { slug, file, format, text, body, outline: compiled.body.outline };
  });
  findings.push(...lintNotes(toLint, { ...settings, terminology: reference.terminology }));

  const examples = drafts.map(({ note: { file }, frontmatter: { body } }) => ({ file, body }));
  const { own, severity } = settings;
  findings.push(...(await checkExamples(examples, { own, severity, store, environment: process.env })));

  const targets = targetsOf(drafts, folder.assets, reference, settings);
  const sectionOf = createSectionFinder(drafts);
  const backlinks = new Map<string, Backlink[]>();
  const resolvedBySlug = new Map<string, Note["resolved"]>();
  for (const draft of drafts) {
    const owner = { slug: draft.slug, path: draft.note.path, file: draft.note.file };
    const { links, images } = draft.compiled.body;
    const answer = resolveLinks(owner, links, images, targets, settings.severity, ledger.follow);
    findings.push(...answer.findings, ...checkExternal(owner.file, links, settings.severity));
    resolvedBySlug.set(draft.slug, answer.resolved);
    for (const { link, slug, anchor } of answer.reached) {
      if (slug === draft.slug) continue;
      const list = backlinks.get(slug) ?? [];
      const said = (other: Backlink) =>
        other.slug === draft.slug && other.anchor === anchor && other.from === link.anchor;
      if (list.some(said)) continue;
      list.push({
        slug: draft.slug,
        title: draft.meta.title,
        anchor,
        section: sectionOf(slug, anchor).id,
        from: link.anchor,
        fromTitle: sectionOf(draft.slug, link.anchor).text,
        sentence: link.sentence,
      });
      backlinks.set(slug, list);
    }
  }

  const notes = drafts.map(
    (draft): Note => ({
      ...draft.compiled.body,
      slug: draft.slug,
      href: noteHref(draft.slug),
      path: draft.note.path,
      format: draft.note.format,
      meta: draft.meta,
      minutes: minutesOf(draft.compiled.body),
      body: bodyOf(draft),
      diagrams: linkDrawings(draft.compiled.body.diagrams, resolvedBySlug.get(draft.slug) ?? {}),
      resolved: resolvedBySlug.get(draft.slug) ?? {},
      backlinks: backlinks.get(draft.slug) ?? [],
      moves: ledger.movesOf(draft.slug),
    }),
  );
  findings.sort(compareFindings);
  const texts = new Map(folder.notes.map((note) => [note.file, note.text]));
  return {
    site: deepFreeze(siteOf(notes, reference, findings, settings, ledger)),
    notes: deepFreeze(notes),
    assets: folder.assets.map((asset) => ({ ...asset, href: assetHref(asset.path) })),
    findings,
    unrecorded: ledger.unrecorded,
    lineOf: (file, line) =>
      (texts.get(file) ?? ledger.texts.get(file) ?? reference.texts.get(file))?.split("\n")[line - 1],
  };
}

async function compileAll(
  files: readonly NoteFile[],
  reference: Reference,
  settings: Settings,
  compile: CompileCache,
): Promise<Draft[]> {
  const sourceKeys = new Set(Object.keys(reference.sources));
  const drafts: Draft[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < files.length) {
      const index = next++;
      const note = files[index]!;
      const frontmatter = readFrontmatter(note.text, note.file, settings.severity);
      const input = {
        file: note.file,
        severity: settings.severity,
        terms: reference.terms,
        sourceKeys,
        text: frontmatter.body,
      };
      let compiled: CompileResult = { findings: [], code: undefined, body: EMPTY_BODY };
      if (!note.tooLarge) {
        compiled = await compile({ ...input, format: note.format });
        // A foreign `.mdx` that is no MDX is still Markdown: shown, with the findings kept as warnings.
        if (compiled.code === undefined && note.format === "mdx" && settings.severity === "warning") {
          const asMarkdown = await compile({ ...input, format: "md" });
          compiled = {
            ...asMarkdown,
            findings: [
              ...compiled.findings.map((finding) => ({ ...finding, severity: "warning" as const })),
              ...asMarkdown.findings,
            ],
          };
        }
      }
      const meta = completeMeta(note, frontmatter, compiled.body, index);
      drafts[index] = { note, frontmatter, compiled, slug: slugOfPath(note.path), meta };
    }
  }
  await Promise.all(Array.from({ length: COMPILE_AT_ONCE }, work));
  return drafts;
}

/** Two files with one slug: an error naming both in our own notes, a `-2` in foreign ones. */
function giveSlugs(drafts: Draft[], settings: Settings): Finding[] {
  const findings: Finding[] = [];
  const owners = new Map<string, Draft>();
  const unique = createIdRegistry();
  for (const draft of drafts) {
    const other = owners.get(draft.slug);
    if (other) {
      findings.push({
        code: "note/duplicate-slug",
        severity: settings.severity,
        file: draft.note.file,
        line: 1,
        column: 1,
        message: `주소 /notes/${draft.slug}/가 ${withJosa(other.note.file, "와/과")} 겹칩니다.`,
        hint: "둘 중 한 파일의 이름을 바꿔 주세요.",
      });
    } else owners.set(draft.slug, draft);
    draft.slug = unique(draft.slug);
  }
  return findings;
}

function targetsOf(
  drafts: readonly Draft[],
  assets: readonly AssetFile[],
  reference: Reference,
  settings: Settings,
): Targets {
  const sections = new Map<string, Map<string, string>>();
  const titles = new Map<string, string>();
  const slugByPath = new Map<string, string>();
  for (const draft of drafts) {
    const ids = new Map<string, string>();
    // The heading that became the title is the top of the page.
    const top = toGitHubAnchor(draft.compiled.body.leadingTitle);
    if (top !== "") ids.set(top, "");
    for (const heading of draft.compiled.body.outline) ids.set(heading.githubId, heading.id);
    for (const anchor of draft.compiled.body.anchors) ids.set(anchor, anchor);
    for (const heading of draft.compiled.body.outline) ids.set(heading.id, heading.id);
    for (const diagram of draft.compiled.body.diagrams) {
      const id = figureAnchor(diagram.id);
      ids.set(id, id);
    }
    sections.set(draft.slug, ids);
    titles.set(draft.slug, draft.meta.title);
    slugByPath.set(draft.note.path.replace(/\.mdx?$/i, ""), draft.slug);
  }
  const planned = settings.own ? reference.map.notes.filter((note) => !sections.has(note.slug)) : [];
  return {
    sections,
    titles,
    slugByPath,
    planned: new Map(planned.map((note) => [note.slug, note.title])),
    terms: new Map(reference.terms.map((term) => [term.id, term.ko])),
    pages: new Set([...sitePages(), ...reference.labs.map((lab) => labHref(lab.id))]),
    assets: new Map(assets.map((asset) => [asset.path, assetHref(asset.path)])),
  };
}

/** Finds the section of a note that an anchor stands in: its own heading, or the one above a figure. */
function createSectionFinder(
  drafts: readonly Draft[],
): (slug: string, anchor: string) => { id: string; text: string } {
  const bodies = new Map(drafts.map((draft) => [draft.slug, draft.compiled.body]));
  return (slug, anchor) => {
    const body = bodies.get(slug);
    const figure = body?.diagrams.find((diagram) => figureAnchor(diagram.id) === anchor);
    const id = figure?.anchor ?? anchor;
    return body?.outline.find((heading) => heading.id === id) ?? { id: "", text: "" };
  };
}

function bodyOf(draft: Draft): NoteBody {
  if (draft.compiled.code !== undefined) return { kind: "compiled", code: draft.compiled.code };
  return {
    kind: "broken",
    reason: draft.note.tooLarge
      ? "노트가 너무 커서 싣지 않았습니다."
      : "노트에 고칠 곳이 있어 싣지 못했습니다.",
  };
}

function minutesOf(body: CompiledBody): number {
  const prose = body.blocks.filter((block) => block.kind !== "code" && block.kind !== "diagram");
  return readingMinutes(prose.map((block) => block.text).join("\n"), body.codeLines);
}

function siteOf(
  notes: readonly Note[],
  reference: Reference,
  findings: readonly Finding[],
  settings: Settings,
  ledger: Pick<Site, "gone" | "movedTerms">,
): Site {
  const shorts = new Map(reference.map.notes.map((note) => [note.slug, note.short]));
  const briefs = notes.map(
    (note): NoteBrief => ({
      slug: note.slug,
      title: note.meta.title,
      short: (settings.own ? shorts.get(note.slug) : undefined) ?? note.meta.title,
      summary: note.meta.summary,
      group: note.meta.group,
      order: note.meta.order,
      minutes: note.minutes,
      sections: note.outline.filter((heading) => heading.depth === 2).length,
    }),
  );
  briefs.sort((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1));
  const existing = new Map(notes.map((note) => [note.slug, note]));
  return {
    own: settings.own,
    groups: settings.own ? GROUPS.map((group) => ({ ...group, flag: group.id })) : foldersOf(briefs),
    notes: briefs,
    map: settings.own ? reference.map : { notes: [], paths: [] },
    terms: reference.terms.map((term) => {
      const note = existing.get(term.note);
      const section = note?.outline.find((heading) => heading.id === term.section);
      return {
        ...term,
        href: settings.own && note ? noteHref(term.note, section?.id) : undefined,
        noteTitle: note?.meta.title ?? "",
        sectionTitle: section?.text ?? "",
      };
    }),
    sources: reference.sources,
    labs: siteLabs(reference, notes, settings.own),
    gone: ledger.gone,
    movedTerms: ledger.movedTerms,
    findings,
  };
}

function foldersOf(briefs: readonly NoteBrief[]): Group[] {
  const names = [...new Set(briefs.map((brief) => brief.group))].sort();
  return names.map((name) => ({ id: name, name: name === LOOSE_GROUP ? "노트" : name, flag: "folder" }));
}
