import { expect, test } from "vitest";
import { createNameFinder, withoutNotionId } from "./find-by-name.ts";

const note = (path: string, title = "", aliases: readonly string[] = []) => ({
  slug: `slug:${path}`,
  path,
  title,
  aliases,
});
const { note: find, file } = createNameFinder(
  [
    note("a/파드", "파드란 무엇인가", ["Pod"]),
    note("b/파드"),
    note("b/c/파드"),
    note("C++ & C#, (언어)"),
    note("노션 0123456789abcdef0123456789abcdef"),
  ],
  ["첨부/그림.png", "a/그림.png", "b/소리.mp3"],
);

test("a name is a path or its end, and the nearest file of several", () => {
  expect(find("c/파드", "x")).toBe("slug:b/c/파드");
  expect(find("파드", "b/c/다른")).toBe("slug:b/c/파드");
  expect(find("파드", "x")).toBe("slug:a/파드");
  expect(find("파드.md".normalize("NFD"), "b/x")).toBe("slug:b/파드");
  expect(find("/a/파드", "x")).toBe("slug:a/파드");
  expect(find("c++ & c#, (언어)", "x")).toBe("slug:C++ & C#, (언어)");
  expect(find("없음", "x")).toBeUndefined();
});

test("other names and titles come after files, and Notion's ids may be left out", () => {
  expect(find("pod", "x")).toBe("slug:a/파드");
  expect(find("파드란 무엇인가", "x")).toBe("slug:a/파드");
  expect(find("노션", "x")).toBe("slug:노션 0123456789abcdef0123456789abcdef");
  expect(find("constructor", "x")).toBeUndefined();
});

test("files are found alike", () => {
  expect(file("그림.png", "a/x")).toBe("a/그림.png");
  expect(file("소리.MP3", "x")).toBe("b/소리.mp3");
});

test("Notion's id goes, whatever stands after it", () => {
  expect(withoutNotionId("회의록 0123456789abcdef0123456789abcdef")).toBe("회의록");
  expect(withoutNotionId("표 0123456789abcdef0123456789abcdef.csv")).toBe("표.csv");
  expect(withoutNotionId("색 #0123456789abcdef")).toBe("색 #0123456789abcdef");
});
