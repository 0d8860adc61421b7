import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { compileNote } from "./compile-note.ts";

const scratch = mkdtempSync(join(tmpdir(), "references-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const terms = [
  { id: "image", ko: "이미지", en: "image", aliases: [], short: "뜻.", note: "n", section: "s" },
];
const sourceKeys = new Set(["dk-overview", "oci-image", "rfc9293"]);

async function compile(text: string, format: "md" | "mdx" = "md", severity: "error" | "warning" = "error") {
  const result = await compileNote({ file: "a", severity, terms, sourceKeys, text, format }, scratch);
  const lines = text.split("\n");
  const said = result.findings.map((finding) => formatFinding(finding, lines[finding.line - 1])).join("\n");
  return { ...result.body, said };
}

test("sources are numbered by first use, each once", async () => {
  const { citations } = await compile("가[^rfc9293] 나[^dk-overview]\n\n다[^rfc9293] 라[^oci-image]");
  expect(citations).toEqual(["rfc9293", "dk-overview", "oci-image"]);
});

test("an unknown source is reported where it stands, with the nearest key", async () => {
  expect((await compile("첫 줄\n둘째 줄의 말[^dk-overveiw] 끝")).said).toMatchInlineSnapshot(`
    "a:2:8  error  source/unknown
      출처 "dk-overveiw"가 없습니다.
      혹시 [^dk-overview]인가요?
        2 | 둘째 줄의 말[^dk-overveiw] 끝
          |             ^"
  `);
});

test("a footnote with a definition is no citation", async () => {
  const { citations, said } = await compile("글[^mine]\n\n[^mine]: 각주");
  expect(citations).toEqual([]);
  expect(said).toBe("");
});

test("in a foreign note an unknown source is a warning", async () => {
  const { said } = await compile("글[^nope]", "md", "warning");
  expect(said).toContain("a:1:2  warning  source/unknown");
});

test("wiki links are links with their own scheme, and terms where one has that id", async () => {
  const { links, terms: uses } = await compile("[[docker-images]] [[a#b|글]]\n[[#here]] [[image|그림]]");
  expect(links.map((link) => [link.target, link.text, link.line, link.column])).toEqual([
    ["wiki:docker-images", "", 1, 1],
    ["wiki:a#b", "글", 1, 19],
    ["wiki:#here", "", 2, 1],
  ]);
  expect(uses).toEqual([{ term: "image", anchor: "" }]);
});

test("an unknown term is reported with the nearest one, and its text stays", async () => {
  const { said, blocks } = await compile('글의 <Term id="imge">그림틀</Term>이다.', "mdx");
  expect(said).toMatchInlineSnapshot(`
    "a:1:4  error  glossary/unknown-term
      용어집에 "imge"라는 용어가 없습니다.
      혹시 "image"인가요?
        1 | 글의 <Term id="imge">그림틀</Term>이다.
          |      ^"
  `);
  expect(blocks.map((block) => block.text)).toEqual(["글의 그림틀이다."]);
});

test("links carry their section, sentence and place", async () => {
  const { links } = await compile("## 절 [#sec]\n\n첫 문장이다. 둘째는 [이미지](b.md#c)를 가리킨다. 셋째.");
  expect(links).toEqual([
    {
      target: "b.md#c",
      text: "이미지",
      anchor: "sec",
      sentence: "둘째는 이미지를 가리킨다.",
      line: 3,
      column: 13,
    },
  ]);
});

test("a forbidden link is recorded, so that the catalog can report it", async () => {
  const { links } = await compile("글 [나쁨](javascript:alert(1))");
  expect(links).toMatchObject([{ target: "javascript:alert(1)", line: 1, column: 3 }]);
});

test("footnote marks are no links of the note", async () => {
  expect((await compile("글[^1]\n\n[^1]: 각주")).links).toEqual([]);
});

test("pictures are recorded with their text", async () => {
  const { images } = await compile('![가](a.png)\n\n<img src="b.png" alt="나">');
  expect(images.map((image) => [image.target, image.text, image.line])).toEqual([
    ["a.png", "가", 1],
    ["b.png", "나", 3],
  ]);
});

test("a correction is recorded as plain text, without its citations", async () => {
  const { corrections, citations } = await compile(
    "## 절 [#sec]\n\n> [!CORRECTION]\n> - 원본의 설명: ~~모두~~ 담는다.[^oci-image]\n> - 고친 설명: **일부**를 담는다.[^oci-image]\n> - 이유: 까닭.[^dk-overview]",
  );
  expect(corrections).toMatchObject([
    { anchor: "sec", was: "모두 담는다.", now: "일부를 담는다.", why: "까닭." },
  ]);
  expect(corrections[0]?.marked.why).toEqual([
    { kind: "text", text: "까닭." },
    { kind: "cite", source: "dk-overview" },
  ]);
  expect(citations).toEqual(["oci-image", "dk-overview"]);
});

test("which heading cites which source is recorded once each", async () => {
  const { citationUses } = await compile(
    "앞.[^dk-overview]\n\n## 절 [#sec]\n\n글.[^oci-image] 또.[^oci-image]\n\n### 아래 [#sub]\n\n글.[^oci-image]",
  );
  expect(citationUses).toEqual([
    { source: "dk-overview", anchor: "" },
    { source: "oci-image", anchor: "sec" },
    { source: "oci-image", anchor: "sub" },
  ]);
});

test("a table's caption keeps what is written in it, and names its frame in plain words", async () => {
  const { blocks, citations } = await compile(
    "표: `RUN --mount`의 **종류**[^dk-overview]\n\n| 가 | 나 |\n|---|---|\n| 1 | 2 |",
  );
  expect(citations).toEqual(["dk-overview"]);
  expect(blocks[0]).toMatchObject({ kind: "caption", text: "RUN --mount의 종류" });
});

test("text is recorded by section and kind, code lines are counted", async () => {
  const text =
    "표: 값들\n\n| 가 | 나 |\n|---|---|\n| 1 | 2 |\n\n## 절 [#sec]\n\n- 하나\n  - 둘\n\n```sh\na\nb\n```";
  const { blocks } = await compile(text);
  expect(blocks.map(({ anchor, kind, text }) => `${anchor}|${kind}|${text}`)).toEqual([
    "|caption|값들",
    "|row|가 · 나",
    "|row|1 · 2",
    "sec|heading|절",
    "sec|item|하나",
    "sec|item|둘",
    "sec|code|a\nb",
  ]);
});

test("alignment of table cells is a class, never a style", async () => {
  const text = "| 가 | 나 |\n|:-:|--:|\n| 1 | 2 |";
  const { code } = await compileNote(
    { file: "a", severity: "error", terms, sourceKeys, text, format: "md" },
    scratch,
  );
  expect(code).toContain("align-center");
  expect(code).toContain("align-right");
  expect(code).not.toContain("textAlign");
});
