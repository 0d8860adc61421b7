import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { createCompileCache } from "../compile/cache.ts";
import { openStore } from "../store/store.ts";
import { buildCatalog, type Catalog } from "./build-catalog.ts";
import { readSettings } from "./settings.ts";

const PROJECT = join(import.meta.dirname, "..", "..", "..");
const NOTE = `---
title: 파드
summary: 파드이다.
group: kubernetes
order: 1
verifiedOn: 2026-01-01
---

## 파드란 [#pod]

파드는 가장 작은 단위이다.

## 모음 [#all]

### 종료 [#end]

파드는 끝난다.
`;
const ASKS = "pod: [파드가 뭐야, 파드 왜 써, 파드 뜻]\n";

async function build(
  files: Readonly<Record<string, string>>,
  env: Record<string, string> = {},
): Promise<Catalog> {
  const root = mkdtempSync(join(tmpdir(), "asks-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, "content/notes"), { recursive: true });
  const all = {
    "content/glossary.yaml": "[]\n",
    "content/sources.yaml": "{}\n",
    "content/map.yaml": "notes: []\npaths: []\n",
    "content/notes/pods.md": NOTE,
    ...files,
  };
  mkdirSync(join(root, "elsewhere"));
  for (const [path, text] of Object.entries(all)) writeFileSync(join(root, path), text);
  const store = openStore(PROJECT, join(root, "store"));
  return buildCatalog(readSettings(root, { INIT_CWD: root, ...env }), store, createCompileCache(store));
}

const asksIn = ({ findings }: Catalog) =>
  findings
    .filter(({ code }) => code.startsWith("asks/"))
    .map((finding) => formatFinding(finding))
    .join("\n");

test("of our own notes the check says which section has no question; a heading that only gathers needs none", async () => {
  const catalog = await build({ "content/notes/pods.asks.yaml": ASKS });
  expect(asksIn(catalog)).toMatchInlineSnapshot(`
    "content/notes/pods.md:15:1  warning  asks/no-questions
      절 "종료"에 물음이 없습니다.
      content/notes/pods.asks.yaml에 "end:"를 적고 그 아래에 물음을 3개에서 6개 적어 주세요."
  `);
  expect(catalog.notes[0]!.asks).toEqual([["pod", ["파드가 뭐야", "파드 왜 써", "파드 뜻"]]]);
});

test("a note without a file of questions is told once where others have one, and a foreign one not at all", async () => {
  const files = {
    "elsewhere/nodes.md": NOTE,
    "elsewhere/pods.md": NOTE,
    "elsewhere/pods.asks.yaml": ASKS,
    "content/notes/nodes.md": NOTE,
    "content/notes/pods.asks.yaml": `${ASKS}end: [하나, 둘, 셋]\n`,
  };
  expect(asksIn(await build(files))).toMatchInlineSnapshot(`
    "content/notes/nodes.md:1:1  warning  asks/no-file
      물음이 적힌 파일 nodes.asks.yaml이 없습니다. 절이 2개 있습니다.
      노트 옆에 만들고, 절 id마다 사람이 칠 만한 물음을 3개에서 6개 적어 주세요."
  `);
  expect(asksIn(await build(files, { NOTES_DIR: "elsewhere" }))).toBe("");
  expect(asksIn(await build({}))).toBe("");
});

test("ids that are not there are told with the nearest one, and a file without its note with the nearest note", async () => {
  const questions = " [하나, 둘, 셋]\n";
  const catalog = await build({
    "content/notes/pods.asks.yaml": `pood:${questions}pod:${questions}end:${questions}`,
    "content/notes/pod.asks.yaml": ASKS,
    "content/labs.asks.yaml": `no-lab:${questions}`,
    "content/glossary.asks.yaml": `no-term:${questions}`,
  });
  expect(asksIn(catalog)).toMatchInlineSnapshot(`
    "content/glossary.asks.yaml:1:1  error  asks/unknown-id
      "no-term"이라는 용어가 없습니다.
    content/labs.asks.yaml:1:1  error  asks/unknown-id
      "no-lab"라는 실습이 없습니다.
    content/notes/pod.asks.yaml:1:1  warning  asks/no-note
      이 물음에 답할 노트 pod.md나 pod.mdx가 없습니다.
      혹시 "pods.asks.yaml"인가요?
    content/notes/pods.asks.yaml:1:1  error  asks/unknown-id
      "pood"라는 절이 없습니다.
      혹시 "pod"인가요?"
  `);
});

test("a file of questions is no file of the site, and belongs to what the catalog was made from", async () => {
  const catalog = await build({ "content/notes/pods.asks.yaml": ASKS });
  expect(catalog.assets).toEqual([]);
  expect(catalog.lineOf("content/notes/pods.asks.yaml", 1)).toBe(ASKS.trim());
});
