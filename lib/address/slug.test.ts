import { expect, test } from "vitest";
import { createIdRegistry, slugOfPath, toAsciiId, toGitHubAnchor } from "./slug.ts";

test("Hangul is romanised, the rest is lowered and hyphenated", () => {
  expect(toAsciiId("유니온 파일 시스템")).toBe("yunion-pail-siseutem");
  expect(toAsciiId("Docker & Kubernetes: 비교")).toBe("docker-kubernetes-bigyo");
  expect(toAsciiId("café")).toBe("cafe");
});

test("a heading in decomposed Hangul gets the same anchor as its composed form", () => {
  const title = "쓰기 시 복사(Copy-on-Write)";
  expect(toAsciiId(title.normalize("NFD"))).toBe(toAsciiId(title.normalize("NFC")));
  expect(toGitHubAnchor(title.normalize("NFD"))).toBe(toGitHubAnchor(title));
  expect(slugOfPath("도커/이미지.md".normalize("NFD"))).toBe(slugOfPath("도커/이미지.md"));
});

test("a title without letters or digits leaves nothing", () => {
  expect(toAsciiId("!!! …")).toBe("");
  expect(toAsciiId("🐳")).toBe("");
  expect(toAsciiId("")).toBe("");
});

test("an id is always ASCII, whatever the title", () => {
  for (const title of ["漢字", "ㅋㅋㅋ", "Ünïcödé", "①②③", "a/b\\c#d", "한글 漢字 mix"]) {
    expect(toAsciiId(title)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
  }
});

test("a GitHub anchor keeps Hangul, drops punctuation and makes one hyphen of each blank", () => {
  expect(toGitHubAnchor("레이어란 무엇인가?")).toBe("레이어란-무엇인가");
  expect(toGitHubAnchor("CPU & 메모리")).toBe("cpu--메모리");
  expect(toGitHubAnchor("snake_case 이름")).toBe("snake_case-이름");
});

test("a GitHub anchor begins with a hyphen where an emoji was dropped", () => {
  expect(toGitHubAnchor("🐳 고래")).toBe("-고래");
});

test("ids that repeat are numbered from 2, and a number that is taken is skipped", () => {
  const unique = createIdRegistry(["main"]);
  expect(["intro", "intro", "intro-2", "intro", "main"].map(unique)).toEqual([
    "intro",
    "intro-2",
    "intro-2-2",
    "intro-3",
    "main-2",
  ]);
});

test("ids that repeat can be numbered from 1, as GitHub does", () => {
  const unique = createIdRegistry([], 1);
  expect(["개요", "개요", "개요"].map(unique)).toEqual(["개요", "개요-1", "개요-2"]);
});

test("folders stay in a slug, and every part becomes ASCII", () => {
  expect(slugOfPath("network/tcp-handshake.mdx")).toBe("network/tcp-handshake");
  expect(slugOfPath("네트워크/01. 개요.md")).toBe("neteuwokeu/01-gaeyo");
  expect(slugOfPath("Upper Case.MD")).toBe("upper-case");
});

test("index and README name their folder, except at the top", () => {
  expect(slugOfPath("docker/README.md")).toBe("docker");
  expect(slugOfPath("docker/index.mdx")).toBe("docker");
  expect(slugOfPath("a/b/Index.md")).toBe("a/b");
  expect(slugOfPath("README.md")).toBe("readme");
});

test("a file name without letters is called note", () => {
  expect(slugOfPath("…/!!!.md")).toBe("note/note");
});
