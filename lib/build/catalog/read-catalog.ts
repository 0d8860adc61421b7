import { statSync } from "node:fs";
import { join } from "node:path";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import { type AuthorsGlossary, readAuthorsGlossary } from "../content/authors-glossary.ts";
import { NO_KEYS } from "../content/authors-keys.ts";
import { translateDialects } from "../content/dialects.ts";
import { type Frontmatter, readFrontmatter } from "../content/frontmatter.ts";
import { withoutHiddenText } from "../content/hidden-text.ts";
import type { LeftOut } from "../content/left-out.ts";
import {
  DEEPEST,
  type Limited,
  limitStructure,
  MOST_CELLS,
  MOST_COLUMNS,
} from "../content/limit-structure.ts";
import { readNotesFolder } from "../content/read-notes.ts";
import { type Reference, readReference } from "../content/read-reference.ts";
import { readStudy } from "../content/read-study.ts";
import { readSiteFile, type SiteFile } from "../content/site-file.ts";
import { guardNote } from "./guard.ts";
import { readDates } from "./read-dates.ts";
import type { Settings } from "./settings.ts";
import type { ReadCatalog, ReadNote, Staged } from "./stages.ts";

/**
 * The folder of notes and the reference files as they lie on disk. Of somebody's folder only what is to be
 * published goes on from here: no page, index or copy can show what never arrives.
 */
export async function readCatalog(settings: Settings): Promise<Staged<ReadCatalog>> {
  const { severity, nameOf, own } = settings;
  const ours = readReference(settings.content, nameOf);
  const said = readSiteFile(settings.notes, nameOf);
  const reference = own ? ours : referenceOf(readAuthorsGlossary(settings.notes, nameOf), said.texts);
  const folder = readNotesFolder(settings.notes, nameOf, severity, own ? [] : said.site.leaveOut);
  const findings: Finding[] = [...reference.findings, ...(own ? [] : said.findings), ...folder.findings];
  const notes = folder.notes.map((note): ReadNote => {
    const read = (): Frontmatter => {
      const frontmatter = readFrontmatter(note.text, note.file, severity);
      return own ? frontmatter : asMarkdown(frontmatter, note.file, severity);
    };
    const frontmatter = guardNote(
      "머리말 읽기",
      { file: note.file, severity },
      findings,
      read,
      (): Frontmatter => ({ meta: {}, keys: NO_KEYS, body: note.text, findings: [] }),
    );
    return { note, frontmatter, asks: folder.asks.get(note.path.replace(/\.mdx?$/i, "")) };
  });
  const published = own ? { notes, leftOut: [] } : await withoutPrivate(notes, said.site, settings);
  findings.push(...published.notes.flatMap(({ frontmatter }) => frontmatter.findings));
  const withStudy = (read: ReadNote): ReadNote => {
    const beside = folder.studies.get(read.note.path);
    if (beside === undefined) return read;
    const answer = guardNote(
      "물음과 카드 읽기",
      { file: beside.file, severity },
      findings,
      () => readStudy(beside.text, beside.file, severity),
      () => undefined,
    );
    findings.push(...(answer?.findings ?? []));
    return { ...read, ...(answer && { study: { ...beside, ...answer.study } }) };
  };
  const stage = {
    settings,
    reference,
    otherTerms: own ? [] : ours.terms,
    said: said.site,
    program: own ? undefined : folder.program,
    assets: folder.assets,
    leftOut: own ? [] : [...folder.leftOut, ...published.leftOut],
    notes: published.notes.map(withStudy),
  };
  return { stage, findings };
}

/** What is too much for a reader, and for the parser. */
const TOO_MUCH: Readonly<Record<Limited["what"], string>> = {
  columns: `표의 열이 ${MOST_COLUMNS}개를 넘어 글로 보입니다.`,
  cells: `표의 칸이 ${MOST_CELLS}개를 넘어 글로 보입니다.`,
  depth: `목록이나 인용이 ${DEEPEST}단계를 넘어 그만큼만 들어갑니다.`,
};

