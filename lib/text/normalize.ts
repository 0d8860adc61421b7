/**
 * Text as the rest of the project expects it: NFC (macOS hands out decomposed
 * Hangul), no byte-order mark, line feeds only.
 */
export function normalizeText(text: string): string {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .normalize("NFC");
}
