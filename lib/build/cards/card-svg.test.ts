import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CARD_COLOURS, writeCardSvg } from "./card-svg.ts";

const tokens = readFileSync(join(import.meta.dirname, "../../../components/styles/tokens.css"), "utf8");

test.each(Object.entries(CARD_COLOURS))("%s is what it is on light pages", (name, colour) => {
  expect(new RegExp(`--${name}: light-dark\\((#\\w+),`).exec(tokens)?.[1]).toBe(colour);
});

test("text is escaped and composed", () => {
  const svg = writeCardSvg(
    { path: "a.png", flag: "", place: ["a & b"], title: "1 < 2 > 0", sentence: "한글".normalize("NFD") },
    (text, size) => text.length * size * 0.5,
  );
  const texts = [...svg.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map((match) => match[1]);
  expect(texts).toEqual(["a &amp; b", "1 &lt; 2 &gt; 0", "한글"]);
});