/** A note of somebody's folder in the dialect that is understood here. */
function asMarkdown(frontmatter: Frontmatter, file: string, severity: Severity): Frontmatter {
  const { text, limited } = limitStructure(withoutHiddenText(withCover(frontmatter)));
  const [first] = limited;
  const told: Finding[] =
    first === undefined
      ? []
      : [
          {
            code: "note/too-much",
            severity,
            file,
            line: first.line,
            column: 1,
            message: `${TOO_MUCH[first.what]}${limited.length > 1 ? ` 이런 줄이 모두 ${limited.length}개입니다.` : ""}`,
            hint: "표는 나누거나 CSV 파일로 두고, 목록은 절로 나누어 주세요.",
          },
        ];
  return { ...frontmatter, body: translateDialects(text), findings: [...frontmatter.findings, ...told] };
}

/** The note with its cover on top, in the lines that its frontmatter had: where it leads is then a matter of the note. */
function withCover({ body, keys: { cover } }: Frontmatter): string {
  if (cover === undefined || !body.startsWith("\n") || body.includes(cover)) return body;
  return `![표지](<${cover}>)${body}`;
}

/** What stands beside somebody's notes: a glossary, and nothing that is ours. */
function referenceOf(
  { terms, findings, texts }: AuthorsGlossary,
  others: ReadonlyMap<string, string>,
): Reference {
  return {
    terms,
    sources: {},
    map: { notes: [], paths: [] },
    labs: [],
    terminology: [],
    coverage: [],
    original: "",
    asks: { labs: undefined, terms: undefined },
    examples: new Map(),
    versions: [],
    findings,
    texts: new Map([...texts, ...others]),
  };
}

/** The notes that their author wants published, and why the others are not. */
async function withoutPrivate(
  all: readonly ReadNote[],
  { publish }: SiteFile,
  settings: Settings,
): Promise<{ readonly notes: readonly ReadNote[]; readonly leftOut: readonly LeftOut[] }> {
  const isDated = all.some(({ frontmatter }) => frontmatter.keys.date !== undefined);
  const today = isDated ? await latestDay(all, settings) : undefined;
  const leftOut: LeftOut[] = [];
  const notes = all.filter(({ note, frontmatter: { keys } }) => {
    const why =
      keys.withheld ??
      (publish === "marked" && !keys.marked ? "unmarked" : undefined) ??
      (isLater(keys.date, today) ? "future" : undefined);
    if (why !== undefined) leftOut.push({ path: note.path, why });
    return why === undefined;
  });
  return { notes: notes.toSorted(byPlace(notes)), leftOut };
}

/**
 * The order of the folder: its page before what else is in it, then what has a place by that, then names. A
 * folder stands where its page stands.
 */
function byPlace(notes: readonly ReadNote[]): (one: ReadNote, other: ReadNote) => number {
  const pathOf = ({ note }: ReadNote) => note.path.replace(/(?:^|\/)(?:readme|_?index)\.mdx?$/i, "");
  const places = new Map(notes.map((read) => [pathOf(read), read.frontmatter.keys.place]));
  return (one, other) => {
    const a = pathOf(one).split("/").filter(Boolean);
    const b = pathOf(other).split("/").filter(Boolean);
    const first = a.findIndex((part, index) => part !== b[index]);
    if (first < 0) return a.length - b.length;
    if (b[first] === undefined) return 1;
    const placeOf = (parts: readonly string[]) => {
      return places.get(parts.slice(0, first + 1).join("/")) ?? Number.POSITIVE_INFINITY;
    };
    const [here, there] = [placeOf(a), placeOf(b)];
    return here === there ? (a[first]! < b[first]! ? -1 : 1) : here - there;
  };
}

/** A day begins fourteen hours earlier on Kiritimati than in Greenwich: before that it has come nowhere. */
const EARLIEST_DAY = 14 * 60 * 60 * 1000;

function isLater(date: string | undefined, today: number | undefined): boolean {
  if (date === undefined || today === undefined) return false;
  return Date.parse(date) - (date.length === 10 ? EARLIEST_DAY : 0) > today;
}

/** The time of the folder's last commit, and without a history of its newest note: never the clock's. */
async function latestDay(notes: readonly ReadNote[], settings: Settings): Promise<number | undefined> {
  const { dates } = await readDates(settings.notes);
  const committed = [...dates.values()].map(({ published, revised }) => Date.parse(revised ?? published));
  if (committed.length > 0) return Math.max(...committed);
  const written = notes.flatMap(({ note }) => {
    const stat = statSync(join(settings.notes, note.path), { throwIfNoEntry: false });
    return stat === undefined ? [] : [stat.mtimeMs];
  });
  return written.length > 0 ? Math.max(...written) : undefined;
}
