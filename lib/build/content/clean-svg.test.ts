import { expect, test } from "vitest";
import { cleanSvg } from "./clean-svg.ts";

test("a picture stays as it is drawn", () => {
  const svg = `<?xml version="1.0"?><!DOCTYPE svg><!-- 만든 이 -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>
<style>.a{fill:url(#g)}</style><path class="a" d="M0 0h9"/><use xlink:href="#g"/><text x="1">가 &amp; 나\u00a0다</text></svg>`;
  expect(cleanSvg(svg)).toMatchInlineSnapshot(`
    "<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">
    <defs><linearGradient id="g"><stop offset="0" stop-color="red"></stop></linearGradient></defs>
    <style>.a{fill:url(#g)}</style><path class="a" d="M0 0h9"></path><use xlink:href="#g" xmlns:xlink="http://www.w3.org/1999/xlink"></use><text x="1">가 &amp; 나 다</text></svg>
    "
  `);
});

test("what runs or loads is gone", () => {
  const inner = [
    "<script>alert(1)</script>",
    '<g onload="x()" onclick="y()" fill="red"/>',
    '<a href="javascript:alert(1)"><text>글</text></a>',
    '<a xlink:href="java\nscript:alert(1)"/>',
    "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><iframe src='x'></iframe></body></foreignObject>",
    '<image href="https://evil.test/x.png"/><use href="https://evil.test/x.svg#a"/>',
    "<style>@import 'https://evil.test/x.css';</style><style>@\\69mport 'x'</style>",
    '<rect fill="url(https://evil.test/#a)" style="background:url(\'//evil.test\')"/>',
    '<set attributeName="href" to="javascript:alert(1)"/><animate attributeName="onload" values="x"/>',
    "<iframe src='x'></iframe>",
  ].join("");
  const clean = cleanSvg(`<svg onload="alert(1)">${inner}</svg>`);
  expect(clean).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg"><g fill="red"></g><a><text>글</text></a><a></a><image></image><use></use><rect></rect></svg>\n',
  );
});

test("a file that is no picture shows nothing, whatever else it is", () => {
  const empty = '<svg xmlns="http://www.w3.org/2000/svg"></svg>\n';
  expect(cleanSvg("<html><body><script>x()</script></body></html>")).toBe(empty);
  expect(cleanSvg("")).toBe(empty);
});
