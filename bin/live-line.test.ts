import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLiveLine } from "./live-line.mjs";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

function terminal(isTTY: boolean, columns = 80) {
  let written = "";
  const write = (text: string) => {
    written += text;
  };
  const stream = { isTTY, columns, write };
  /** What a reader sees: each line as it was last drawn. */
  const seen = () =>
    written.split("\n").map((line) => line.slice(line.lastIndexOf("\r") + 1).replace("\x1b[2K", ""));
  return { stream, seen };
}

test("on a terminal one line lives: what, how far, how long", () => {
  vi.stubEnv("TERM", "xterm");
  const { stream, seen } = terminal(true);
  const line = createLiveLine(stream);
  let done = 3;
  line.step("설치합니다", () => `10개 가운데 ${done}개`);
  expect(seen()).toEqual(["설치합니다 · 10개 가운데 3개 · 0초"]);
  done = 7;
  vi.advanceTimersByTime(2000);
  expect(seen()).toEqual(["설치합니다 · 10개 가운데 7개 · 2초"]);
  line.step("만듭니다");
  expect(seen()).toEqual(["만듭니다 · 2초"]);
  line.say("다 만들었습니다.");
  vi.advanceTimersByTime(2000);
  expect(seen()).toEqual(["다 만들었습니다.", ""]);
});

test("numbered steps replace each other, findings between them stay", () => {
  vi.stubEnv("TERM", "xterm");
  const { stream, seen } = terminal(true);
  const line = createLiveLine(stream);
  line.tell("1/4 노트를 읽습니다.");
  line.tell("a.md: 경고");
  line.tell("2/4 페이지를 만듭니다.");
  line.tell("3/4 다듬습니다.");
  expect(seen()).toEqual(["a.md: 경고", "3/4 다듬습니다. · 0초"]);
  line.end();
  expect(seen()).toEqual(["a.md: 경고", ""]);
});

test("the line never wraps, and Hangul is two columns wide", () => {
  vi.stubEnv("TERM", "xterm");
  const { stream, seen } = terminal(true, 10);
  createLiveLine(stream).step("가나다라마바");
  expect(seen()).toEqual(["가나다라"]);
});

test.each([
  ["into a pipe", false, "xterm"],
  ["on a terminal that cannot go back", true, "dumb"],
])("%s each thing is said once", (_, isTTY, term) => {
  vi.stubEnv("TERM", term);
  const { stream, seen } = terminal(isTTY);
  const line = createLiveLine(stream);
  line.step("설치합니다", () => "3개");
  vi.advanceTimersByTime(5000);
  line.step("만듭니다");
  line.say("다 만들었습니다.");
  line.end();
  expect(seen()).toEqual(["설치합니다", "만듭니다", "다 만들었습니다.", ""]);
});
