import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCanvas } from "./canvas.ts";
import { openCardFonts } from "./card-fonts.ts";
import { drawableCard } from "./drawable-card.ts";

const { covers } = openCardFonts(await loadCanvas(), join(import.meta.dirname, "../../.."));
const shown = (title: string) =>
  drawableCard({ path: "a.png", flag: "", place: [title], title, sentence: title }, covers).title;

test.each([
  ["🐳 고래가 👩‍👩‍👧 헤엄친다 🇰🇷", "고래가 헤엄친다"],
  ["가상(假想) 메모리", "가상 메모리"],
  ["가상".normalize("NFD"), "가상"],
  ["fork()와 배열[]", "fork()와 배열[]"],
  ["한\u200b 줄\n두\u00a0줄", "한 줄 두 줄"],
  ["N ≥ 2 → ½ · “인용” 《책》", "N ≥ 2 → ½ · “인용” 《책》"],
  ["🐳", ""],
])("%s is shown as %s", (title, text) => {
  expect(shown(title)).toBe(text);
});
