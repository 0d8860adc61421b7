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
  /** The glossary names it for a part of the query. */
  readonly part: number;
  /** It is of the subject that the query names. */
  readonly subject: number;
  /** One of its questions says what is asked, and little else. */
  readonly asks: number;
  /** Letters of one of its questions are those of the query. */
  readonly alike: number;
  /** The same to the fourth power: it is the very question. */
  readonly verbatim: number;
  /** It is of the kind that the query wants: a definition, a comparison, steps. */
  readonly kind: number;
  /** It is the page of a note. */
  readonly page: number;
  /** It lets the reader try what a section explains. */
  readonly lab: number;
  /** It is folded reference, and not asked for by its heading. */
  readonly folded: number;
};

export type Weights = Readonly<Record<keyof Features, number>>;

/**
 * Learned by `benches/learn-search.ts` from 1,107 judged queries (our own, half of those in spoken style, and one in
 * five of those made by rule from headings). Five-fold cross-validation reaches MRR .960, best first .932; 170 queries
 * held back MRR .895, best first .824. What the mean of the two loses there without a feature: asks .053, kind .019,
 * concept .012, cover .011, text .007, headingWords .005, lab .005, alike .004, part .004, folded .004; heading .048 on
 * those learned from, whose headings are asked for.
 */
export const WEIGHTS: Weights = {
  text: 0.72,
  cover: 1,
  heading: 1.3,
  headingWords: 0.5,
  concept: 1.68,
  part: 0.2,
  subject: 0.3,
  asks: 1,
  alike: 0.2,
  verbatim: 0.3,
  kind: 0.3,
  page: 0,
  lab: 0.6,
  folded: 0.8,
};

/** The score of a place. What a lab and folded reference count is a factor, the rest is summed; text counts by what is covered. */
export function scoreOf(features: Features, weights: Weights = WEIGHTS): number {
  const { text, cover, lab, folded } = features;
  const sum =
    text * (weights.text + weights.cover * cover) +
    weights.heading * features.heading +
    weights.headingWords * features.headingWords +
    weights.concept * features.concept +
    weights.part * features.part +
    weights.subject * features.subject +
    weights.asks * features.asks +
    weights.alike * features.alike +
    weights.verbatim * features.verbatim +
    weights.kind * features.kind +
    weights.page * features.page;
  return sum * (lab ? weights.lab : folded ? weights.folded : 1);
}
