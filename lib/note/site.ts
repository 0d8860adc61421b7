import type { Finding } from "../diagnostics/finding.ts";
import type { LabEntry } from "../labs/lab-file.ts";
import type { Source, SubjectMap, Term, Version } from "../reference/schemas.ts";
import type { Asks, MovedLink, Moves, NoteBrief } from "./note.ts";
import type { OriginalLine } from "./original.ts";

/** A subject as the sidebar lists it. Foreign folders have no flag of their own. */
export type Group = { readonly id: string; readonly name: string; readonly flag: string };

/** A glossary term with the address of the section that explains it, if that exists. */
export type SiteTerm = Term & {
  readonly href: string | undefined;
  readonly noteTitle: string;
  /** "" where the note has no such section. */
  readonly sectionTitle: string;
};

/** A tag of somebody's notes, and the slugs of the notes that carry it. */
export type SiteTag = { readonly name: string; readonly id: string; readonly notes: readonly string[] };

/** A section that a lab names; without an address while the note is only planned. */
export type LabSection = {
  /** `note#section`, as the lab's file names it. */
  readonly ref: string;
  readonly slug: string;
  readonly anchor: string;
  readonly href: string | undefined;
  readonly noteTitle: string;
  readonly sectionTitle: string;
};

/** A lab with its address, its subject, its goals, and the sections it names: its own first. */
export type SiteLab = LabEntry & {
  readonly href: string;
  readonly group: string;
  readonly places: readonly LabSection[];
  /** What it asks to bring about: `scenario/goal`, as a device remembers it behind the lab's id. */
  readonly goals: readonly string[];
};

/** A note that was renamed, merged or split: where it went, and where each old id of it went. */
export type GoneNote = Omit<MovedLink, "id"> & {
  readonly slug: string;
  readonly sections: readonly MovedLink[];
  /** True when all of it is on one page now. */
  readonly whole: boolean;
};

/** What every page may need: all notes in brief, subjects, glossary, sources, map. Never note bodies. */
export type Site = {
  /** True for our own notes; false for a foreign folder under NOTES_DIR. */
  readonly own: boolean;
  /** How the site is called, and one sentence about it; the sentence may be "". */
  readonly name: string;
  readonly about: string;
  readonly groups: readonly Group[];
  readonly notes: readonly NoteBrief[];
  readonly map: SubjectMap;
  readonly terms: readonly SiteTerm[];
  readonly sources: Readonly<Record<string, Source>>;
  /** In the order of their names; our own notes have none. */
  readonly tags: readonly SiteTag[];
  readonly labs: readonly SiteLab[];
  /** What people ask that labs and terms answer. */
  readonly asks: { readonly labs: Asks; readonly terms: Asks };
  readonly findings: readonly Finding[];
  /** Addresses of notes that are gone. */
  readonly gone: readonly GoneNote[];
  /** True when there is a feed of the notes. */
  readonly feed?: boolean;
  /** Terms that were renamed or that a note explains now. */
  readonly movedTerms: Moves;
  /** Rows of the page of versions, and rows that were renamed. */
  readonly versions: readonly Version[];
  readonly movedVersions: Moves;
  /** The author's own note, line by line. */
  readonly original: readonly OriginalLine[];
};
