import type { Note } from "../../note/note.ts";
import type { Card } from "../../sharing/card.ts";
import { labCard, type SharedLab } from "../../sharing/shared-lab.ts";
import { noteCard, sectionCards } from "../../sharing/shared-note.ts";
import { pageCards } from "../../sharing/site-pages.ts";

type Subject = { readonly id: string; readonly name: string };

/** Every card of a site: of its pages, notes, sections and labs. */
export function allCards(
  notes: readonly Note[],
  labs: readonly SharedLab[],
  subjects: readonly Subject[],
): Card[] {
  const names = new Map(subjects.map(({ id, name }) => [id, name]));
  const subjectOf = (id: string) => names.get(id) ?? "";
  return [
    ...pageCards(),
    ...notes.flatMap((note) => {
      const subject = subjectOf(note.meta.group);
      return [noteCard(note, subject), ...sectionCards(note, subject)];
    }),
    ...labs.map((lab) => labCard(lab, subjectOf(lab.group))),
  ];
}
