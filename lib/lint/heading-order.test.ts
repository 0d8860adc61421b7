import { expect, test } from "vitest";
import { checkHeadingOrder } from "./heading-order.ts";
import { sampleSource, sayRemarks } from "./sample.ts";

const check = (text: string) => checkHeadingOrder(sampleSource(text));

test("a heading that skips a level is reported at its line", () => {
  const text = "## 도커\n\n#### 이미지\n";
  expect(sayRemarks(text, check(text))).toMatchInlineSnapshot(`
    "a.md:3:1  warning  lint/heading-order
      제목 "이미지"의 단계가 2에서 4로 건너뜁니다.
      ### 제목으로 적어 주세요.
        3 | #### 이미지
          | ^"
  `);
});

test("a note begins at level 2, after its title", () => {
  expect(check("### 도커").map((one) => one.line)).toEqual([1]);
  expect(check("# 제목\n\n### 도커").map((one) => one.line)).toEqual([3]);
  expect(check("# 제목\n\n## 도커\n\n### 이미지\n\n## 볼륨")).toEqual([]);
});

test("where there are more level-1 headings than the title, all count one deeper", () => {
  expect(check("# 제목\n\n# 도커\n\n## 이미지\n\n# 볼륨")).toEqual([]);
  expect(check("# 제목\n\n# 도커\n\n### 이미지").map((one) => [one.line, one.hint])).toEqual([
    [5, "## 제목으로 적어 주세요."],
  ]);
});

test("going back up any number of levels is fine, code and empty headings do not count", () => {
  expect(check("## 가\n\n### 나\n\n#### 다\n\n## 라\n\n####\n\n```\n##### 마\n```")).toEqual([]);
});
