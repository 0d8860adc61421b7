import { expect, test } from "vitest";
import { plainPage } from "./static-pages.ts";

const next = (body: string, head = '<script src="/theme.js" data-keep=""></script>') =>
  `<!DOCTYPE html><html lang="ko"><head><link rel="preload" as="script" href="/_next/a.js"><link rel="stylesheet" href="/a.css">${head}<script src="/_next/a.js" async=""></script></head><body><div hidden=""><!--$--><!--/$--></div>${body}<script>self.__next_f.push([1,"x"])</script></body></html>`;

test("only the scripts that are meant to stay, stay", () => {
  expect(plainPage(next("<main>글</main>"), "x.html")).toMatchInlineSnapshot(
    `"<!DOCTYPE html><html lang="ko"><head><link rel="stylesheet" href="/a.css"><script src="/theme.js"></script></head><body><main>글</main></body></html>"`,
  );
});

test("the text around removed comments and scripts is untouched", () => {
  expect(plainPage(next("<p>가 <!-- -->나<b> 다</b>\n라</p>"), "x.html")).toContain(
    "<p>가 나<b> 다</b>\n라</p>",
  );
});

test("an export without Next's inline data stops the build and says where to look", () => {
  expect(() =>
    plainPage("<!doctype html><script src=/theme.js data-keep></script>", "notes/a/index.html"),
  ).toThrowErrorMatchingInlineSnapshot(
    `[Error: notes/a/index.html: Next의 인라인 데이터(__next_f)를 찾지 못했습니다. Next의 출력이 바뀌었는지 lib/delivery/static-pages.ts를 확인하세요.]`,
  );
});

test("an export that lost our own scripts stops the build", () => {
  expect(() => plainPage(next("<main>글</main>", ""), "x.html")).toThrow("남겨야 할 스크립트");
});
