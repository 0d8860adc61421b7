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

export const WEIGHTS: Weights = {
  text: 0.6,
  cover: 0.5,
  heading: 1.3,
  headingWords: 0.5,
  concept: 1.4,
  part: 0.2,
  subject: 0.2,
  asks: 1,
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
    weights.verbatim * features.verbatim +
    weights.kind * features.kind +
    weights.page * features.page;
  return sum * (lab ? weights.lab : folded ? weights.folded : 1);
}
