import { expect, test } from "vitest";
import type { Block, Heading, Note } from "../note/note.ts";
import { noteCard, sectionCards } from "./shared-note.ts";
import { stubPage } from "./stub-page.ts";
import { allStubs } from "./stubs.ts";

const heading = (depth: number, id: string, text: string): Heading => ({ depth, id, text, githubId: id });
const paragraph = (anchor: string, text: string): Block => ({ anchor, kind: "paragraph", text });

function note(slug: string, parts: Partial<Note> = {}): Note {
  return {
    slug,
    meta: { title: `노트 ${slug}`, summary: "한 줄 요약이다. 둘째 문장이다.", group: "container" },
    outline: [heading(2, "first", "첫째"), heading(3, "inner", "안쪽"), heading(2, "second", "둘째")],
    blocks: [
      paragraph("inner", "안쪽의 첫 문장이다. 다음 문장."),
      paragraph("second", '<b>가</b> & "나"이다.'),
    ],
    moves: { anchors: {}, away: [] },
    ...parts,
  } as Note;
}

const frame = {
  siteUrl: "https://notes.example",
  theme: { href: "/theme.0.js", integrity: "sha384-t" },
  handOver: { href: "/stub.0.js", integrity: "sha384-s" },
  styles: [{ href: "/a.css", integrity: "sha384-c" }],
};

test("every section has a stub; one without words of its own is told by its subsections, one without any by the note", () => {
  const stubs = allStubs([note("a", { blocks: [paragraph("inner", "안쪽의 첫 문장이다.")] })], []);
  expect(stubs.map(({ href, target, description }) => [href, target, description])).toEqual([
    ["/s/a/first/", "/notes/a/#first", "안쪽의 첫 문장이다."],
    ["/s/a/inner/", "/notes/a/#inner", "안쪽의 첫 문장이다."],
    ["/s/a/second/", "/notes/a/#second", "한 줄 요약이다. 둘째 문장이다."],
  ]);
});

test("the stub of a section that was renamed, moved or whose note is gone leads to where it is now", () => {
  const one = note("a", {
    moves: {
      anchors: { second: ["old-second"] },
      away: [
        { id: "left", href: "/notes/b/#first", title: "" },
        { id: "fig-left", href: "/notes/b/#fig-x", title: "" },
      ],
    },
  });
  const gone = [
    {
      slug: "c",
      sections: [
        { id: "x", href: "/notes/b/", title: "" },
        { id: "y", href: "/notes/a/#inner", title: "" },
      ],
    },
  ];
  const byHref = new Map(allStubs([one, note("b")], gone).map((stub) => [stub.href, stub]));
  expect(byHref.get("/s/a/old-second/")).toMatchObject({ target: "/notes/a/#second", title: "둘째" });
  expect(byHref.get("/s/a/left/")).toMatchObject({ target: "/notes/b/#first", card: "/cards/b/first.png" });
  expect(byHref.get("/s/c/x/")).toMatchObject({ target: "/notes/b/", title: "노트 b", card: "/cards/b.png" });
  expect(byHref.get("/s/c/y/")).toMatchObject({ target: "/notes/a/#inner", noteTitle: "노트 a" });
  expect(byHref.has("/s/a/fig-left/")).toBe(false);
});

test("cards tell which of the note's parts a section stands in", () => {
  const cards = sectionCards(note("a"), "컨테이너");
  expect(cards.map(({ path, ticks }) => [path, ticks?.current, ticks?.count])).toEqual([
    ["cards/a/first.png", 0, 2],
    ["cards/a/inner.png", 0, 2],
    ["cards/a/second.png", 1, 2],
  ]);
  expect(cards[1]).toMatchObject({ place: ["컨테이너", "노트 a"], sentence: "안쪽의 첫 문장이다." });
  expect(noteCard(note("a"), "")).toMatchObject({ place: [], sentence: "한 줄 요약이다." });
});

test("what a stub tells crawlers is its own, absolute, and escaped", () => {
  const stub = allStubs([note("a", { outline: [heading(2, "second", 'A < B & "C"')] })], []);
  expect(stubPage(stub[0]!, frame)).toMatchInlineSnapshot(`
    "<!DOCTYPE html>
    <html lang="ko"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types default">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>A &lt; B &amp; &quot;C&quot; — 노트 a — 고래노트</title>
    <script src="/theme.0.js" integrity="sha384-t"></script>
    <script src="/stub.0.js" integrity="sha384-s" defer data-to="/notes/a/#second"></script>
    <meta http-equiv="refresh" content="0; url=/notes/a/#second">
    <meta name="robots" content="noindex">
    <link rel="canonical" href="https://notes.example/s/a/second/">
    <meta name="description" content="&lt;b&gt;가&lt;/b&gt; &amp; &quot;나&quot;이다.">
    <meta property="og:type" content="article">
    <meta property="og:site_name" content="고래노트">
    <meta property="og:locale" content="ko_KR">
    <meta property="og:url" content="https://notes.example/s/a/second/">
    <meta property="og:title" content="A &lt; B &amp; &quot;C&quot; — 노트 a">
    <meta property="og:description" content="&lt;b&gt;가&lt;/b&gt; &amp; &quot;나&quot;이다.">
    <meta property="og:image" content="https://notes.example/cards/a/second.png">
    <meta property="og:image:type" content="image/png">
    <meta property="og:image:width" content="1200">
    <meta property="og:image:height" content="630">
    <meta property="og:image:alt" content="A &lt; B &amp; &quot;C&quot; — 노트 a">
    <meta name="twitter:card" content="summary_large_image">
    <meta name="twitter:title" content="A &lt; B &amp; &quot;C&quot; — 노트 a">
    <meta name="twitter:description" content="&lt;b&gt;가&lt;/b&gt; &amp; &quot;나&quot;이다.">
    <meta name="twitter:image" content="https://notes.example/cards/a/second.png">
    <meta name="twitter:image:alt" content="A &lt; B &amp; &quot;C&quot; — 노트 a">
    <link rel="stylesheet" href="/a.css" integrity="sha384-c">
    </head><body><main class="plain stub">
    <p class="meta">노트 a</p>
    <h1 class="page-title">A &lt; B &amp; &quot;C&quot;</h1>
    <p class="page-lead">&lt;b&gt;가&lt;/b&gt; &amp; &quot;나&quot;이다.</p>
    <p><a href="/notes/a/#second">이 절로 가기</a></p>
    </main></body></html>
    "
  `);
});

test("a tag without a text is left out", () => {
  const bare = note("a", { blocks: [], meta: { title: "제목", summary: "", group: "x" } as Note["meta"] });
  const html = stubPage(allStubs([bare], [])[0]!, frame);
  expect(html).not.toContain("og:description");
  expect(html).not.toContain('content=""');
});
