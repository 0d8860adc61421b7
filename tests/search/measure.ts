/** A query with the addresses that answer it, best first; none for nonsense. */
export type Judged = {
  readonly id: string;
  readonly class: string;
  readonly q: string;
  readonly relevant: readonly string[];
  /** What answers too, but is not the best. */
  readonly also?: readonly string[];
  /** Never used for learning. */
  readonly held?: boolean;
};

/** Quality of an engine over some queries, each 0 to 1. */
export type Quality = {
  readonly queries: number;
  /** Mean of one over the rank of the first right answer among ten. */
  readonly mrr: number;
  readonly success1: number;
  /** Share of queries whose first answer is one of the best. */
  readonly best1: number;
  readonly success5: number;
  /** Share of the right answers that are among the first five, of at most five. */
  readonly recall5: number;
  /** Share of queries without any answer; for nonsense, with one. */
  readonly misses: number;
};

/** Measures an engine on judged queries, by class and for all that have an answer. */
export function measure(
  judged: readonly Judged[],
  search: (query: string) => readonly string[],
): ReadonlyMap<string, Quality> {
  const classes = new Map<string, Judged[]>();
  for (const one of judged) classes.set(one.class, [...(classes.get(one.class) ?? []), one]);
  const answers = new Map(judged.map((one) => [one.id, search(one.q).slice(0, 10)]));
  const all = judged.filter((one) => one.relevant.length > 0);
  return new Map([...classes, ["all", all] as const].map(([name, list]) => [name, qualityOf(list, answers)]));
}

function qualityOf(list: readonly Judged[], answers: ReadonlyMap<string, readonly string[]>): Quality {
  const mean = (score: (one: Judged, found: readonly string[]) => number) =>
    list.reduce((sum, one) => sum + score(one, answers.get(one.id)!), 0) / Math.max(1, list.length);
  const rankOf = ({ relevant, also = [] }: Judged, found: readonly string[]) =>
    found.findIndex((url) => relevant.includes(url) || also.includes(url)) + 1;
  return {
    queries: list.length,
    mrr: mean((one, found) => (rankOf(one, found) > 0 ? 1 / rankOf(one, found) : 0)),
    success1: mean((one, found) => Number(rankOf(one, found) === 1)),
    best1: mean(({ relevant }, found) => Number(relevant.includes(found[0] ?? ""))),
    success5: mean((one, found) => Number(rankOf(one, found) > 0 && rankOf(one, found) <= 5)),
    recall5: mean(({ relevant }, found) => {
      const right = found.slice(0, 5).filter((url) => relevant.includes(url)).length;
      return relevant.length === 0 ? 0 : right / Math.min(5, relevant.length);
    }),
    misses: mean(({ relevant }, found) => Number(relevant.length > 0 === (found.length === 0))),
  };
}
