import { expect, test } from "vitest";
import { plainPage } from "./plain-page.ts";
import type { Published } from "./published.ts";

const file = (href: string) => ({ href, integrity: `sha384-of-${href}` });
const published: Published = {
  scripts: new Map([
    ["/boot.js", file("/_next/static/scripts/boot.0f.js")],
    ["/viewer.js", file("/_next/static/scripts/viewer.1a.js")],
  ]),
  styles: new Map([["/_next/static/chunks/a.css", file("/_next/static/chunks/a.css")]]),
  islands: new Map([["counter", [file("/react.js"), file("/counter.js")]]]),
};

type Parts = { charset?: string; style?: string; own?: string; data?: string; body?: string };

/** What Next exports, as far as the step looks at it. */
function exported({
  charset = '<meta charset="utf-8">',
  style = '<link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next">',
  own = '<script src="/boot.js" type="module" data-keep="" data-part-viewer="/viewer.js"></script>',
  data = '<script>self.__next_f.push([1,"x"])</script>',
  body = "<main>글</main>",
}: Parts = {}): string {
  return `<!DOCTYPE html><html lang="ko"><head>${charset}<link rel="preload" as="script" href="/_next/a.js">${style}${own}<script src="/_next/a.js" async=""></script></head><body><div hidden=""><!--$--><!--/$--></div>${body}<script id="_R_">(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({})</script>${data}</body></html>`;
}

const plain = (parts?: Parts) => plainPage(exported(parts), "notes/a/index.html", published);

test("what is Next's goes, what is ours gets its published name and integrity, and the policy stands first", () => {
  const { html, scripts } = plain();
  expect(html.replace(/content="default-src[^"]*"/, 'content="…"')).toMatchInlineSnapshot(
    `"<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="…"><link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next" integrity="sha384-of-/_next/static/chunks/a.css"><script src="/_next/static/scripts/boot.0f.js" type="module" data-part-viewer="/_next/static/scripts/viewer.1a.js sha384-of-/_next/static/scripts/viewer.1a.js" integrity="sha384-of-/_next/static/scripts/boot.0f.js"></script></head><body><main>글</main></body></html>"`,
  );
  expect(scripts).toEqual(["/boot.js", "/viewer.js"]);
});

test("the text around removed comments and scripts is untouched", () => {
  expect(plain({ body: "<p>가 <!-- -->나<b> 다</b>\n라</p>" }).html).toContain("<p>가 나<b> 다</b>\n라</p>");
});

test("an island keeps its comments and its data, and learns its files", () => {
  const { html } = plain({
    body: '<div data-island="counter"><div>가<!-- -->나</div><script type="application/json" data-keep="">{"a":1}</script></div>',
  });
  expect(html).toContain(
    '<div data-island="counter" data-files="/react.js sha384-of-/react.js /counter.js sha384-of-/counter.js"><div>가<!-- -->나</div><script type="application/json">{"a":1}</script></div>',
  );
});

test("a hidden div is Next's only where it holds nothing but the marks of a boundary, and never in an island", () => {
  const own = '<div hidden=""></div><div hidden="" id="kept"></div>';
  const island = (inner: string) => `<div data-island="counter"><div>${inner}</div></div>`;
  const marks = '<div hidden=""><!--$--><!--/$--></div>';
  const { html } = plain({ body: `${own}${island(own + marks)}` });
  expect(html).toContain(`<body>${own}<div data-island="counter"`);
  expect(html).toContain(`<div>${own}${marks}</div></div>`);
});

test("what the page says of itself to machines stays as it is", () => {
  const { html } = plain({
    body: '<main>글</main><script type="application/ld+json" data-keep="">{"a":"\\u003cb> & c"}</script>',
  });
  expect(html).toContain('<main>글</main><script type="application/ld+json">{"a":"\\u003cb> & c"}</script>');
});

test("the same page gives the same bytes", () => {
  expect(plain().html).toBe(plain().html);
});

const unexpected: Readonly<Record<string, readonly [parts: Parts, message: string]>> = {
  "no inline data": [{ data: "" }, "인라인 데이터(__next_f)를 찾지 못했습니다"],
  "an inline script of another kind": [{ body: "<script>alert(1)</script>" }, "알지 못하는 인라인 스크립트"],
  "a script from elsewhere": [
    { body: '<script src="https://example.org/a.js"></script>' },
    "알지 못하는 스크립트입니다: https://example.org/a.js",
  ],
  "none of our scripts": [{ own: "" }, "남겨야 할 스크립트"],
  "a script of ours that no route exports": [
    { own: '<script src="/none.js" data-keep=""></script>' },
    "/none.js를 내보낸 경로가",
  ],
  "a part that no route exports": [
    { own: '<script src="/boot.js" data-keep="" data-part-lab="/lab.js"></script>' },
    "/lab.js를 내보낸 경로가",
  ],
  "an inline script that should stay": [{ own: '<script data-keep="">1</script>' }, "남길 수 없습니다"],
  "a data block of Next's": [
    { body: '<script type="application/json">{}</script>' },
    "표시(data-keep)가 없는 데이터 블록",
  ],
  "a description for machines that is not ours": [
    { body: '<script type="application/ld+json">{}</script>' },
    "표시(data-keep)가 없는 데이터 블록",
  ],
  "a data block with an address": [
    { body: '<script type="application/ld+json" data-keep="" src="/a.json"></script>' },
    "데이터 블록은 주소(src)를",
  ],
  "no style sheet": [{ style: "" }, "스타일시트를 찾지 못했습니다"],
  "a style sheet that is not there": [
    { style: '<link rel="stylesheet" href="/_next/static/chunks/b.css">' },
    "내보내지 않은 스타일시트",
  ],
  "a style sheet that is loaded ahead": [
    { body: '<link rel="preload" as="style" href="/_next/static/chunks/a.css">' },
    "미리 불러오는 링크",
  ],
  "an inline style": [{ body: "<style>a{}</style>" }, "인라인 스타일"],
  "a part that comes late": [{ body: '<template id="B:0"></template>' }, "Suspense"],
  "what came late": [{ body: '<div hidden="" id="S:0">글</div>' }, "Suspense"],
  "an island that is not registered": [{ body: '<div data-island="none"></div>' }, "없는 섬입니다: none"],
  "a head that does not begin with the encoding": [{ charset: "" }, "<meta charset>으로 시작하지"],
};

test.each(Object.entries(unexpected))("%s stops the build, with page and reason", (_, [parts, message]) => {
  expect(() => plain(parts)).toThrow(message);
  expect(() => plain(parts)).toThrow(/^notes\/a\/index\.html: .*lib\/build\/export\/plain-page\.ts/);
});
