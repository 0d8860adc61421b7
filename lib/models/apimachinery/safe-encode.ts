const ALPHANUMS = "bcdfghjklmnpqrstvwxz2456789";

/**
 * Writes an ASCII text in letters and digits that form no words: each character's code modulo 27 picks
 * one. `pod-template-hash` is a decimal hash written this way.
 *
 * Source: `kubernetes/apimachinery` `pkg/util/rand/rand.go` SafeEncodeString.
 */
export function safeEncode(text: string): string {
  return Array.from(text, (character) =>
    ALPHANUMS.charAt((character.codePointAt(0) ?? 0) % ALPHANUMS.length),
  ).join("");
}
