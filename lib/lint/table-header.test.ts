import { expect, test } from "vitest";
import { sampleSource, sayRemarks } from "./sample.ts";
import { checkTableHeader } from "./table-header.ts";

const check = (text: string) => checkTableHeader(sampleSource(text));

test("a table without headers is reported at its first row", () => {
  const text =
    "글\n\n|  |  |\n|---|---|\n| 1 | 2 |\n\n| 가 |  | 다 | |\n|---|---|---|---|\n\n<table><tr><td>1</td></tr></table>";
  expect(sayRemarks(text, check(text))).toMatchInlineSnapshot(`
    "a.md:3:1  warning  lint/table-header
      표의 머리글 행이 비어 있습니다.
      칸마다 무엇이 적혀 있는지 머리글을 적어 주세요.
        3 | |  |  |
          | ^
    a.md:7:1  warning  lint/table-header
      표의 2, 4번째 칸에 머리글이 없습니다.
      칸마다 무엇이 적혀 있는지 머리글을 적어 주세요.
        7 | | 가 |  | 다 | |
          | ^
    a.md:10:1  warning  lint/table-header
      표에 머리글 칸(<th>)이 없습니다.
      첫 행의 칸을 <td> 대신 <th>로 적어 주세요.
        10 | <table><tr><td>1</td></tr></table>
           | ^"
  `);
});

test("the corner above the first column may be empty", () => {
  expect(check("|  | 나 |\n|---|---|\n| 1 | 2 |")).toEqual([]);
  expect(check("| 가 | `a\\|b` |\n|---|---|\n| 1 | 2 |")).toEqual([]);
  expect(check("<table>\n<tr><th>가</th></tr>\n</table>")).toEqual([]);
  expect(check("```\n| | |\n|-|-|\n```")).toEqual([]);
});
