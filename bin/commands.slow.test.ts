import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSiteFile } from "../lib/build/content/site-file.ts";
import { runMain } from "../tests/support/run-main.ts";
import { main as headers } from "./headers.ts";
import { main as newSite } from "./new-site.ts";
import { main as search } from "./search.ts";

const COMMANDS = ["book", "build", "check", "headers", "import", "lab", "new-site", "search", "upload"];

test.each(COMMANDS)("%s, started as a program, refuses what it does not know with code 2", (name) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, `${name}.ts`), "--nonsense"],
    { encoding: "utf8" },
  );
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^[^\n]*[가-힣][^\n]*\n/);
});

const folder = mkdtempSync(join(tmpdir(), "commands-"));
writeFileSync(join(folder, "harbour.md"), "# 항구\n\n## 등대 [#lighthouse]\n\n등대는 밤에 길을 알린다.\n");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("search answers a query with the places, and says how it read it when asked", async () => {
  const { code, out } = await runMain(search, ["--explain", "등대"], folder, { NOTES_DIR: folder });
  expect(code).toBe(0);
  expect(out).toContain("/notes/harbour/#lighthouse");
  expect(out).toContain("읽은 방법\n  등대");
});

test("a new site is asked of a folder once, and what is there stays", async () => {
  const { code, out } = await runMain(newSite, ["."], folder);
  expect(code).toBe(0);
  expect(out).toContain("site.yaml: 적었습니다.");
  const { site, findings } = readSiteFile(folder, (path) => path);
  expect([site.title, findings]).toEqual([basename(folder), []]);
  writeFileSync(join(folder, "site.yaml"), "title: 항구\n");
  expect((await runMain(newSite, ["."], folder)).out).toContain("site.yaml: 이미 있어 그대로 두었습니다.");
  expect(readSiteFile(folder, (path) => path).site.title).toBe("항구");
});

test("a folder that is not there gets no site", async () => {
  const { code, err } = await runMain(newSite, ["nowhere"], folder);
  expect([code, err]).toEqual([1, "nowhere: 폴더가 없습니다. Markdown 파일이 있는 폴더를 적어 주세요.\n"]);
});

test("a list of queries that is none is refused with file and line", async () => {
  const { code, out, err } = await runMain(search, ["--queries", "harbour.md"], folder);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain('harbour.md:1  {"id": …, "q": "질의"} 꼴이 아닙니다');
});

test("headers prints those of a page for a CDN, as JSON and nothing else", async () => {
  const { code, out, err } = await runMain(headers, ["--json"], folder);
  expect([code, err]).toEqual([0, ""]);
  expect(Object.keys(JSON.parse(out) as object)).toContain("Content-Security-Policy");
  const below = await runMain(headers, ["--json"], folder, { SITE_URL: "https://name.github.io/notes/" });
  expect(JSON.parse(below.out)).toMatchObject({ "Speculation-Rules": '"/notes/speculation.json"' });
});

test("a repository of notes gets what publishes it, and no name that is none gets into it", async () => {
  const vault = mkdtempSync(join(folder, "vault-"));
  const { code, out } = await runMain(newSite, [".", "--github", "name/whale-notes"], vault);
  expect(code).toBe(0);
  expect(out).toContain(".github/workflows/site.yml: 적었습니다.");
  expect(readFileSync(join(vault, ".github/workflows/site.yml"), "utf8")).toContain(
    "repository: name/whale-notes\n",
  );
  const refused = await runMain(newSite, [".", "--github", "a/b\n  evil: 1"], vault);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("이름/저장소로")]);
});
