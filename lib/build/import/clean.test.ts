import { expect, test } from "vitest";
import { cleanDialects } from "./clean-dialects.ts";
import { cleanHtml } from "./clean-html.ts";
import { cleanStructure, withoutEmoji } from "./clean-structure.ts";
import { createLog, type Line, type Log, readLines } from "./draft.ts";

const through = (clean: (lines: readonly Line[], log: Log) => Line[]) => (text: string) =>
  clean(readLines(text), createLog())
    .map((line) => line.text)
    .join("\n");
const html = through(cleanHtml);
const dialects = through(cleanDialects);
const structure = through(cleanStructure);

test("HTML pictures become Markdown, tags of mere looks go, code stays", () => {
  expect(html('<img src="a.png" alt="그림" style="zoom:50%;" />')).toBe("![그림](a.png)");
  expect(html("<img src='내 그림.png'>")).toBe("![](<내 그림.png>)");
  expect(html('<u>밑줄</u> <font color="red">빨강</font> <span style="x">글</span>')).toBe("밑줄 빨강 글");
  expect(html("`<u>` <img alt='x'>")).toBe("`<u>` <img alt='x'>");
  expect(html("```\n<u>코드</u>\n```")).toBe("```\n<u>코드</u>\n```");
});

test("a <br> becomes a hard break with the marks of its line, but stays in a table", () => {
  expect(html("가<br>나<br/>")).toBe("가\\\n나");
  expect(html("> - 가<br>나")).toBe("> - 가\\\n>   나");
  expect(html("| 가<br>나 |")).toBe("| 가<br>나 |");
  expect(html("## 가<br>나")).toBe("## 가 나");
  expect(html("<br>")).toBe("");
});

test("Obsidian callouts, pictures, highlights and block ids", () => {
  expect(dialects("> [!info]- 제목\n> 글")).toBe("> [!NOTE]\n> **제목**\n>\n> 글");
  expect(dialects("> [!danger]\n> 글")).toBe("> [!WARNING]\n> 글");
  expect(dialects("![[그림.png|300]] ![[b.PNG|설명]] ![[노트]]")).toBe(
    "![](<그림.png>) ![설명](<b.PNG>) [[노트]]",
  );
  expect(dialects("<mark>중요</mark> 글 끝 ^ab12")).toBe("**중요** 글 끝");
});

test("Notion's <aside> becomes a callout without its icon", () => {
  expect(dialects("<aside>\n💡 알아 두자.\n\n둘째\n</aside>\n글")).toBe(
    "> [!NOTE]\n> 알아 두자.\n>\n> 둘째\n\n글",
  );
  expect(dialects("<aside>💡 한 줄</aside>")).toBe("> [!NOTE]\n> 한 줄");
});

test("a bracket inside strong text goes out when a particle follows", () => {
  expect(dialects("**레이어(layer)**라는 것")).toBe("**레이어**(layer)라는 것");
  expect(dialects("**레이어(layer)** 뒤, **빈 패킹(bin packing) 제공**은")).toBe(
    "**레이어(layer)** 뒤, **빈 패킹(bin packing) 제공**은",
  );
});

test("headings lose emoji and decoration, empty headings and items go", () => {
  expect(structure("# Docker:whale:\n\n## 🐳 **고래** ##\n\n### :star:\n\n[TOC]\n\n글")).toBe(
    "# Docker\n\n## 고래\n\n글",
  );
  expect(structure("- 가\n  - \n\n-\n- 나\n- \n  이어짐")).toBe("- 가\n\n- 나\n- \n  이어짐");
  expect(structure("제목\n===\n\n글\n\n둘째\n---\n\n- 가\n---")).toBe("# 제목\n\n글\n\n## 둘째\n\n- 가\n---");
  expect(structure("```\n## \n- \n\n\n```")).toBe("```\n## \n- \n\n\n```");
});

test("a time of day is no emoji", () => {
  expect(withoutEmoji("10:30:00 시작 :+1:")).toBe("10:30:00 시작");
});
