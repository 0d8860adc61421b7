import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { computeInputHash } from "./input-hash.ts";

function project(): { root: string; notes: string } {
  const root = mkdtempSync(join(tmpdir(), "whale-hash-"));
  mkdirSync(join(root, "lib"));
  writeFileSync(join(root, "lib/a.ts"), "1");
  writeFileSync(join(root, "package.json"), "{}");
  const notes = mkdtempSync(join(tmpdir(), "whale-notes-"));
  writeFileSync(join(notes, "a.md"), "# a");
  return { root, notes };
}

test("the same inputs give the same digest, and every kind of change another", () => {
  const { root, notes } = project();
  const hash = () => computeInputHash(root, notes, ["strict"]);
  const first = hash();
  expect(hash()).toBe(first);
  writeFileSync(join(notes, "a.md"), "# b");
  const noteChanged = hash();
  expect(noteChanged).not.toBe(first);
  writeFileSync(join(root, "lib/a.ts"), "2");
  const sourceChanged = hash();
  expect(sourceChanged).not.toBe(noteChanged);
  expect(computeInputHash(root, notes, ["lenient"])).not.toBe(sourceChanged);
});

test("a test file is no input", () => {
  const { root, notes } = project();
  const before = computeInputHash(root, notes, []);
  writeFileSync(join(root, "lib/a.test.ts"), "x");
  expect(computeInputHash(root, notes, [])).toBe(before);
});
