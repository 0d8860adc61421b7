import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles } from "../../lib/headers/generated-files.ts";

const ROOT = join(import.meta.dirname, "../..");

test.each(Object.entries(generatedFiles()))("%s is what lib/headers says", (path, text) => {
  expect(readFileSync(join(ROOT, path), "utf8"), "run `npm run headers -- --write`").toBe(text);
});

test("nothing lies beside the generated files that nobody generates", () => {
  const there = globSync("deploy/{nginx,static}/**/*", { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
  expect(there.sort()).toEqual(Object.keys(generatedFiles()).sort());
});

test("headers are added in one file, where no server or location can drop them", () => {
  for (const [path, text] of Object.entries(generatedFiles())) {
    if (!path.endsWith("headers.conf")) expect(text, path).not.toMatch(/^\s*add_header/m);
  }
});
