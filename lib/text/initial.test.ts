import { expect, test } from "vitest";
import { groupByInitial } from "./initial.ts";

const grouped = (...names: string[]) =>
  groupByInitial(names, (name) => name).map(
    (letter) => `${letter.name}(${letter.id}): ${letter.items.join(" ")}`,
  );

test("names are grouped by first sound, ㄱ to ㅎ, then A to Z, then the rest", () => {
  expect(grouped("zsh", "하이퍼바이저", "42", "가상화", "alpine", "노드")).toEqual([
    "ㄱ(giyeok): 가상화",
    "ㄴ(nieun): 노드",
    "ㅎ(hieut): 하이퍼바이저",
    "A(letter-a): alpine",
    "Z(letter-z): zsh",
    "#(letter-other): 42",
  ]);
});

test("a doubled consonant stands under its plain one", () => {
  expect(grouped("깃", "까치", "기록")).toEqual(["ㄱ(giyeok): 기록 깃 까치"]);
});

test("names in decomposed Hangul are grouped with composed ones", () => {
  expect(grouped("볼륨".normalize("NFD"), "바인드 마운트")).toHaveLength(1);
});
