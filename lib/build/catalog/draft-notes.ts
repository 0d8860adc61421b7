import { slugOfPath } from "../../address/slug.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import type { CompiledBody } from "../../note/note.ts";
import { cardNames } from "../../reference/card-names.ts";
import { findNearest } from "../../text/nearest.ts";
import type { CompileCache } from "../compile/cache.ts";
import type { CompileResult } from "../compile/compile-note.ts";
import type { CompileInput, Examples } from "../compile/context.ts";
import { NO_KEYS } from "../content/authors-keys.ts";
import type { Frontmatter } from "../content/frontmatter.ts";
import type { NoteFile } from "../content/read-notes.ts";
import { exampleFileOf, readFences } from "../examples/fences.ts";
import { JobTooMuch } from "../machine/worker-pool.ts";
import { completeMeta } from "./complete-meta.ts";
import { type Draw, drawNotes } from "./draw-notes.ts";
import { createForeignReader } from "./foreign-text.ts";
import { guardNote } from "./guard.ts";
import type { DraftCatalog, DraftNote, ReadCatalog, ReadNote, Staged } from "./stages.ts";

const EMPTY_BODY: CompiledBody = {
  outline: [],
  anchors: [],
  blocks: [],
  links: [],
  images: [],
  diagrams: [],
  lives: [],
  corrections: [],
  terms: [],
  citations: [],
  citationUses: [],
  leadingTitle: "",
};
const NOTHING: CompileResult = { findings: [], code: undefined, body: EMPTY_BODY };
const COMPILE_AT_ONCE = 4;

/** Compiles every note, a few at a time, and draws their diagrams in one go. */
export async function draftNotes(
  read: ReadCatalog,
  compile: CompileCache,
  draw: Draw | undefined,
): Promise<Staged<DraftCatalog>> {
  const { settings, reference } = read;
  const findings: Finding[] = [];
  const sourceKeys = new Set(Object.keys(reference.sources));
  const groups = new Map(reference.map.notes.map(({ slug, group }) => [slug, group]));
  const cardsOf = ({ path }: NoteFile, { meta }: Frontmatter): ReadonlyMap<string, string> => {
    const page = { slug: slugOfPath(path), group: meta.group ?? "", meant: meta.terms ?? [] };
    const { byName } = cardNames(reference.terms, page, (slug) => groups.get(slug));
    return new Map([...byName].map(([name, { id }]) => [name, id]));
  };
  const foreignText = createForeignReader(read);
  const compileOne = async ({ note, frontmatter }: ReadNote): Promise<CompileResult> => {
    if (note.tooLarge) return NOTHING;
    const { severity } = settings;
    const { file, format } = note;
    const { terms } = reference;
    const text = frontmatter.body;
    const foreign = settings.own ? undefined : foreignText(note, text);
    const examples = settings.own ? examplesOf(text, reference.examples) : undefined;
    const cards = terms.length > 0 ? cardsOf(note, frontmatter) : undefined;
    const input = { file, severity, terms, cards, sourceKeys, examples, foreign, text, format };
    return compileLeniently(input, compile);
  };
  const drafts: DraftNote[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < read.notes.length) {
      const index = next++;
      const one = read.notes[index]!;
      const compiled = await compileOne(one);
      const meta = guardNote(
        "머리말 채우기",
        { file: one.note.file, severity: settings.severity },
        findings,
        () => completeMeta(one.note, one.frontmatter, compiled.body, index),
        () => completeMeta(one.note, { meta: {}, keys: NO_KEYS, body: "", findings: [] }, EMPTY_BODY, index),
      );
      drafts[index] = { ...one, compiled, meta };
    }
  }
  await Promise.all(Array.from({ length: COMPILE_AT_ONCE }, work));
  findings.push(...drafts.flatMap(({ compiled }) => compiled.findings));
  const drawn = await drawNotes(drafts, draw, settings.severity, settings.own);
  return { stage: { ...read, notes: drawn.notes }, findings: [...findings, ...drawn.findings] };
}

/** What the fences of a note name, so that a note is compiled again when one of its files changed and for no other. */
function examplesOf(text: string, examples: ReadonlyMap<string, string>): Examples {
  const names = readFences(text).flatMap((fence) => exampleFileOf(fence) ?? []);
  return new Map(
    names.map((name) => {
      const found = examples.get(name);
      return [name, found === undefined ? { nearest: findNearest(name, examples.keys()) } : { text: found }];
    }),
  );
}

/** A foreign `.mdx` that is no MDX is still Markdown: shown, with the findings kept as warnings. */
async function compileLeniently(input: CompileInput, compile: CompileCache): Promise<CompileResult> {
  const compiled = await compileWithin(input, compile);
  if (compiled.code !== undefined || input.format === "md" || input.severity !== "warning") return compiled;
  const asMarkdown = await compileWithin({ ...input, format: "md" }, compile);
  const warnings = compiled.findings.map((finding) => ({ ...finding, severity: "warning" as const }));
  return { ...asMarkdown, findings: [...warnings, ...asMarkdown.findings] };
}

/** A note that took more than it may has no page of its own, and takes no other one with it. */
async function compileWithin(input: CompileInput, compile: CompileCache): Promise<CompileResult> {
  try {
    return await compile(input);
  } catch (error) {
    if (!(error instanceof JobTooMuch)) throw error;
    const finding: Finding = {
      code: "note/too-slow",
      severity: input.severity,
      file: input.file,
      line: 1,
      column: 1,
      message: "노트를 바꾸는 데 시간이나 메모리가 너무 많이 들어 멈췄습니다.",
      hint: "아주 큰 표, 아주 긴 줄, 깊은 목록을 나누어 주세요.",
    };
    return { ...NOTHING, findings: [finding] };
  }
}
