import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { pruneCache } from "../machine/prune-cache.ts";
import { createCompileCache } from "./cache.ts";
import type { CompileInput } from "./context.ts";

const PROJECT = join(import.meta.dirname, "..", "..", "..");
const input = (text: string, change: Partial<CompileInput> = {}): CompileInput => ({
  file: "a.mdx",
  severity: "error",
  terms: [],
  sourceKeys: new Set(["b", "a"]),
  text,
  format: "mdx",
  ...change,
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cache-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a result is stored once, and read back equal", async () => {
  const folder = temporaryFolder();
  const compile = createCompileCache(folder, PROJECT);
  const first = await compile(input("## 절\n\n글[^a] [링크](b.md)\n"));
  const stored = readdirSync(folder);
  expect(stored).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
  expect(await createCompileCache(folder, PROJECT)(input("## 절\n\n글[^a] [링크](b.md)\n"))).toEqual(first);
  expect(readdirSync(folder)).toEqual(stored);
});

test("what is stored is what a later run is answered", async () => {
  const folder = temporaryFolder();
  const compile = createCompileCache(folder, PROJECT);
  const first = await compile(input("글\n"));
  const [name = ""] = readdirSync(folder);
  const planted = { findings: [], code: "planted", body: {} };
  writeFileSync(join(folder, name), JSON.stringify(planted));
  expect(await createCompileCache(folder, PROJECT)(input("글\n"))).toEqual(planted);
  // The run that compiled it knows it already.
  expect(await compile(input("글\n"))).toBe(first);
});

test("a broken note is not stored", async () => {
  const folder = temporaryFolder();
  const result = await createCompileCache(folder, PROJECT)(input("<Callout>\n"));
  expect(result.code).toBeUndefined();
  expect(result.findings).not.toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test("an entry cut short by an interrupted run is compiled anew", async () => {
  const folder = temporaryFolder();
  const compile = createCompileCache(folder, PROJECT);
  const first = await compile(input("글\n"));
  const [name = ""] = readdirSync(folder);
  writeFileSync(join(folder, name), '{"findings":[');
  expect(await compile(input("글\n"))).toEqual(first);
});

test("everything the result depends on is part of the key", async () => {
  const folder = temporaryFolder();
  const compile = createCompileCache(folder, PROJECT);
  const term = { id: "t", ko: "글", en: "t", aliases: [], short: "뜻", note: "n", section: "s" };
  const inputs = [
    input("글\n"),
    input("글이다\n"),
    input("글\n", { file: "b.mdx" }),
    input("글\n", { format: "md" }),
    input("글\n", { severity: "warning" }),
    input("글\n", { terms: [term] }),
    input("글\n", { sourceKeys: new Set(["a"]) }),
  ];
  for (const one of inputs) await compile(one);
  expect(readdirSync(folder)).toHaveLength(inputs.length);
  await compile(input("글\n", { sourceKeys: new Set(["a", "b"]) }));
  expect(readdirSync(folder)).toHaveLength(inputs.length);
});

test("a change to the compile room or the lock file makes every entry new", async () => {
  const folder = temporaryFolder();
  const root = temporaryFolder();
  for (const room of ["build/compile", "text", "address"])
    mkdirSync(join(root, "lib", room), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  write("package-lock.json", "{}");
  write("lib/build/compile/a.ts", "1");
  const entriesAfterCompiling = async () => {
    await createCompileCache(folder, root)(input("글\n"));
    return readdirSync(folder).length;
  };
  expect(await entriesAfterCompiling()).toBe(1);
  write("lib/build/compile/a.test.ts", "tests change no result");
  expect(await entriesAfterCompiling()).toBe(1);
  write("lib/build/compile/a.ts", "2");
  expect(await entriesAfterCompiling()).toBe(2);
  write("package-lock.json", '{"changed":true}');
  expect(await entriesAfterCompiling()).toBe(3);
});

test("entries that nobody used for thirty days go", () => {
  const folder = temporaryFolder();
  const day = 24 * 60 * 60;
  const now = 1_800_000_000;
  for (const [name, age] of [
    ["old.json", 31],
    ["young.json", 29],
  ] as const) {
    writeFileSync(join(folder, name), "");
    utimesSync(join(folder, name), now - age * day, now - age * day);
  }
  pruneCache(folder, now * 1000);
  expect(readdirSync(folder)).toEqual(["young.json"]);
});
