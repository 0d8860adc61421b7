import { expect, test } from "vitest";
import { checkExplanation, explanationLength } from "./explanation.ts";
import { sampleSource, sayRemarks } from "./sample.ts";

test("counts what a reader reads outside the summary and folded reference", () => {
  const text = [
    "> [!SUMMARY]\n> - [가나다라](#a)",
    "## 가나 [#a]",
    "다섯글자다[^x] `코드`",
    "| 표 |\n| - |\n| 칸칸 |",
    "```sh\necho 코드는 세지 않는다\n```",
    "## 참고 [#b ref]",
    "접은 글",
    "### 아래 [#c]",
    "역시 접은 글",
    "## 다시 [#d]",
    "세글자",
  ].join("\n\n");
  // 가나 2, the paragraph 5 + 1 + 2, the table 1 + 2, 다시 2, 세글자 3.
  expect(explanationLength(sampleSource(text))).toBe(18);
});

test("an explanation of more than 9,000 characters is told, with its length", () => {
  const text = `## 가 [#a]\n\n${"가".repeat(9000)}\n`;
  expect(sayRemarks(text, checkExplanation(sampleSource(text)))).toMatchInlineSnapshot(`
    "a.md:1:1  warning  lint/long-explanation
      설명이 9001자입니다. 9000자까지가 한 번에 읽기 좋습니다.
      찾아볼 것은 [#이름 ref]를 붙인 절로 접고, 다른 주제는 다른 노트로 옮겨 주세요.
        1 | ## 가 [#a]
          | ^"
  `);
  expect(checkExplanation(sampleSource(`## 가 [#a ref]\n\n${"가".repeat(9000)}`))).toEqual([]);
});
