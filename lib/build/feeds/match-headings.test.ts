import { expect, test } from "vitest";
import { matchHeadings } from "./match-headings.ts";

const heading = (text: string, id = text) => ({ depth: 2, text, id, githubId: id });
const match = (written: readonly string[], outline: readonly string[]) =>
  matchHeadings(
    written.map((one) => {
      const [text = "", anchor = ""] = one.split("#");
      return { text, anchor };
    }),
    outline.map((one) => heading(...(one.split("#") as [string, string?]))),
  ).map((one) => one?.id);

test("headings of one name are told apart by their order", () => {
  expect(match(["예제", "설명", "예제"], ["예제#yeje", "설명#b", "예제#yeje-2"])).toEqual([
    "yeje",
    "b",
    "yeje-2",
  ]);
});

test("a heading that one side lacks does not shift the others", () => {
  expect(match(["가", "나", "다"], ["가", "인용", "나", "다"])).toEqual(["가", "나", "다"]);
  expect(match(["가", "글자뿐", "나", "다"], ["가", "나", "다"])).toEqual(["가", undefined, "나", "다"]);
  // The nearer of two of the name is the right one here: what follows agrees.
  expect(match(["가", "예제", "나"], ["가", "예제#1", "나", "예제#2"])).toEqual(["가", "1", "나"]);
});

test("marks of Markdown that the one kept and the other did not make no difference", () => {
  expect(match(["open(path, mode)", "***"], ["open(path[, mode])#open", "***#stars"])).toEqual([
    "open",
    "stars",
  ]);
});

test("a stated id settles it where the text reads otherwise", () => {
  expect(match([":whale: 고래#whale"], ["🐳 고래#whale"])).toEqual(["whale"]);
});

test("nothing on either side is nothing found", () => {
  expect(match([], ["가"])).toEqual([]);
  expect(match(["가"], [])).toEqual([undefined]);
});
