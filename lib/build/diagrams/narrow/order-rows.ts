import type { Graph, GraphGroup, GraphNode } from "./graph.ts";

/** A row of the column: a box, or the line on which a group begins or ends. */
export type Row =
  | { readonly kind: "node"; readonly node: GraphNode; readonly depth: number }
  | { readonly kind: "head" | "foot"; readonly group: GraphGroup; readonly depth: number };

type Item = { readonly id: string; readonly place: number };

/**
 * The order in which boxes stand under one another: what leads to another stands above it,
 * and else they keep the order of the source. A group stays together.
 */
export function orderRows(graph: Graph): readonly Row[] {
  const nodes = new Map(graph.nodes.map((node, place) => [node.id, { node, place }]));
  const groups = new Map(graph.groups.map((group) => [group.id, group]));
  const parentOf = (id: string) => nodes.get(id)?.node.parent ?? groups.get(id)?.parent ?? "";
  const placeOf = (id: string): number => {
    const own = nodes.get(id)?.place;
    if (own !== undefined) return own;
    const inside = [...nodes.keys(), ...groups.keys()].filter((one) => parentOf(one) === id);
    return Math.min(Number.MAX_SAFE_INTEGER, ...inside.map(placeOf));
  };
  /** The item inside `parent` that holds `id`, or "" when it stands elsewhere. */
  const itemIn = (parent: string, id: string): string => {
    for (let one = id; one !== ""; one = parentOf(one)) if (parentOf(one) === parent) return one;
    return "";
  };

  function rowsIn(parent: string, depth: number, upward: boolean): Row[] {
    const items: Item[] = [...groups.keys(), ...nodes.keys()]
      .filter((id) => parentOf(id) === parent)
      .map((id) => ({ id, place: placeOf(id) }))
      .sort((one, other) => one.place - other.place);
    const links = graph.edges
      .map(({ from, to }) => [itemIn(parent, from), itemIn(parent, to)] as const)
      .filter(([from, to]) => from !== "" && to !== "" && from !== to)
      .map(([from, to]) => (upward ? ([to, from] as const) : ([from, to] as const)));
    return sortByLinks(items, links).flatMap((id): Row[] => {
      const group = groups.get(id);
      if (!group) return [{ kind: "node", node: nodes.get(id)!.node, depth }];
      const inside = rowsIn(id, depth + 1, group.upward);
      return [{ kind: "head", group, depth }, ...inside, { kind: "foot", group, depth }];
    });
  }
  return rowsIn("", 0, graph.upward);
}

/** What is ready comes next: rather what the last one leads to, else the first of the source. A ring is cut there. */
function sortByLinks(
  items: readonly Item[],
  links: readonly (readonly [string, string])[],
): readonly string[] {
  const open = items.map(({ id }) => id);
  const done: string[] = [];
  const follows = (id: string, other: string | undefined) =>
    links.some(([from, to]) => from === other && to === id);
  while (open.length > 0) {
    const ready = open.filter((id) => !links.some(([from, to]) => to === id && open.includes(from)));
    // In a ring nothing is ready: it begins where something from outside leads to it, else at its first.
    const choice = ready.length > 0 ? ready : open.filter((id) => done.some((other) => follows(id, other)));
    const pool = choice.length > 0 ? choice : open;
    const next = pool.find((id) => follows(id, done.at(-1))) ?? pool[0]!;
    open.splice(open.indexOf(next), 1);
    done.push(next);
  }
  return done;
}
