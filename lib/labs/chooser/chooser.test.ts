import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readLabs } from "../../build/content/read-labs.ts";
import { writeFields } from "../../sim/hash.ts";
import type { ChooserFile } from "../lab-file.ts";
import {
  advise,
  allChoices,
  type Choices,
  decide,
  faultsOf,
  isGuessRight,
  NOTHING_FITS,
  readChooser,
  writeChooser,
} from "./chooser.ts";

const { labs } = readLabs(join(import.meta.dirname, "../../../content/labs"), (name) => name);
const choosers = labs.flatMap((lab) => (lab.kind === "chooser" ? [[lab.id, lab] as const] : []));

describe.each(choosers)("%s, answered in every way", (_, chooser) => {
  /** Also with questions left open. */
  const partial = allChoices({
    questions: chooser.questions.map((question) => ({
      ...question,
      options: [...question.options, { id: "", text: "", for: [], not: [] }],
    })),
  }).map((choices): Choices => Object.fromEntries(Object.entries(choices).filter(([, option]) => option)));

  test("all questions answered, it recommends one, says why several will do, or what conflicts", () => {
    expect(faultsOf(chooser)).toEqual([]);
  });

  test("it never recommends what an answer rules out, nor one of several that are as good", () => {
    for (const choices of partial) {
      const verdict = decide(chooser, choices);
      const named = verdict.kind === "one" ? [verdict.result] : verdict.kind === "tie" ? verdict.results : [];
      const advice = advise(chooser, choices);
      for (const result of named) expect(advice.find((one) => one.result === result)!.against).toEqual([]);
      const top = advice.filter(({ against, score }) => against.length === 0 && score === advice[0]!.score);
      if (verdict.kind === "one") expect(top).toHaveLength(1);
    }
  });

  test("no word on a tie or a conflict is left over that no answers lead to", () => {
    const verdicts = allChoices(chooser).map((choices) => decide(chooser, choices));
    const said = new Set(verdicts.flatMap((one) => ("because" in one ? (one.because ?? []) : [])).flat());
    for (const { because } of [...chooser.ties, ...chooser.conflicts]) expect(said).toContain(because);
  });
});

test.each(choosers)(
  "%s: the cases are different answers, and every result but one is wrong of each",
  (_, chooser) => {
    expect(chooser.cases.length).toBeGreaterThanOrEqual(5);
    const results = [...chooser.results.map(({ id }) => id), NOTHING_FITS];
    const right = chooser.cases.map((one) => results.filter((guess) => isGuessRight(chooser, one, guess)));
    for (const some of right) expect([1, 2]).toContain(some.length);
    // No guess is right of all: one has to read the story.
    for (const guess of results) expect(right.some((some) => !some.includes(guess))).toBe(true);
    expect(new Set(right.map(String)).size).toBeGreaterThanOrEqual(4);
  },
);

test("answers and guesses come back from the address they are written to, and nothing else is read", () => {
  const chooser = storage;
  const value = { choices: { life: "yes", secret: "no" }, guesses: { key: "none", source: "bind" } };
  expect(readChooser(chooser, `#${writeFields(writeChooser(value))}`)).toEqual({ value, problem: undefined });
  for (const bad of [
    "v=1&a=life.maybe",
    "v=1&g=key.disk",
    "v=1&g=nobody.bind",
    "v=1&a=life.no&a=life.yes",
    "v=2",
    "v=1&x=1",
  ]) {
    expect(readChooser(chooser, bad).problem, bad).toContain("처음 상태로 열었습니다.");
  }
});

const storage = labs.find((lab) => lab.id === "docker-containers-storage-chooser") as ChooserFile;

test("what must not touch the disk is never put there", () => {
  for (const choices of allChoices(storage)) {
    if (choices.secret !== "yes") continue;
    const verdict = decide(storage, choices);
    if (verdict.kind === "one") expect(verdict.result, JSON.stringify(choices)).toBe("tmpfs");
    else expect(verdict.kind, JSON.stringify(choices)).toBe("conflict");
  }
});

test("a conflict names the answers that make it, and no more", () => {
  expect(decide(storage, { life: "yes", who: "container", secret: "yes", writes: "many" })).toMatchObject({
    kind: "conflict",
    between: ["life.yes", "secret.yes"],
  });
});

test("a chooser without a word on a tie, a conflict or an answer is found out", () => {
  const option = (id: string, made: Partial<ChooserFile["questions"][number]["options"][number]>) => ({
    id,
    text: id,
    for: [],
    not: [],
    ...made,
  });
  const result = (id: string) => ({ id, title: id, about: id, section: "a#b" });
  const speaks = (name: string) => ({ result: name, because: name, weight: 1 });
  const rules = {
    questions: [
      {
        id: "q",
        ask: "q",
        help: "",
        options: [
          option("tie", { for: [speaks("x"), speaks("y")] }),
          option("none", { not: [speaks("x"), speaks("y")] }),
          option("open", {}),
        ],
      },
    ],
    results: [result("x"), result("y")],
    ties: [],
    conflicts: [],
    cases: [],
  };
  expect(faultsOf(rules).map(({ kind, between }) => [kind, between])).toEqual([
    ["tie", ["x", "y"]],
    ["conflict", ["q.none"]],
    ["open", []],
  ]);
});
