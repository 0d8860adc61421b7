import { stubHref } from "../address/href.ts";
import type { MovedLink, Note } from "../note/note.ts";
import { type SectionStub, sectionStubs, sharedNote } from "./shared-note.ts";

/** Sections that once stood in a note, and where they are now. */
type Departed = { readonly slug: string; readonly sections: readonly MovedLink[] };

/**
 * The stubs of a site, by their own order: of every section there is, and of every one that has moved,
 * which shows the card of where it is now.
 * @param gone notes that are no more
 */
export function allStubs(notes: readonly Note[], gone: readonly Departed[]): SectionStub[] {
  const present = notes.flatMap(sectionStubs);
  const places = new Map<string, Omit<SectionStub, "href">>();
  for (const note of notes) {
    const { href, title, description, card } = sharedNote(note);
    places.set(href, { target: href, title, noteTitle: "", description, card });
  }
  for (const stub of present) places.set(stub.target, stub);
  const departed = [...notes.map((note) => ({ slug: note.slug, sections: note.moves.away })), ...gone];
  const moved = departed.flatMap(({ slug, sections }) =>
    sections.flatMap(({ id, href }): SectionStub[] => {
      const place = places.get(href);
      return place ? [{ ...place, href: stubHref(slug, id) }] : [];
    }),
  );
  const taken = new Set(present.map((stub) => stub.href));
  return [...present, ...moved.filter((stub) => !taken.has(stub.href))];
}
