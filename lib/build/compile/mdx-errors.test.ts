import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { compileNote } from "./compile-note.ts";

const scratch = mkdtempSync(join(tmpdir(), "mdx-errors-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What the author of this MDX note is told; a note with errors has no code. */
async function said(text: string): Promise<string> {
  const input = { file: "a.mdx", severity: "error", terms: [], sourceKeys: new Set<string>(), text } as const;
  const { findings, code } = await compileNote({ ...input, format: "mdx" }, scratch);
  expect(code === undefined).toBe(findings.length > 0);
  const lines = text.split("\n");
  return findings.map((finding) => formatFinding(finding, lines[finding.line - 1])).join("\n");
}

test("an import or export is refused where it stands", async () => {
  expect(await said('글\n\nimport { readFileSync } from "node:fs"\n\n끝')).toMatchInlineSnapshot(`
    "a.mdx:3:1  error  mdx/import
      노트에서는 import와 export를 쓸 수 없습니다.
      이 줄을 지워 주세요. 쓸 수 있는 컴포넌트는 불러오지 않아도 됩니다.
        3 | import { readFileSync } from "node:fs"
          | ^"
  `);
  expect(await said("export const a = 1")).toMatchInlineSnapshot(`
    "a.mdx:1:1  error  mdx/import
      노트에서는 import와 export를 쓸 수 없습니다.
      이 줄을 지워 주세요. 쓸 수 있는 컴포넌트는 불러오지 않아도 됩니다.
        1 | export const a = 1
          | ^"
  `);
});

test("an expression is refused, a comment is not", async () => {
  expect(await said("값은 {1 + 1}이다.")).toMatchInlineSnapshot(`
    "a.mdx:1:4  error  mdx/expression
      중괄호 식 {1 + 1}은 쓸 수 없습니다.
      글자로 보이려면 백틱으로 감싸 주세요.
        1 | 값은 {1 + 1}이다.
          |      ^"
  `);
  expect(await said("글\n\n{/* 주석 */}\n\n{process.exit(1)}")).toMatchInlineSnapshot(`
    "a.mdx:5:1  error  mdx/expression
      중괄호 식 {process.exit(1)}은 쓸 수 없습니다.
      글자로 보이려면 백틱으로 감싸 주세요.
        5 | {process.exit(1)}
          | ^"
  `);
  expect(await said("글 {/* 주석 */} 끝")).toBe("");
});

test("expressions in attributes are refused", async () => {
  expect(await said('글\n\n<a href={"x"}>링크</a>')).toMatchInlineSnapshot(`
    "a.mdx:3:1  error  mdx/expression
      <a>의 속성에 중괄호 식을 쓸 수 없습니다.
      값을 따옴표로 적어 주세요. 예: kind="tip"
        3 | <a href={"x"}>링크</a>
          | ^"
  `);
  expect(await said("<a {...props}>링크</a>")).toContain("mdx/expression");
});

test("an unknown component is reported with the nearest one", async () => {
  expect(await said('<Calout kind="tip">글</Calout>')).toMatchInlineSnapshot(`
    "a.mdx:1:1  error  mdx/unknown-component
      <Calout>은 없는 컴포넌트입니다. 쓸 수 있는 컴포넌트: Callout, Term, Live, Num, Out
      혹시 <Callout>인가요?
        1 | <Calout kind="tip">글</Calout>
          | ^"
  `);
  expect(await said("<Chart.Bar />")).toMatchInlineSnapshot(`
    "a.mdx:1:1  error  mdx/unknown-component
      <Chart.Bar>은 없는 컴포넌트입니다. 쓸 수 있는 컴포넌트: Callout, Term, Live, Num, Out
      글자로 보이려면 백틱으로 감싸 주세요.
        1 | <Chart.Bar />
          | ^"
  `);
});

test("an unknown element or attribute is reported", async () => {
  expect(await said("<scrpt>글</scrpt>")).toContain("mdx/unknown-element");
  expect(await said("<script>alert(1)</script>")).toMatchInlineSnapshot(`
    "a.mdx:1:1  error  mdx/unknown-element
      <script>는 없는 요소입니다. 쓸 수 있는 컴포넌트: Callout, Term, Live, Num, Out
      글자로 보이려면 백틱으로 감싸 주세요.
        1 | <script>alert(1)</script>
          | ^"
  `);
  expect(await said('<Callout kind="tip" titel="x">글</Callout>')).toMatchInlineSnapshot(`
    "a.mdx:1:1  error  mdx/unknown-attribute
      <Callout>에 titel 속성은 없습니다. 쓸 수 있는 속성: kind
        1 | <Callout kind="tip" titel="x">글</Callout>
          | ^"
  `);
});

test("a tag that is never closed is reported where it opens", async () => {
  expect(await said('첫 줄\n\n<Callout kind="tip">\n\n글 하나\n\n글 둘')).toMatchInlineSnapshot(`
    "a.mdx:3:1  error  mdx/syntax
      <Callout>을 닫는 태그가 없습니다.
      </Callout>을 더하거나, 글자라면 백틱으로 감싸 주세요.
        3 | <Callout kind="tip">
          | ^"
  `);
  expect(await said("글 <b>굵게\n다음 줄")).toMatchInlineSnapshot(`
    "a.mdx:1:3  error  mdx/syntax
      <b>를 닫는 태그가 없습니다.
      </b>를 더하거나, 글자라면 백틱으로 감싸 주세요.
        1 | 글 <b>굵게
          |    ^"
  `);
  expect(await said("첫 줄\n\n제네릭은 List<String>처럼 쓴다.")).toMatchInlineSnapshot(`
    "a.mdx:3:10  error  mdx/syntax
      <String>를 닫는 태그가 없습니다.
      </String>를 더하거나, 글자라면 백틱으로 감싸 주세요.
        3 | 제네릭은 List<String>처럼 쓴다.
          |              ^"
  `);
});

test("an empty element that is not closed is told how to close", async () => {
  expect(await said("앞<br>뒤")).toMatchInlineSnapshot(`
    "a.mdx:1:2  error  mdx/syntax
      <br>을 닫는 태그가 없습니다.
      MDX에서는 <br />처럼 닫아 주세요.
        1 | 앞<br>뒤
          |   ^"
  `);
});

test("a closing tag without an opening one is reported", async () => {
  expect(await said("글\n\n</div>")).toMatchInlineSnapshot(`
    "a.mdx:3:2  error  mdx/syntax
      여는 태그가 없는 닫는 태그가 있습니다.
      여는 태그를 더하거나 이 태그를 지워 주세요.
        3 | </div>
          |  ^"
  `);
});

test("a stray angle bracket or brace is reported where it stands", async () => {
  expect(await said("a <- b")).toMatchInlineSnapshot(`
    "a.mdx:1:4  error  mdx/syntax
      여기에 - 문자가 올 수 없습니다.
      < 나 {를 글자로 쓰려면 백틱으로 감싸 주세요.
        1 | a <- b
          |    ^"
  `);
  expect(await said("글\n\n중괄호 { 하나")).toMatchInlineSnapshot(`
    "a.mdx:3:9  error  mdx/syntax
      태그나 중괄호가 닫히지 않았습니다.
      < 나 {를 글자로 쓰려면 백틱으로 감싸 주세요.
        3 | 중괄호 { 하나
          |              ^"
  `);
  expect(await said("글 {a b}")).toMatchInlineSnapshot(`
    "a.mdx:1:5  error  mdx/syntax
      중괄호 안을 식으로 읽을 수 없습니다.
      { }를 글자로 보이려면 백틱으로 감싸거나 \\{처럼 적어 주세요.
        1 | 글 {a b}
          |      ^"
  `);
});

test("an HTML comment is told how MDX writes comments", async () => {
  expect(await said("글\n\n<!-- 주석 -->")).toMatchInlineSnapshot(`
    "a.mdx:3:2  error  mdx/syntax
      MDX에서는 <!-- --> 주석을 쓸 수 없습니다.
      주석은 {/* … */}로 적어 주세요.
        3 | <!-- 주석 -->
          |  ^"
  `);
});

test("several things wrong are all reported in one run", async () => {
  const text = ['import a from "a"', "", "{1}", "", "<Nope />", "", '<Callout kid="x">글</Callout>'].join(
    "\n",
  );
  expect((await said(text)).match(/^a\.mdx:.*$/gm)).toEqual([
    "a.mdx:1:1  error  mdx/import",
    "a.mdx:3:1  error  mdx/expression",
    "a.mdx:5:1  error  mdx/unknown-component",
    "a.mdx:7:1  error  mdx/unknown-attribute",
    "a.mdx:7:1  error  callout/unknown-kind",
  ]);
});

test("what a broken note says of itself is never executed", async () => {
  const key = "mdxWasExecuted";
  await said(`export const x = (globalThis.${key} = 1)\n\n{globalThis.${key} = 2}`);
  expect(Reflect.has(globalThis, key)).toBe(false);
});
