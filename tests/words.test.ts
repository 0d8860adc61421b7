import { expect, test } from "vitest";
import * as en from "../lib/words/en.ts";
import type { FigureWords } from "../lib/words/figures.ts";
import * as figuresEn from "../lib/words/figures-en.ts";
import * as figuresKo from "../lib/words/figures-ko.ts";
import * as ko from "../lib/words/ko.ts";
import type { Words } from "../lib/words/words.ts";

/** `tsc` says of each word that one language lacks, or that says something of another shape. */
const LANGUAGES: Readonly<Record<"ko" | "en", Words>> = { ko, en };

const FIGURES: Readonly<Record<"ko" | "en", FigureWords>> = { ko: figuresKo, en: figuresEn };

/** Every text that a word is or holds; of functions what they are called. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value instanceof Map) return [...value.values()].flatMap(textsOf);
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsOf) : [];
}

test("every language says the same words, and the English are English", () => {
  const missing = Object.keys(ko).filter((name) => !(name in en));
  expect(missing, "said in ko.ts and not in en.ts").toEqual([]);
  expect(
    Object.keys(en).filter((name) => !(name in ko)),
    "said in en.ts and not in ko.ts",
  ).toEqual([]);
  // Of these each has its own place; of others a language may have more or fewer.
  for (const name of ["homeTitle", "ratings", "keptColumns"] as const)
    expect(LANGUAGES.en[name].length, name).toBe(LANGUAGES.ko[name].length);
  // What is typed on a wrong keyboard is an example of it.
  const { searchExamples: _, ...said } = LANGUAGES.en;
  expect(textsOf(said).filter((text) => /[가-힣ㄱ-ㅣ]/.test(text))).toEqual([]);
});

test("what figures say has the same words in every language, and the English are English", () => {
  const { ko, en } = FIGURES;
  expect(Object.keys(figuresEn).sort()).toEqual(Object.keys(figuresKo).sort());
  for (const name of ["figureKinds", "stateKinds", "entityCounts"] as const)
    expect([...en[name].keys()], name).toEqual([...ko[name].keys()]);
  expect(en.classEnds).toHaveLength(ko.classEnds.length);
  expect(textsOf(en).filter((text) => /[가-힣]/.test(text))).toEqual([]);
  expect([
    en.figureSummary("", "Flowchart", 0, 1, 2),
    en.messageLost("A", "B", ""),
    en.remark(["A", "B"], "why"),
    en.stateChanges("Idle", "Busy", "call"),
    en.entitiesRelate("A", "B", "", "one", "one or more"),
  ]).toEqual([
    "Flowchart: 1 item, 2 relations",
    "A sends a message to B, where it does not arrive.",
    "Note (A, B): why",
    "From Idle to Busy on “call”.",
    "A and B: one of A, one or more of B",
  ]);
});

test("sentences with numbers in them are whole in both, for one and for many", () => {
  expect([en.noteSize(1, 1), en.noteSize(12, 3)]).toEqual(["1 min · 1 section", "12 min · 3 sections"]);
  expect(en.areNotHere(["etcd"])).toBe("etcd is not in these notes.");
  expect([en.dueIn(0), en.dueIn(90), en.dueIn(1440), en.dueIn(129_600)]).toEqual([
    "in 1 min",
    "in 2 h",
    "in 1 day",
    "in 3 months",
  ]);
  expect(en.readingMinutes(1234)).toBe("1234 min read");
});
