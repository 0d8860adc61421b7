import type { Note } from "../../note/note.ts";
import type { Card } from "../../sharing/card.ts";
import { labCard, type SharedLab } from "../../sharing/shared-lab.ts";
import { noteCard, sectionCards } from "../../sharing/shared-note.ts";
import { type NamedSite, pageCards } from "../../sharing/site-pages.ts";

type Subject = { readonly id: string; readonly name: string };

/** Every card of a site: of its pages, notes, sections and labs. */
export function allCards(
  notes: readonly Note[],
  site: NamedSite & { readonly labs: readonly SharedLab[]; readonly groups: readonly Subject[] },
): Card[] {
  const names = new Map(site.groups.map(({ id, name }) => [id, name]));
  const subjectOf = (id: string) => names.get(id) ?? "";
  return [
    ...pageCards(site),
    ...notes.flatMap((note) => {
      const subject = subjectOf(note.meta.group);
      return [noteCard(note, subject), ...sectionCards(note, subject)];
    }),
    ...site.labs.map((lab) => labCard(lab, subjectOf(lab.group))),
  ];
}
