import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CODES, type FindingCode, formatCodes } from "./codes.ts";

const ROOT = join(import.meta.dirname, "..", "..");

test("every code of the table is found by the file it names", () => {
  const idle = Object.entries(CODES).filter(([code, { where }]) => {
    const path = join(ROOT, "lib", where);
    if (!existsSync(path)) return true;
    const source = readFileSync(path, "utf8");
    const name = code.split("/")[1]!;
    return !source.includes(`"${code}"`) && !source.includes(`"${name}"`);
  });
  expect(idle).toEqual([]);
});

test("each says in one Korean sentence what it means", () => {
  for (const [code, { means }] of Object.entries(CODES))
    expect([code, means]).toEqual([code, expect.stringMatching(/[가-힣].*다\.$/)]);
});

test("a code that is not in the table does not compile", () => {
  // @ts-expect-error: no such code
  const unknown: FindingCode = "lint/no-such-code";
  expect(Object.keys(CODES)).not.toContain(unknown);
});

test("the table is printed with how much each weighs and who finds it", () => {
  expect(formatCodes().split("\n").length).toBe(2 * Object.keys(CODES).length);
  expect(formatCodes()).toContain("우리 노트는 오류, NOTES_DIR은 경고 · lib/build/catalog/resolve-links.ts");
});
