import { expect, test } from "vitest";
import { foldBox } from "./box.ts";
import { conceptState } from "./concept-state.ts";
import { at, DAY, kept, rated, START, todayAt } from "./log-fixtures.ts";
import { summaryOf } from "./summary.ts";

test("a concept is due before it is known, known before it is read, and a card that rests says nothing", () => {
  const log = [
    ...["a-c1", "a-c2", "b-c1", "c-c1", "d-c1"].map((card) => kept(card)),
    rated("a-c1", START, 4),
    rated("a-c2", START, 1),
    rated("b-c1", START, 4),
    rated("d-c1", START, 4),
    at(START, { kind: "rest", card: "d-c1", on: true }),
    kept("own-1"),
    at(START, { kind: "own", card: "own-1", front: "?", back: "!", href: "/notes/f/#six:~:text=a" }),
    rated("own-1", START, 4),
  ];
  const hrefs = new Map([
    ["a-c1", "/notes/a/#one"],
    ["a-c2", "/notes/a/#one"],
    ["b-c1", "/notes/b/#two"],
    ["c-c1", "/notes/c/#three"],
    ["d-c1", "/notes/d/#four"],
  ]);
  const places = ["a/#one", "b/#two", "c/#three", "d/#four", "e/#five", "f/#six"];
  const statesAt = (now: number) => {
    const today = todayAt(now);
    const summary = summaryOf(
      foldBox(log),
      today,
      () => undefined,
      (card) => hrefs.get(card),
    );
    return places.map((place) => conceptState(`/notes/${place}`, summary, /^[ac]/.test(place), today));
  };
  expect(statesAt(START + 1000)).toEqual(["due", "known", "read", "none", "none", "known"]);
  expect(statesAt(START + 4000 * DAY)[1]).toBe("due");
});
