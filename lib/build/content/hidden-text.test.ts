import { expect, test } from "vitest";
import { mapProse, withoutHiddenText } from "./hidden-text.ts";

test("comments of Obsidian and of HTML leave only their line ends", () => {
  expect(withoutHiddenText("앞 %%비밀%% 뒤\n<!-- 비밀\n둘 -->끝\n")).toBe("앞  뒤\n\n끝\n");
  expect(withoutHiddenText("가\n\n%%\n비밀\n\n```js\n비밀\n```\n%%\n\n나\n")).toBe(
    "가\n\n\n\n\n\n\n\n\n\n나\n",
  );
});

test("a comment that is not closed hides the rest where it stands on its own line", () => {
  expect(withoutHiddenText("가\n%%\n비밀\n")).toBe("가\n\n\n");
  expect(withoutHiddenText("가\n<!-- 비밀\n")).toBe("가\n\n");
  expect(withoutHiddenText("진행률 %% 표시\n\n글\n")).toBe("진행률 %% 표시\n\n글\n");
  expect(withoutHiddenText("100%%에서 50%%로\n")).toBe("100%%에서 50%%로\n");
});

test("in code they are code", () => {
  const code =
    "`%%a%%` 와 ``<!-- ` -->``\n\n```mermaid\n%% 설명\nflowchart\n```\n\n~~~\n<!-- x -->\n~~~\n\n- ```\n  %% a %%\n  ```\n";
  expect(withoutHiddenText(code)).toBe(code);
  expect(withoutHiddenText("`열린 백틱 %%비밀%%\n\n글\n")).toBe("`열린 백틱 \n\n글\n");
});

test("prose is changed, code is not", () => {
  const upper = (text: string) => mapProse(text, (prose) => prose.toUpperCase());
  expect(upper("a `b` c\n```\nd\n```\ne\n")).toBe("A `b` C\n```\nd\n```\nE\n");
  expect(upper("a\n> ```\n> b\n> ```\nc ``d ` e`` f ```g``` h\n")).toBe(
    "A\n> ```\n> b\n> ```\nC ``d ` e`` F ```g``` H\n",
  );
  expect(upper("a\n````md\n```\nb\n```\nc\n````\nd\n")).toBe("A\n````md\n```\nb\n```\nc\n````\nD\n");
  expect(upper("a\n```\nb\n")).toBe("A\n```\nb\n");
});

test("a text made to be slow is not", () => {
  for (const piece of ["`a ", "%% ", "``` ", "<!-", "[[", "%%`"]) {
    const text = piece.repeat(100_000);
    const before = performance.now();
    withoutHiddenText(`${text}%%<!--`);
    expect(performance.now() - before, piece).toBeLessThan(5_000);
  }
});
