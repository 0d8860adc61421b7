/** A name that no other mark or card has, on this device or another. */
export function newName(kind: "m" | "own"): string {
  return `${kind}-${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}`;
}
