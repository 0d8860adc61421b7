import { withoutNotionId } from "../../address/find-by-name.ts";
import type { CompiledBody, CompleteMeta } from "../../note/note.ts";
import type { Frontmatter } from "../content/frontmatter.ts";
import type { NoteFile } from "../content/read-notes.ts";

/** Folder name used where a foreign note lies at the top of its folder. */
export const LOOSE_GROUP = "notes";

/**
 * Fills in what a note's frontmatter does not say: the title from the first
 * heading or the file name, the summary from the first paragraph, the group from
 * the folder, the order from the place in the folder.
 */
export function completeMeta(
  note: NoteFile,
  frontmatter: Frontmatter,
  body: CompiledBody,
  position: number,
): CompleteMeta {
  const meta = frontmatter.meta;
  const folder = note.path.includes("/")
    ? withoutNotionId(note.path.slice(0, note.path.indexOf("/")))
    : LOOSE_GROUP;
  const fileName = note.path
    .split("/")
    .at(-1)!
    .replace(/\.mdx?$/i, "");
  const firstParagraph =
    body.blocks.find((block) => block.kind === "paragraph" && block.text.length > 10)?.text ?? "";
  return {
    title: meta.title ?? (body.leadingTitle || body.outline[0]?.text || withoutNotionId(fileName)),
    english: meta.english,
    summary: meta.summary ?? shorten(firstParagraph, 80),
    group: meta.group ?? folder,
    order: meta.order ?? position + 1,
    prerequisites: meta.prerequisites ?? [],
    related: meta.related ?? [],
    questions: meta.questions ?? [],
    terms: meta.terms ?? [],
    verifiedOn: meta.verifiedOn ?? "",
  };
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
