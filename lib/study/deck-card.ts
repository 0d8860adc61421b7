/** A card that the site offers. */
export type DeckCard = {
  readonly id: string;
  readonly front: string;
  readonly back: string;
  /** The English name of a term; "" for none. */
  readonly en: string;
  /** Where it is explained; "" for nowhere on the site. */
  readonly href: string;
  /** What stands there. */
  readonly place: string;
  /** What it is offered with: the slug of a note; "" for the terms of no note. */
  readonly note: string;
  readonly kind: "card" | "term" | "question";
};

/** A note and the number of cards it brings, as the review page lists it. */
export type Deck = {
  readonly cards: readonly DeckCard[];
  readonly notes: readonly { readonly slug: string; readonly title: string }[];
};
