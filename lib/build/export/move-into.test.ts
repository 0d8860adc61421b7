import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { filesUnder } from "./files-under.ts";
import { moveInto } from "./move-into.ts";

const folder = mkdtempSync(join(tmpdir(), "move-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("folders become one, and what is in both is the moved one", () => {
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  for (const [path, text] of [
    [join(from, "notes/a/index.md"), "a"],
    [join(from, "cards/a.png"), "png"],
    [join(from, "icon.svg"), "new"],
    [join(to, "notes/a/index.html"), "page"],
    [join(to, "icon.svg"), "old"],
  ] as const) {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
  }
  moveInto(from, to);
  expect(filesUnder(to).map((path) => [path.slice(to.length + 1), readFileSync(path, "utf8")])).toEqual([
    ["cards/a.png", "png"],
    ["icon.svg", "new"],
    ["notes/a/index.html", "page"],
    ["notes/a/index.md", "a"],
  ]);
});
