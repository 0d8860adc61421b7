import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { compileNote } from "./compile-note.ts";

const scratch = mkdtempSync(join(tmpdir(), "headings-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function outlineOf(text: string) {
  const input = { file: "a.md", severity: "error", terms: [], sourceKeys: new Set<string>(), text } as const;
  const { body, findings } = await compileNote({ ...input, format: "md" }, scratch);
  return {
    outline: body.outline.map(({ depth, text, id }) => `${depth} ${text} #${id}`),
    anchors: body.anchors,
    githubIds: body.outline.map((heading) => heading.githubId),
    title: body.leadingTitle,
    codes: findings.map((finding) => `${finding.line} ${finding.code}`),
  };
}

test("an id written in brackets is the anchor and no part of the text", async () => {
  expect((await outlineOf("## 쓰기 시 복사 [#copy-on-write]")).outline).toEqual([
    "2 쓰기 시 복사 #copy-on-write",
  ]);
});

test("a heading without an id gets its romanised title, composed or decomposed", async () => {
  const wanted = ["2 이미지와 레이어 #imijiwa-reieo"];
  expect((await outlineOf("## 이미지와 레이어")).outline).toEqual(wanted);
  const decomposed = await outlineOf(`## ${"이미지와 레이어".normalize("NFD")}`);
  expect(decomposed.outline.map((line) => line.normalize("NFC"))).toEqual(wanted);
});

test("a derived id gives way to a written one further down", async () => {
  expect((await outlineOf("## intro\n\n## 소개 [#intro]")).outline).toEqual([
    "2 intro #intro-2",
    "2 소개 #intro",
  ]);
});

test("derived ids that repeat are numbered, as GitHub numbers its own from 1", async () => {
  const { outline, githubIds } = await outlineOf("## 개요\n\n## 개요\n\n## 개요");
  expect(outline).toEqual(["2 개요 #gaeyo", "2 개요 #gaeyo-2", "2 개요 #gaeyo-3"]);
  expect(githubIds).toEqual(["개요", "개요-1", "개요-2"]);
});

test("the title counts among GitHub's anchors though it leaves the body", async () => {
  expect((await outlineOf("# 개요\n\n## 개요")).githubIds).toEqual(["개요-1"]);
});

test("a bad, a duplicate and a reserved id are reported, and the section still has one", async () => {
  const { outline, codes } = await outlineOf("## 가 [#A_b]\n\n## 나 [#x]\n\n## 다 [#x]\n\n## 라 [#sources]");
  expect(codes).toEqual(["1 heading/bad-id", "5 heading/duplicate-id", "7 heading/reserved-id"]);
  expect(outline).toEqual(["2 가 #ga", "2 나 #x", "2 다 #da", "2 라 #ra"]);
});

test("a level-1 heading that opens the note becomes its title", async () => {
  const { outline, title } = await outlineOf("<!-- 주석 -->\n\n# 글의 **제목** [#top]\n\n## 첫 절");
  expect(title).toBe("글의 제목");
  expect(outline).toEqual(["2 첫 절 #cheot-jeol"]);
});

test("when other level-1 headings remain, all move down one level, none below six", async () => {
  const { outline, title } = await outlineOf("글\n\n# 하나\n\n## 둘\n\n###### 여섯\n\n# 셋");
  expect(title).toBe("");
  expect(outline.map((line) => line[0])).toEqual(["2", "3", "6", "2"]);
});

test("headings inside quotations and raw HTML are sections too", async () => {
  expect((await outlineOf("> ## 인용 [#quoted]\n\n<h2>날것</h2>")).outline).toEqual([
    "2 인용 #quoted",
    "2 날것 #nalgeot",
  ]);
});

test("an anchor set by raw HTML stays, and a derived id gives way to it", async () => {
  const { outline, anchors } = await outlineOf('<a name="old"></a>\n\n## old\n\n<p id="main">글</p>');
  expect(anchors).toEqual(["old"]);
  expect(outline).toEqual(["2 old #old-2"]);
});

test("reference is folded up to the next heading of its level, and its headings say so", async () => {
  const text = [
    "## 설명 [#why]",
    "글",
    "## 표 모음 [#tables ref]",
    "| 표 |\n| - |\n| 칸 |",
    "### 명령 [#commands ref]",
    "```sh\nls\n```",
    '```mermaid id="x"\nflowchart TD\n```',
    "## 다시 [#again]",
    "글",
    "### 끝 [#end ref]",
  ].join("\n\n");
  const input = {
    file: "a.md",
    severity: "warning",
    terms: [],
    sourceKeys: new Set<string>(),
    text,
  } as const;
  const { body, code = "" } = await compileNote({ ...input, format: "md" }, scratch);
  expect(body.outline.map(({ id, text, folded }) => `${id} ${text}${folded ? " *" : ""}`)).toEqual([
    "why 설명",
    "tables 표 모음 *",
    "commands 명령 *",
    "again 다시",
    "end 끝 *",
  ]);
  // One fold: the inner mark folds nothing again, and a heading with nothing below it has nothing to fold.
  expect(code.match(/tables:\s*"1",\s*codes:\s*"1",\s*figures:\s*"1"/g)).toHaveLength(1);
  expect(code.match(/codes:\s*"\d"/g)).toHaveLength(1);
});

test("footnotes stay outside of reference that ends the note", async () => {
  const text = "글[^1]\n\n## 표 [#a ref]\n\n접은 글\n\n[^1]: 각주";
  const input = {
    file: "a.md",
    severity: "warning",
    terms: [],
    sourceKeys: new Set<string>(),
    text,
  } as const;
  const { code = "" } = await compileNote({ ...input, format: "md" }, scratch);
  expect(code.indexOf("접은 글")).toBeLessThan(
    code.indexOf("dataFootnotes") + 1 || code.indexOf("data-footnotes"),
  );
});
