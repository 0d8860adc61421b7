import { createHash } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { hashSources } from "./hash-sources.ts";
import { readKept } from "./kept.ts";
import { replaceFile } from "./replace-file.ts";

const folder = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a file is replaced whole, in a folder that need not be there, and nothing else is left", () => {
  const path = join(folder, "new/a.json");
  replaceFile(path, "하나");
  replaceFile(path, "둘");
  expect(readFileSync(path, "utf8")).toBe("둘");
  expect(readdirSync(join(folder, "new"))).toEqual(["a.json"]);
});

test("what was kept is read and marked as used; what was cut short counts as nothing", () => {
  const path = join(folder, "kept.json");
  expect(readKept(path)).toBeUndefined();
  replaceFile(path, '{"a":1}');
  utimesSync(path, 1, 1);
  expect(readKept(path)).toEqual({ a: 1 });
  expect(statSync(path).mtimeMs).toBeGreaterThan(1000);
  writeFileSync(path, '{"a":');
  expect(readKept(path)).toBeUndefined();
  expect(existsSync(path)).toBe(true);
});

test("a hash of sources changes with a source, not with a test", () => {
  const room = join(folder, "room");
  const digest = () => {
    const hash = createHash("sha256");
    hashSources(hash, room);
    return hash.digest("hex");
  };
  replaceFile(join(room, "a.ts"), "1");
  const before = digest();
  replaceFile(join(room, "a.test.ts"), "1");
  expect(digest()).toBe(before);
  replaceFile(join(room, "a.ts"), "2");
  expect(digest()).not.toBe(before);
});
