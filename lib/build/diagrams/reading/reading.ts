import * as words from "../../../words/figures.ts";

/** What Mermaid's database answers, as JSON; each reader knows the part of its own type. */
export type Answers = Readonly<Record<string, unknown>>;

/** What one diagram says, before it is bound to a page. Ids have no prefix yet. */
export type Reading = {
  /** What it is, as readers call it. */
  readonly kind: string;
  readonly groups: { readonly id: string; readonly label: string; readonly members: string[] }[];
  readonly nodes: { readonly id: string; readonly label: string; readonly details?: readonly string[] }[];
  readonly relations: { readonly sentence: string; readonly element?: string }[];
  readonly steps?: { readonly sentence: string; readonly elements: string[] }[];
  /** Mermaid's name of a drawn element → our id. */
  readonly elements: Record<string, string>;
};

/** @param type a name of `figureKinds` */
export function emptyReading(type: string): Reading {
  const kind = words.figureKinds.get(type) ?? words.figureKind;
  return { kind, groups: [], nodes: [], relations: [], elements: {} };
}

export function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? (value as T[]) : [];
}

/** A label as one line of plain text: no breaks, tags, Markdown, entities or icons. */
export function plainLabel(label: unknown): string {
  if (Array.isArray(label)) return plainLabel(label.join(" "));
  if (typeof label !== "string") return "";
  return label
    .replace(/<br\s*\/?>/gi, " ")
    .replace(/\\n/g, " ")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/\bfa[bklrs]?:fa-[\w-]+/g, "")
    .replace(/(?:#|ﬂ°°|ﬂ°)(\w+)(?:;|¶ß)/g, entity)
    .replace(/&(lt|gt|amp|quot|nbsp);/g, entity)
    .replace(/\*\*|__|`/g, "")
    .replace(/\\([+#~\-*_])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    lt: "<",
    gt: ">",
    amp: "&",
    quot: '"',
    nbsp: " ",
    colon: ":",
    semi: ";",
  }),
);

function entity(whole: string, name: string): string {
  return ENTITIES.get(name) ?? (/^\d+$/.test(name) ? String.fromCodePoint(Number(name)) : whole);
}

/** An id for an element that is ASCII and without spaces, whatever the author called it. */
export function createElementIds(letter: string): (name: string) => string {
  const given = new Map<string, string>();
  return (name) => {
    const known = given.get(name);
    if (known !== undefined) return known;
    const id = /^[\w.-]+$/.test(name) ? `${letter}-${name}` : `${letter}-${given.size + 1}`;
    given.set(name, id);
    return id;
  };
}

/** Names for nodes that tell them apart: two with one label get their group in front. */
export function createNames(reading: Reading): (id: string) => string {
  const labels = new Map(reading.nodes.map((node) => [node.id, node.label]));
  for (const group of reading.groups) labels.set(group.id, group.label);
  const count = new Map<string, number>();
  for (const label of labels.values()) count.set(label, (count.get(label) ?? 0) + 1);
  const groupOf = new Map(reading.groups.flatMap((group) => group.members.map((id) => [id, group.label])));
  return (id) => {
    const label = labels.get(id) ?? id;
    const group = groupOf.get(id);
    return (count.get(label) ?? 0) > 1 && group ? words.partOfGroup(group, label) : label;
  };
}

/** `클라이언트에서 데몬으로: API 요청` */
export function arrowSentence(from: string, to: string, label: string, manner = ""): string {
  return aboutLine(words.fromTo(from, to), label, manner);
}

/** `dockerd와 도커 허브 사이: pull, push` */
export function betweenSentence(one: string, other: string, label: string, manner = ""): string {
  return aboutLine(words.between(one, other), label, manner);
}

function aboutLine(ends: string, label: string, manner: string): string {
  return `${ends}${label ? `: ${label}` : ""}${manner ? ` (${manner})` : ""}`;
}
