import { expect, test } from "vitest";
import { markdownLink, quotation } from "./quotation.ts";

const place = {
  address: "https://gorae.example/s/docker-images/whiteout/",
  title: "삭제 표시(화이트아웃)",
  noteTitle: "이미지와 레이어",
};

test("a Markdown link names the section and its note", () => {
  expect(markdownLink(place)).toBe(
    "[삭제 표시(화이트아웃) — 이미지와 레이어](https://gorae.example/s/docker-images/whiteout/)",
  );
  expect(markdownLink({ ...place, noteTitle: "" })).toMatch(/^\[삭제 표시\(화이트아웃\)\]\(/);
});

test("nothing in a title or an address ends the link early", () => {
  expect(
    markdownLink({ address: "https://a.test/?q=f(x) <y>", title: "배열[0]과\n역슬래시 \\", noteTitle: "" }),
  ).toBe("[배열\\[0\\]과 역슬래시 \\\\](https://a.test/?q=f%28x%29%20%3Cy%3E)");
});

test("a quotation ends with its source", () => {
  expect(quotation(place, "지운 파일은 사라지지 않는다.\n\n위층의 표시가  가린다.\n")).toBe(
    [
      "> 지운 파일은 사라지지 않는다.",
      ">",
      "> 위층의 표시가 가린다.",
      ">",
      "> — 「이미지와 레이어」 중 ‘삭제 표시(화이트아웃)’, 고래노트",
      "> https://gorae.example/s/docker-images/whiteout/",
    ].join("\n"),
  );
});

test("a note, or a place without one, is named alone; nothing is quoted where there is nothing", () => {
  expect(quotation({ ...place, title: "" }, "뜻")).toContain("> — 「이미지와 레이어」, 고래노트\n");
  expect(quotation({ ...place, noteTitle: "" }, "")).toBe(
    "> — ‘삭제 표시(화이트아웃)’, 고래노트\n> https://gorae.example/s/docker-images/whiteout/",
  );
});
