import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isWholePng } from "../../../tests/support/whole-png.ts";
import { buildCatalog } from "../catalog/build-catalog.ts";
import { readSettings } from "../catalog/settings.ts";
import { createCompileCache } from "../compile/cache.ts";
import { siteDates, withDates } from "../feeds/site-dates.ts";
import { openStore } from "../store/store.ts";
import { openGeneratedFiles } from "./generated-files.ts";

const root = join(import.meta.dirname, "../../..");

test("the authoring server has what the build writes beside the pages", async () => {
  const folder = mkdtempSync(join(tmpdir(), "generated-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const notes = join(folder, "notes");
  mkdirSync(notes);
  writeFileSync(
    join(notes, "volume.md"),
    "# 볼륨\n\n컨테이너 밖에 두는 저장소다.\n\n## 수명 [#lifetime]\n\n컨테이너를 지워도 남는다.\n",
  );
  const settings = { ...readSettings(root, { NOTES_DIR: notes, INIT_CWD: root }), cache: folder };
  const store = openStore(root, join(folder, "store"));
  const compile = createCompileCache(store);
  const undated = await buildCatalog(settings, store, compile, async () => new Map());
  const history = { dates: new Map([["volume.md", { published: "2026-01-02T03:04:05Z" }]]) };
  const dates = siteDates(undated, history);
  const file = openGeneratedFiles(withDates(undated, dates), dates, settings, store, "https://notes.example");

  expect(String(await file("/s/volume/lifetime/"))).toContain(
    '<link rel="canonical" href="https://notes.example/s/volume/lifetime/">',
  );
  expect(isWholePng((await file("/cards/volume/lifetime.png")) as Buffer)).toBe(true);
  expect(isWholePng((await file("/icons/192.png")) as Buffer)).toBe(true);
  expect(await file("/notes/volume/index.md")).toMatch(/^# 볼륨\n/);
  expect(await file("/notes/volume/lifetime.md")).toMatch(/^# 수명\n/);
  expect(await file("/feed.xml")).toContain("<published>2026-01-02T03:04:05.000Z</published>");
  expect(JSON.parse(String(await file("/search/index.json")))).toHaveProperty("version");
  for (const address of ["/s/volume/none/", "/cards/none.png", "/notes/volume/", "/notes/none/index.md", "/"])
    expect(await file(address), address).toBeUndefined();
});
