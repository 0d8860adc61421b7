import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RUNS } from "../../tests/support/seeds.ts";
import type { Block } from "../note/note.ts";
import { DESCRIPTION_LENGTH, describeSection, firstSentence, shorten } from "./describe.ts";

const block = (anchor: string, kind: Block["kind"], text: string): Block => ({ anchor, kind, text });

describe("what a section says first", () => {
  test("is whole sentences, as many as fit", () => {
    const long = "이 문장은 앞의 문장과 함께 놓으면 백육십 자를 넘기려고 길게 적은 문장이다. ".repeat(4);
    const blocks = [
      block("a", "heading", "절"),
      block("a", "paragraph", "레이어에서 지운 파일은 사라지지 않는다. 위층의 표시가 가릴 뿐이다."),
      block("a", "paragraph", long),
      block("b", "paragraph", "다른 절이다."),
    ];
    const text = describeSection(blocks, "a", []);
    expect(text).toMatch(/^레이어에서 지운 파일은 사라지지 않는다\. 위층의 표시가 가릴 뿐이다\. 이 문장은/);
    expect(text).toMatch(/다\.$/);
    expect(text.length).toBeLessThanOrEqual(DESCRIPTION_LENGTH);
  });

  test("is that of its first subsection where it says nothing itself", () => {
    const blocks = [
      block("a", "heading", "절"),
      block("b", "item", "가. 나."),
      block("c", "paragraph", "다."),
    ];
    expect(describeSection(blocks, "a", ["b", "c"])).toBe("가. 나.");
    expect(describeSection(blocks, "a", [])).toBe("");
  });

  test("is more than the bare name of a table: its first rows too", () => {
    const blocks = [
      block("a", "caption", "점검 목록"),
      block("a", "row", "데이터 이동 · 대역폭을 감당하는가"),
      block("a", "row", "라이선스 · 서버에 닿는가"),
    ];
    expect(describeSection(blocks, "a", [])).toBe(
      "점검 목록 데이터 이동 · 대역폭을 감당하는가 라이선스 · 서버에 닿는가",
    );
  });

  test("versions and file names do not end a sentence", () => {
    expect(firstSentence("쿠버네티스 v1.33과 nginx:1.30에서는 된다. 그다음 문장.")).toBe(
      "쿠버네티스 v1.33과 nginx:1.30에서는 된다.",
    );
  });
});

describe("a text that is cut", () => {
  test("ends at a word, in an ellipsis", () => {
    expect(shorten("컨테이너는 호스트의 커널을 함께 쓴다", 12)).toBe("컨테이너는 호스트의…");
    expect(shorten("컨테이너는 호스트의 커널", 14)).toBe("컨테이너는 호스트의 커널");
  });

  test("never falls inside a character, whatever the text", () => {
    const parts = fc.constantFrom("가", "힣", "\u1100\u1161\u11a8", "👩‍💻", "é", "e\u0301", " ", "a", ".");
    const graphemes = (text: string) =>
      [...new Intl.Segmenter("ko", { granularity: "grapheme" }).segment(text)].map((one) => one.segment);
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), fc.integer({ min: 2, max: 40 }), (all, length) => {
        const text = all.join("");
        const cut = shorten(text, length);
        expect(graphemes(cut).length).toBeLessThanOrEqual(Math.max(length, 1));
        if (cut === text) return;
        expect(
          graphemes(text)
            .slice(0, graphemes(cut).length - 1)
            .join(""),
        ).toBe(cut.slice(0, -1));
      }),
      RUNS,
    );
  });
});
