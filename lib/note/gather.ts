import { correctionAnchor, correctionEntry, noteHref } from "../address/href.ts";
import { chapterOf } from "./chapter.ts";
import type { Correction, Note } from "./note.ts";

/** What the pages of all corrections and all sources need of a note. */
export type Cited = Pick<Note, "slug" | "outline" | "corrections" | "citationUses" | "resolved"> & {
  readonly meta: Pick<Note["meta"], "title" | "group">;
};

/** A section of a note as a list links to it. */
type SectionLink = { readonly href: string; readonly title: string };

type CorrectionEntry = {
  readonly id: string;
  readonly correction: Correction;
  readonly section: SectionLink;
  /** The callout in the note. */
  readonly callout: string;
};

export type CorrectedNote = {
  readonly slug: string;
  readonly title: string;
  readonly group: string;
  readonly resolved: Note["resolved"];
  readonly entries: readonly CorrectionEntry[];
};

export type AllCorrections = {
  readonly notes: readonly CorrectedNote[];
  readonly count: number;
  /** Keys of the sources in order of first use: the number shown is the position. */
  readonly citations: readonly string[];
};

/** Every correction, by note in the order given; notes without one are left out. */
export function gatherCorrections(notes: readonly Cited[]): AllCorrections {
  const citations: string[] = [];
  const corrected = notes
    .filter((note) => note.corrections.length > 0)
    .map((note): CorrectedNote => {
      for (const { marked } of note.corrections)
        for (const part of [...marked.was, ...marked.now, ...marked.why])
          if (part.kind === "cite" && !citations.includes(part.source)) citations.push(part.source);
      return {
        slug: note.slug,
        title: note.meta.title,
        group: note.meta.group,
        resolved: note.resolved,
        entries: note.corrections.map((correction) => ({
          id: correctionEntry(note.slug, correction.id),
          correction,
          section: sectionLink(note, correction.anchor),
          callout: noteHref(note.slug, correctionAnchor(correction.id)),
        })),
      };
    });
  return {
    notes: corrected,
    count: corrected.reduce((sum, note) => sum + note.entries.length, 0),
    citations,
  };
}

export type SourceUse = {
  readonly key: string;
  readonly notes: readonly {
    readonly slug: string;
    readonly title: string;
    readonly sections: readonly SectionLink[];
  }[];
};

/**
 * Every source that is cited, with the sections that rest on it, under the subject
 * with most of those sections (the first of equals). Inside a subject, in the order
 * in which a reader of the notes meets them.
 */
export function gatherSources(
  notes: readonly Cited[],
  groups: readonly string[],
): { readonly group: string; readonly sources: readonly SourceUse[] }[] {
  const uses = new Map<string, { note: Cited; sections: SectionLink[] }[]>();
  for (const note of notes) {
    for (const { source, anchor } of note.citationUses) {
      const list = uses.get(source) ?? [];
      uses.set(source, list);
      if (list.at(-1)?.note !== note) list.push({ note, sections: [] });
      const own = list.at(-1)!;
      const section = sectionLink(note, anchor);
      if (!own.sections.some((one) => one.href === section.href)) own.sections.push(section);
    }
  }
  const groupOf = new Map(
    [...uses].map(([key, list]) => {
      const weights = groups.map((group) =>
        list
          .filter(({ note }) => note.meta.group === group)
          .reduce((sum, one) => sum + one.sections.length, 0),
      );
      return [key, groups[weights.indexOf(Math.max(...weights))] ?? ""];
    }),
  );
  return groups
    .map((group) => ({
      group,
      sources: [...uses]
        .filter(([key]) => groupOf.get(key) === group)
        .map(([key, list]) => ({
          key,
          notes: list.map(({ note, sections }) => ({
            slug: note.slug,
            title: note.meta.title,
            sections,
          })),
        })),
    }))
    .filter(({ sources }) => sources.length > 0);
}

/** The section (a level-2 heading) that an anchor stands in; the note itself where there is none. */
function sectionLink(note: Cited, anchor: string): SectionLink {
  const section = chapterOf(note.outline, anchor);
  return section === undefined
    ? { href: noteHref(note.slug), title: note.meta.title }
    : { href: noteHref(note.slug, section.id), title: section.text };
}
