import type { Finding } from "../../diagnostics/finding.ts";
import { cardNames } from "../../reference/card-names.ts";
import { GROUP_IDS } from "../../reference/groups.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { lineOfEntry } from "../content/read-reference.ts";
import type { LinkedCatalog, LinkedNote } from "./stages.ts";

/**
 * Whether every card teaches what is meant: scopes that exist, no name with two meanings on one page, and no
 * card outside the subject of its term that nobody allowed, in the glossary (`in`), in the frontmatter
 * (`terms`), or in the sentence (`[[id|name]]`).
 */
export function checkCards({ notes, reference, settings }: LinkedCatalog): Finding[] {
  if (!settings.own) return [];
  const glossary = settings.nameOf(`${settings.content}/glossary.yaml`);
  const findings: Finding[] = [];
  const inGlossary = (
    code: "unknown-scope" | "unsettled" | "foreign-card",
    id: string,
    message: string,
    hint: string,
  ) =>
    findings.push({
      code: `glossary/${code}`,
      severity: "error",
      file: glossary,
      line: lineOfEntry(reference.texts.get(glossary), id),
      column: 1,
      message,
      hint,
    });
  const groups = new Map(reference.map.notes.map(({ slug, group }) => [slug, group]));
  const places = new Set<string>([...GROUP_IDS, ...groups.keys(), ...notes.map(({ slug }) => slug), "all"]);
  for (const term of reference.terms)
    for (const place of term.in ?? []) {
      if (places.has(place)) continue;
      const guess = findNearest(place, places);
      const hint = guess ? `혹시 "${guess}"인가요?` : `쓸 수 있는 주제: ${[...GROUP_IDS, "all"].join(", ")}`;
      inGlossary(
        "unknown-scope",
        term.id,
        `in의 ${withJosa(`"${place}"`, "은/는")} 주제도 노트도 아닙니다.`,
        hint,
      );
    }
  const ids = new Set(reference.terms.map(({ id }) => id));
  for (const note of notes) {
    findings.push(...unknownTerms(note, ids, settings.severity));
    const page = { slug: note.slug, group: note.meta.group, meant: note.meta.terms };
    const { byName, unsettled } = cardNames(reference.terms, page, (slug) => groups.get(slug));
    for (const { name, ids: claimants } of unsettled)
      inGlossary(
        "unsettled",
        claimants[0]!,
        `노트 ${note.slug}에서 "${name}"의 뜻이 둘입니다: ${claimants.join(", ")}`,
        `in으로 나누거나, 노트의 머리말에 terms: [${claimants[0]}]처럼 적어 주세요.`,
      );
    const allowed = new Set([...byName.values()].map(({ id }) => id));
    for (const id of new Set(note.compiled.body.terms.map(({ term }) => term))) {
      if (allowed.has(id) || isNamed(note.frontmatter.body, id)) continue;
      inGlossary(
        "foreign-card",
        id,
        `노트 ${withJosa(note.slug, "은/는")} "${id}"의 뜻이 통하는 곳이 아닌데 카드가 붙었습니다.`,
        `뜻이 같다면 in에 ${note.meta.group}이나 ${withJosa(note.slug, "을/를")} 더해 주세요.`,
      );
    }
  }
  return findings;
}

/** Whether a sentence of the note says by hand that the term is meant. */
function isNamed(body: string, id: string): boolean {
  return body.includes(`[[${id}`) || body.includes(`id="${id}"`);
}

function unknownTerms(
  { note, meta }: LinkedNote,
  ids: ReadonlySet<string>,
  severity: Finding["severity"],
): Finding[] {
  const lines = note.text.split("\n");
  return meta.terms
    .filter((id) => !ids.has(id.replace(/^-/, "")))
    .map((id): Finding => {
      const guess = findNearest(id.replace(/^-/, ""), ids);
      return {
        code: "frontmatter/unknown-term",
        severity,
        file: note.file,
        line:
          Math.max(
            0,
            lines.findIndex((line) => line.startsWith("terms:")),
          ) + 1,
        column: 1,
        message: `용어집에 ${withJosa(`"${id.replace(/^-/, "")}"`, "이라/라")}는 용어가 없습니다.`,
        hint: guess ? `혹시 "${guess}"인가요?` : "content/glossary.yaml에 용어를 더해 주세요.",
      };
    });
}
