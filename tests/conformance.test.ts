import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { KWCAG, type Proof, WCAG } from "../lib/reference/conformance.ts";

/** The names of the tests in a file, as its calls of `test` and `describe` give them. */
function testNames(path: string): ReadonlySet<string> {
  const source = readFileSync(join(import.meta.dirname, path), "utf8");
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const names = new Set<string>();
  const isTest = (callee: ts.Expression): boolean => {
    if (ts.isIdentifier(callee)) return callee.text === "test" || callee.text === "describe";
    // `test.each(…)(name)`, and never `test.skip` or `test.todo`: they keep nothing.
    return (
      ts.isCallExpression(callee) &&
      ts.isPropertyAccessExpression(callee.expression) &&
      callee.expression.name.text === "each" &&
      isTest(callee.expression.expression)
    );
  };
  const visit = (node: ts.Node): void => {
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    if (ts.isCallExpression(node) && first && ts.isStringLiteralLike(first) && isTest(node.expression))
      names.add(first.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

const proofs: readonly (readonly [string, Proof])[] = [
  ...WCAG.map(({ id, proof }) => [`WCAG ${id}`, proof] as const),
  ...KWCAG.flatMap(({ id, proof }) => (proof === undefined ? [] : [[`KWCAG ${id}`, proof] as const])),
];

test("every test that a criterion names is there, under that name", () => {
  const files = new Map<string, ReadonlySet<string>>();
  const missing = proofs.flatMap(([id, proof]) =>
    ("tests" in proof ? (proof.tests ?? []) : []).flatMap((named) => {
      const [path = "", name = ""] = named.split(" › ");
      if (!files.has(path)) files.set(path, testNames(path));
      return files.get(path)!.has(name) ? [] : [`${id}: ${named}`];
    }),
  );
  expect(missing).toEqual([]);
  expect(files.size).toBeGreaterThan(8);
});

test("all 55 criteria of levels A and AA are there once, and all 33 Korean items lead to some", () => {
  const ids = WCAG.map(({ id }) => id);
  expect(new Set(ids).size).toBe(55);
  expect(ids).toHaveLength(55);
  expect(WCAG.filter(({ level }) => level === "A")).toHaveLength(31);
  expect(KWCAG).toHaveLength(33);
  for (const { id, by, proof } of KWCAG) {
    expect(
      by.filter((one) => !ids.includes(one)),
      id,
    ).toEqual([]);
    expect(by.length > 0 || proof !== undefined, id).toBe(true);
  }
});

test("every proof says something: tests, a reason, or who looked on which day", () => {
  for (const [id, proof] of proofs) {
    const said =
      "none" in proof
        ? proof.none
        : "missing" in proof
          ? proof.missing
          : "looked" in proof
            ? proof.looked
            : "";
    const tests = "tests" in proof ? (proof.tests ?? []) : [];
    expect(said !== "" || tests.length > 0, id).toBe(true);
    if ("on" in proof) expect(proof.on, id).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
});
