import { glossaryHref, labsHref, noteHref, termHref } from "../../lib/address/href.ts";
import { formsOf } from "../../lib/search/aliases.ts";
import { hrefOfPlace, type Passage } from "../../lib/search/documents.ts";
import type { Concept } from "../../lib/search/index-file.ts";
import { excerptsOf, markPassage, markText } from "../../lib/search/passages.ts";
import type { Answer, SearchIndex } from "../../lib/search/search-index.ts";
import { squeeze } from "../../lib/search/squeeze.ts";
import { toKeystrokes } from "../../lib/text/keystrokes.ts";
import { editDistance } from "../../lib/text/nearest.ts";
import * as words from "../../lib/words/words.ts";
import type { Found, FoundConcept, Reply } from "./protocol.ts";

const MOST = 30;
const MOST_PARTS = 6;
const PREVIEWED = 8;
const WHERE: Readonly<Record<Passage["kind"], string>> = {
  text: words.foundInText,
  row: words.table,
  code: words.code,
  figure: words.foundInFigure,
};

/** Passages by document, of the notes whose texts are there. */
type Texts = ReadonlyMap<number, ReadonlyMap<number, readonly Passage[]>>;

/** The notes whose texts an answer quotes. */
export function notesOf(index: SearchIndex, { hits }: Answer): number[] {
  return [...new Set(hits.slice(0, MOST).map(({ document }) => index.file.documents[document]![0]))];
}

/** Makes an answer ready to be shown, with whatever texts are there. */
export function showAnswer(
  index: SearchIndex,
  id: number,
  query: string,
  answer: Answer,
  texts: Texts,
): Reply {
  const marks = new Set(answer.marks);
  const shown = answer.hits.slice(0, MOST).map((hit) => showHit(index, hit, marks, texts));
  const parts = shown.flatMap((one) => one.parts).sort((one, other) => other.value - one.value);
  const rows = [
    ...shown.map(({ place }) => place),
    ...parts.slice(0, MOST_PARTS * 2).map(({ part }) => part),
  ];
  const concepts = conceptsOf(index, answer);
  return {
    kind: "answer",
    id,
    query,
    concepts,
    rows,
    reason: rows[0]?.reason,
    unknown: answer.unknown,
    near: answer.hits[0]?.near === true,
    nearest: rows.length === 0 && concepts.length === 0 ? nearestOf(index, query) : [],
    partial: notesOf(index, answer).some((note) => !texts.has(note)),
  };
}

type Part = { readonly value: number; readonly part: Found };

/** A place, and the drawings, rows and lines of code in it that say the most of what was asked. */
function showHit(
  index: SearchIndex,
  hit: Answer["hits"][number],
  marks: ReadonlySet<string>,
  texts: Texts,
): { readonly place: Found; readonly parts: readonly Part[] } {
  const { href, group, trail, title, passages, lab } = placeOf(index, hit.document, texts);
  const { best, byKind } = excerptsOf(passages ?? [], marks);
  const marked = markText(title, marks);
  const place: Found = {
    kind: lab ? "lab" : "section",
    href,
    group,
    trail,
    title: marked,
    where: marked.length > 1 ? words.foundInTitle : best && best.found > 0 ? WHERE[best.kind] : "",
    reason: hit.reason,
    excerpt: best?.text,
    preview: passages
      ?.filter(({ kind }) => kind === "text")
      .slice(0, PREVIEWED)
      .map((passage) => markPassage(passage, marks)),
  };
  const page = href.split("#")[0]!;
  const parts = (["figure", "row", "code"] as const).flatMap((kind): Part[] => {
    const excerpt = byKind.get(kind);
    if (excerpt === undefined || excerpt.found === 0) return [];
    const part: Found = {
      kind: kind === "figure" ? "figure" : "data",
      href: excerpt.at ? `${page}#${excerpt.at}` : `${href}${fragmentOf(href, excerpt.text.join(""))}`,
      group,
      trail: `${trail} › ${title}`,
      title: excerpt.text,
      where: WHERE[kind],
    };
    return [{ value: excerpt.found, part }];
  });
  return { place, parts };
}

/** A text fragment has the browser light a row or a line that has no address of its own. */
function fragmentOf(href: string, text: string): string {
  const piece = text
    .replace(/^… | …$/g, "")
    .split(" · ")[0]!
    .slice(0, 60);
  return `${href.includes("#") ? "" : "#"}:~:text=${encodeURIComponent(piece).replace(/-/g, "%2D")}`;
}

function placeOf(index: SearchIndex, document: number, texts: Texts) {
  const { notes, documents } = index.file;
  const [number, anchor, title, parent] = documents[document]!;
  const note = notes[number]!;
  const above = parent >= 0 ? [documents[parent]![2]] : [];
  return {
    href: hrefOfPlace(note.slug, anchor),
    lab: anchor.startsWith(labsHref),
    group: note.group,
    trail:
      anchor === "" ? words.note : note.slug === "" ? pageTrail(above) : [note.title, ...above].join(" › "),
    title,
    passages: texts.get(number)?.get(document),
  };
}

/** Of a page that is no note: what it is an entry of, or whose page it is. */
function pageTrail(above: readonly string[]): string {
  return above.length > 0 ? above.join(" › ") : words.siteName;
}

/** Terms of the glossary that the query names. */
function conceptsOf(index: SearchIndex, { reading, marks }: Answer): FoundConcept[] {
  const asked = new Set(reading.variants.map(({ text }) => text));
  const { concepts, notes, documents } = index.file;
  const only = new Set(marks);
  const named = concepts
    .filter((concept) => formsOf(concept).some((form) => asked.has(squeeze(form))))
    .sort((one, other) => leadOf(other, asked) - leadOf(one, asked));
  const begun =
    reading.slots.length === 1 && named.length === 0 ? concepts.filter(({ ko }) => only.has(ko)) : [];
  return [...named, ...begun].slice(0, 2).map((concept) => {
    const note = notes[concept.note];
    const section = documents.find(
      ([number, anchor]) => number === concept.note && anchor === concept.section,
    );
    return {
      ...concept,
      href: termHref(concept.id),
      definedIn: section?.[2] ?? note?.title ?? words.glossary,
      definedInHref: note ? noteHref(note.slug, section ? concept.section : undefined) : glossaryHref,
    };
  });
}

/** 1 for the homonym that is meant when nothing else is said. */
function leadOf({ leads = [] }: Concept, asked: ReadonlySet<string>): number {
  return leads.some((form) => asked.has(squeeze(form))) ? 1 : 0;
}

function nearestOf(index: SearchIndex, query: string): string[] {
  const wanted = toKeystrokes(squeeze(query));
  return index.file.concepts
    .map(({ ko }) => {
      const keys = toKeystrokes(squeeze(ko));
      return { ko, cost: editDistance(wanted, keys) / Math.max(wanted.length, keys.length) };
    })
    .sort((one, other) => one.cost - other.cost)
    .slice(0, 4)
    .filter(({ cost }) => cost < 0.6)
    .map(({ ko }) => ko);
}
