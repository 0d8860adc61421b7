import fc from "fast-check";
import { expect, test } from "vitest";
import { clozeFront, hideWords } from "./cloze.ts";

/** With the selection between brackets, before and after. */
function hide(marked: string): string {
  const start = marked.indexOf("[");
  const { text, ...now } = hideWords(marked.replace(/[[\]]/g, ""), start, marked.indexOf("]") - 1);
  return `${text.slice(0, now.start)}[${text.slice(now.start, now.end)}]${text.slice(now.end)}`;
}

test("words that are selected are left out, and put back when it is done again", () => {
  expect(hide("레이어는 [읽기 전용] 층")).toBe("레이어는 [{{읽기 전용}}] 층");
  expect(hide("레이어는[ 읽기 ]전용 층")).toBe("레이어는 [{{읽기}}] 전용 층");
  expect(hide("레이어는 [{{읽기 전용}}] 층")).toBe("레이어는 [읽기 전용] 층");
  expect(hide("레이어는 {{읽[]기}} 층")).toBe("레이어는 [읽기] 층");
});

test("of a caret the word it stands in is left out; between blanks nothing is", () => {
  expect(hide("레이어는 읽[]기 전용")).toBe("레이어는 [{{읽기}}] 전용");
  expect(hide("가  [] 나")).toBe("가  [] 나");
});

test("whatever is selected, what is shown never says it", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("가나", "다라", "마바"), { minLength: 1 }), fc.nat(), (list, at) => {
      const text = list.join(" ");
      const start = (at % list.length) * 3;
      const hidden = hideWords(text, start, start + 2);
      expect(clozeFront(hidden.text).split(" ")[at % list.length]).toBe("____");
    }),
  );
});
