import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Note, Resolution } from "../../lib/note/note.ts";
import { Picture } from "./Picture.tsx";

const copies = [
  { href: "/assets/a.jpg.816.webp", width: 816 },
  { href: "/assets/a.jpg.1632.webp", width: 1632 },
];
const photograph: Resolution = {
  kind: "internal",
  href: "/assets/a.jpg",
  picture: { width: 3000, height: 1500, copies },
};

function show(target: Resolution, place: string | undefined, props: object = {}, anchor = "later"): string {
  const images = [{ target: "a", text: "", anchor, sentence: "", line: 1, column: 1 }];
  const note = { resolved: { a: target }, images } as unknown as Note;
  return renderToStaticMarkup(<Picture note={note} place={place} src="a" alt="바다" {...props} />);
}

test("a picture has its size, lighter copies and a way to see it large", () => {
  const html = show(photograph, "alone");
  expect(html).toContain('width="3000" height="1500"');
  expect(html).toContain('srcSet="/assets/a.jpg.816.webp 816w, /assets/a.jpg.1632.webp 1632w"');
  expect(html).toContain('loading="lazy"');
  expect(html).toContain('sizes="auto, ');
  expect(html).toMatch(
    /^<figure class="fig">[\s\S]*data-figure-action="zoom"[^>]*aria-label="크게 보기: 바다"/,
  );
});

test("what stands before the first section is loaded at once", () => {
  const html = show(photograph, "alone", {}, "");
  expect(html).toContain('loading="eager"');
  expect(html).toContain('sizes="(min-width');
});

test("the width that an author gives holds, and the height follows", () => {
  expect(show(photograph, "line", { width: 300 })).toMatch(/width="300"[\s\S]*height="150"/);
});

test("a badge stands in its line, a large picture does not", () => {
  const badge: Resolution = {
    kind: "internal",
    href: "/assets/b.svg",
    picture: { width: 90, height: 20, copies: [] },
  };
  expect(show(badge, "link")).toMatch(/^<img [^>]*class="sign"/);
  expect(show(badge, "alone")).toMatch(/^<p><img/);
  expect(show(photograph, "line")).not.toContain("sign");
});

test("a PDF is a box with its kind and size, and loads nothing", () => {
  const paper: Resolution = { kind: "internal", href: "/assets/paper.pdf", bytes: 2_500_000 };
  const html = show(paper, "alone");
  expect(html).toContain('<a class="lost" href="/assets/paper.pdf">');
  expect(html).toContain("PDF 파일, 2.4MB");
  expect(html).not.toContain("<img");
  expect(show(paper, "line")).toBe('<a href="/assets/paper.pdf">바다 (2.4MB)</a>');
  expect(show({ kind: "internal", href: "/assets/odd.png", bytes: 10 }, "alone")).toContain("<img");
});

test("what is elsewhere or nowhere is said and not loaded", () => {
  const elsewhere = show({ kind: "external", href: "https://a.example/b.png" }, "alone");
  expect(elsewhere).toContain("바깥 그림");
  expect(elsewhere).not.toContain("<img");
  expect(show({ kind: "missing" }, "alone")).toContain("그림을 찾을 수 없습니다");
});
