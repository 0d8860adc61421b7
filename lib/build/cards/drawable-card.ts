import type { Card } from "../../sharing/card.ts";

/**
 * A card without the characters that no font of ours can draw (emoji, most Hanja), and without the
 * brackets and blanks they leave behind.
 */
export function drawableCard(card: Card, covers: (codePoint: number) => boolean): Card {
  const clean = (text: string) =>
    [...text.normalize("NFC").replace(/\s/gu, " ")]
      .filter((character) => /^[^\p{C}\p{M}]$/u.test(character) && covers(character.codePointAt(0)!))
      .join("")
      .replace(/\(\s*\)|\[\s*\]/gu, (whole) => (text.includes(whole) ? whole : ""))
      .replace(/ +/gu, " ")
      .trim();
  return {
    ...card,
    place: card.place.map(clean),
    title: clean(card.title),
    sentence: clean(card.sentence),
  };
}
