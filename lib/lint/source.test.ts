import { expect, test } from "vitest";
import { proseOf, visibleText } from "./prose.ts";
import { sampleNote, sampleSource } from "./sample.ts";
import { sentencesOf } from "./sentences.ts";
import type { LintSource, Passage } from "./source.ts";

const textOf = (source: LintSource, paragraph: Passage) =>
  sentencesOf(paragraph, source)
    .map((sentence) => sentence.text)
    .join(" ");

test("headings, paragraphs and tables are found with their places", () => {
  const source = sampleSource(
    [
      "# 제목",
      "",
      "첫 문단",
      "이어진 줄",
      "",
      "둘째 절",
      "---",
      "",
      "## 셋째 [#third] ",
      "- 하나",
      "- 둘",
      "",
      "| 가 | `a|b` |",
      "|---|---|",
      "| 1 | 2 |",
    ].join("\n"),
    {
      headings: [
        [18, "duljjae-jeol"],
        [28, "third"],
      ],
    },
  );
  expect(source.headings.map(({ line, depth, text, anchor }) => [line, depth, text, anchor])).toEqual([
    [1, 1, "제목", ""],
    [6, 2, "둘째 절", "duljjae-jeol"],
    [9, 2, "셋째", "third"],
  ]);
  expect(source.paragraphs.slice(0, 3).map((one) => [one.line, one.column, textOf(source, one)])).toEqual([
    [3, 1, "첫 문단 이어진 줄"],
    [10, 3, "하나"],
    [11, 3, "둘"],
  ]);
  expect([source.anchorAt(3), source.anchorAt(7), source.anchorAt(12)]).toEqual([
    "",
    "duljjae-jeol",
    "third",
  ]);
});

test("what stands in code is no heading, paragraph or table", () => {
  const source = sampleSource("```\n# 제목\n\n| a |\n|---|\n글이다.\n```\n\n    들여 쓴 코드\n");
  expect([source.headings, source.paragraphs, source.tables]).toEqual([[], [], []]);
});

test("a callout's mark is no text, and a list item in it stands alone", () => {
  const source = sampleSource("> [!NOTE]\n> 덧붙인다.\n> - 하나\n\n글\n");
  expect(source.paragraphs.map((one) => [one.line, one.column, textOf(source, one)])).toEqual([
    [2, 3, "덧붙인다."],
    [3, 5, "하나"],
    [5, 1, "글"],
  ]);
});

test("sentences begin where they are written, footnotes and versions do not part them", () => {
  const source = sampleSource('v1.24에서 빠졌다.[^a] 다음\n문장은 **길다.** "끝"이라 했다');
  const [paragraph] = source.paragraphs;
  expect(sentencesOf(paragraph!, source)).toEqual([
    { line: 1, column: 1, text: "v1.24에서 빠졌다." },
    { line: 1, column: 18, text: "다음 문장은 길다." },
    { line: 2, column: 13, text: '"끝"이라 했다' },
  ]);
});

test("the visible text keeps code as written and drops marks", () => {
  const source = sampleSource("**굵은** `a*b`와 [글](x), ~~지운~~ snake_case _기운_[^1] [[a#b|글]] \\[뒤");
  expect(visibleText(source.paragraphs[0]!.prose)).toBe("굵은 a*b와 글, 지운 snake_case 기운 글 [뒤");
});

test("every character has the place it was written at, past escapes, entities and quotation marks", () => {
  const body = "> 가 \\* &amp; 나\n>   다 `라` **마**\n";
  const { tree } = sampleNote(body);
  const quote = tree!.children[0]!;
  const { shown, places } = proseOf(quote.type === "blockquote" ? quote.children[0]! : quote, body);
  expect(shown).toBe("가 * & 나\n다 라 마");
  for (const letter of ["가", "*", "&", "나", "다", "마"])
    expect([letter, body[places[shown.indexOf(letter)]!]]).toEqual([letter, letter]);
});

test("a note of nothing but brackets is read before anybody loses patience", () => {
  for (const bracket of ["[^", "[#", "[[", "](", "]]"]) {
    const value = bracket.repeat(200_000 / bracket.length);
    const end = { line: 1, column: value.length + 1, offset: value.length };
    const position = { start: { line: 1, column: 1, offset: 0 }, end };
    expect(proseOf({ type: "text", value, position }, value).masked).toHaveLength(value.length);
  }
});
