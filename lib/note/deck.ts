import { noteHref } from "../address/href.ts";
import { type AskedContext, answerOf, reasonOf } from "../study/asked.ts";
import type { Deck, DeckCard } from "../study/deck-card.ts";
import { asksOf } from "./asks.ts";
import type { Note } from "./note.ts";
import type { Site } from "./site.ts";

/** Every card that the site offers, in the order of its notes: theirs, what they ask, and the terms they explain. */
export function deckOf(
  notes: readonly Pick<Note, "slug" | "meta" | "outline" | "diagrams" | "study">[],
  site: Pick<Site, "labs" | "notes" | "terms">,
  words: AskedContext["words"],
): Deck {
  const cards: DeckCard[] = [];
  for (const note of notes) {
    const base = { en: "", note: note.slug };
    for (const { id, section, front, back } of note.study?.cards ?? []) {
      const heading = note.outline.find((one) => one.id === section);
      const place = heading?.text ?? note.meta.title;
      cards.push({ ...base, id, front, back, href: noteHref(note.slug, heading?.id), place, kind: "card" });
    }
    const { bySection, atEnd } = asksOf(note, site, words);
    for (const asked of [...[...bySection.values()].flat(), ...atEnd]) {
      const back = `**${answerOf(asked)}** — ${reasonOf(asked)}`;
      const href = `/notes/${note.slug}/${asked.where.href}`;
      cards.push({
        ...base,
        id: asked.id,
        front: asked.ask,
        back,
        href,
        place: asked.where.title,
        kind: "question",
      });
    }
    for (const term of site.terms.filter((one) => one.note === note.slug && one.href !== undefined))
      cards.push({
        id: `term-${term.id}`,
        front: term.ko,
        back: term.short,
        en: term.en === term.ko ? "" : term.en,
        href: term.href!,
        place: term.sectionTitle || term.noteTitle,
        note: note.slug,
        kind: "term",
      });
  }
  const slugs = new Set(cards.map(({ note }) => note));
  return {
    cards,
    notes: notes.filter(({ slug }) => slugs.has(slug)).map(({ slug, meta }) => ({ slug, title: meta.title })),
  };
}
