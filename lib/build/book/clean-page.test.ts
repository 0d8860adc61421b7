import { expect, test } from "vitest";
import { idsOf, removeChrome, settlePage } from "./clean-page.ts";
import { find, innerHtml, readDocument } from "./tree.ts";

function settled(html: string, depth: number | "unlisted" = 1): string {
  const main = find(readDocument(`<main>${html}</main>`), (element) => element.tagName === "main")!;
  removeChrome(main);
  const ids = new Set(["a", ...idsOf(main, "a"), "b", "b--there", "glossary--image"]);
  settlePage(main, "a", { ids, origin: "https://gorae.example" }, depth);
  return innerHtml(main);
}

test("what only a screen can use is taken out", () => {
  expect(
    settled(
      '<nav class="crumbs">노트</nav><h2 id="x">절<a class="h-share" href="#x">주소</a></h2>' +
        '<figure class="code"><button>복사</button><pre tabindex="0">ls</pre></figure>' +
        '<script type="application/ld+json">{}</script><p role="status">0 / 5</p>',
    ),
  ).toBe('<h2 id="a--x" aria-level="3">절</h2><figure class="code"><pre>ls</pre></figure>');
});

test("the words of a drawing go only where the drawing is there", () => {
  const words = "<figcaption>그림 1<details><summary>글로</summary>말</details></figcaption>";
  expect(settled(`<figure class="fig"><svg></svg>${words}</figure>`)).not.toContain("말");
  expect(settled('<svg class="for-wide"></svg><svg class="for-narrow"></svg>')).toBe(
    '<svg class="for-wide"></svg>',
  );
  expect(settled(`<figure class="fig"><pre>graph</pre>${words}</figure>`)).toContain('<details open="">');
});

test("ids and all that names them get the page's name", () => {
  expect(
    settled(
      '<svg aria-labelledby="t u"><title id="t">가</title><marker id="m"></marker><path marker-end="url(#m)"></path></svg>',
    ),
  ).toBe(
    '<svg aria-labelledby="a--t a--u"><title id="a--t">가</title><marker id="a--m"></marker><path marker-end="url(#a--m)"></path></svg>',
  );
});

test("a link into another chapter gets the page's number, one inside the chapter or to a term none", () => {
  expect(settled('<h2 id="x">절</h2><a href="#x">위</a>')).toContain('<a href="#a--x">위</a>');
  expect(settled('<a href="/notes/b/#there">저기</a>')).toBe(
    '<a href="#b--there">저기<span class="at" data-at="b--there">000</span></a>',
  );
  expect(settled('<a class="term" href="/glossary/#image">이미지</a>')).toBe(
    '<a class="term" href="#glossary--image">이미지</a>',
  );
  expect(settled('<a href="/notes/c/">다른</a>')).toBe('<a href="https://gorae.example/notes/c/">다른</a>');
});

test("headings that are parts of a picture stay out of the outline", () => {
  expect(settled("<h2>칸</h2>", "unlisted")).toBe('<h2 role="presentation">칸</h2>');
});
