import type { CompleteMeta } from "../../note/note.ts";
import type { CompileResult } from "../compile/compile-note.ts";
import type { Frontmatter } from "../content/frontmatter.ts";
import type { NoteFile } from "../content/read-notes.ts";

/** A note between reading and the finished catalog. */
export type Draft = {
  note: NoteFile;
  frontmatter: Frontmatter;
  compiled: CompileResult;
  slug: string;
  meta: CompleteMeta;
};
