import { expect, test } from "vitest";
import { breakLines, cutLines, type Freedom } from "./break-lines.ts";

/** Hangul is 2 wide, all else 1. */
const width = (text: string) => [...text].reduce((sum, one) => sum + (/[가-힣]/u.test(one) ? 2 : 1), 0);
const broken = (text: string, limit: number, freedom: Freedom = "words", most = 3) =>
  breakLines(text, most, limit, width, freedom)?.join(" / ");

test("what fits stays in one line; what does not is broken between words, evenly", () => {
  expect(broken("이미지와 레이어", 20)).toBe("이미지와 레이어");
  expect(broken("파일을 지웠는데 용량이 왜 그대로인가", 24)).toBe("파일을 지웠는데 / 용량이 왜 그대로인가");
  expect(broken("빌드 캐시와 효율적인 구성", 14)).toBe("빌드 캐시와 / 효율적인 구성");
});

test("a word is never broken while words are enough, and too long a one is refused", () => {
  expect(broken("가나다라마바사아자차카타", 10)).toBeUndefined();
  expect(broken("kube-controller-manager", 12)).toBeUndefined();
  expect(broken("하나 둘 셋 넷 다섯 여섯", 8, "words", 2)).toBeUndefined();
});

test("a gloss in brackets begins a line; brackets and points stay with what they belong to", () => {
  expect(broken("저장소 표시(화이트아웃)", 16)).toBe("저장소 표시 / (화이트아웃)");
  expect(broken("저장소 표시 (화이트아웃)", 16)).toBe("저장소 표시 / (화이트아웃)");
  expect(broken("물리·가상·컨테이너", 12)).toBe("물리·가상· / 컨테이너");
  expect(broken("가상화: 전가상화·반가상화", 20)).toBe("가상화: / 전가상화·반가상화");
  expect(broken("함수 fork()와 나머지 일", 13)).toBe("함수 fork()와 / 나머지 일");
});

test("words that lean on a neighbour stay beside it", () => {
  expect(broken("우리가 쓸 수 있는 것", 16)).toBe("우리가 / 쓸 수 있는 것");
  expect(broken("아래를 가릴 뿐이다", 14)).toBe("아래를 / 가릴 뿐이다");
  expect(broken("유형 Type 1과 Type 2는 무엇", 18)).toBe("유형 Type 1과 / Type 2는 무엇");
});

test("one syllable does not end a text alone", () => {
  expect(broken("가나다 라마바 사", 13)).toBe("가나다 / 라마바 사");
});

test("code is broken where its parts meet, and numbers with points are not", () => {
  expect(broken("/var/lib/docker/overlay2", 16, "code")).toBe("/var/lib/ / docker/overlay2");
  expect(broken("--no-allow-insecure", 12, "code")).toBe("--no-allow- / insecure");
  expect(broken("1.36.2-1.37.0", 8, "code")).toBe("1.36.2- / 1.37.0");
});

test("at last any character may end a line, but not one a reader sees as part of another", () => {
  expect(broken("가나다라마바사아", 6, "characters")).toBe("가나 / 다라마 / 바사아");
  const flags = "🇰🇷".repeat(6);
  const lines = breakLines(flags, 3, 5, width, "characters")!;
  for (const line of lines) expect(line).toMatch(/^(?:🇰🇷)+$/u);
});

test("even a text of nothing but points and brackets is broken somewhere", () => {
  expect(broken("·".repeat(12), 6, "code")).toBeUndefined();
  expect(broken("·".repeat(12), 6, "characters")).toBe(`${"·".repeat(6)} / ${"·".repeat(6)}`);
  expect(broken("(가)(나)", 6, "characters")).toBe("(가) / (나)");
});

test("a text too long is cut after a word and ends in an ellipsis", () => {
  const text = "레이어에서 지운 파일은 사라지지 않고, 위층의 표시 하나가 아래 파일을 가릴 뿐이다.";
  const lines = cutLines(text, 2, 24, width);
  expect(lines.join(" / ")).toBe("레이어에서 지운 파일은 / 사라지지 않고, 위층의…");
  expect(cutLines("장비가 늘어날 때마다 시간이 든다", 1, 16, width)).toEqual(["장비가…"]);
  expect(cutLines("레이어에서 지운 파일은 남고, 위층의", 1, 28, width)).toEqual([
    "레이어에서 지운 파일은 남고…",
  ]);
});

test("a text without any place to break is cut between characters", () => {
  expect(cutLines("가나다라마바사아자차", 2, 6, width)).toEqual(["가나다", "라마…"]);
});
