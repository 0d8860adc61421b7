import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { findRelationFaults, RELATIONS, type RelationFault } from "../../reference/concepts.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { lineOfEntry } from "../content/read-reference.ts";
import type { LinkedCatalog } from "./stages.ts";

/** How the terms of the glossary stand to each other: every relation leads to another term, once, and never in a circle. */
export function checkRelations({ reference, settings }: LinkedCatalog): Finding[] {
  if (!settings.own) return [];
  const file = settings.nameOf(`${settings.content}/glossary.yaml`);
  const text = reference.texts.get(file) ?? "";
  const ids = reference.terms.map(({ id }) => id);
  const codes = {
    unknown: "glossary/relation-unknown",
    self: "glossary/relation-self",
    twice: "glossary/relation-twice",
    circle: "glossary/relation-circle",
  } as const satisfies Record<RelationFault["kind"], FindingCode>;
  return findRelationFaults(reference.terms).map((fault) => {
    const { from, to, kind } = fault.relation;
    const nearest = fault.kind === "unknown" ? findNearest(to, ids) : undefined;
    const said = {
      unknown: `용어 "${from}"의 ${kind}에 적은 ${withJosa(`"${to}"`, "은/는")} 없는 용어입니다.`,
      self: `용어 ${withJosa(`"${from}"`, "이/가")} ${kind}에서 자기를 가리킵니다.`,
      twice: `용어 "${from}"의 ${kind}에 적은 ${withJosa(`"${to}"`, "은/는")} 이미 적은 관계입니다.`,
      circle: `먼저 알아야 할 용어가 돕니다: ${fault.circle.join(" → ")}`,
    };
    const hints = {
      unknown: nearest ? `혹시 "${nearest}"인가요?` : "용어집에 있는 id를 적어 주세요.",
      self: `${RELATIONS.join(", ")}에는 다른 용어의 id를 적어 주세요.`,
      twice: "하나를 지워 주세요. contrasts는 두 용어 가운데 한쪽에만 적습니다.",
      circle: "needs나 partOf 가운데 하나를 지워 주세요.",
    };
    return {
      code: codes[fault.kind],
      severity: "error",
      file,
      ...placeOf(text, from, kind, to),
      message: said[fault.kind],
      hint: hints[fault.kind],
    };
  });
}

/** Where an entry of the glossary names another in one of its relations; the entry's first line where it is not found. */
function placeOf(text: string, from: string, kind: string, to: string): { line: number; column: number } {
  const first = lineOfEntry(text, from);
  const lines = text.split("\n");
  for (let at = first; at < lines.length && !/^\s*- /.test(lines[at]!); at++) {
    const key = new RegExp(`^\\s*${kind}:`).exec(lines[at]!);
    const found = key && new RegExp(`(?<![\\w-])${to}(?![\\w-])`).exec(lines[at]!.slice(key[0].length));
    if (found) return { line: at + 1, column: key[0].length + found.index + 1 };
  }
  return { line: first, column: 1 };
}
