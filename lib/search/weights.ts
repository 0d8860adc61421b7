/** What speaks for a place as an answer, each 0 to about 1 (`concept` to 2). */
export type Features = {
  /** Share of the query that its text holds, weighted by how much the words matter in it. */
  readonly text: number;
  /** Share of the query that is met at all, in its text, above it or in a question of it. */
  readonly cover: number;
  /** Its whole heading, letter by letter. */
  readonly heading: number;
  /** Its heading says in any order what was asked, and little else. */
  readonly headingWords: number;
  /** The glossary names it for just this query. */
  readonly concept: number;
  /** It is of the subject that the query names. */
  readonly subject: number;
  /** One of its questions says what is asked, and little else. */
  readonly asks: number;
  /** Letters of one of its questions are those of the query. */
  readonly alike: number;
  /** It is of the kind that the query wants: a definition, a comparison, steps. */
  readonly kind: number;
  /** It lets the reader try what a section explains. */
  readonly lab: number;
  /** It is folded reference, and not asked for by its heading. */
  readonly folded: number;
};

export type Weights = Readonly<Record<keyof Features, number>>;

/**
 * Learned by `benches/learn-search.ts` from judged queries (our own, those in spoken style but for those held back, and
 * one in five of those made by rule from headings), but for `text`, which would fall to 0: climbing on queries about
 * sections with questions leaves the text out, and folders of others have nothing else. Cross-validated on the 1,590 a
 * further climb gains nothing (MRR .964, best first .927 before, .963 and .926 after); on the 371 held back they
 * reach .933 and .854. What the mean of the two loses there without a feature: asks .067, cover .026, alike .017,
 * concept .013, kind .008, lab .007, subject .007, headingWords .005, folded .005; of those learned from, where
 * headings are asked for, heading .059.
 */
export const WEIGHTS: Weights = {
  text: 0.2,
  cover: 1,
  heading: 1.56,
  headingWords: 0.35,
  concept: 1.68,
  subject: 0.3,
  asks: 1.2,
  alike: 0.3,
  kind: 0.15,
  lab: 0.72,
  folded: 0.8,
};

const SUMMED = ["heading", "headingWords", "concept", "subject", "asks", "alike", "kind"] as const;

/** The score of a place. What a lab and folded reference count is a factor, the rest is summed; text counts by what is covered. */
export function scoreOf(features: Features, weights: Weights = WEIGHTS): number {
  let sum = features.text * (weights.text + weights.cover * features.cover);
  for (const name of SUMMED) sum += weights[name] * features[name];
  return sum * (features.lab ? weights.lab : features.folded ? weights.folded : 1);
}
