import type { Finding } from "../diagnostics/finding.ts";
import type { NoteBrief } from "../note/note.ts";
import type { Source, SubjectMap, Term } from "../reference/schemas.ts";

/** A subject as the sidebar lists it. Foreign folders have no flag of their own. */
export type Group = { readonly id: string; readonly name: string; readonly flag: string };

/** A glossary term with the address of the section that explains it, if that exists. */
export type SiteTerm = Term & { readonly href: string | undefined; readonly noteTitle: string };

/** What every page may need: all notes in brief, subjects, glossary, sources, map. Never note bodies. */
export type Site = {
  /** True for our own notes; false for a foreign folder under NOTES_DIR. */
  readonly own: boolean;
  readonly groups: readonly Group[];
  readonly notes: readonly NoteBrief[];
  readonly map: SubjectMap;
  readonly terms: readonly SiteTerm[];
  readonly sources: Readonly<Record<string, Source>>;
  readonly findings: readonly Finding[];
};
