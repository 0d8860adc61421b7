import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCatalog } from "../catalog/open-catalog.ts";
import { readSettings } from "../catalog/settings.ts";
import { searchFilesOf } from "./search-files.ts";

test("the same notes give the same files of search, byte for byte", async () => {
  const root = join(import.meta.dirname, "../../..");
  const notes = mkdtempSync(join(tmpdir(), "search-files-"));
  try {
    writeFileSync(join(notes, "b.md"), "# 항구\n\n## 등대\n\n등대는 밤에 길을 알린다.\n");
    writeFileSync(join(notes, "a.md"), "# 배\n\n배는 [등대](b.md#등대)를 본다.\n");
    const settings = readSettings(root, { NOTES_DIR: notes });
    const make = async () => [...searchFilesOf(await openCatalog(settings), settings.content)];
    const first = await make();
    expect(first.length).toBeGreaterThan(1);
    expect(await make()).toEqual(first);
  } finally {
    rmSync(notes, { recursive: true, force: true });
  }
});
