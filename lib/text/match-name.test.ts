import { expect, test } from "vitest";
import { createNameMatcher } from "./match-name.ts";

const finds = (query: string, ...names: string[]) => createNameMatcher(query)(names);

test("초성 match anywhere in a Korean name, blanks aside", () => {
  expect(finds("ㅋㅌㅇㄴ", "컨테이너", "container")).toBe(true);
  expect(finds("ㅍㅇㅅㅅ", "유니온 파일 시스템")).toBe(true);
  expect(finds("ㅋㅌ ㅇㄴ", "컨테이너")).toBe(true);
  expect(finds("ㅃㅍㅋ", "빈 패킹")).toBe(true);
  expect(finds("ㅋㅌㅇㅇ", "컨테이너")).toBe(false);
  expect(finds("ㅋㅌ", "container")).toBe(false);
});

test("a half-typed syllable matches what it may become", () => {
  expect(finds("컨텡", "컨테이너")).toBe(true);
  expect(finds("유니온파", "유니온 파일 시스템")).toBe(true);
  expect(finds("컨톄", "컨테이너")).toBe(false);
});

test("a syllable does not match across the seam of two others", () => {
  expect(finds("나", "컨테이너")).toBe(false);
  expect(finds("니", "컨테이너")).toBe(false);
});

test("any name counts, in any case, with or without hyphens", () => {
  expect(finds("copyonwrite", "기록 시 복사", "copy-on-write", "CoW")).toBe(true);
  expect(finds("COW", "기록 시 복사", "copy-on-write", "CoW")).toBe(true);
  expect(finds("hub.docker", "도커 허브", "hub.docker.com")).toBe(true);
});

test("Hangul typed on an English keyboard is understood", () => {
  expect(finds("zjsxpdlsj", "컨테이너")).toBe(true);
  expect(finds("pod", "파드", "Pod")).toBe(true);
});

test("an empty query matches everything", () => {
  expect(finds("  ", "도커")).toBe(true);
});
