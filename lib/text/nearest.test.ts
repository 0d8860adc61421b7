import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../tests/support/seeds.ts";
import { editDistance, findNearest } from "./nearest.ts";

test("inserting, deleting, replacing and swapping neighbours each cost one", () => {
  expect(editDistance("volume", "volumes")).toBe(1);
  expect(editDistance("volume", "olume")).toBe(1);
  expect(editDistance("volume", "valume")).toBe(1);
  expect(editDistance("volume", "voulme")).toBe(1);
  expect(editDistance("volume", "volume")).toBe(0);
  expect(editDistance("", "abc")).toBe(3);
});

test("the distance is the same in both directions", () => {
  expect(editDistance("kubernetes", "kuberentse")).toBe(editDistance("kuberentse", "kubernetes"));
});

test("the nearest candidate is found whatever the case", () => {
  expect(findNearest("Contaner", ["cloud", "container", "content"])).toBe("container");
  expect(findNearest("TPI", ["note", "tip"])).toBe("tip");
});

test("a slip of one jamo in a Korean word is near, though the whole syllable differs", () => {
  expect(findNearest("컨태이너", ["가상화", "컨테이너"])).toBe("컨테이너");
  expect(findNearest("볼룸", ["볼륨"])).toBe("볼륨");
});

test("composed and decomposed spellings are the same word", () => {
  expect(findNearest("이미지".normalize("NFD"), ["가상화", "이미지"])).toBe("이미지");
});

test("nothing is suggested when more than two fifths would have to change", () => {
  expect(findNearest("draff", ["title", "summary", "order"])).toBeUndefined();
  expect(findNearest("abcde", ["abcxy"])).toBe("abcxy");
  expect(findNearest("abcde", ["abxyz"])).toBeUndefined();
  expect(findNearest("anything", [])).toBeUndefined();
});

test("of two equally near candidates the first wins", () => {
  expect(findNearest("layer-x", ["layer-a", "layer-b"])).toBe("layer-a");
  expect(findNearest("layer-x", ["layer-b", "layer-a"])).toBe("layer-b");
});

test("a limit changes no distance within it", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "가"), maxLength: 8 });
  fc.assert(
    fc.property(word, word, fc.nat(8), (a, b, most) => {
      const whole = editDistance(a, b);
      const limited = editDistance(a, b, most);
      if (whole <= most) expect(limited).toBe(whole);
      else expect(limited).toBeGreaterThan(most);
    }),
    RUNS,
  );
});
