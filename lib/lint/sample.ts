import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { formatFinding } from "../diagnostics/format.ts";
import type { Remark } from "./rule.ts";
import { type LintNote, readSource } from "./source.ts";

/** For tests: a note with this text. Frontmatter is left out of the body as the reader does it. */
export function sampleNote(text: string, part: Partial<LintNote> = {}): LintNote {
  const front = /^---\n[\s\S]*?\n---(?=\n)/.exec(text)?.[0] ?? "";
  const body = front.replace(/[^\n]/g, "") + text.slice(front.length);
  const tree = fromMarkdown(body, {
    extensions: [gfm({ singleTilde: false })],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const headings = tree.children.flatMap(({ type, position }) => {
    const { offset = 0 } = position!.start;
    const id =
      type === "heading" ? /\[#(\S+)\]/.exec(body.slice(offset, position!.end.offset))?.[1] : undefined;
    return id === undefined ? [] : [[offset, id] as const];
  });
  return { slug: "a", file: "a.md", text, body, tree, headings, ...part };
}

/** For tests: what an author reads of these remarks. */
export function sayRemarks(text: string, remarks: readonly Remark[]): string {
  const lines = text.split("\n");
  return remarks
    .map((remark) => formatFinding({ severity: "warning", ...remark, file: "a.md" }, lines[remark.line - 1]))
    .join("\n");
}

/** For tests: a note taken apart. */
export const sampleSource = (text: string, part: Partial<LintNote> = {}) =>
  readSource(sampleNote(text, part));
