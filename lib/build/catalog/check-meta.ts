import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { lineOfEntry } from "../content/read-reference.ts";
import type { Settings } from "./settings.ts";
import type { LinkedCatalog, LinkedNote } from "./stages.ts";

/** Frontmatter against all notes: notes that exist or are planned, and sections. */
export function checkMeta(catalog: LinkedCatalog): Finding[] {
  const known = slugsOf(catalog);
  return catalog.notes.flatMap((note) => checkNote(note, known, catalog.settings));
}

/** Notes that are there or planned. */
function slugsOf({ notes, reference }: LinkedCatalog): ReadonlySet<string> {
  return new Set([...notes.map((note) => note.slug), ...reference.map.notes.map((note) => note.slug)]);
}

function checkNote(draft: LinkedNote, known: ReadonlySet<string>, settings: Settings): Finding[] {
  const findings: Finding[] = [];
  const add = (
    code: FindingCode,
    key: keyof typeof VALUE_AFTER,
    value: string,
    message: string,
    hint: string,
  ) => {
    const place = placeOf(draft.note.text, key, value);
    findings.push({ code, severity: settings.severity, file: draft.note.file, ...place, message, hint });
  };
  for (const key of ["prerequisites", "related"] as const) {
    for (const slug of draft.meta[key]) {
      if (known.has(slug)) continue;
      add(
        "frontmatter/unknown-note",
        key,
        slug,
        `${withJosa(`"${slug}"`, "이라/라")}는 노트가 없습니다.`,
        guessHint(slug, known) || "노트의 주소에 나오는 이름을 적어 주세요.",
      );
    }
  }
  if (draft.compiled.code === undefined) return findings;
  const sections = draft.compiled.body.outline.map((heading) => heading.id);
  for (const question of draft.meta.questions) {
    if (sections.includes(question.section)) continue;
    add(
      "frontmatter/unknown-section",
      "questions",
      question.section,
      `이 노트에 ${withJosa(`"${question.section}"`, "이라/라")}는 절이 없습니다.`,
      guessHint(question.section, sections) || `있는 절: ${sections.join(", ")}`,
    );
  }
  return findings;
}

/** Where every term of the glossary is explained, against the notes. */
export function checkGlossary(catalog: LinkedCatalog): Finding[] {
  const { notes, reference, settings } = catalog;
  if (!settings.own) return [];
  const known = slugsOf(catalog);
  const findings: Finding[] = [];
  const bySlug = new Map(notes.map((note) => [note.slug, note]));
  const file = settings.nameOf(`${settings.content}/glossary.yaml`);
  for (const term of reference.terms) {
    const add = (code: FindingCode, message: string, hint: string) => {
      const line = lineOfEntry(reference.texts.get(file), term.id);
      findings.push({ code, severity: "error", file, line, column: 1, message, hint });
    };
    const subject = `용어 ${withJosa(`"${term.id}"`, "이/가")} 가리키는`;
    const compiled = bySlug.get(term.note)?.compiled;
    const sections = compiled?.body.outline.map((heading) => heading.id) ?? [];
    if (!known.has(term.note)) {
      const note = withJosa(`"${term.note}"`, "이/가");
      add("glossary/missing-note", `${subject} 노트 ${note} 없습니다.`, guessHint(term.note, known));
    } else if (compiled?.code !== undefined && !sections.includes(term.section)) {
      const section = withJosa(`${term.note}#${term.section}`, "이/가");
      add(
        "glossary/missing-section",
        `${subject} 절 ${section} 없습니다.`,
        guessHint(term.section, sections),
      );
    }
  }
  return findings;
}

function guessHint(wanted: string, candidates: Iterable<string>): string {
  const guess = findNearest(wanted, candidates);
  return guess ? `혹시 "${guess}"인가요?` : "";
}

/** What stands before a value, by key: the text of a question may hold the same word. */
const VALUE_AFTER = { prerequisites: "", related: "", questions: "(?<=section:\\s*[\"']?)" } as const;

/** Where `value` stands as a whole word, at or after the line that begins with `key`. */
function placeOf(
  text: string,
  key: keyof typeof VALUE_AFTER,
  value: string,
): { line: number; column: number } {
  const lines = text.split("\n");
  const word = new RegExp(`${VALUE_AFTER[key]}(?<![\\w/-])${value}(?![\\w/-])`);
  const start = Math.max(
    0,
    lines.findIndex((line) => line.startsWith(`${key}:`)),
  );
  for (let index = start; index < lines.length; index++) {
    const found = word.exec(lines[index]!);
    if (found) return { line: index + 1, column: found.index + 1 };
  }
  return { line: start + 1, column: 1 };
}
