import { expect, test } from "vitest";
import { lintNotes } from "./lint-notes.ts";
import { sampleNote } from "./sample.ts";

const FAULTY = `### 절\n\n포드 ![](a.png) ${"가".repeat(90)}.\n`;
const terminology = [{ wrong: "포드", right: "파드", where: [] }];

test("our own notes are held to all rules", () => {
  const findings = lintNotes([sampleNote(FAULTY)], { own: true, severity: "error", terminology });
  expect(findings.map((one) => `${one.severity} ${one.file}:${one.line}:${one.column} ${one.code}`)).toEqual([
    "error a.md:1:1 lint/heading-order",
    "error a.md:3:4 lint/image-alt",
    "warning a.md:3:1 lint/terminology",
    "hint a.md:3:1 lint/long-sentence",
    "warning a.md:1:1 lint/no-summary",
  ]);
});

test("foreign notes are told of structure alone, and only as hints", () => {
  const notes = [sampleNote(FAULTY), sampleNote(FAULTY, { file: "b.md" })];
  const findings = lintNotes(notes, { own: false, severity: "warning", terminology });
  expect(findings.map((one) => `${one.severity} ${one.file} ${one.code}`)).toEqual([
    "hint a.md lint/heading-order",
    "hint a.md lint/image-alt",
    "hint b.md lint/heading-order",
    "hint b.md lint/image-alt",
  ]);
});
