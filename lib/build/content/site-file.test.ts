import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { readSiteFile } from "./site-file.ts";

function read(text: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), "site-file-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (text !== undefined) writeFileSync(join(folder, "site.yaml"), text);
  const { site, findings } = readSiteFile(folder, () => "site.yaml");
  return { site, said: findings.map((finding) => formatFinding(finding)).join("\n") };
}

test("a folder without the file says nothing", () => {
  expect(read(undefined)).toEqual({
    site: { language: "ko", publish: "all", leaveOut: [], images: "link", groups: {} },
    said: "",
  });
  expect(read("# 아직 비어 있다\n").said).toBe("");
});

test("what the author says is read", () => {
  const text =
    "title: 내 노트\ndescription: 소개\nlanguage: en\npublish: marked\nleaveOut: [일기/, '*.private.md']\nimages: download\ngroups:\n  os: 운영체제\n";
  expect(read(text).site).toEqual({
    title: "내 노트",
    description: "소개",
    language: "en",
    publish: "marked",
    leaveOut: ["일기/", "*.private.md"],
    images: "download",
    groups: { os: "운영체제" },
  });
});

test("a line that is another program's is a warning, and the others hold", () => {
  const { site, said } = read("description: 소개\nplugins: [a]\ntitle: [가]\n");
  expect(site).toEqual({
    description: "소개",
    language: "ko",
    publish: "all",
    leaveOut: [],
    images: "link",
    groups: {},
  });
  expect(said).not.toContain("error");
});

test("a misspelt line is an error: what it keeps out would be published", () => {
  expect(read("leavOut: [일기/]\n").said).toMatchInlineSnapshot(`
    "site.yaml:1:1  error  reference/unknown-key
      site.yaml에 "leavOut"은 없는 이름입니다. 쓸 수 있는 이름: title, description, language, publish, leaveOut, lineBreaks, images, groups
      혹시 "leaveOut"인가요?"
  `);
  expect(read("publish: 'marked\n").said).toMatchInlineSnapshot(`
    "site.yaml:1:17  error  reference/syntax
      YAML을 읽을 수 없습니다(MISSING_CHAR).
      따옴표와 들여쓰기를 살펴보세요."
  `);
});
