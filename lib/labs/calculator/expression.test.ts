import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { type Expression, evaluate, namesIn, parseFormula, writeFormula } from "./expression.ts";

const VALUES = { a: 2, b: 3, p: 0.5 };
const NAMES = Object.keys(VALUES);
function parse(text: string): Expression {
  const parsed = parseFormula(text, NAMES);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.expression;
}
const resultOf = (text: string) => evaluate(parse(text), VALUES);

test.each([
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3", 9],
  ["10 - 4 - 3", 3],
  ["24 / 4 / 2", 3],
  ["2 ^ 3 ^ 2", 512],
  ["-2 ^ 2", -4],
  ["2 * -a", -4],
  ["2^-1", 0.5],
  ["1 / (1 - p + p / b)", 1.5],
  ["floor(7 / a) + 1", 4],
  ["max(a, min(b, 10)) * ceil(0.2)", 3],
  ["log2(8) + ln(exp(1)) + log10(100) + sqrt(9) + round(0.6)", 10],
])("%s", (text, wanted) => {
  expect(resultOf(text)).toBeCloseTo(wanted, 9);
});

test("what cannot be computed is a number all the same, which the check finds", () => {
  expect([resultOf("1 / 0"), resultOf("sqrt(-1)"), resultOf("0 / 0")]).toEqual([
    Number.POSITIVE_INFINITY,
    Number.NaN,
    Number.NaN,
  ]);
});

test.each([
  "1 +",
  "(1",
  "1 2",
  "a b",
  "x + 1",
  "foo(1)",
  "min(1)",
  "a.b",
  "a['b']",
  "1 = 1",
  "constructor",
  "",
])("%s is told with its place", (text) => {
  const parsed = parseFormula(text, NAMES);
  expect(parsed.ok ? parsed : parsed.fault).toMatchSnapshot();
});

test("a text that nests without end or is too long is refused, not run", () => {
  expect(parseFormula("(".repeat(390), NAMES).ok).toBe(false);
  expect(parseFormula(`${"-".repeat(390)}1`, NAMES).ok).toBe(false);
  expect(parseFormula(`1${" + 1".repeat(200)}`, NAMES).ok).toBe(false);
});

test("it names what it needs, and is written as by hand", () => {
  const formula = parse("1 / (1 - p + p / b) - (a - (b - 1)) * -a + floor(b / 2)");
  expect(namesIn(formula)).toEqual(["p", "b", "a"]);
  expect(writeFormula(formula, (name) => name)).toBe("1 ÷ (1 − p + p ÷ b) − (a − (b − 1)) × (−a) + ⌊b ÷ 2⌋");
  expect(writeFormula(parse("1 - (1 - a) ^ b"), (name) => String(VALUES[name as "a"]))).toBe("1 − (1 − 2)^3");
});

const expressions = fc.letrec<{ one: Expression }>((tie) => ({
  one: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.integer({ min: 0, max: 99 }).map((value): Expression => ({ kind: "number", value })),
    fc.constantFrom(...NAMES).map((name): Expression => ({ kind: "name", name })),
    fc
      .tuple(fc.constantFrom("+", "-", "*", "/", "^"), tie("one"), tie("one"))
      .map(([sign, left, right]): Expression => ({ kind: "binary", sign, left, right })),
    tie("one").map((of): Expression => ({ kind: "negative", of })),
  ),
})).one;

test("what is written by hand reads as the same formula", () => {
  fc.assert(
    fc.property(expressions, (expression) => {
      const text = writeFormula(expression, (name) => name)
        .replaceAll("−", "-")
        .replaceAll("×", "*")
        .replaceAll("÷", "/");
      fc.pre(text.length < 400);
      const again = parseFormula(text, NAMES);
      if (!again.ok) throw new Error(`${text}: ${again.fault.message}`);
      const [first, second] = [expression, again.expression].map((one) => evaluate(one, VALUES));
      expect(second).toBe(first);
    }),
    RUNS,
  );
});

test("any text is read or refused, and never throws", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const parsed = parseFormula(text, NAMES);
      if (!parsed.ok) expect(parsed.fault.at).toBeLessThanOrEqual(text.length);
    }),
    RUNS,
  );
});
