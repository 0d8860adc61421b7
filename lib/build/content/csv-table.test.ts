import { expect, test } from "vitest";
import { tableOfCsv } from "./csv-table.ts";

test("a table of CSV, with quotes, line ends and marks of Markdown in it", () => {
  expect(tableOfCsv('\uFEFF이름,값\r\n가,"1,2"\r\n"나 ""둘""","a|b\n*c*"\r\n다\r\n')).toBe(
    '| 이름 | 값 |\n| --- | --- |\n| 가 | 1,2 |\n| 나 "둘" | a\\|b \\*c\\* |\n| 다 |  |',
  );
});

test("a long table is cut, and says so; a file without rows is none", () => {
  expect(tableOfCsv(`a,b\n${"1,2\n".repeat(250)}`)).toMatch(/\n\n… 50줄 더$/);
  expect(tableOfCsv("a,b\n")).toBeUndefined();
  expect(tableOfCsv("")).toBeUndefined();
});
