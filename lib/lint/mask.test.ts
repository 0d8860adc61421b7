import { expect, test } from "vitest";
import { BLOCK, CODE, maskCode, maskMarkup, UNSEEN, visibleText } from "./mask.ts";

/** A masked text as one can read it: ■ block, □ code, · unseen. */
const show = (masked: string) => masked.replaceAll(BLOCK, "■").replaceAll(CODE, "□").replaceAll(UNSEEN, "·");
const code = (text: string, indented = true) => show(maskCode(text, indented));
const markup = (text: string) => show(maskMarkup(maskCode(text, true)));

test("fences are hidden, in quotations and lists too, and a quotation that ends takes its fence along", () => {
  expect(code("앞\n```js\n![x](y)\n```\n뒤")).toBe("앞\n■■■■■\n■■■■■■■\n■■■\n뒤");
  expect(code("~~~\n```\n~~~\n뒤")).toBe("■■■\n■■■\n■■■\n뒤");
  expect(code("````\n```\n````\n뒤")).toBe("■■■■\n■■■\n■■■■\n뒤");
  expect(code("> ```\n> 글\n뒤")).toBe("■■■■■\n■■■\n뒤");
  expect(code("- ```\n  글\n  ```\n뒤")).toBe("■■■■■\n■■■\n■■■■■\n뒤");
  expect(code("``` `a` 글")).not.toContain("■");
});

test("indented code is hidden after a blank line, but not in a list and not in MDX", () => {
  expect(code("글\n\n    코드\n    둘\n글")).toBe("글\n\n■■■■■■\n■■■■■\n글");
  expect(code("글\n    이어진 글")).toBe("글\n    이어진 글");
  expect(code("- 하나\n\n    둘째 문단")).toBe("- 하나\n\n    둘째 문단");
  expect(code("글\n\n    글", false)).toBe("글\n\n    글");
});

test("inline code is hidden with its marks, across lines but not across paragraphs", () => {
  expect(code("앞 `코드` 뒤")).toBe("앞 □□□□ 뒤");
  expect(code("``a`b`` c")).toBe("□□□□□□□ c");
  expect(code("`가\n나` 다")).toBe("□□\n□□ 다");
  expect(code("`가\n\n나`")).toBe("`가\n\n나`");
  expect(code("\\`가`나`")).toBe("\\`가□□□");
});

test("comments are hidden", () => {
  expect(code("가<!-- 나\n다 -->라")).toBe("가······\n·····라");
  expect(code("가{/* 나 */}")).toBe("가·········");
});

test("targets, tags, footnotes and ids are hidden, the text of links stays", () => {
  expect(markup("[글](/a/(b)/)과 [^key]")).toBe("[글··········과 ······");
  expect(markup("[[a#b|글]] [[c]]")).toBe("······글]] □□□□□");
  expect(markup('<u>글</u> <img alt="그림">')).toBe("···글···· ··············");
  expect(markup("## 절 [#name]")).toBe("## 절 ·······");
  expect(markup("[key]: https://example.com")).toBe("·".repeat(26));
  expect(markup("보기 https://example.com/a 끝")).toBe(`보기 ${"□".repeat(21)} 끝`);
});

test("positions hold, whatever is hidden", () => {
  const text = "---\n# 가 `나`\n\n```\n다\n```\n<b>라</b> [마](바)\n> [[사|아]]";
  for (const masked of [maskCode(text, true), maskMarkup(maskCode(text, true))]) {
    expect(masked.split("\n").map((line) => line.length)).toEqual(
      text.split("\n").map((line) => line.length),
    );
  }
});

test("the visible text keeps code as written and drops marks", () => {
  const see = (text: string) => visibleText(text, maskMarkup(maskCode(text, true)));
  expect(see("**굵은** `a*b`와 [글](x), ~~지운~~ snake_case _기운_[^1]")).toBe(
    "굵은 a*b와 글, 지운 snake_case 기운",
  );
});

test("a file of nothing but brackets is masked before anybody loses patience", () => {
  for (const bracket of ["[", "[^", "[#", "[[", "<a", "](", "{/*", "<!--"]) {
    const text = bracket.repeat(200_000 / bracket.length);
    expect(maskMarkup(maskCode(text, true))).toHaveLength(text.length);
  }
});
