import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createCompileCache } from "../compile/cache.ts";
import { openStore } from "../store/store.ts";
import { buildCatalog } from "./build-catalog.ts";
import { readSettings } from "./settings.ts";

const PROJECT = join(import.meta.dirname, "..", "..", "..");
const root = mkdtempSync(join(tmpdir(), "unseen-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const store = openStore(PROJECT, join(root, "store"));

async function said(text: string, more: Record<string, string> = {}) {
  const files = {
    "content/glossary.yaml": "[]\n",
    "content/sources.yaml": "{}\n",
    "content/map.yaml": "notes: []\npaths: []\n",
    "notes/a.md": text,
    ...more,
  };
  rmSync(join(root, "notes"), { recursive: true, force: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const settings = readSettings(root, { NOTES_DIR: "notes", INIT_CWD: root });
  const { findings } = await buildCatalog(settings, store, createCompileCache(store));
  return findings
    .filter(({ severity }) => severity !== "hint")
    .map(({ line, column, code }) => `${line}:${column} ${code}`);
}

test("a link without an address, a fence without an end, tags that vanish, JSON that is none", async () => {
  expect(await said("글 [빈]() 끝\n")).toEqual(["1:3 link/empty"]);
  expect(await said("글\n\n````md\n```\n\n글\n")).toEqual(["3:1 code/unclosed"]);
  expect(await said("글 <scrip>과 <script>x</script> 그리고 List<String>\n")).toEqual([
    "1:3 html/unknown",
    "1:12 html/dropped",
    "1:39 html/unknown",
  ]);
  expect(await said('```json\n{\n  "a": 1,\n}\n```\n\n```json\n{ "a": ... }\n```\n')).toEqual([
    "4:1 example/json-syntax",
  ]);
});

test("names in the frontmatter and of sections are held against what there is", async () => {
  const meta =
    "---\nrelated: [nowhere]\nprerequisites: [b]\nquestions:\n  - { text: 왜, section: none }\n---\n";
  expect(await said(`${meta}## 절 [#one]\n`, { "notes/b.md": "# 나\n" })).toEqual([
    "2:11 frontmatter/unknown-note",
    "5:25 frontmatter/unknown-section",
  ]);
  expect(await said("## 절 [#Bad Id]\n")).toEqual(["1:1 heading/bad-id"]);
  expect(await said('<p id="one">글</p>\n\n## 절 [#one]\n')).toEqual(["3:1 heading/taken-id"]);
});

test("what is right says nothing", async () => {
  expect(await said('글 [링크](#가) <kbd>x</kbd>\n\n## 가\n\n```json\n{ "a": 1 }\n```\n')).toEqual([]);
});
