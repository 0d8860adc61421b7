import { parse, serialize } from "parse5";
import { expect, test } from "vitest";
import { mountPage, unmountPage } from "./mount-site.ts";

/** What of a page's body comes out below `/notes`. */
const mounted = (body: string) =>
  /<body>(.*)<\/body>/s.exec(mountPage(`<body>${body}</body>`, "/notes"))?.[1];

test.each([
  ['<img srcset="/a-1.webp 1x, /a-2.webp 2x">', '<img srcset="/notes/a-1.webp 1x, /notes/a-2.webp 2x">'],
  ['<a href="/notes/a/#b">a</a>', '<a href="/notes/notes/a/#b">a</a>'],
  ['<a href="/">a</a>', '<a href="/notes/">a</a>'],
  ['<form action="/search/"></form>', '<form action="/notes/search/"></form>'],
  [
    '<video poster="/assets/a.png" src="/assets/a.mp4"></video>',
    '<video poster="/notes/assets/a.png" src="/notes/assets/a.mp4"></video>',
  ],
  ['<svg><a xlink:href="/notes/a/"></a></svg>', '<svg><a xlink:href="/notes/notes/a/"></a></svg>'],
  [
    '<script src="/a.js" data-part-search="/b.js sha384-/x"></script>',
    '<script src="/notes/a.js" data-part-search="/notes/b.js sha384-/x"></script>',
  ],
  [
    '<i data-files="/a.js sha384-a /b.js sha384-b"></i>',
    '<i data-files="/notes/a.js sha384-a /notes/b.js sha384-b"></i>',
  ],
  [
    '<meta http-equiv="refresh" content="0; url=/notes/a/">',
    '<meta http-equiv="refresh" content="0; url=/notes/notes/a/">',
  ],
])("%s gets the path of the site", (html, expected) => {
  expect(mounted(html)).toBe(expected);
});

test.each([
  '<a href="#b">b</a>',
  '<a href="https://example.org/a">a</a>',
  '<a href="//example.org/a">a</a>',
  '<a href="mailto:a@example.org">a</a>',
  '<p title="/etc/passwd" aria-label="/beta">/notes/</p>',
  '<meta name="description" content="/notes/는 경로다">',
])("%s stays as it is", (html) => {
  expect(mounted(html)).toBe(html);
});

test("what reads the files of an export sees the addresses that they had before", () => {
  const page = '<html><head></head><body><a href="/notes/a/#b">a</a><a href="/">/</a></body></html>';
  const document = parse(mountPage(page, "/notes"));
  unmountPage(document, "https://name.github.io/notes");
  expect(serialize(document)).toBe(page);
});
