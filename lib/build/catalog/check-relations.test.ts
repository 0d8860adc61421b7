import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { createCompileCache } from "../compile/cache.ts";
import { openStore } from "../store/store.ts";
import { buildCatalog } from "./build-catalog.ts";
import { readSettings } from "./settings.ts";

const PROJECT = join(import.meta.dirname, "..", "..", "..");
const root = mkdtempSync(join(tmpdir(), "relations-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const store = openStore(PROJECT, join(root, "store"));
const compile = createCompileCache(store);

const term = (id: string, ...relations: readonly string[]) =>
  [
    `- id: ${id}`,
    `  ko: ${id}`,
    `  en: ${id}`,
    "  short: 뜻이다.",
    "  note: a",
    "  section: first",
    ...relations,
  ]
    .join("\n")
    .concat("\n");

async function saidOf(glossary: string): Promise<string> {
  const folder = mkdtempSync(join(root, "project-"));
  mkdirSync(join(folder, "content/notes"), { recursive: true });
  const files = {
    "content/glossary.yaml": glossary,
    "content/sources.yaml": "{}\n",
    "content/map.yaml": "notes: []\npaths: []\n",
    "content/notes/a.md": "# 가\n\n## 절 [#first]\n\n글이다.\n",
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const catalog = await buildCatalog(readSettings(folder, { INIT_CWD: folder }), store, compile);
  return catalog.findings
    .filter(({ code }) => code.startsWith("glossary/relation-"))
    .map((finding) => formatFinding(finding, catalog.lineOf(finding.file, finding.line)))
    .join("\n");
}

test("relations of terms that lead to others are in order", async () => {
  const glossary = term("image") + term("layer", "  partOf: [image]") + term("tag", "  contrasts: [layer]");
  expect(await saidOf(glossary)).toBe("");
});

test("relations that cannot be are told where they stand, with the nearest guess", async () => {
  const glossary =
    term("image", "  needs: [layer]") +
    term("layer", "  partOf: [image]", "  contrasts: [layer, tga]") +
    term("tag", "  contrasts:", "    [layer]", "  replaces: [image, image]");
  expect(await saidOf(glossary)).toMatchInlineSnapshot(`
    "content/glossary.yaml:7:11  error  glossary/relation-circle
      먼저 알아야 할 용어가 돕니다: image → layer → image
      needs나 partOf 가운데 하나를 지워 주세요.
        7 |   needs: [layer]
          |           ^
    content/glossary.yaml:15:15  error  glossary/relation-self
      용어 "layer"이 contrasts에서 자기를 가리킵니다.
      needs, partOf, contrasts, replaces에는 다른 용어의 id를 적어 주세요.
        15 |   contrasts: [layer, tga]
           |               ^
    content/glossary.yaml:15:22  error  glossary/relation-unknown
      용어 "layer"의 contrasts에 적은 "tga"는 없는 용어입니다.
      혹시 "tag"인가요?
        15 |   contrasts: [layer, tga]
           |                      ^
    content/glossary.yaml:24:14  error  glossary/relation-twice
      용어 "tag"의 replaces에 적은 "image"는 이미 적은 관계입니다.
      하나를 지워 주세요. contrasts는 두 용어 가운데 한쪽에만 적습니다.
        24 |   replaces: [image, image]
           |              ^"
  `);
});
