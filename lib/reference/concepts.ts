import type { Term } from "./schemas.ts";

/**
 * How one concept of the glossary stands to another: what must be known before it, what it is a part of,
 * what it is told apart from, what it takes the place of.
 */
export const RELATIONS = ["needs", "partOf", "contrasts", "replaces"] as const;
export type RelationKind = (typeof RELATIONS)[number];

export type Relation = { readonly kind: RelationKind; readonly from: string; readonly to: string };

/** The ids that stand around a concept, in the order of the glossary, each once. */
export type Neighbours = Readonly<
  Record<RelationKind | "neededBy" | "parts" | "replacedBy", readonly string[]>
>;

export type RelationFault = {
  readonly kind: "unknown" | "self" | "twice" | "circle";
  readonly relation: Relation;
  /** Of a circle: all of it, the first again at the end. */
  readonly circle: readonly string[];
};

/** All relations that the glossary tells, in its order. */
export function relationsOf(terms: readonly Term[]): Relation[] {
  return terms.flatMap((term) =>
    RELATIONS.flatMap((kind) => (term[kind] ?? []).map((to): Relation => ({ kind, from: term.id, to }))),
  );
}

/** Relations that cannot be: to nothing, to oneself, told twice (a contrast is told by one of the two), or in a circle. */
export function findRelationFaults(terms: readonly Term[]): RelationFault[] {
  const known = new Set(terms.map(({ id }) => id));
  const told = new Set<string>();
  const faults: RelationFault[] = [];
  for (const relation of relationsOf(terms)) {
    const { kind, from, to } = relation;
    const pair = kind === "contrasts" ? [from, to].sort() : [from, to];
    const key = `${kind} ${pair.join(" ")}`;
    const fault = !known.has(to) ? "unknown" : from === to ? "self" : told.has(key) ? "twice" : undefined;
    told.add(key);
    if (fault) faults.push({ kind: fault, relation, circle: [] });
  }
  const circle = findCircle(terms);
  const [from, to] = circle;
  if (from !== undefined && to !== undefined && from !== to) {
    const kind = terms.find(({ id }) => id === from)!.needs?.includes(to) ? "needs" : "partOf";
    faults.push({ kind: "circle", relation: { kind, from, to }, circle });
  }
  return faults;
}

/** Concepts that each have to be known before the next, back to the first; [] where there is no such circle. */
function findCircle(terms: readonly Term[]): string[] {
  const byId = new Map(terms.map((term) => [term.id, term]));
  const done = new Set<string>();
  const walk = (id: string, way: readonly string[]): string[] => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id];
    if (done.has(id)) return [];
    for (const before of beforeOf(byId.get(id))) {
      const found = before === id ? [] : walk(before, [...way, id]);
      if (found.length > 0) return found;
    }
    done.add(id);
    return [];
  };
  for (const { id } of terms) {
    const found = walk(id, []);
    if (found.length > 0) return found;
  }
  return [];
}

/** What is learned before a concept: what it needs, and the whole it is a part of. */
function beforeOf(term: Term | undefined): readonly string[] {
  return [...(term?.needs ?? []), ...(term?.partOf ?? [])];
}

/** What stands around each concept that has a relation at all. */
export function neighboursOf(terms: readonly Term[]): ReadonlyMap<string, Neighbours> {
  const relations = relationsOf(terms);
  const order = new Map(terms.map(({ id }, index) => [id, index]));
  const inOrder = (ids: readonly string[]) =>
    [...new Set(ids)].filter((id) => order.has(id)).sort((a, b) => order.get(a)! - order.get(b)!);
  const around = new Map<string, Neighbours>();
  for (const { id } of terms) {
    const to = (kind: RelationKind) =>
      relations.filter((one) => one.kind === kind && one.from === id).map((one) => one.to);
    const from = (kind: RelationKind) =>
      relations.filter((one) => one.kind === kind && one.to === id).map((one) => one.from);
    const neighbours: Neighbours = {
      needs: inOrder(to("needs")),
      neededBy: inOrder(from("needs")),
      partOf: inOrder(to("partOf")),
      parts: inOrder(from("partOf")),
      contrasts: inOrder([...to("contrasts"), ...from("contrasts")]),
      replaces: inOrder(to("replaces")),
      replacedBy: inOrder(from("replaces")),
    };
    if (Object.values(neighbours).some((ids) => ids.length > 0)) around.set(id, neighbours);
  }
  return around;
}

/**
 * In which step each related concept can be learned: 0 needs nothing, every other comes one step after the last
 * of what it needs and of the wholes it is a part of. A circle, which the check reports, ends where it closes.
 */
export function stepsOf(terms: readonly Term[]): ReadonlyMap<string, number> {
  const byId = new Map(terms.map((term) => [term.id, term]));
  const steps = new Map<string, number>();
  const stepOf = (id: string): number => {
    const known = steps.get(id);
    if (known !== undefined) return known;
    steps.set(id, 0);
    const before = beforeOf(byId.get(id)).filter((one) => byId.has(one));
    const step = Math.max(-1, ...before.map(stepOf)) + 1;
    steps.set(id, step);
    return step;
  };
  for (const id of neighboursOf(terms).keys()) stepOf(id);
  return steps;
}

/** All that has to be known before a concept, in an order one can learn it in. */
export function wayTo(terms: readonly Term[], steps: ReadonlyMap<string, number>, id: string): string[] {
  const byId = new Map(terms.map((term) => [term.id, term]));
  const way = new Set<string>();
  const waiting = [id];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
    for (const before of beforeOf(byId.get(one)))
      if (byId.has(before) && before !== id && !way.has(before)) {
        way.add(before);
        waiting.push(before);
      }
  return [...way].sort((a, b) => steps.get(a)! - steps.get(b)!);
}
