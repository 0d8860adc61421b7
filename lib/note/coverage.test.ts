import { expect, test } from "vitest";
import { findCoverageGaps, sectionText } from "../../tests/coverage.ts";

const NOTE = {
  slug: "images",
  outline: [
    { depth: 2, text: "레이어", id: "layers", githubId: "" },
    { depth: 3, text: "명령", id: "commands", githubId: "" },
    { depth: 2, text: "캐시", id: "cache", githubId: "" },
  ],
  blocks: [
    { anchor: "layers", kind: "heading", text: "레이어" },
    { anchor: "layers", kind: "paragraph", text: "유니온 파일 시스템이 합친다." },
    { anchor: "commands", kind: "code", text: "RUN make" },
    { anchor: "cache", kind: "paragraph", text: "다시 쓴다." },
  ],
} as const;

test("a section's text goes on to the next heading of its level", () => {
  expect(sectionText(NOTE, "layers")).toBe("레이어\n유니온 파일 시스템이 합친다.\nRUN make");
  expect(sectionText(NOTE, "commands")).toBe("RUN make");
  expect(sectionText(NOTE, "nowhere")).toBeUndefined();
});

test("an item is answered when each of its sections holds all its words, blanks and case aside", () => {
  const item = { item: "가", kind: "항목" } as const;
  expect(
    findCoverageGaps(
      [{ ...item, answers: { "images#layers": ["유니온 파일시스템", "run", "없음|레이어"] } }],
      [NOTE],
    ),
  ).toEqual([]);
  expect(findCoverageGaps([{ ...item, answers: {}, dropped: "비었다." }], [NOTE])).toEqual([]);
});

test("what is lacking is named", () => {
  const item = { item: "가", kind: "항목" } as const;
  const gaps = findCoverageGaps(
    [
      { ...item, answers: { "images#cache": ["레이어", "쓴다"], "images#gone": ["x"] } },
      { ...item, answers: { "nets#a": ["x"] } },
      { ...item, answers: {} },
    ],
    [NOTE],
  );
  expect(gaps.join("\n")).toMatchInlineSnapshot(`
    "가: images#cache에 없는 말: 레이어
    가: images에 gone 절이 없다
    가: nets 노트가 없다
    가: 답하는 절도 버린 까닭도 없다"
  `);
});
