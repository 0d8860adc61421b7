import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../tests/support/seeds.ts";
import { type Asked, type AskedContext, answerOf, askedOf, reasonOf } from "./asked.ts";
import { clozeBack, clozeFront, isCloze } from "./cloze.ts";
import { gradeAsked } from "./grade-asked.ts";
import { inlineOf, plainOf } from "./inline.ts";
import { shuffledOrder } from "./shuffle.ts";
import { type Question, studySchema } from "./study-file.ts";

const context: AskedContext = {
  place: (section) => (section === "none" ? undefined : { href: `#${section}`, title: section }),
  reveal: (address) => ({ href: address, title: "그림" }),
  nodes: () => ["위", "아래"],
  nodeOf: (_, node) => ({ a: "위", b: "아래" })[node],
  words: { itIs: "맞다", itIsNot: "틀리다" },
};

function ask(question: object): Asked {
  const full = { id: "a-q1", section: "s", ask: "무엇", ...question };
  const [read] = studySchema.parse({ questions: [full] }).questions;
  return askedOf(read as Question, context)!;
}

const options = [
  { text: "가", right: true, why: "맞다." },
  { text: "나", why: "아니다.", section: "t" },
  { text: "다", why: "아니다." },
];

test("every kind is asked in one of five ways, and says what is right and why", () => {
  const all = [
    ask({ kind: "choice", options }),
    ask({ kind: "truth", right: false, why: "까닭" }),
    ask({ kind: "short", accept: ["카피 업", "copy-up"], why: "까닭" }),
    ask({ kind: "order", items: ["하나", "둘", "셋"], why: "까닭" }),
    ask({
      kind: "match",
      pairs: [
        { text: "가", partner: "1" },
        { text: "나", partner: "2" },
      ],
      why: "까닭",
    }),
    ask({ kind: "label", figure: "f", parts: [{ clue: "높은 곳", node: "a" }], why: "까닭" }),
    ask({ kind: "line", code: { text: "a\n b: 1\n" }, lines: [2], why: "까닭" }),
  ];
  expect(all.map((asked) => [asked.way, answerOf(asked), reasonOf(asked)])).toEqual([
    ["pick", "가", "맞다."],
    ["pick", "틀리다", "까닭"],
    ["write", "카피 업", "까닭"],
    ["order", "하나 → 둘 → 셋", "까닭"],
    ["match", "가: 1 · 나: 2", "까닭"],
    ["match", "높은 곳: 위", "까닭"],
    ["line", "2: `b: 1`", "까닭"],
  ]);
  const [first] = all;
  expect(first?.way === "pick" && first.options.map(({ where }) => where?.href)).toEqual([
    undefined,
    "#t",
    undefined,
  ]);
});

test("what is about something that is not on the page is not asked", () => {
  const at = (more: object) =>
    askedOf(studySchema.parse({ questions: [{ id: "a-q1", ask: "무엇", ...more }] }).questions[0]!, context);
  expect(at({ kind: "choice", section: "none", options })).toBeUndefined();
  const parts = [{ clue: "높은 곳", node: "gone" }];
  expect(at({ kind: "label", section: "s", figure: "f", parts, why: "까닭" })).toBeUndefined();
});

test("an answer is graded by what it says and by nothing else", () => {
  const several = ask({ kind: "several", options: [...options, { text: "라", right: true, why: "맞다." }] });
  const grade = (asked: Asked, given: Parameters<typeof gradeAsked>[1]) => gradeAsked(asked, given, []);
  expect(grade(several, { way: "pick", options: [0, 3] })).toBe("right");
  expect(grade(several, { way: "pick", options: [0] })).toBe("wrong");
  expect(grade(several, { way: "pick", options: [0, 1, 3] })).toBe("wrong");
  const short = ask({ kind: "short", accept: ["카피 업"], why: "까닭" });
  expect(grade(short, { way: "write", text: "카피업입니다" })).toBe("right");
  expect(grade(short, { way: "write", text: "카피 엄" })).toBe("almost");
  const order = ask({ kind: "order", items: ["하나", "둘", "셋"], why: "까닭" });
  expect(grade(order, { way: "order", order: [0, 1, 2] })).toBe("right");
  expect(grade(order, { way: "order", order: order.way === "order" ? order.shown : [] })).toBe("wrong");
  const match = ask({
    kind: "match",
    pairs: [
      { text: "가", partner: "1" },
      { text: "나", partner: "2" },
    ],
    why: "까닭",
  });
  const answers = match.way === "match" ? match.rows.map(({ answer }) => answer) : [];
  expect(grade(match, { way: "match", choices: answers })).toBe("right");
  expect(grade(match, { way: "match", choices: [...answers].reverse() })).toBe("wrong");
  const line = ask({ kind: "line", code: { text: "a\nb\n" }, lines: [2], why: "까닭" });
  expect([1, 2].map((one) => grade(line, { way: "line", line: one }))).toEqual(["wrong", "right"]);
});

test("an order on screen is that of its seed, holds everything, and is never the right one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), fc.string(), (count, seed) => {
      const order = shuffledOrder(count, seed);
      expect([...order].sort()).toEqual(Array.from({ length: count }, (_, index) => index));
      expect(order.some((value, index) => value !== index)).toBe(true);
      expect(shuffledOrder(count, seed)).toEqual(order);
    }),
    RUNS,
  );
});

test("marks in a text are taken apart and nothing is lost", () => {
  expect(inlineOf("`a` 는 **b** 다")).toEqual([
    { kind: "code", text: "a" },
    { kind: "text", text: " 는 " },
    { kind: "strong", text: "b" },
    { kind: "text", text: " 다" },
  ]);
  expect(plainOf("`한` **개")).toBe("한 **개");
  expect([isCloze("가 {{나}} 다"), clozeFront("가 {{나}} 다"), clozeBack("가 {{나}} 다")]).toEqual([
    true,
    "가 ____ 다",
    "가 **나** 다",
  ]);
});
