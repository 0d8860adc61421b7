import { join } from "node:path";
import { expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { readLab, readLabs } from "./read-labs.ts";

const ABOUT = [
  "title: 흐름",
  "summary: 순서를 맞춘다.",
  "section: docker-overview#architecture",
  "difficulty: 1",
  "minutes: 3",
  "learns: [순서를 말할 수 있다.]",
  "watch: 순서를 본다.",
];
const simulator = (...lines: string[]) => ["kind: simulator", ...ABOUT, ...lines].join("\n");
const exercise = (...lines: string[]) => ["kind: exercise", ...ABOUT, "tasks:", ...lines].join("\n");
const chooser = (...lines: string[]) => ["kind: chooser", ...ABOUT, ...lines].join("\n");

function said(text: string, id = "docker-overview-flow"): string {
  const lines = text.split("\n");
  return readLab(text, id, "a.yaml")
    .findings.map((finding) => formatFinding(finding, lines[finding.line - 1]))
    .join("\n");
}

test("every lab of ours is read without a finding", () => {
  const { labs, findings } = readLabs(join(import.meta.dirname, "../../../content/labs"), (name) => name);
  expect(findings).toEqual([]);
  expect(labs.length).toBeGreaterThan(0);
});

test("a simulator needs nothing but what it is about", () => {
  const { lab, findings } = readLab(simulator(), "docker-overview-flow", "a.yaml");
  expect(findings).toEqual([]);
  expect(lab).toMatchObject({ id: "docker-overview-flow", kind: "simulator", also: [], limits: [] });
});

test("an unknown name is reported at its line, with the names of that kind of task", () => {
  const text = exercise("  - {id: a, kind: fill, ask: 채우세요, itms: []}");
  expect(said(text)).toMatchInlineSnapshot(`
    "a.yaml:10:5  error  lab/missing-key
      실습에 tasks[1].items 항목이 없습니다.
      "tasks[1].items: "을 적고 그 뒤에 목록을 적어 주세요.
        10 |   - {id: a, kind: fill, ask: 채우세요, itms: []}
           |     ^
    a.yaml:10:36  error  lab/unknown-key
      실습에 "itms"는 없는 이름입니다. 쓸 수 있는 이름: id, ask, section, kind, items
      혹시 "items"인가요?
        10 |   - {id: a, kind: fill, ask: 채우세요, itms: []}
           |                                        ^"
  `);
});

test("an unknown kind and a missing name say what is accepted", () => {
  expect(said("kind: game\n")).toMatchInlineSnapshot(`
    "a.yaml:1:7  error  lab/unknown-kind
      kind "game"는 없는 값입니다. 쓸 수 있는 값: simulator, exercise, chooser, calculator
        1 | kind: game
          |       ^"
  `);
  expect(said(simulator().replace("minutes: 3\n", ""))).toMatchInlineSnapshot(`
    "a.yaml:1:1  error  lab/missing-key
      실습에 minutes 항목이 없습니다.
      "minutes: "을 적고 그 뒤에 숫자를 적어 주세요.
        1 | kind: simulator
          | ^"
  `);
});

test("a file must be named after its note", () => {
  expect(said(simulator(), "hypervisor-flow")).toMatchInlineSnapshot(`
    "a.yaml:4:10  error  lab/file-name
      파일 이름 "hypervisor-flow"가 노트 이름 "docker-overview-"로 시작하지 않습니다.
      실습의 주소는 노트 이름 뒤에 붙습니다.
        4 | section: docker-overview#architecture
          |          ^"
  `);
});

test("a bin, a reason or a result that refers to nothing is reported where it stands", () => {
  expect(
    said(
      exercise(
        "  - id: a",
        "    kind: classify",
        "    ask: 나누세요",
        "    bins: [{id: x, text: 엑스}, {id: y, text: 와이}]",
        "    items:",
        "      - {id: i, text: 하나, why: 그래서, bin: z}",
        "      - {id: i, text: 둘, why: 그래서, bin: x, wrong: {w: 아니다}}",
      ),
    ),
  ).toMatchInlineSnapshot(`
    "a.yaml:16:14  error  lab/duplicate-id
      id "i"가 두 번 나옵니다.
      다른 이름을 적어 주세요.
        16 |       - {id: i, text: 둘, why: 그래서, bin: x, wrong: {w: 아니다}}
           |              ^
    a.yaml:15:42  error  lab/unknown-id
      "z"는 없는 이름입니다. 쓸 수 있는 이름: x, y
        15 |       - {id: i, text: 하나, why: 그래서, bin: z}
           |                                               ^
    a.yaml:16:51  error  lab/unknown-id
      "w"는 없는 이름입니다. 쓸 수 있는 이름: x, y
        16 |       - {id: i, text: 둘, why: 그래서, bin: x, wrong: {w: 아니다}}
           |                                                       ^"
  `);
  expect(
    said(
      chooser(
        "questions:",
        "  - id: q",
        "    ask: 무엇을?",
        "    options:",
        "      - {id: a, text: 가, for: [{result: r, because: 그래서}]}",
        "      - {id: b, text: 나, not: [{result: t, because: 그래서}]}",
        "results:",
        "  - {id: r, title: 알, about: 설명, section: docker-overview#architecture}",
        "  - {id: s, title: 에스, about: 설명, section: docker-overview#architecture}",
      ),
    ),
  ).toMatchInlineSnapshot(`
    "a.yaml:14:41  error  lab/unknown-id
      "t"는 없는 이름입니다. 쓸 수 있는 이름: r, s
        14 |       - {id: b, text: 나, not: [{result: t, because: 그래서}]}
           |                                          ^
    a.yaml:17:5  error  lab/unreached
      결과 "s"를 권하는 답이 없습니다.
      어느 답의 for에 넣거나 결과를 지워 주세요.
        17 |   - {id: s, title: 에스, about: 설명, section: docker-overview#architecture}
           |     ^"
  `);
});

test("a chooser has a word on every way to answer it", () => {
  expect(
    said(
      chooser(
        "questions:",
        "  - id: q",
        "    ask: 무엇을?",
        "    options:",
        "      - {id: a, text: 가, for: [{result: r, because: 그래서}, {result: s, because: 그래서}]}",
        "      - {id: b, text: 나, not: [{result: r, because: 그래서}, {result: s, because: 그래서}]}",
        "      - {id: c, text: 다}",
        "results:",
        "  - {id: r, title: 알, about: 설명, section: docker-overview#architecture}",
        "  - {id: s, title: 에스, about: 설명, section: docker-overview#architecture}",
      ),
    ),
  ).toMatchInlineSnapshot(`
    "a.yaml:17:3  error  lab/silent-tie
      q.a로 답하면 r, s가 똑같이 좋습니다.
      weight로 가르거나, ties에 둘 다 되는 까닭을 적어 주세요.
        17 |   - {id: r, title: 알, about: 설명, section: docker-overview#architecture}
           |   ^
    a.yaml:10:3  error  lab/silent-conflict
      q.b를 고르면 남는 결과가 없습니다.
      conflicts에 무엇이 부딪히고 어떻게 풀지 적어 주세요.
        10 |   - id: q
           |   ^
    a.yaml:10:3  error  lab/no-advice
      q.c로 답하면 권하는 것이 없습니다.
      어느 답의 for에 권할 것을 적어 주세요.
        10 |   - id: q
           |   ^"
  `);
});

test("a sentence to fill has one gap", () => {
  expect(
    said(
      exercise(
        "  - id: a",
        "    kind: fill",
        "    ask: 채우세요",
        "    items: [{id: i, text: 빈칸이 없다, why: 그래서, accept: [가]}]",
      ),
    ),
  ).toMatchInlineSnapshot(`
    "a.yaml:13:27  error  lab/gap
      빈칸(____)이 한 군데 있어야 합니다.
      밑줄 네 개로 빈칸을 적어 주세요.
        13 |     items: [{id: i, text: 빈칸이 없다, why: 그래서, accept: [가]}]
           |                           ^"
  `);
});

test("YAML that cannot be read is reported where it breaks", () => {
  expect(said('title: "닫히지 않음')).toMatchInlineSnapshot(`
    "a.yaml:1:15  error  lab/syntax
      YAML을 읽을 수 없습니다(MISSING_CHAR).
      따옴표와 들여쓰기를 살펴보세요.
        1 | title: "닫히지 않음
          |                    ^"
  `);
});

const calculator = (...lines: string[]) =>
  [
    "kind: calculator",
    ...ABOUT,
    "settings:",
    "  - { id: n, name: 대수, values: [0, 1, 2], start: 1 }",
    "results:",
    ...lines,
    "sentence: 글.",
    "scenarios: [{ id: a, title: 글, about: 글 }]",
  ].join("\n");

test("a formula is told with the place of its fault, in quotation marks too", () => {
  expect(said(calculator("  - { id: a, name: 글, formula: n + m }"))).toMatchInlineSnapshot(`
    "a.yaml:12:36  error  lab/formula
      이름이 "m"인 값은 없습니다. 쓸 수 있는 값: n
        12 |   - { id: a, name: 글, formula: n + m }
           |                                     ^"
  `);
  expect(said(calculator('  - { id: a, name: 글, formula: "2 * (n + 1" }'))).toMatchInlineSnapshot(`
    "a.yaml:12:43  error  lab/formula
      괄호 ) 자리에 다른 것이 있습니다: 식의 끝
        12 |   - { id: a, name: 글, formula: "2 * (n + 1" }
           |                                            ^"
  `);
});

test("a formula that has no value for something that can be chosen is told", () => {
  expect(said(calculator("  - { id: a, name: 글, formula: 1 / n }"))).toMatchInlineSnapshot(`
    "a.yaml:12:32  error  lab/no-value
      n=0이면 셈이 되지 않습니다(Infinity).
      0으로 나누지 않도록 값의 범위를 좁히거나 식을 고쳐 주세요.
        12 |   - { id: a, name: 글, formula: 1 / n }
           |                                 ^"
  `);
  expect(said(calculator("  - { id: a, name: 글, formula: 1 / (n + 1) }"))).toBe("");
});
