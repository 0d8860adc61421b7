import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import type { AsksFile } from "../content/read-asks.ts";
import type { LinkedCatalog, LinkedNote } from "./stages.ts";

/** How many ids a message names. */
const NAMED = 8;

/** More ids than this are no help when they are all listed. */
const MOST_LISTED = 30;

/** Questions against what they are asked of: sections of a note, labs, terms; and, of our own, what has none. */
export function checkAsks({ notes, reference, settings }: LinkedCatalog): Finding[] {
  // Where no note has any, nobody wants them of the others.
  const wanted = settings.own && notes.some(({ asks }) => asks !== undefined);
  const findings = notes.flatMap((note) => checkNote(note, wanted, settings.severity));
  if (!settings.own) return findings;
  const { labs, terms } = reference.asks;
  return [
    ...findings,
    ...checkIds(
      labs,
      reference.labs.map(({ id }) => id),
      "실습",
    ),
    ...checkIds(
      terms,
      reference.terms.map(({ id }) => id),
      "용어",
    ),
  ];
}

function checkNote(
  { note, asks, compiled }: LinkedNote,
  wanted: boolean,
  severity: Finding["severity"],
): Finding[] {
  if (compiled.code === undefined) return [];
  const { outline, blocks } = compiled.body;
  const unknown =
    asks === undefined
      ? []
      : unknownIds(
          asks,
          outline.map(({ id }) => id),
          "절",
          severity,
        );
  if (!wanted) return unknown;
  // A heading that only gathers others says nothing that could be asked for.
  const saying = new Set(blocks.flatMap(({ anchor, kind }) => (kind === "heading" ? [] : [anchor])));
  const asked = new Set(asks?.asked.map(({ id }) => id));
  const silent = outline.filter(({ id }) => saying.has(id) && !asked.has(id));
  if (asks === undefined && silent.length > 0) {
    const file = note.path.replace(/\.mdx?$/i, ".asks.yaml");
    const message = `물음이 적힌 파일 ${withJosa(file, "이/가")} 없습니다. 절이 ${silent.length}개 있습니다.`;
    const hint = "노트 옆에 만들고, 절 id마다 사람이 칠 만한 물음을 3개에서 6개 적어 주세요.";
    return [
      { code: "asks/no-file", severity: "warning", file: note.file, line: 1, column: 1, message, hint },
    ];
  }
  const lines = note.text.split("\n");
  const none = silent.map(({ id, text }): Finding => {
    const line =
      Math.max(
        0,
        lines.findIndex((one) => /^#/.test(one) && new RegExp(`\\[#${id}[\\] ]`).test(one)),
      ) + 1;
    const message = `절 "${text}"에 물음이 없습니다.`;
    const hint = `${asks?.file}에 "${id}:"를 적고 그 아래에 물음을 3개에서 6개 적어 주세요.`;
    return {
      code: "asks/no-questions",
      severity: "warning",
      file: note.file,
      line,
      column: 1,
      message,
      hint,
    };
  });
  return [...unknown, ...none];
}

/** The file of all labs, or of all terms. */
function checkIds(asks: AsksFile | undefined, known: readonly string[], what: string): Finding[] {
  if (asks === undefined) return [];
  const asked = new Set(asks.asked.map(({ id }) => id));
  const silent = known.filter((id) => !asked.has(id));
  const unknown = unknownIds(asks, known, what, "error");
  // A term is found by its names; questions are for those that nobody can name.
  if (silent.length === 0 || what === "용어" || asks.findings.length > 0) return unknown;
  const named = `${silent.slice(0, NAMED).join(", ")}${silent.length > NAMED ? " …" : ""}`;
  const message = `물음이 없는 ${withJosa(what, "이/가")} ${silent.length}개 있습니다: ${named}`;
  const hint = "id를 적고 그 아래에 물음을 3개에서 6개 적어 주세요.";
  const place = { file: asks.file, line: 1, column: 1 };
  return [...unknown, { code: "asks/no-questions", severity: "warning", ...place, message, hint }];
}

function unknownIds(
  { asked, file }: AsksFile,
  known: readonly string[],
  what: string,
  severity: Finding["severity"],
): Finding[] {
  const code: FindingCode = "asks/unknown-id";
  return asked.flatMap(({ id, line, column }): Finding[] => {
    if (known.includes(id)) return [];
    const guess = findNearest(id, known);
    const message = `${withJosa(`"${id}"`, "이라/라")}는 ${withJosa(what, "이/가")} 없습니다.`;
    const some = known.length > 0 && known.length <= MOST_LISTED ? `있는 ${what}: ${known.join(", ")}` : "";
    const hint = guess ? `혹시 "${guess}"인가요?` : some;
    return [{ code, severity, file, line, column, message, hint }];
  });
}
