import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { compileNote } from "./compile-note.ts";

const scratch = mkdtempSync(join(tmpdir(), "callouts-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Kinds of the callouts in the compiled code, and what the author is told. */
async function compile(text: string, format: "md" | "mdx" = "md") {
  const input = {
    file: "a",
    severity: "error",
    terms: [],
    sourceKeys: new Set<string>(),
    text,
    format,
  } as const;
  const { code, findings, body } = await compileNote(input, scratch);
  return {
    kinds: Array.from(code?.matchAll(/kind:\s*"([a-z]+)"/g) ?? [], (match) => match[1]),
    said: findings.map((finding) => formatFinding(finding)).join("\n"),
    corrections: body.corrections,
    blocks: body.blocks,
  };
}

test("each of GitHub's alert names is a callout, in any case", async () => {
  for (const [name, kind] of [
    ["NOTE", "note"],
    ["Tip", "tip"],
    ["warning", "warning"],
    ["CAUTION", "warning"],
    ["IMPORTANT", "note"],
    ["VERSION", "version"],
  ]) {
    expect(await compile(`> [!${name}]\n> 글`)).toMatchObject({ kinds: [kind], said: "" });
  }
});

test("lines of a summary are told from other lines", async () => {
  const { blocks } = await compile("> [!SUMMARY]\n> - 한 줄이다.\n\n- 다른 줄이다.");
  expect(blocks.map(({ kind, text }) => [kind, text])).toEqual([
    ["summary", "한 줄이다."],
    ["item", "다른 줄이다."],
  ]);
});

test("the same names mean the same kinds when written as a component", async () => {
  expect(await compile('<Callout kind="caution">글</Callout>', "mdx")).toMatchObject({
    kinds: ["warning"],
    said: "",
  });
  expect(await compile('<Callout kind="tip">글</Callout>', "mdx")).toMatchObject({
    kinds: ["tip"],
    said: "",
  });
});

test("a callout inside a callout component is one too", async () => {
  const text = '<Callout kind="important">\n\n> [!TIP]\n> 안쪽\n\n</Callout>';
  expect((await compile(text, "mdx")).kinds.sort()).toEqual(["note", "tip"]);
});

test("an unknown kind is reported with the nearest one", async () => {
  expect((await compile("글\n\n> [!WRNING]\n> 글")).said).toMatchInlineSnapshot(`
    "a:3:1  error  callout/unknown-kind
      콜아웃 종류 "WRNING"는 없습니다. 쓸 수 있는 값: NOTE, TIP, WARNING, CAUTION, IMPORTANT, VERSION, CORRECTION, SUMMARY
      혹시 "WARNING"인가요?"
  `);
  expect((await compile('<Callout kind="nte">글</Callout>', "mdx")).said).toMatchInlineSnapshot(`
    "a:1:1  error  callout/unknown-kind
      콜아웃 종류 "nte"는 없습니다. 쓸 수 있는 값: note, tip, warning, caution, important, version, correction, summary
      혹시 "note"인가요?"
  `);
});

test("names that every JavaScript object has are no kinds and no components", async () => {
  expect((await compile("> [!constructor]\n> 글")).said).toContain("callout/unknown-kind");
  expect((await compile('<Callout kind="toString">글</Callout>', "mdx")).said).toContain(
    "callout/unknown-kind",
  );
  expect((await compile("<constructor>글</constructor>", "mdx")).said).toContain("mdx/unknown-element");
});

test("a correction that lacks a row says which", async () => {
  const { said, corrections } = await compile("> [!CORRECTION]\n> - 원본의 설명: 가\n> - 이유: 나");
  expect(said).toMatchInlineSnapshot(`
    "a:1:1  error  callout/correction-rows
      바로잡기에 빠진 줄이 있습니다: 고친 설명
      - 원본의 설명: …, - 고친 설명: …, - 이유: … 세 줄을 적어 주세요."
  `);
  expect(corrections).toEqual([]);
});

test("the rows of a correction may come in any order", async () => {
  const text = "> [!CORRECTION]\n> - 이유: 셋\n> - 고친 설명: 둘\n> - 원본의 설명: 하나";
  expect((await compile(text)).corrections).toMatchObject([
    { anchor: "", was: "하나", now: "둘", why: "셋" },
  ]);
});

test("a quotation that mentions a marker further on stays a quotation", async () => {
  expect(await compile("> 글 [!NOTE] 글")).toMatchObject({ kinds: [], said: "" });
});

test("a correction's id is its section's, whatever it says; a second one there is numbered", async () => {
  const one = "> [!CORRECTION]\n> - 원본의 설명: 가\n> - 고친 설명: 나\n> - 이유: 다";
  const { corrections } = await compile(`${one}\n\n## 절 [#layers]\n\n${one}\n\n${one.replace("가", "라")}`);
  expect(corrections.map(({ id, anchor }) => [id, anchor])).toEqual([
    ["top", ""],
    ["layers", "layers"],
    ["layers-2", "layers"],
  ]);
});

test("a correction keeps its marks, links and white space", async () => {
  const text =
    "> [!CORRECTION]\n> - 원본의 설명: ~~틀린~~ 말\n> - 고친 설명: **바른 `x` 말**이고\n>   `--tag`다.\n> - 이유: [절](#a)에 있다.";
  expect((await compile(text)).corrections[0]?.marked).toEqual({
    was: [
      { kind: "del", text: "틀린" },
      { kind: "text", text: " 말" },
    ],
    now: [
      { kind: "strong", text: "바른 x 말" },
      { kind: "text", text: "이고 " },
      { kind: "code", text: "--tag" },
      { kind: "text", text: "다." },
    ],
    why: [
      { kind: "link", text: "절", target: "#a" },
      { kind: "text", text: "에 있다." },
    ],
  });
});
