import { noteHref } from "../address/href.ts";
import type { Block, Diagram, Note } from "../note/note.ts";
import { squeeze } from "./squeeze.ts";

/** One place a search can lead to: a page (anchor ""), one of its sections, or a lab (its address). */
export type SearchDocument = {
  /** Index into the list of notes. */
  readonly note: number;
  readonly anchor: string;
  /** Heading of the section, or title of the note. */
  readonly title: string;
  /** Headings above it, outermost first, without the title of the note. */
  readonly trail: readonly string[];
  readonly passages: readonly Passage[];
  /** What people ask that it answers, in their words. */
  readonly asks?: readonly string[];
  /** What it is, in bits of `TRAITS`. */
  readonly traits?: number;
  /** Whether it is folded reference, which nobody needs who reads the note through. */
  readonly folded?: boolean;
};

/** What a section can be, each a bit: which kind of question it answers. */
export const TRAITS = {
  /** Begins with a sentence that says what its heading names. */
  defines: 1,
  /** Its heading sets things beside one another. */
  compares: 2,
  table: 4,
  /** Steps in order, or code to type. */
  steps: 8,
  /** Its heading asks, as misconceptions do. */
  asks: 16,
  /** Its heading complains: 이름을 못 찾는다, 증상과 손볼 곳. */
  complains: 32,
} as const;

/** A piece of a section that is quoted as a whole: a paragraph, a row, a drawing, a line of code. */
export type Passage = {
  readonly kind: "text" | "row" | "code" | "figure";
  readonly text: string;
  /** Anchor of the place itself where it has one. */
  readonly at?: string;
};

export type SearchNote = { readonly slug: string; readonly title: string; readonly group: string };

const KINDS: Readonly<Record<Block["kind"], Passage["kind"] | undefined>> = {
  heading: undefined,
  paragraph: "text",
  item: "text",
  summary: undefined,
  row: "row",
  caption: "text",
  code: "code",
  diagram: undefined,
};

/** The places of one note, in the order of the page. Everything stands in exactly one of them. */
export function documentsOf(note: Note, index: number): SearchDocument[] {
  const passages = new Map<string, Passage[]>([["", []]]);
  for (const heading of note.outline) passages.set(heading.id, []);
  const into = (anchor: string) => passages.get(anchor) ?? passages.get("")!;
  const items = new Map<string, number>();
  for (const { anchor, kind, text } of note.blocks) {
    if (kind === "item") items.set(anchor, (items.get(anchor) ?? 0) + 1);
    const said = KINDS[kind];
    if (said === undefined) continue;
    if (said === "code")
      for (const line of text.split("\n")) add(into(anchor), { kind: said, text: line.trim() });
    else add(into(anchor), { kind: said, text });
  }
  for (const diagram of note.diagrams) into(diagram.anchor).push(...passagesOf(diagram));
  const asks = new Map(note.asks);
  const above: { depth: number; text: string }[] = [];
  const sections = note.outline.map((heading): SearchDocument => {
    while (above.length > 0 && above.at(-1)!.depth >= heading.depth) above.pop();
    const trail = above.map(({ text }) => text);
    above.push(heading);
    return {
      note: index,
      anchor: heading.id,
      title: heading.text,
      trail,
      passages: passages.get(heading.id)!,
      asks: asks.get(heading.id) ?? [],
      traits: traitsOf(heading.text, passages.get(heading.id)!, items.get(heading.id) ?? 0),
      ...(heading.folded && { folded: true }),
    };
  });
  const lead = passages.get("")!;
  if (note.meta.summary) lead.unshift({ kind: "text", text: note.meta.summary });
  return [{ note: index, anchor: "", title: note.meta.title, trail: [], passages: lead }, ...sections];
}

const FEW = 3;
/** Headings that compare: VM과 컨테이너 비교, L4와 L7, 이미지 대 컨테이너. */
const COMPARES = /비교|차이|구분|견주|사이|(?:와|과|이냐|대)\s|\bvs\b/i;

