import { expect, test } from "vitest";
import { isParticleChain } from "./particles.ts";

test("what follows a noun is one particle or a chain, each fit for the sound before it", () => {
  for (const [noun, letters] of [
    ["컨테이너", "로부터는"],
    ["볼륨", "마저도"],
    ["모델", "로"],
    ["TCP", "는"],
    ["TCP", "은"],
    ["인터넷", "상에서"],
    ["컨테이너", "들로부터의"],
    ["노드", "간의"],
  ] as const)
    expect([noun, letters, isParticleChain(noun, letters)]).toEqual([noun, letters, true]);
  for (const [noun, letters] of [
    ["컨테이너", "을"],
    ["볼륨", "로"],
    ["컨테이너", "화"],
    ["컨테이너", ""],
  ] as const)
    expect([noun, letters, isParticleChain(noun, letters)]).toEqual([noun, letters, false]);
});
