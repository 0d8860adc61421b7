import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RUNS } from "../../tests/support/seeds.ts";
import { BLOCK_END, PageText, readFragment, writeFragment } from "./text-fragment.ts";

const BLOCKS = [
  "고래노트 노트 실습 용어집",
  "이미지와 레이어",
  "이미지는 층으로 되어 있다. 층 하나는 바뀌지 않는다.",
  "삭제 표시(화이트아웃)",
  "레이어에서 지운 파일은 사라지지 않는다. 위층에 놓인 표시 하나가 아래층의 파일을 가릴 뿐이다. OCI 레이어에서는 .wh.로 시작하는 빈 파일이 그 표시다.",
  "층 하나는 바뀌지 않는다. 그래서 고친 내용은 위층에 적힌다.",
  "Copy-on-write는 copy, paste & share와 다르다.",
];
const page = new PageText(BLOCKS);

/** Where a text stands; the `n`th time it does. */
function spanOf(text: string, n = 1, of = page) {
  let from = -1;
  for (let count = 0; count < n; count++) from = of.text.indexOf(text, from + 1);
  if (from < 0) throw new Error(`not on the page: ${text}`);
  return { from, to: from + text.length };
}
const written = (text: string, n = 1) => {
  const fragment = page.describe(spanOf(text, n));
  return fragment && decodeURIComponent(writeFragment(fragment));
};
const shown = (span: { from: number; to: number } | undefined, of = page) =>
  span && of.text.slice(span.from, span.to);

describe("the link to a selection", () => {
  test("writes a short one out and tells a long one by its ends", () => {
    expect(written("표시 하나가")).toBe("text=표시 하나가");
    expect(
      written("레이어에서 지운 파일은 사라지지 않는다. 위층에 놓인 표시 하나가 아래층의 파일을 가릴 뿐이다."),
    ).toBe("text=레이어에서 지운,가릴 뿐이다.");
  });

  test("grows to whole words, as browsers match nothing less", () => {
    expect(written("어에서 지운 파")).toBe("text=레이어에서 지운 파일은");
    expect(written(" 지운 파일은 ")).toBe("text=지운 파일은");
  });

  test("tells what stands around it only when the same is said before it", () => {
    expect(written("층 하나는 바뀌지 않는다.")).toBe("text=층 하나는 바뀌지 않는다.");
    expect(written("층 하나는 바뀌지 않는다.", 2)).toBe("text=층 하나는 바뀌지 않는다.,-그래서");
  });

  test("takes words of the block before where its own begins with it", () => {
    const twice = new PageText(["가 나", "다 라", "마 바", "다 라"]);
    const fragment = twice.describe(spanOf("다 라", 2, twice))!;
    expect(fragment).toEqual({ prefix: "바", start: "다 라" });
    expect(twice.find(fragment)).toEqual(spanOf("다 라", 2, twice));
  });

  test("may begin in one block and end in another", () => {
    const from = spanOf("레이어에서 지운").from;
    const fragment = page.describe({ from, to: spanOf("위층에 적힌다.").to })!;
    expect(fragment).toEqual({ start: "레이어에서 지운", end: "위층에 적힌다." });
  });

  test("is not written out where the caller asks so", () => {
    const fragment = page.describe(spanOf("층 하나는 바뀌지 않는다. 그래서 고친"), false)!;
    expect(fragment.end).toBe("그래서 고친");
  });

  test("of nothing but blanks is none", () => {
    expect(page.describe({ from: 4, to: 5 })).toBeUndefined();
  });

  test("leads back to the selection, grown to whole words, whatever the page", () => {
    const word = fc.constantFrom(
      "층",
      "레이어",
      "layer",
      "파일은",
      "v1.33",
      "-",
      "a,b",
      "&",
      "(CoW)",
      "👩‍💻",
      "가\u0301",
    );
    const blocks = fc.array(
      fc.array(word, { minLength: 1, maxLength: 12 }).map((all) => all.join(" ")),
      { minLength: 1, maxLength: 6 },
    );
    let described = 0;
    fc.assert(
      fc.property(blocks, fc.nat(), fc.nat(), (all, a, b) => {
        const some = new PageText(all);
        const from = a % some.text.length;
        const to = Math.min(some.text.length, from + 1 + (b % 60));
        const fragment = some.describe({ from, to });
        if (!fragment) return;
        described++;
        const read = readFragment(`#x:~:${writeFragment(fragment)}`);
        expect(read).toEqual({ anchor: "x", fragment });
        const found = some.find(fragment)!;
        const picked = some.text.slice(from, to).replaceAll(BLOCK_END, " ").trim();
        expect(some.text.slice(found.from, found.to).replaceAll(BLOCK_END, " ")).toContain(picked);
      }),
      RUNS,
    );
    expect(described).toBeGreaterThan(200);
  });
});

