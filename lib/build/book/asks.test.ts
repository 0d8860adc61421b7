import { expect, test } from "vitest";
import { takeAnswers } from "./asks.ts";
import { removeChrome } from "./clean-page.ts";
import { find, innerHtml, readDocument } from "./tree.ts";

const ASK = (id: string) =>
  `<details class="folded ask" id="${id}" data-ask="{}"><summary><span><b>물음</b> 무엇인가?</span></summary>` +
  '<div class="prose"><ol><li>가</li><li>나</li></ol><details><summary>답 보기</summary><p><b>나</b></p></details></div></details>';

test("questions keep their place and get a number, answers and what is pressed are taken out", () => {
  const html = `<main>${ASK("a-q1")}<section class="check"><h2 id="check">확인 문제</h2><p>답을 고르면</p>${ASK("a-q2")}<details class="folded ask" data-cards="a-c1"><summary>카드</summary></details></section></main>`;
  const main = find(readDocument(html), (element) => element.tagName === "main")!;
  const answers = takeAnswers(main, 7);
  removeChrome(main);
  expect(answers.map(({ number, question, body }) => [number, question, innerHtml(body)])).toEqual([
    [7, "a-q1", "<p><b>나</b></p>"],
    [8, "a-q2", "<p><b>나</b></p>"],
  ]);
  const asked = (id: string, number: number) =>
    `<div class="book-ask" id="${id}" data-ask="{}"><p class="keep"><span><b>물음 ${number}</b> 무엇인가?</span></p><div class="prose"><ol><li>가</li><li>나</li></ol></div></div>`;
  expect(innerHtml(main)).toBe(
    `${asked("a-q1", 7)}<section class="check"><h2 id="check">확인 문제</h2>${asked("a-q2", 8)}</section>`,
  );
});
