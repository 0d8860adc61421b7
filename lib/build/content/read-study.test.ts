import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { formatFinding } from "../../diagnostics/format.ts";
import { readStudy } from "./read-study.ts";

const NOTES = join(import.meta.dirname, "../../../content/notes");

function said(text: string): string {
  const lines = text.split("\n");
  return readStudy(text, "a.study.yaml", "error")
    .findings.map((finding) => formatFinding(finding, lines[finding.line - 1]))
    .join("\n");
}

const CHOICE = [
  "  - id: a-q1",
  "    kind: choice",
  "    section: s",
  "    ask: 무엇인가",
  "    options:",
  "      - {text: 가, right: true, why: 맞다.}",
  "      - {text: 나, why: 아니다.}",
];

test("every file of ours is read without a finding", () => {
  const files = globSync("**/*.study.yaml", { cwd: NOTES });
  expect(files.length).toBeGreaterThan(1);
  for (const file of files)
    expect(readStudy(readFileSync(join(NOTES, file), "utf8"), file, "error").findings).toEqual([]);
});

test("a question is read with what it leaves out, and an empty file asks nothing", () => {
  const { study, findings } = readStudy(["questions:", ...CHOICE].join("\n"), "a", "error");
  expect(findings).toEqual([]);
  expect(study.questions).toMatchObject([
    { id: "a-q1", at: "section", options: [{ right: true }, { right: false }] },
  ]);
  expect(readStudy("", "a", "error")).toEqual({
    study: { questions: [], cards: [], retired: [] },
    findings: [],
  });
});

test("a wrong question is told at its line, and the others are asked", () => {
  const text = [
    "questions:",
    ...CHOICE,
    "  - {id: a-q2, kind: quiz, section: s, ask: 무엇}",
    "  - {id: a-q3, kind: short, section: s, ask: 무엇, accept: [], whi: 까닭}",
    "cards:",
    "  - {id: a-q4, section: s, front: 앞, back: 뒤}",
    "  - {id: a-c1, section: s, front: 앞, back: 뒤}",
  ].join("\n");
  const { study } = readStudy(text, "a", "error");
  expect([study.questions.map(({ id }) => id), study.cards.map(({ id }) => id)]).toEqual([
    ["a-q1"],
    ["a-c1"],
  ]);
  expect(said(text)).toMatchInlineSnapshot(`
    "a.study.yaml:9:22  error  study/unknown-kind
      questions[2].kind "quiz"는 없는 값입니다. 쓸 수 있는 값: choice, several, truth, short, order, match, label, line
        9 |   - {id: a-q2, kind: quiz, section: s, ask: 무엇}
          |                      ^
    a.study.yaml:10:58  error  study/too-small
      questions[3].accept 항목이 비어 있거나 너무 작습니다.
      값을 채워 주세요.
        10 |   - {id: a-q3, kind: short, section: s, ask: 무엇, accept: [], whi: 까닭}
           |                                                            ^
    a.study.yaml:10:5  error  study/missing-key
      물음과 카드에 questions[3].why 항목이 없습니다.
      "questions[3].why: "을 적고 그 뒤에 글자를 적어 주세요.
        10 |   - {id: a-q3, kind: short, section: s, ask: 무엇, accept: [], whi: 까닭}
           |     ^
    a.study.yaml:10:62  error  study/unknown-key
      물음과 카드에 "whi"는 없는 이름입니다. 쓸 수 있는 이름: kind, id, section, at, ask, code, reveals, accept, why, wrong
      혹시 "why"인가요?
        10 |   - {id: a-q3, kind: short, section: s, ask: 무엇, accept: [], whi: 까닭}
           |                                                                ^
    a.study.yaml:12:10  error  study/bad-format
      cards[1].id의 "a-q4"는 형식이 맞지 않습니다.
      영어 소문자, 숫자, 붙임표만 쓸 수 있습니다.
        12 |   - {id: a-q4, section: s, front: 앞, back: 뒤}
           |          ^"
  `);
});

test("what a schema cannot say is told too", () => {
  const text = [
    "questions:",
    "  - id: a-q1",
    "    kind: choice",
    "    section: s",
    "    ask: 무엇",
    "    options: [{text: 가, right: true, why: 네.}, {text: 가, right: true, why: 네.}]",
    "  - {id: a-q2, kind: order, section: s, ask: 차례, items: [가, 나, 가], why: 네.}",
    "  - {id: a-q3, kind: line, section: s, ask: 줄, code: {text: a}, lines: [1, 2], why: 네.}",
  ].join("\n");
  expect(readStudy(text, "a", "error").study.questions).toEqual([]);
  expect(said(text)).toMatchInlineSnapshot(`
    "a.study.yaml:6:48  error  study/same-text
      "가"가 한 물음에 두 번 나옵니다.
      둘 가운데 하나를 고쳐 주세요.
        6 |     options: [{text: 가, right: true, why: 네.}, {text: 가, right: true, why: 네.}]
          |                                                  ^
    a.study.yaml:6:14  error  study/right
      right: true인 보기는 꼭 하나여야 합니다. 지금은 2개입니다.
      맞는 보기가 여럿이면 kind: several로 적어 주세요.
        6 |     options: [{text: 가, right: true, why: 네.}, {text: 가, right: true, why: 네.}]
          |              ^
    a.study.yaml:7:64  error  study/same-text
      "가"가 한 물음에 두 번 나옵니다.
      둘 가운데 하나를 고쳐 주세요.
        7 |   - {id: a-q2, kind: order, section: s, ask: 차례, items: [가, 나, 가], why: 네.}
          |                                                                    ^
    a.study.yaml:8:72  error  study/line
      2번째 줄은 없습니다. 코드는 1줄입니다.
      1부터 센 줄의 번호를 적어 주세요.
        8 |   - {id: a-q3, kind: line, section: s, ask: 줄, code: {text: a}, lines: [1, 2], why: 네.}
          |                                                                         ^"
  `);
});

test("YAML that cannot be read is one finding", () => {
  expect(said("questions: [")).toMatchInlineSnapshot(`
    "a.study.yaml:1:13  error  study/syntax
      YAML을 읽을 수 없습니다(BAD_INDENT).
      따옴표와 들여쓰기를 살펴보세요.
        1 | questions: [
          |             ^"
  `);
  expect(said("questions: *none")).toMatchInlineSnapshot(`
    "a.study.yaml:1:12  error  study/syntax
      별칭(*)이 가리키는 값이 없습니다.
      *로 시작하는 글자는 따옴표로 감싸 주세요.
        1 | questions: *none
          |            ^"
  `);
});

test("whatever stands in the file, it is told and never thrown", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const { study, findings } = readStudy(text, "a", "warning");
      expect(findings.every(({ severity }) => severity === "warning")).toBe(true);
      expect(Array.isArray(study.questions)).toBe(true);
    }),
    RUNS,
  );
});
