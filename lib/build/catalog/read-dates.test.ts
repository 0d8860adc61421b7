import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readDates } from "./read-dates.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dates-"));
  vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
  vi.stubEnv("GIT_CONFIG_SYSTEM", "/dev/null");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function git(...command: string[]): void {
  execFileSync("git", command, { cwd: folder, stdio: "pipe" });
}

/** Writes files and commits all that changed, at the day given. The author wrote a year before. */
function commit(date: string, files: Readonly<Record<string, string>> = {}): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git("add", "-A");
  const who = ["user.name=a", "user.email=a@example.org", "commit.gpgsign=false"].flatMap((one) => [
    "-c",
    one,
  ]);
  vi.stubEnv("GIT_AUTHOR_DATE", "2024-01-01T00:00:00Z");
  vi.stubEnv("GIT_COMMITTER_DATE", date);
  git(...who, "commit", "-q", "--allow-empty", "-m", "글");
}

const LONG = Array.from({ length: 20 }, (_, line) => `${line}번째 줄이다.\n`).join("");

/** A folder of notes in a repository: one note revised, one renamed, one with a Hangul name. */
function writeHistory(): void {
  git("init", "-q");
  commit("2026-01-01T08:30:00+09:00", { "notes/a.md": "하나", "notes/old.md": LONG, "other.md": "밖" });
  commit("2026-02-01T00:00:00Z", { "notes/a.md": "둘", "notes/도커/이미지 층.md": "셋" });
  renameSync(join(folder, "notes/old.md"), join(folder, "notes/new.md"));
  commit("2026-03-01T00:00:00Z");
  commit("2026-04-01T00:00:00Z", { "other.md": "밖의 둘째" });
}

const DATES = {
  "a.md": { published: "2025-12-31T23:30:00Z", revised: "2026-02-01T00:00:00Z" },
  "new.md": { published: "2025-12-31T23:30:00Z", revised: "2025-12-31T23:30:00Z" },
  "도커/이미지 층.md": { published: "2026-02-01T00:00:00Z", revised: "2026-02-01T00:00:00Z" },
};

async function datesOf(path: string) {
  const { dates, reason } = await readDates(join(folder, path));
  return { dates: Object.fromEntries(dates), reason };
}

test("dates are the committer's, in UTC, through renames and Hangul names, for the folder alone", async () => {
  writeHistory();
  expect(await datesOf("notes")).toEqual({ dates: DATES, reason: undefined });
});

test("a file that differs from the last commit has no day of revision, an unknown one no dates", async () => {
  writeHistory();
  writeFileSync(join(folder, "notes/도커/이미지 층.md"), "고치는 중");
  writeFileSync(join(folder, "notes/a.md"), "고쳐서 올린 것");
  git("add", "notes/a.md");
  writeFileSync(join(folder, "notes/draft.md"), "새 글");
  const { dates } = await datesOf("notes");
  expect(dates["도커/이미지 층.md"]).toEqual({ published: "2026-02-01T00:00:00Z" });
  expect(dates["a.md"]).toEqual({ published: "2025-12-31T23:30:00Z" });
  expect(dates["draft.md"]).toBeUndefined();
  expect(dates["new.md"]).toEqual(DATES["new.md"]);
});

test("what the user or the repository configured does not change them", async () => {
  writeHistory();
  for (const setting of [
    "log.showRoot false",
    "core.quotePath true",
    "diff.renames false",
    "log.follow true",
  ])
    git("config", ...setting.split(" "));
  git("config", "diff.external", "false");
  git("config", "color.ui", "always");
  vi.stubEnv("GIT_DIR", join(folder, "none"));
  expect((await datesOf("notes")).dates).toEqual(DATES);
});

test("a shallow clone gives no dates but says why, and a whole clone gives them all", async () => {
  writeHistory();
  const source = `file://${folder}`;
  git("clone", "-q", "--depth", "1", source, "shallow");
  git("clone", "-q", source, "whole");
  const { dates, reason } = await datesOf("shallow/notes");
  expect(dates).toEqual({});
  expect(reason).toContain("얕은 복제본");
  expect((await datesOf("whole/notes")).dates).toEqual(DATES);
});

test("no repository, no commit, no folder: no dates, and the reason", async () => {
  mkdirSync(join(folder, "notes"));
  vi.stubEnv("GIT_CEILING_DIRECTORIES", tmpdir());
  expect(await datesOf("notes")).toEqual({
    dates: {},
    reason: expect.stringContaining("저장소 안에 있지 않아"),
  });
  expect(await datesOf("none")).toEqual({ dates: {}, reason: expect.stringContaining("찾지 못해") });
  git("init", "-q");
  writeFileSync(join(folder, "notes/a.md"), "글");
  git("add", "-A");
  expect(await datesOf("notes")).toEqual({ dates: {}, reason: expect.stringContaining("커밋이 아직 없어") });
});

test("a machine without git has no dates", async () => {
  writeHistory();
  vi.stubEnv("PATH", join(folder, "notes"));
  expect(await datesOf("notes")).toEqual({ dates: {}, reason: expect.stringContaining("git이 없거나") });
});

test("a repository of another owner is taken for none, and the reason names the setting", async () => {
  writeHistory();
  // What git itself offers its own tests for this.
  vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
  expect(await datesOf("notes")).toEqual({ dates: {}, reason: expect.stringContaining("safe.directory") });
});
