import { expect, test } from "vitest";
import { countLeftOut, type LeftOut, listLeftOut } from "./left-out.ts";

const leftOut: readonly LeftOut[] = [
  { path: "b.png", why: "unused" },
  { path: "a.png", why: "unused" },
  { path: "초안.md", why: "draft" },
];

test("what was left out is counted by its reasons, and listed", () => {
  expect(countLeftOut(leftOut)).toBe("빠진 것 3개: 초안 1, 노트가 쓰지 않는 파일 2");
  expect(countLeftOut([])).toBe("");
  expect(listLeftOut(leftOut)).toBe(
    "초안.md  초안\na.png  노트가 쓰지 않는 파일\nb.png  노트가 쓰지 않는 파일",
  );
});
