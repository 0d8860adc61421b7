import { flag, oneOf, type Parse, type Shaped, shape, text, whole } from "./parse.ts";

/*
 * Everything a reader does is one entry of a log that only grows: two tabs, two devices and an import never overwrite
 * each other, because the log of both is the union of their entries. What holds now is folded out of it.
 */

/** A card, a question, a note, a section: ids of authors, in ASCII, and `own-…` for a reader's own cards. */
const name = text(160, /^[a-z0-9]+(?:[-/][a-z0-9]+)*$/);
/** "" for the top of a note. */
const anchor = text(120, /^[a-z0-9-]*$/);
const href = text(4000, /^\/(?!\/)[\x21-\x7e]*$/);
const prose = text(4000);

const BODIES = {
  /** How well a card was remembered. `retention` in percent and `by` say what it was scheduled with. */
  review: shape({ card: name, rating: oneOf(1, 2, 3, 4), retention: whole(70, 97), by: text(40) }),
  /** Takes back a review of the same device: it counts as if it had not been. */
  undo: shape({ of: text(40) }),
  /** A card is taken into the reader's box, or out of it; its reviews stay in the log. */
  keep: shape({ card: name, on: flag }),
  /** A card rests: it is in the box, and is not asked. */
  rest: shape({ card: name, on: flag }),
  /** A reader's own card, or a card in the reader's own words; the latest counts. */
  own: shape({ card: name, front: prose, back: prose, href: text(4000, /^(?:\/(?!\/)[\x21-\x7e]*)?$/) }),
  answer: shape({ question: name, grade: oneOf("right", "almost", "wrong") }),
  /** A section counts as read, or as unread again. */
  read: shape({ note: name, section: anchor, on: flag }),
  /** Words of a note that are marked, with what the reader wrote about them; the latest of a mark counts. */
  mark: shape({
    mark: name,
    note: name,
    section: anchor,
    quote: prose,
    prefix: text(64),
    suffix: text(64),
    ink: oneOf("key", "question", "quote"),
    comment: prose,
    on: flag,
  }),
  /** A place to come back to. */
  bookmark: shape({ href, title: text(300), on: flag }),
  setting: shape({
    name: oneOf("newPerDay", "reviewsPerDay", "retention", "dayStart", "exam"),
    value: whole(0, 8_640_000_000_000_000),
  }),
} satisfies Readonly<Record<string, Parse<unknown>>>;

type Bodies = typeof BODIES;
export type EntryKind = keyof Bodies;
export type EntryBody<Kind extends EntryKind> = Bodies[Kind] extends Parse<infer Body> ? Body : never;
export type EntryOf<Kind extends EntryKind> = Shaped<typeof HEAD> & { readonly kind: Kind } & EntryBody<Kind>;
/** @property id unique on all devices @property at milliseconds since the epoch */
export type Entry = { readonly [Kind in EntryKind]: EntryOf<Kind> }[EntryKind];
/** An entry before it is written down. */
export type Draft = { readonly [Kind in EntryKind]: { readonly kind: Kind } & EntryBody<Kind> }[EntryKind];

const HEAD = { id: text(40, /^[a-z0-9]+-[a-z0-9]+$/), at: whole(0, 8_640_000_000_000_000) };
const readHead = shape(HEAD);
const readKind = shape({ kind: oneOf(...(Object.keys(BODIES) as EntryKind[])) });

export const ENTRY_KINDS = Object.keys(BODIES) as readonly EntryKind[];

/** An entry from outside (a database of another version, a file); undefined for anything else. */
export function readEntry(value: unknown): Entry | undefined {
  const head = readHead(value);
  const kind = readKind(value)?.kind;
  if (head === undefined || kind === undefined) return undefined;
  const body = BODIES[kind](value);
  return body === undefined ? undefined : ({ ...head, kind, ...body } as Entry);
}
