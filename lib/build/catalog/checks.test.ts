import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { CODES } from "../../diagnostics/codes.ts";
import { formatFinding } from "../../diagnostics/format.ts";
import { deepFreeze } from "../../note/note.ts";
import { createCompileCache } from "../compile/cache.ts";
import { openStore } from "../store/store.ts";
import { bringPictures } from "./bring-pictures.ts";
import { buildCatalog } from "./build-catalog.ts";
import { runChecks } from "./checks.ts";
import { draftNotes } from "./draft-notes.ts";
import { finishNotes } from "./finish-notes.ts";
import { linkNotes } from "./link-notes.ts";
import { nameNotes } from "./name-notes.ts";
import { readCatalog } from "./read-catalog.ts";
import { readSettings } from "./settings.ts";

const PROJECT = join(import.meta.dirname, "..", "..", "..");
const root = mkdtempSync(join(tmpdir(), "checks-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, "notes"));
mkdirSync(join(root, "content"));
for (const [name, text] of [
  ["content/glossary.yaml", "[]\n"],
  ["content/sources.yaml", "{}\n"],
  ["content/map.yaml", "notes: []\npaths: []\n"],
  ["notes/a.md", "# 가\n\n#### 건너뜀\n\n[나](b.md#jeol) [없음](c.md) ![](x.png)\n"],
  ["notes/b.md", "# 나\n\n## 절\n\n[가](a.md)\n"],
] as const)
  writeFileSync(join(root, name), text);
const settings = readSettings(root, { NOTES_DIR: "notes", INIT_CWD: root });
const store = openStore(PROJECT, join(root, "store"));
const compile = createCompileCache(store);

test("no step and no check changes the stage it was given", async () => {
  const read = deepFreeze(await readCatalog(settings));
  const draft = deepFreeze(await draftNotes(read.stage, compile, undefined));
  const pictured = deepFreeze(await bringPictures(draft.stage, undefined));
  const named = deepFreeze(nameNotes(pictured.stage));
  const linked = deepFreeze(linkNotes(named.stage));
  const findings = await runChecks(linked.stage, store);
  expect(findings.map(({ code }) => code)).not.toContain("internal/check");
  const catalog = await buildCatalog(settings, store, compile);
  expect(finishNotes(linked.stage)).toEqual(catalog.notes);
  expect(catalog.notes[0]!.backlinks.map(({ slug }) => slug)).toEqual(["b"]);
});

test("a check that throws is told by its name, and the others are made", async () => {
  const draft = await draftNotes((await readCatalog(settings)).stage, compile, undefined);
  const linked = linkNotes(nameNotes((await bringPictures(draft.stage, undefined)).stage).stage);
  const findings = await runChecks(linked.stage, store, [
    function checkNothing() {
      throw new TypeError("x is undefined");
    },
    ({ notes }) => [
      {
        code: "note/empty",
        severity: "hint",
        file: notes[0]!.note.file,
        line: 1,
        column: 1,
        message: "본 것",
        hint: "",
      },
    ],
  ]);
  expect(findings.map((finding) => formatFinding(finding)).join("\n")).toMatchInlineSnapshot(`
    "notes:1:1  warning  internal/check
      checkNothing가 멈췄습니다: TypeError: x is undefined
      노트가 아니라 우리 쪽 잘못입니다. 이 글을 그대로 알려 주세요.
    notes/a.md:1:1  hint  note/empty
      본 것"
  `);
});

test("every finding weighs what the table of codes says", async () => {
  const { findings } = await buildCatalog(settings, store, compile);
  expect(findings.length).toBeGreaterThan(3);
  for (const { code, severity } of findings) {
    const rule = CODES[code].severity;
    const wanted = rule === "strict" ? "warning" : rule === "structure" ? "hint" : rule;
    expect([code, severity]).toEqual([code, wanted]);
  }
});
