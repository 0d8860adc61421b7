import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readSectionTimes, timesOf } from "./section-dates.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sections-"));
  vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
  vi.stubEnv("GIT_CONFIG_SYSTEM", "/dev/null");
  git("init", "-q");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function git(...command: string[]): void {
  execFileSync("git", command, { cwd: folder, stdio: "pipe" });
}

function commit(date: string, text: string): void {
  writeFileSync(join(folder, "a.md"), text);
  git("add", "-A");
  vi.stubEnv("GIT_AUTHOR_DATE", date);
  vi.stubEnv("GIT_COMMITTER_DATE", date);
  git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "글");
}

const OUTLINE = ["layers", "files"].map((id) => ({ depth: 2, id }));
const seconds = (date: string) => Date.parse(date) / 1000;

test("a section is as new as its newest line, whatever changed in the others", async () => {
  commit("2026-01-01T00:00:00Z", "머리\n\n## 하나\n\n글\n\n```sh\n## 절이 아니다\n```\n\n## 둘\n\n글\n");
  commit("2026-02-01T00:00:00Z", "머리\n\n## 하나\n\n글\n\n```sh\n## 절이 아니다\n```\n\n## 둘\n\n고친 글\n");
  expect(await readSectionTimes(folder, "a.md", OUTLINE)).toEqual([
    ["layers", seconds("2026-01-01T00:00:00Z")],
    ["files", seconds("2026-02-01T00:00:00Z")],
  ]);
  // What nobody has committed has no day yet.
  writeFileSync(join(folder, "a.md"), "머리\n\n## 하나\n\n고치는 중\n\n## 둘\n\n고친 글\n");
  expect(await readSectionTimes(folder, "a.md", OUTLINE)).toEqual([
    ["layers", seconds("2026-01-01T00:00:00Z")],
    ["files", seconds("2026-02-01T00:00:00Z")],
  ]);
});

test("without a history, or where headings are not those of the outline, nothing is said", async () => {
  writeFileSync(join(folder, "b.md"), "## 하나\n");
  expect(await readSectionTimes(folder, "b.md", OUTLINE)).toEqual([]);
  expect(timesOf([{ text: "## 하나", seconds: 1 }], ["a", "b"])).toEqual([]);
  expect(timesOf([{ text: "## 하나", seconds: undefined }], ["a"])).toEqual([]);
});
