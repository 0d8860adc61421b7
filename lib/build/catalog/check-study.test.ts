import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { createCompileCache } from "../compile/cache.ts";
import { openStore } from "../store/store.ts";
import { buildCatalog } from "./build-catalog.ts";
import { readSettings } from "./settings.ts";

const PROJECT = join(import.meta.dirname, "..", "..", "..");
const root = mkdtempSync(join(tmpdir(), "study-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const store = openStore(PROJECT, join(root, "store"));
const compile = createCompileCache(store);

async function catalogOf(files: Readonly<Record<string, string>>, own = true) {
  const folder = mkdtempSync(join(root, "project-"));
  const notes = own ? "content/notes" : "notes";
  const all = {
    "content/glossary.yaml": "[]\n",
    "content/sources.yaml": "{}\n",
    "content/map.yaml": "notes: []\npaths: []\n",
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${notes}/${path}`, text])),
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const environment = own ? { INIT_CWD: folder } : { INIT_CWD: folder, NOTES_DIR: "notes" };
  return buildCatalog(readSettings(folder, environment), store, compile);
}

const NOTE = "# 가\n\n## 절 [#first]\n\n글이다.\n\n### 속 [#inner]\n\n글이다.\n";
const truth = (id: string, more = "") =>
  `  - {id: ${id}, kind: truth, section: first, ask: 그런가, right: true, why: 그렇다.${more}}`;

function said(catalog: Awaited<ReturnType<typeof catalogOf>>): string {
  return catalog.findings
    .filter(({ code }) => code.startsWith("study/"))
    .map((finding) => formatFinding(finding, catalog.lineOf(finding.file, finding.line)))
    .join("\n");
}

test("what is asked stands in the note and is no file of the site", async () => {
  const study = [
    "questions:",
    truth("a-q1"),
    "cards:",
    "  - {id: a-c1, section: inner, front: 앞, back: 뒤}",
  ];
  const catalog = await catalogOf({ "a.md": NOTE, "a.study.yaml": study.join("\n"), "b.yaml": "a: 1\n" });
  expect(said(catalog)).toBe("");
  expect(catalog.notes[0]!.study?.questions.map(({ id }) => id)).toEqual(["a-q1"]);
  expect(catalog.notes[0]!.study?.cards.map(({ id }) => id)).toEqual(["a-c1"]);
  // No note shows the other file either.
  expect(catalog.assets.map(({ path }) => path)).toEqual([]);
});

test("names that there are not, ids given twice and numbers left out are told", async () => {
  const catalog = await catalogOf({
    "a.md": NOTE,
    "a.study.yaml": [
      "questions:",
      truth("a-q1"),
      truth("a-q3", ', reveals: "#fig-none"'),
      truth("a-q4", ", reveals: /labs/a-none/"),
      truth("a-q5"),
      truth("aa-q1"),
      "  - {id: a-q6, kind: label, section: frist, figure: none, ask: 어디, parts: [{clue: 이것, node: n}], why: 네.}",
    ].join("\n"),
    "b.md": NOTE,
    "b.study.yaml": ["questions:", truth("a-q1")].join("\n"),
    "lost.study.yaml": "questions: []\n",
  });
  expect(said(catalog)).toMatchInlineSnapshot(`
    "content/notes/a.study.yaml:2:10  error  study/number
      a-q2가 없습니다.
      지운 것이면 retired: [a-q2]라고 적어 주세요.
        2 |   - {id: a-q1, kind: truth, section: first, ask: 그런가, right: true, why: 그렇다.}
          |          ^
    content/notes/a.study.yaml:3:89  error  study/unknown-figure
      그림 "#fig-none"가 이 노트에 없습니다.
        3 |   - {id: a-q3, kind: truth, section: first, ask: 그런가, right: true, why: 그렇다., reveals: "#fig-none"}
          |                                                                                               ^
    content/notes/a.study.yaml:4:94  error  study/unknown-lab
      실습 "a-none"가 없습니다.
        4 |   - {id: a-q4, kind: truth, section: first, ask: 그런가, right: true, why: 그렇다., reveals: /labs/a-none/}
          |                                                                                                    ^
    content/notes/a.study.yaml:5:10  error  study/many
      절 "first"에 물음이 5개입니다. 3개까지 물을 수 있습니다.
      at: end로 옮기거나 줄여 주세요.
        5 |   - {id: a-q5, kind: truth, section: first, ask: 그런가, right: true, why: 그렇다.}
          |          ^
    content/notes/a.study.yaml:6:10  error  study/unknown-prefix
      id "aa-q1"이 노트의 이름으로 시작하지 않습니다.
        6 |   - {id: aa-q1, kind: truth, section: first, ask: 그런가, right: true, why: 그렇다.}
          |          ^
    content/notes/a.study.yaml:7:38  error  study/unknown-section
      노트 a에 절 "frist"가 없습니다.
      혹시 "first"인가요?
        7 |   - {id: a-q6, kind: label, section: frist, figure: none, ask: 어디, parts: [{clue: 이것, node: n}], why: 네.}
          |                                      ^
    content/notes/a.study.yaml:7:53  error  study/unknown-figure
      그림 "none"가 이 노트에 없습니다.
        7 |   - {id: a-q6, kind: label, section: frist, figure: none, ask: 어디, parts: [{clue: 이것, node: n}], why: 네.}
          |                                                     ^
    content/notes/b.study.yaml:2:10  error  study/duplicate-id
      id "a-q1"은 content/notes/a.study.yaml에서 이미 쓰였습니다.
      쓰이지 않은 다음 번호를 적어 주세요.
        2 |   - {id: a-q1, kind: truth, section: first, ask: 그런가, right: true, why: 그렇다.}
          |          ^
    content/notes/lost.study.yaml:1:1  error  study/no-note
      곁에 lost.md나 lost.mdx가 없습니다.
      파일 이름을 노트의 이름에 맞춰 주세요."
  `);
});

test("a question of another folder is only warned of, and its numbers are its own", async () => {
  const catalog = await catalogOf(
    {
      "가 노트.md": "# 가\n\n## 절\n\n글.\n",
      "가 노트.study.yaml": ["questions:", truth("x-q7")].join("\n"),
    },
    false,
  );
  expect(said(catalog)).toMatchInlineSnapshot(`
    "notes/가 노트.study.yaml:2:38  warning  study/unknown-section
      노트 ga-noteu에 절 "first"가 없습니다.
        2 |   - {id: x-q7, kind: truth, section: first, ask: 그런가, right: true, why: 그렇다.}
          |                                      ^"
  `);
  expect(catalog.notes[0]!.study?.questions).toHaveLength(1);
});
