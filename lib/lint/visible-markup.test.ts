import { expect, test } from "vitest";
import { sampleSource, sayRemarks } from "./sample.ts";
import { checkVisibleMarkup } from "./visible-markup.ts";

const messages = (text: string) => checkVisibleMarkup(sampleSource(text)).map(({ message }) => message);

test("a mark that did not close is a letter to the reader", () => {
  const text = "앞말 **굵게 시작하고 끝나지 않는다.";
  expect(sayRemarks(text, checkVisibleMarkup(sampleSource(text)))).toMatchInlineSnapshot(`
    "a.md:1:4  warning  lint/visible-markup
      강조를 뜻하는 *가 글자로 보입니다.
      짝이 맞는지 보고, 글자 그대로라면 백틱으로 감싸 주세요.
        1 | 앞말 **굵게 시작하고 끝나지 않는다.
          |      ^"
  `);
  for (const one of ["*기울여 쓴 글", "~~지운 글", "백틱 ` 하나", "비용은 $x다", "[[볼륨|글]"])
    expect([one, messages(one).length]).toEqual([one, 1]);
});

test("marks that mean something, code, prices and products are fine", () => {
  for (const one of [
    "**굵게** 쓰고 `a**b` *기울여* 쓴다.",
    "3 * 4는 12이고 100$이다.",
    "snake_case와 `__init__`",
    "[[volume|볼륨]]과 [[#layers]]를 본다.[^source]",
    "`ls` 명령과 [링크](https://a.b) 이 파일",
    "0.4~0.8%, 201~111배",
    "| 값 |\n| --- |\n| **굵게** |",
  ])
    expect([one, messages(one)]).toEqual([one, []]);
});

test("numbers that a mark held apart are told", () => {
  expect(messages("약 2**01**배")).toEqual(["서로 다른 수가 붙어 보입니다."]);
  expect(messages("값은 1[2](#a)이다")).toEqual(["서로 다른 수가 붙어 보입니다."]);
  expect(messages("값은 12이고 3.14%다")).toEqual([]);
});

test("a particle after a mark stands right behind it", () => {
  for (const one of ["**볼륨** 은 남는다.", "`ls` 를 친다.", "[볼륨](#a) 의 수명", "**하이퍼커널(VMM)** 다."])
    expect([one, messages(one)]).toEqual([one, ["조사나 어미가 앞말에서 떨어져 보입니다."]]);
  for (const one of ["(예) 은 아니다. 그 은 도금", "`ls` [다](#a) 끝"]) expect(messages(one)).toEqual([]);
});
