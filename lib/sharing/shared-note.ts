import { cardHref, noteHref, stubHref } from "../address/href.ts";
import { type Heading, type Note, oldIdsOf } from "../note/note.ts";
import type { Card } from "./card.ts";
import { describeSection, firstSentence, shorten } from "./describe.ts";
import type { SharedPage } from "./site-pages.ts";

/** Longer first sentences than this are no use on a card; the layout cuts at its own width besides. */
const SENTENCE_LENGTH = 120;

/** A page that stands for a section: it has the section's own card and hands its reader over to `target`. */
export type SectionStub = {
  /** Its own address, which it also calls canonical: who follows another would find another card. */
  readonly href: string;
  readonly target: string;
  readonly title: string;
  readonly noteTitle: string;
  readonly description: string;
  /** Address of the card. */
  readonly card: string;
};

/** A stub for every section of a note, and for every id that a section of it once had. */
export function sectionStubs(note: Note): SectionStub[] {
  return note.outline.flatMap((heading) => {
    const stub = {
      target: noteHref(note.slug, heading.id),
      title: heading.text,
      noteTitle: note.meta.title,
      description: describeHeading(note, heading) || note.meta.summary,
      card: cardHref(note.slug, heading.id),
    };
    const ids = [heading.id, ...oldIdsOf(note.moves, heading.id)];
    return ids.map((id) => ({ ...stub, href: stubHref(note.slug, id) }));
  });
}

/** The cards of a note's sections. @param subject its subject, as the reader sees it; "" for none */
export function sectionCards(note: Note, subject: string): Card[] {
  const parts = note.outline.filter((heading) => heading.depth === 2).map((heading) => heading.id);
  let part = -1;
  return note.outline.map((heading) => {
    if (heading.depth === 2) part = parts.indexOf(heading.id);
    return {
      path: cardHref(note.slug, heading.id).slice(1),
      flag: note.meta.group,
      place: [subject, note.meta.title].filter(Boolean),
      title: heading.text,
      sentence: shorten(firstSentence(describeHeading(note, heading)), SENTENCE_LENGTH),
      ...(part >= 0 && { ticks: { count: parts.length, current: part } }),
    };
  });
}

/** The note as it is shared whole. */
export function sharedNote(note: Note): SharedPage {
  const { title, summary } = note.meta;
  return { href: noteHref(note.slug), title, description: summary, card: cardHref(note.slug) };
}

/** The card of the note itself. */
export function noteCard(note: Note, subject: string): Card {
  return {
    path: cardHref(note.slug).slice(1),
    flag: note.meta.group,
    place: [subject].filter(Boolean),
    title: note.meta.title,
    sentence: shorten(firstSentence(note.meta.summary), SENTENCE_LENGTH),
  };
}

function describeHeading({ blocks, outline }: Note, heading: Heading): string {
  const rest = outline.slice(outline.indexOf(heading) + 1);
  const end = rest.findIndex((other) => other.depth <= heading.depth);
  const inner = end < 0 ? rest : rest.slice(0, end);
  return describeSection(
    blocks,
    heading.id,
    inner.map((one) => one.id),
  );
}
