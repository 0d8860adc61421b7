import { expect, test } from "vitest";
import { sampleSource } from "./sample.ts";
import { sentencesOf } from "./sentences.ts";
import type { LintSource, Paragraph } from "./source.ts";

const textOf = (source: LintSource, paragraph: Paragraph) =>
  sentencesOf(paragraph, source.lines)
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
    { outline: [{ depth: 2, text: "둘째 절", id: "duljjae-jeol", githubId: "둘째-절" }] },
  );
  expect(source.headings.map(({ line, depth, text, anchor }) => [line, depth, text, anchor])).toEqual([
    [1, 1, "제목", ""],
    [6, 2, "둘째 절", "duljjae-jeol"],
    [9, 2, "셋째", "third"],
  ]);
  expect(
    source.paragraphs.map((one) => [one.pieces[0]!.line, one.pieces[0]!.column, textOf(source, one)]),
  ).toEqual([
    [3, 1, "첫 문단 이어진 줄"],
    [10, 3, "하나"],
    [11, 3, "둘"],
  ]);
  expect(source.tables.map(({ line, cells }) => [line, cells.length])).toEqual([[13, 2]]);
  expect([source.anchorAt(3), source.anchorAt(7), source.anchorAt(12)]).toEqual([
    "",
    "duljjae-jeol",
    "third",
  ]);
});

test("what stands in code is no heading, paragraph or table", () => {
  const source = sampleSource("```\n# 제목\n\n| a |\n|---|\n글이다.\n```\n");
  expect([source.headings, source.paragraphs, source.tables]).toEqual([[], [], []]);
});

test("a callout's mark is no text, and a list item in it stands alone", () => {
  const source = sampleSource("> [!NOTE]\n> 덧붙인다.\n> - 하나\n글\n");
  expect(source.paragraphs.map((one) => textOf(source, one))).toEqual(["덧붙인다.", "하나", "글"]);
});

test("sentences begin where they are written, footnotes and versions do not part them", () => {
  const source = sampleSource('v1.24에서 빠졌다.[^a] 다음\n문장은 **길다.** "끝"이라 했다');
  const [paragraph] = source.paragraphs;
  expect(sentencesOf(paragraph!, source.lines)).toEqual([
    { line: 1, column: 1, text: "v1.24에서 빠졌다." },
    { line: 1, column: 18, text: "다음 문장은 길다." },
    { line: 2, column: 13, text: '"끝"이라 했다' },
  ]);
});
