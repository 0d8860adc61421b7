import { withJosa } from "../../text/josa.ts";
import type { ImportResult } from "./import-note.ts";

/** What an import did and what is left for a human, as terminal text. `nameOf` names files as the user does. */
export function formatReport(
  { notes, log }: ImportResult,
  raw: string,
  copies: readonly string[],
  nameOf: (name: string) => string,
): string {
  const blocks = [
    [
      `노트 ${notes.length}개를 만들었습니다.`,
      ...notes.map(
        ({ slug, title, sections }) =>
          `  ${nameOf(`${slug}.md`)}  ${title}${sections ? `(절 ${sections}개)` : ""}`,
      ),
    ],
  ];
  if (copies.length > 0)
    blocks.push([`파일 ${copies.length}개를 함께 옮겼습니다.`, ...copies.map((name) => `  ${nameOf(name)}`)]);
  if (log.changes.size > 0)
    blocks.push(["고친 것", ...[...log.changes].map(([change, times]) => `  ${change}: ${times}곳`)]);
  const asked = [...log.questions].sort((a, b) => a.line - b.line);
  blocks.push([
    "사람이 할 일",
    ...byMissing(notes).map(
      ([keys, names]) =>
        `  머리말에 ${withJosa(keys, "을/를")} 채워 주세요: ${names.map((name) => nameOf(`${name}.md`)).join(", ")}`,
    ),
    "  영어 이름이 있으면 머리말에 english를 적어 주세요.",
    ...asked.map(({ line, question }) => `  ${raw}:${line}  ${question}`),
  ]);
  return blocks.map((lines) => lines.join("\n")).join("\n\n");
}

/** Notes by what their frontmatter lacks, so that one line serves all that lack the same. */
function byMissing(notes: ImportResult["notes"]): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const { slug, missing } of notes) {
    if (missing.length === 0) continue;
    const keys = missing.join(", ");
    groups.set(keys, [...(groups.get(keys) ?? []), slug]);
  }
  return [...groups];
}
