import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { replaceFile } from "./replace-file.ts";
import { swapFolder } from "./swap-folder.ts";
import { takeTurn } from "./take-turn.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "files-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a file is replaced whole, in a folder that need not be there, and nothing else is left", () => {
  const folder = temporaryFolder();
  const path = join(folder, "new/a.json");
  replaceFile(path, "하나");
  replaceFile(path, "둘");
  expect(readFileSync(path, "utf8")).toBe("둘");
  expect(readdirSync(join(folder, "new"))).toEqual(["a.json"]);
});

test("a finished folder takes the place of the old one, whose files are gone", () => {
  const folder = temporaryFolder();
  replaceFile(join(folder, "out/old.html"), "옛것");
  replaceFile(join(folder, "made/new.html"), "새것");
  swapFolder(join(folder, "made"), join(folder, "out"), join(folder, "aside"));
  expect(readdirSync(folder)).toEqual(["out"]);
  expect(readdirSync(join(folder, "out"))).toEqual(["new.html"]);
});

test("one at a time: who comes second is told, and goes on when the first is done", async () => {
  const path = join(temporaryFolder(), "turn");
  // A living process that is not this one.
  writeFileSync(path, String(process.ppid));
  const order: string[] = [];
  const waited = Promise.withResolvers<void>();
  const second = takeTurn(path, () => {
    order.push("waits");
    waited.resolve();
  }).then((giveBack) => {
    order.push("second");
    giveBack();
  });
  await waited.promise;
  order.push("first is done");
  rmSync(path);
  await second;
  expect(order).toEqual(["waits", "first is done", "second"]);
});

test("a turn whose holder was killed is taken without waiting", async () => {
  const path = join(temporaryFolder(), "turn");
  writeFileSync(path, "999999999");
  const giveBack = await takeTurn(path, () => expect.unreachable());
  expect(readFileSync(path, "utf8")).toBe(String(process.pid));
  giveBack();
  expect(() => readFileSync(path)).toThrow();
});
