import { expect, test } from "vitest";
import type { Entry } from "../records/log.ts";
import { foldBox } from "./box.ts";
import { recallByConcept } from "./concepts.ts";
import type { DeckCard } from "./deck-card.ts";
import { SCHEDULED_BY } from "./schedule.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const card = (id: string, place: string, href = `/notes/a/#${place}`): DeckCard => ({
  ...{ id, front: id, back: "", en: "", href, place, note: "a", kind: "card" },
});
const deck = [card("a-c1", "layers"), card("a-c2", "layers"), card("a-c3", "files"), card("a-c4", "other")];
const kept: Entry[] = deck.map(({ id }, index) => ({
  ...{ id: `k-${index}`, at: START, kind: "keep", card: id, on: true },
}));
const rated = (id: string, rating: 1 | 2 | 3 | 4): Entry => ({
  ...{ id: `r-${id.replace("-", "")}`, at: START, kind: "review", card: id, rating },
  ...{ retention: 90, by: SCHEDULED_BY },
});
const box = foldBox([...kept, rated("a-c1", 4), rated("a-c2", 2), rated("a-c3", 4)]);

test("concepts are told by what is foretold of their cards, the least remembered first, and fall day by day", () => {
  const soon = recallByConcept(box, deck, START + 10 * DAY);
  expect(soon.map(({ place, cards }) => [place, cards])).toEqual([
    ["layers", 2],
    ["files", 1],
  ]);
  const later = recallByConcept(box, deck, START + 60 * DAY);
  for (const [index, { recall }] of later.entries()) expect(recall).toBeLessThan(soon[index]!.recall);
  expect(later.every(({ recall }) => recall > 0 && recall < 1)).toBe(true);
});

test("what was not asked yet, and what is explained nowhere, is not guessed at", () => {
  expect(recallByConcept(foldBox(kept), deck, START)).toEqual([]);
  expect(recallByConcept(box, [card("a-c1", "layers", "")], START)).toEqual([]);
});
