import { expect, test } from "vitest";
import { checkLength } from "./length.ts";
import { sampleSource, sayRemarks } from "./sample.ts";

const check = (text: string) => checkLength(sampleSource(text));
const sentence = (length: number) => `${"가".repeat(length - 1)}.`;

test("a sentence over 80 characters and a paragraph over 400 are hints", () => {
  const text = `짧다. ${sentence(81)}`;
  expect(sayRemarks("", check(text))).toMatchInlineSnapshot(`
    "a.md:1:5  hint  lint/long-sentence
      문장이 81자입니다. 80자까지가 읽기 좋습니다.
      두 문장으로 나누어 주세요."
  `);
  expect(sayRemarks("", check(Array(6).fill(sentence(70)).join(" ")))).toMatchInlineSnapshot(`
    "a.md:1:1  hint  lint/long-paragraph
      문단이 425자입니다. 400자까지가 읽기 좋습니다.
      생각이 바뀌는 곳에서 나누어 주세요."
  `);
  expect(check(text).every((one) => one.severity === "hint")).toBe(true);
});

test("80 and 400 characters are not too long, and what no reader sees does not count", () => {
  expect(check(sentence(80))).toEqual([]);
  expect(check([...Array(4).fill(sentence(79)), sentence(80)].join(" "))).toEqual([]);
  expect(check(`[${"가".repeat(70)}](/notes/${"a".repeat(40)}/)이다.[^source-key]`)).toEqual([]);
});

test("code and tables have no length", () => {
  expect(
    check(`\`\`\`\n${sentence(500)}\n\`\`\`\n\n| ${sentence(90)} |\n|---|\n| ${sentence(90)} |`),
  ).toEqual([]);
});
