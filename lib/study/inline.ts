/** A stretch of a question's or a card's text with one meaning. */
export type InlineText = { readonly kind: "text" | "code" | "strong"; readonly text: string };

/** Takes the text of a question or a card apart: `code` between backticks, **weight** between asterisks. */
export function inlineOf(text: string): InlineText[] {
  const parts: InlineText[] = [];
  let at = 0;
  for (const found of text.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*/g)) {
    if (found.index > at) parts.push({ kind: "text", text: text.slice(at, found.index) });
    const [whole, code, strong] = found;
    parts.push(code === undefined ? { kind: "strong", text: strong! } : { kind: "code", text: code });
    at = found.index + whole.length;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}

/** The text without its marks, as it is read aloud or compared. */
export function plainOf(text: string): string {
  return inlineOf(text)
    .map((part) => part.text)
    .join("");
}
