import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../store/store.ts";
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

const keptIn = (folder: string) => globSync(join(folder, "notes/*/*")).sort();
const openCache = (folder: string) => createCompileCache(openStore(PROJECT, folder));

test("a result is stored once, and read back equal", async () => {
  const folder = temporaryFolder();
  const first = await openCache(folder)(input("## 절\n\n글[^a] [링크](b.md)\n"));
  const stored = keptIn(folder);
  expect(stored).toHaveLength(1);
  expect(await openCache(folder)(input("## 절\n\n글[^a] [링크](b.md)\n"))).toEqual(first);
  expect(keptIn(folder)).toEqual(stored);
});

test("a run that compiles a note again knows its result already", async () => {
  const compile = openCache(temporaryFolder());
  const first = await compile(input("글\n"));
  expect(await compile(input("글\n"))).toBe(first);
  expect(await compile(input("글이다\n"))).not.toBe(first);
});

test("many notes are compiled on other threads, with the results that this one has", async () => {
  const texts = Array.from(
    { length: 12 },
    (_, index) =>
      `## 절 ${index}\n\n**글**[^a] \`a${index}\`\n\n\`\`\`js\nconst a = ${index};\n\`\`\`\n\n[^a]: 주\n`,
  );
  const alone = openCache(temporaryFolder());
  const together = openCache(temporaryFolder());
  const one = [];
  for (const text of [...texts, "<Callout>\n"]) one.push(await alone(input(text)));
  const all = await Promise.all([...texts, "<Callout>\n"].map((text) => together(input(text))));
  expect(JSON.stringify(all)).toBe(JSON.stringify(one));
  expect(one.at(-1)!.findings).not.toEqual([]);
}, 120_000);

test("a broken note is not stored", async () => {
  const folder = temporaryFolder();
  const result = await openCache(folder)(input("<Callout>\n"));
  expect(result.code).toBeUndefined();
  expect(result.findings).not.toEqual([]);
  expect(keptIn(folder)).toEqual([]);
});

test("everything the result depends on is part of the key", async () => {
  const folder = temporaryFolder();
  const compile = openCache(folder);
  const term = { id: "t", ko: "글", en: "t", aliases: [], short: "뜻", note: "n", section: "s" };
  const inputs = [
    input("글\n"),
    input("글이다\n"),
    input("글\n", { file: "b.mdx" }),
    input("글\n", { format: "md" }),
    input("글\n", { severity: "warning" }),
    input("글\n", { terms: [term] }),
    input("글\n", { terms: [term], cards: new Map([["글", "t"]]) }),
    input("글\n", { examples: new Map([["a.yaml", { text: "a: 1" }]]) }),
    input("글\n", { sourceKeys: new Set(["a"]) }),
  ];
  for (const one of inputs) await compile(one);
  expect(keptIn(folder)).toHaveLength(inputs.length);
  await compile(input("글\n", { sourceKeys: new Set(["a", "b"]) }));
  expect(keptIn(folder)).toHaveLength(inputs.length);
});
