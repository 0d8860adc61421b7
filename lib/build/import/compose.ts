import { stringify } from "yaml";
import { sentencesOf } from "../../lint/sentences.ts";
import { readSource } from "../../lint/source.ts";
import type { NoteMeta } from "../../note/schema.ts";
import { GROUP_IDS } from "../../reference/groups.ts";
import { dropBlankRuns, withoutEmoji } from "./clean-structure.ts";
import type { Piece } from "./divide.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** Keys that only a human can fill, with what a writer reads beside each. */
const FOR_A_HUMAN = {
  group: GROUP_IDS.join(" | "),
  order: "권하는 읽기 순서, 1부터",
  verifiedOn: "사실을 확인한 날짜, 2026-11-22처럼",
} as const;
const LONGEST_SUMMARY = 80;

export type Composed = {
  readonly text: string;
  readonly sections: number;
  readonly missing: readonly string[];
};

/** The text of a note: frontmatter with what is known, comments for what a human has to fill in, body. */
export function composeNote(piece: Piece, stated: Partial<NoteMeta>): Composed {
  const body = dropBlankRuns(piece.lines)
    .map((line) => (line.code ? line.text : line.text.trimEnd() + hardBreak(line.text)))
    .join("\n")
    .replace(/^\n+|\s+$/g, "");
  const summary = stated.summary ?? summaryOf(body, piece);
  const { title: _title, summary: _summary, ...rest } = stated;
  const known = Object.fromEntries(
    Object.entries(rest).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
  const missing = (Object.keys(FOR_A_HUMAN) as (keyof typeof FOR_A_HUMAN)[]).filter((key) => !(key in known));
  const yaml = stringify({ title: piece.title, ...(summary ? { summary } : {}), ...known }, { lineWidth: 0 });
  const asked = missing.map((key) => `# ${key}: ${FOR_A_HUMAN[key]}\n`).join("");
  return {
    text: `---\n${yaml}${asked}---\n\n${body}${body === "" ? "" : "\n"}`,
    sections: body.split("\n").filter((line) => /^## .*\[#[a-z0-9-]+\]$/.test(line)).length,
    missing: [...(summary ? [] : ["summary"]), ...missing],
  };
}

/** Two blanks at a line's end are a hard break; one, or three, are an accident of typing. */
function hardBreak(text: string): string {
  return /\S {2}$/.test(text) ? "  " : "";
}

/** The first paragraph, or as much of it as fits. */
function summaryOf(body: string, piece: Piece): string {
  const source = readSource({
    slug: "",
    file: "",
    text: body,
    body,
    tree: parseMarkdown(body),
    headings: [],
  });
  for (const paragraph of source.paragraphs) {
    const sentences = sentencesOf(paragraph, source).map((sentence) => withoutEmoji(sentence.text));
    const text = sentences.join(" ").trim();
    if (text.length < 6 || /^\(?옮기지 못한 그림|^표: /.test(text) || text === piece.title) continue;
    if (text.length <= LONGEST_SUMMARY) return text;
    const first = sentences[0]!;
    return first.length <= LONGEST_SUMMARY ? first : `${first.slice(0, LONGEST_SUMMARY - 1).trimEnd()}…`;
  }
  return "";
}
