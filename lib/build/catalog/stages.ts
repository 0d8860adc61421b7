import type { Finding } from "../../diagnostics/finding.ts";
import type { Backlink, CompleteMeta, Moves, Note } from "../../note/note.ts";
import type { Site } from "../../note/site.ts";
import type { Term } from "../../reference/schemas.ts";
import type { StudyFile } from "../../study/study-file.ts";
import type { CompileResult } from "../compile/compile-note.ts";
import type { Frontmatter } from "../content/frontmatter.ts";
import type { LeftOut } from "../content/left-out.ts";
import type { AsksFile } from "../content/read-asks.ts";
import type { AssetFile, NoteFile, NotesFolder, StudyText } from "../content/read-notes.ts";
import type { Reference } from "../content/read-reference.ts";
import type { SiteFile } from "../content/site-file.ts";
import type { Brought } from "../pictures/download-pictures.ts";
import type { Settings } from "./settings.ts";

/*
 * The catalog on its way, one type for each stage: read → draft → named → linked → note. A stage is
 * made from the one before it and never changed; what is wrong is told beside it.
 */

/** What a step makes, and what it has to say of it. */
export type Staged<Stage> = { readonly stage: Stage; readonly findings: readonly Finding[] };

type Stage<StagedNote> = {
  readonly settings: Settings;
  readonly reference: Reference;
  /** Terms that are none of these notes' own: their names help to read queries. */
  readonly otherTerms: readonly Term[];
  /** What the author says of the site, beside the notes. */
  readonly said: SiteFile;
  /** The program that the folder was written with, as far as it shows. */
  readonly program: NotesFolder["program"];
  /** Files that notes may reach. */
  readonly assets: readonly AssetFile[];
  readonly leftOut: readonly LeftOut[];
  /** In the order of the folder. */
  readonly notes: readonly StagedNote[];
};

/** A note as it lies in its file. */
export type ReadNote = {
  readonly note: NoteFile;
  readonly frontmatter: Frontmatter;
  /** What is asked about it, and its cards, where there is a file of them. */
  readonly study?: StudyText & StudyFile;
  /** What people ask that it answers; without a file, nothing. */
  readonly asks: AsksFile | undefined;
};
export type ReadCatalog = Stage<ReadNote>;

/** With its body compiled, its diagrams drawn, and what its frontmatter leaves out filled in. */
export type DraftNote = ReadNote & { readonly compiled: CompileResult; readonly meta: CompleteMeta };
export type DraftCatalog = Stage<DraftNote>;

/** With the pictures of other sites, by address, as far as their author wants them here. */
export type PicturedCatalog = DraftCatalog & { readonly brought: ReadonlyMap<string, Brought> };

/** What the ledger says of the addresses. */
export type KeptLedger = Pick<Site, "gone" | "movedTerms" | "movedVersions"> & {
  readonly findings: readonly Finding[];
  readonly unrecorded: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  /** Where an address leads that has moved. */
  readonly follow: (address: string) => string | undefined;
  /** What a note must hold so that old addresses on its page keep landing. */
  readonly movesOf: (slug: string) => Moves;
};

/** With an address of its own; what its frontmatter names stands under the names of now. */
export type NamedNote = DraftNote & { readonly slug: string; readonly moves: Moves };
/** Held against the ledger: glossary, map and labs stand under the names of now too. */
export type NamedCatalog = Stage<NamedNote> &
  Pick<PicturedCatalog, "brought"> & { readonly ledger: KeptLedger };

/** With every link followed to its end, and from there back. */
export type LinkedNote = NamedNote & {
  readonly resolved: Note["resolved"];
  readonly backlinks: readonly Backlink[];
};
export type LinkedCatalog = Stage<LinkedNote> & { readonly ledger: KeptLedger };
