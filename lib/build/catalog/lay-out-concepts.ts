import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js";
import type { ConceptChart } from "../../reference/concept-chart.ts";
import { neighboursOf, relationsOf } from "../../reference/concepts.ts";
import type { Term } from "../../reference/schemas.ts";

const HEIGHT = 28;
/** Before the name stands the mark of the stop. */
const BEFORE_NAME = 22;
const AFTER_NAME = 8;
/** How wide 13 px letters of Hangul are, and all others at most. */
const HANGUL = 12;
const LATIN = 7.2;
/** How far from its corner a line begins to turn. */
const CORNER = 8;

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
  "elk.aspectRatio": "2.4",
  "elk.spacing.nodeNode": "10",
  "elk.spacing.edgeEdge": "8",
  "elk.spacing.edgeNode": "10",
  "elk.spacing.componentComponent": "18",
  "elk.layered.spacing.nodeNodeBetweenLayers": "22",
  "elk.layered.spacing.edgeNodeBetweenLayers": "12",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "8",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.mergeEdges": "true",
  "elk.padding": "[top=4,left=4,bottom=4,right=4]",
} as const;

/**
 * Lays out the concepts of a subject from what is learned first to what follows (Eclipse Layout Kernel,
 * layered, Sugiyama et al. 1981), with the concepts of other subjects that they rest on as guests.
 * The same glossary gives the same chart.
 */
export async function layOutConcepts(
  terms: readonly Term[],
  isOwn: (term: Term) => boolean,
): Promise<ConceptChart> {
  const byId = new Map(terms.map((term) => [term.id, term]));
  const related = neighboursOf(terms);
  const own = new Set(terms.filter((term) => related.has(term.id) && isOwn(term)).map(({ id }) => id));
  const relations = relationsOf(terms).flatMap(({ kind, from, to }) =>
    (kind === "needs" || kind === "partOf") && own.has(from) && byId.has(to)
      ? [{ id: `${kind} ${to} ${from}`, kind, first: to, follows: from }]
      : [],
  );
  const shown = new Set([...relations.flatMap(({ first, follows }) => [first, follows])]);
  const graph: ElkNode = await new ELK().layout({
    id: "chart",
    layoutOptions: OPTIONS,
    children: terms
      .filter(({ id }) => shown.has(id))
      .map(({ id, ko }) => ({
        id,
        width: Math.round(BEFORE_NAME + widthOf(ko) + AFTER_NAME),
        height: HEIGHT,
      })),
    edges: relations.map(({ id, first, follows }) => ({ id, sources: [first], targets: [follows] })),
  });
  const kinds = new Map(relations.map((relation) => [relation.id, relation]));
  return {
    width: Math.ceil(graph.width ?? 0),
    height: Math.ceil(graph.height ?? 0),
    stops: (graph.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = HEIGHT }) => ({
      id,
      name: byId.get(id)!.ko,
      guest: !own.has(id),
      x,
      y,
      width,
      height,
    })),
    lines: (graph.edges ?? []).flatMap((edge) => {
      const relation = kinds.get(edge.id)!;
      return [{ kind: relation.kind, from: relation.first, to: relation.follows, path: pathOf(edge) }];
    }),
  };
}

function widthOf(name: string): number {
  return [...name].reduce((sum, letter) => sum + (/[가-힣]/.test(letter) ? HANGUL : LATIN), 0);
}

type Point = { readonly x: number; readonly y: number };

/** The way of an edge with slanted corners. */
function pathOf({ sections = [] }: ElkExtendedEdge): string {
  return sections
    .map(({ startPoint, bendPoints = [], endPoint }) => {
      const points: Point[] = [startPoint, ...bendPoints, endPoint];
      return points
        .map((point, at) => {
          const [before, after] = [points[at - 1], points[at + 1]];
          if (!before) return `M${tenth(point.x)} ${tenth(point.y)}`;
          if (!after) return `L${tenth(point.x)} ${tenth(point.y)}`;
          const [into, out] = [towards(point, before), towards(point, after)];
          return `L${tenth(into.x)} ${tenth(into.y)}L${tenth(out.x)} ${tenth(out.y)}`;
        })
        .join("");
    })
    .join("");
}

/** The point a corner's length, or half the way, from `from` towards `to`. */
function towards(from: Point, to: Point): Point {
  const way = Math.hypot(to.x - from.x, to.y - from.y);
  const part = way === 0 ? 0 : Math.min(CORNER, way / 2) / way;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** To a tenth of a pixel. */
function tenth(length: number): number {
  return Math.round(length * 10) / 10;
}