const COMPLAINS = /(?:^|\s)(?:안|못)\s|없다|않는|증상|까닭|오류|실패|죽는다|멈추는/;

function traitsOf(title: string, passages: readonly Passage[], items: number): number {
  const [name = ""] = title.split("(");
  const first = passages.find(({ kind }) => kind === "text")?.text ?? "";
  const rows = passages.filter(({ kind }) => kind === "row").length;
  return (
    (squeeze(first).startsWith(squeeze(name)) ? TRAITS.defines : 0) |
    (COMPARES.test(title) ? TRAITS.compares : 0) |
    (rows >= FEW ? TRAITS.table : 0) |
    (items >= FEW || passages.some(({ kind }) => kind === "code") ? TRAITS.steps : 0) |
    (/[?？]$/.test(title.trim()) ? TRAITS.asks : 0) |
    (COMPLAINS.test(title) ? TRAITS.complains : 0)
  );
}

function add(list: Passage[], passage: Passage): void {
  if (passage.text !== "") list.push(passage);
}

/** A drawing and each of its parts, which can be opened with that part lit. */
function passagesOf({ id, title, caption, drawing, source }: Diagram): Passage[] {
  const said = (text: string, at: string): Passage[] => (text === "" ? [] : [{ kind: "figure", text, at }]);
  const whole = said([title, caption].filter(Boolean).join(" · "), `fig-${id}`);
  if (drawing.kind !== "drawn")
    return [...whole, ...labelsOf(source).flatMap((label) => said(label, `fig-${id}`))];
  const { groups, nodes, relations } = drawing.text;
  return [
    ...whole,
    ...groups.flatMap(({ label }) => said(label, `fig-${id}`)),
    ...nodes.flatMap((node) => said([node.label, ...(node.details ?? [])].join(" · "), node.id)),
    ...relations.flatMap(({ sentence, element }) => said(sentence, element ?? `fig-${id}`)),
  ];
}

/** Of a drawing that could not be made: whatever stands in quotes or brackets. */
function labelsOf(source: string): string[] {
  return [...source.matchAll(/"([^"]+)"|[[({|]([^[\](){}|"]+)[\])}|]/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
}

/** What a lab says of itself. */
export type LabAbout = {
  readonly title: string;
  readonly summary: string;
  readonly learns: readonly string[];
  readonly href: string;
  readonly asks: readonly string[];
};

/** A lab is a place of its note, with an address of its own in place of an anchor. */
export function documentOfLab(
  { title, summary, learns, href, asks }: LabAbout,
  note: number,
): SearchDocument {
  const passages = [summary, ...learns].map((text) => ({ kind: "text" as const, text }));
  return { note, anchor: href, title, trail: [], passages, asks };
}

/** A page that is no note, and the entries on it that can be linked to. */
export type SearchPage = {
  readonly href: string;
  readonly title: string;
  /** What it says of itself, and by what other words it is asked for. */
  readonly about: readonly string[];
  readonly entries: readonly {
    readonly href: string;
    readonly title: string;
    readonly texts: readonly string[];
  }[];
};

/** The places of such a page: itself, and its entries. @param index its number in the list of notes, where it stands behind them */
export function documentsOfPage(
  { href, title, about, entries }: SearchPage,
  index: number,
): SearchDocument[] {
  const text = (said: string) => ({ kind: "text" as const, text: said });
  return [
    { note: index, anchor: href, title, trail: [], passages: about.map(text) },
    ...entries.map((entry) => ({
      note: index,
      anchor: entry.href,
      title: entry.title,
      trail: [title],
      passages: entry.texts.map(text),
    })),
  ];
}

/** Where a document is: the page of a note, a section of it, a lab, or an entry of another page. */
export function hrefOfPlace(slug: string, anchor: string): string {
  return anchor.startsWith("/") ? anchor : noteHref(slug, anchor || undefined);
}
