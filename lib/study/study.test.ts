import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { readReference } from "../build/content/read-reference.ts";
import { gradeAnswer } from "./grade.ts";
import { reanchor } from "./reanchor.ts";
import { scheduleOf } from "./schedule.ts";

const ROOT = join(import.meta.dirname, "../..");
const linesOf = <T>(name: string): T[] =>
  readFileSync(join(ROOT, "tests/study", name), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
const { terms } = readReference(join(ROOT, "content"), (name) => name);

type AnswerCase = { id: string; accepted: string[]; answer: string; grade: string; hard?: boolean };
type HighlightCase = {
  id: string;
  kind: string;
  quote: string;
  prefix: string;
  suffix: string;
  after: string[];
  expected: { found: boolean; text?: string; section?: number; start?: number };
  hard?: boolean;
};
type ReviewsCase = {
  id: string;
  reviews: { at: string; rating: 1 | 2 | 3 | 4 }[];
  expected: { due: string; stability: number; difficulty: number; state: string };
};

const answers = [...linesOf<AnswerCase>("short-answers.jsonl"), ...linesOf<AnswerCase>("own-answers.jsonl")];

test.each(answers.filter(({ hard }) => !hard).map((one) => [one.id, one.answer, one.grade, one] as const))(
  "%s: %s is %s",
  (_, answer, grade, { accepted }) => {
    expect(gradeAnswer(accepted, answer, terms)).toBe(grade);
  },
);

test("of the answers that need more than the policy none that is wrong passes", () => {
  for (const { accepted, answer, grade } of answers.filter(({ hard }) => hard))
    if (grade === "wrong") expect(gradeAnswer(accepted, answer, terms), answer).not.toBe("right");
});

test("every name of the glossary answers for itself, and with a particle and an ending", () => {
  for (const { ko } of terms)
    for (const written of [ko, ` ${ko}. `, `${ko}입니다`, `정답은 ${ko}`])
      expect(gradeAnswer([ko], written, terms), written).toBe("right");
});

test("no name of the glossary passes for another term", () => {
  // Each against every twentieth: all pairs are 60,000.
  for (const [at, one] of terms.entries())
    for (const other of terms.filter((_, index) => (index + at) % 20 === 0)) {
      if (one === other || one.ko === other.ko || one.en === other.en) continue;
      const shared = [one.ko, one.en, ...one.aliases].map((name) => name.toLowerCase());
      if ([other.ko, other.en, ...other.aliases].some((name) => shared.includes(name.toLowerCase())))
        continue;
      const grade = gradeAnswer([one.ko], other.ko, terms);
      expect(grade, `${other.ko} for ${one.ko}`).not.toBe("right");
    }
});

test("whatever is typed is graded", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom(...answers), (typed, { accepted }) => {
      expect(["right", "almost", "wrong"]).toContain(gradeAnswer(accepted, typed, terms));
    }),
    { numRuns: 500 },
  );
});

const highlights = linesOf<HighlightCase>("reanchor.jsonl");

/** The share of two ranges of one text that both hold. */
function overlap({ after, expected }: HighlightCase, start: number, text: string): number {
  const wanted = expected.start ?? after[expected.section ?? 0]!.indexOf(expected.text!);
  const [from, to] = [wanted, wanted + expected.text!.length];
  const both = Math.min(start + text.length, to) - Math.max(start, from);
  return Math.max(0, both) / (Math.max(start + text.length, to) - Math.min(start, from));
}

test("a highlight that was deleted is not marked elsewhere", () => {
  const gone = highlights.filter(({ expected, hard }) => !expected.found && !hard);
  expect(gone.length).toBeGreaterThan(5);
  expect(gone.filter((one) => reanchor(one, one.after).found).map(({ id }) => id)).toEqual([]);
});

test("of the highlights whose words still exist at least 97 of 100 are found, and none at another place", () => {
  const kept = highlights.filter(({ expected }) => expected.found);
  let lost = 0;
  for (const one of kept) {
    const anchor = reanchor(one, one.after);
    if (!anchor.found) lost++;
    else {
      expect(anchor.section, one.id).toBe(one.expected.section ?? 0);
      expect(one.after[anchor.section]!.slice(anchor.start, anchor.start + anchor.text.length)).toBe(
        anchor.text,
      );
      expect(overlap(one, anchor.start, anchor.text), one.id).toBeGreaterThanOrEqual(0.8);
    }
  }
  expect(lost / kept.length).toBeLessThanOrEqual(0.03);
});

test("a highlight of an unchanged text is exactly where it was, in any text", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...highlights),
      fc.nat(),
      fc.integer({ min: 12, max: 120 }),
      (one, from, size) => {
        const text = one.after[0];
        if (text === undefined || text.length < size) return;
        const start = from % (text.length - size + 1);
        const quote = text.slice(start, start + size);
        if (!/[\p{L}\p{N}]{8}/u.test(quote.replace(/[^\p{L}\p{N}]/gu, ""))) return;
        const prefix = text.slice(Math.max(0, start - 32), start);
        const suffix = text.slice(start + size, start + size + 32);
        const anchor = reanchor({ quote, prefix, suffix }, [text]);
        expect(anchor.found).toBe(true);
        if (!anchor.found) return;
        const both =
          Math.min(anchor.start + anchor.text.length, start + size) - Math.max(anchor.start, start);
        expect(both / size).toBeGreaterThan(0.8);
      },
    ),
    { numRuns: 300 },
  );
});

test.each(linesOf<ReviewsCase>("fsrs.jsonl").map((one) => [one.id, one] as const))(
  "%s is scheduled as ts-fsrs does",
  (_, { reviews, expected }) => {
    const schedule = scheduleOf(reviews.map(({ at, rating }) => ({ at: Date.parse(at), rating })))!;
    expect(new Date(schedule.due).toISOString().slice(0, 19)).toBe(expected.due.slice(0, 19));
    expect(schedule.state).toBe(expected.state);
    for (const key of ["stability", "difficulty"] as const)
      expect(Math.abs(schedule[key] / expected[key] - 1)).toBeLessThan(1e-6);
  },
);

test("the command answers each line, names the one that it cannot read, and ends with 1", () => {
  const folder = mkdtempSync(join(tmpdir(), "study-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "a.jsonl");
  const [first] = answers;
  writeFileSync(path, `${JSON.stringify(first)}\n{"id":"x"}\n${JSON.stringify({ ...first, id: "z" })}\n`);
  try {
    execFileSync(process.execPath, [join(ROOT, "bin/study.ts"), "--grade", path], {
      encoding: "utf8",
      stdio: "pipe",
    });
    expect.unreachable();
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    expect(status).toBe(1);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { id: string }).id),
    ).toEqual([first!.id, "z"]);
    expect(stderr).toContain(":2: 읽을 수 없는 줄입니다.");
  }
});
