import { expect, test } from "vitest";
import { sampleSource, sayRemarks } from "./sample.ts";
import { checkSummary } from "./summary.ts";

const check = (text: string) => checkSummary(sampleSource(text));
const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `> - [줄 ${index}](#layers)`).join("\n");

test("a note of our own says what it holds before its first section", () => {
  const text = "도커를 읽는다.\n\n## 레이어 [#layers]\n";
  expect(sayRemarks(text, check(text))).toMatchInlineSnapshot(`
    "a.md:3:1  warning  lint/no-summary
      첫 절 앞에 한 화면 요약이 없습니다.
      > [!SUMMARY] 아래에 절로 가는 링크가 든 줄을 12개까지 적어 주세요.
        3 | ## 레이어 [#layers]
          | ^"
  `);
  expect(check("글만 있는 노트.")).toEqual([]);
});

test("a summary of at most twelve lines with links to sections is fine", () => {
  expect(check(`> [!SUMMARY]\n>\n${lines(12)}\n\n## 레이어 [#layers]`)).toEqual([]);
  expect(check("> [!SUMMARY]\n> - 레이어는 [[#layers|쌓인다]]\n> - [[docker-images#x]]\n\n## 가")).toEqual(
    [],
  );
});

test("what is wrong with a summary is told line by line", () => {
  const text = `## 레이어 [#layers]\n\n> [!SUMMARY]\n>\n${lines(12)}\n> - 링크가 [없다](https://a.b/#c)\n`;
  expect(sayRemarks(text, check(text))).toMatchInlineSnapshot(`
    "a.md:3:1  warning  lint/summary
      한 화면 요약이 첫 제목 뒤에 있습니다.
      첫 제목 앞으로 옮겨 주세요.
        3 | > [!SUMMARY]
          | ^
    a.md:17:3  warning  lint/summary
      한 화면 요약이 13줄입니다. 12줄까지 적을 수 있습니다.
      가장 중요한 것만 남겨 주세요.
        17 | > - 링크가 [없다](https://a.b/#c)
           |   ^
    a.md:17:3  warning  lint/summary
      요약의 이 줄에 절로 가는 링크가 없습니다.
      예: - [레이어는 바뀌지 않는다](#layers).
        17 | > - 링크가 [없다](https://a.b/#c)
           |   ^"
  `);
  const empty = "> [!SUMMARY]\n> 문단뿐이다.\n\n> [!SUMMARY]\n> - [가](#a)\n\n## 가 [#a]\n";
  expect(sayRemarks(empty, check(empty))).toMatchInlineSnapshot(`
    "a.md:4:1  warning  lint/summary
      한 화면 요약이 두 번 나옵니다.
      하나로 합쳐 주세요.
        4 | > [!SUMMARY]
          | ^
    a.md:1:1  warning  lint/summary
      한 화면 요약에 목록이 없습니다.
      한 줄에 하나씩, 절로 가는 링크를 넣어 적어 주세요.
        1 | > [!SUMMARY]
          | ^"
  `);
});
