import { noteHref } from "../address/href.ts";
import { type Asked, type AskedContext, askedOf, type Where } from "../study/asked.ts";
import { chapterOf } from "./chapter.ts";
import { figureNodes } from "./figure-nodes.ts";
import type { Note } from "./note.ts";
import type { Site } from "./site.ts";

/** What a note asks: at the end of its sections, by the id of the section, and in the check that ends it. */
export type AsksOfNote = {
  readonly bySection: ReadonlyMap<string, readonly Asked[]>;
  readonly atEnd: readonly Asked[];
};

type Asking = Pick<Note, "slug" | "outline" | "diagrams" | "study">;

/** @param words for a statement that is right, and for one that is not */
export function asksOf(
  note: Asking,
  site: Pick<Site, "labs" | "notes">,
  words: AskedContext["words"],
): AsksOfNote {
  const nodes = (figure: string) => {
    const diagram = note.diagrams.find(({ id }) => id === figure);
    return diagram === undefined ? [] : figureNodes(diagram);
  };
  const context: AskedContext = {
    words,
    place: (section) => {
      const [other, anchor] = section.includes("#") ? section.split("#") : [note.slug, section];
      const brief = site.notes.find(({ slug }) => slug === other);
      if (other !== note.slug) return brief && { href: noteHref(brief.slug, anchor), title: brief.title };
      const heading = note.outline.find(({ id }) => id === anchor);
      return heading && { href: `#${heading.id}`, title: heading.text };
    },
    reveal: (address): Where | undefined => {
      const figure = note.diagrams.find(({ anchor }) => `#${anchor}` === address);
      if (figure !== undefined) return { href: address, title: figure.title };
      const lab = site.labs.find(({ href }) => address.startsWith(href));
      return lab && { href: address, title: lab.title };
    },
    nodes: (figure) => nodes(figure).map(({ name }) => name),
    nodeOf: (figure, node) =>
      nodes(figure).find(({ id, name, label }) => id === node || name === node || label === node)?.name,
  };
  const bySection = new Map<string, Asked[]>();
  const atEnd: Asked[] = [];
  for (const question of note.study?.questions ?? []) {
    const asked = askedOf(question, context);
    if (asked === undefined) continue;
    const chapter = chapterOf(note.outline, question.section);
    if (question.at === "end" || chapter?.depth !== 2) atEnd.push(asked);
    else bySection.set(chapter.id, [...(bySection.get(chapter.id) ?? []), asked]);
  }
  return { bySection, atEnd };
}