describe("an address", () => {
  test("is encoded so that neither the syntax nor a chat's links break it", () => {
    expect(writeFragment({ prefix: "a-b", start: "c, d & (e)", end: "끝.", suffix: "x*" })).toBe(
      "text=a%2Db-,c%2C%20d%20%26%20%28e%29,%EB%81%9D%2E,-x%2A",
    );
  });

  test("is read with its section, and with other directives beside it", () => {
    expect(readFragment("https://x.test/notes/a/?q=1#layers:~:foo=1&text=a%2Db-,c,d,-e&text=z")).toEqual({
      anchor: "layers",
      fragment: { prefix: "a-b", start: "c", end: "d", suffix: "e" },
    });
    const decomposed = encodeURIComponent("층".normalize("NFD"));
    expect(readFragment(`#:~:text=${decomposed}`)).toEqual({ anchor: "", fragment: { start: "층" } });
  });

  test("that says nothing readable is none", () => {
    for (const address of [
      "",
      "#a",
      "/x:~:text=a",
      "#:~:",
      "#:~:text=",
      "#:~:text=%",
      "#:~:text=a,b,c,d",
      "#:~:text=a,",
    ])
      expect(readFragment(address), address).toBeUndefined();
  });

  test("however broken, never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => void readFragment(`#${text}:~:text=${text}`)),
      RUNS,
    );
  });
});

describe("finding", () => {
  const section = spanOf(BLOCKS.slice(4, 6).join(BLOCK_END));

  test("minds neither case nor form, but whole words", () => {
    expect(shown(page.find({ start: "copy-ON-write는" }))).toBe("Copy-on-write는");
    expect(page.find({ start: "파일" })).toBeUndefined();
    expect(page.find({ start: "없는 말" })).toBeUndefined();
    expect(page.find({ start: "레이어 이미지는" })).toBeUndefined();
  });

  test("takes the end that is followed by what it says", () => {
    const found = page.find({ start: "이미지는 층으로", end: "바뀌지 않는다.", suffix: "그래서 고친" });
    expect(found?.to).toBe(spanOf("층 하나는 바뀌지 않는다.", 2).to);
  });

  test("what is unchanged is not edited, even when what stands around it is", () => {
    expect(page.findTolerantly({ start: "표시 하나가" }, section)).toMatchObject({ edited: false });
    const moved = page.findTolerantly({ prefix: "옛말이", start: "층 하나는 바뀌지 않는다." }, section);
    expect(moved).toEqual({ ...spanOf("층 하나는 바뀌지 않는다.", 2), edited: false });
  });

  test("a small edit is found by likeness, in its section only", () => {
    const wanted = { start: "그래서 고친 내용을 위층에 적는다." };
    const found = page.findTolerantly({ start: "그래서 고쳐진 내용은 위층에 적힌다." }, section);
    expect(found).toMatchObject({ edited: true });
    expect(shown(found)).toBe("그래서 고친 내용은 위층에 적힌다.");
    expect(page.findTolerantly(wanted, spanOf(BLOCKS[2]!))).toBeUndefined();
  });

  test("one whose end was edited is shown to the end of its sentence, and the other way round", () => {
    const end = page.findTolerantly({ start: "위층에 놓인", end: "가리기만 한다." }, section);
    expect(shown(end)).toBe("위층에 놓인 표시 하나가 아래층의 파일을 가릴 뿐이다.");
    const start = page.findTolerantly({ start: "윗층에 얹힌", end: "가릴 뿐이다." }, section);
    expect(shown(start)).toBe("위층에 놓인 표시 하나가 아래층의 파일을 가릴 뿐이다.");
    expect([start, end]).toMatchObject([{ edited: true }, { edited: true }]);
  });

  test("what was written anew is not found", () => {
    expect(page.findTolerantly({ start: "완전히 다른 이야기를 적은 문장이다." }, section)).toBeUndefined();
    expect(page.findTolerantly({ start: "다른 이야기", end: "적은 문장" }, section)).toBeUndefined();
  });
});
