/** The FNV-1a hash of a text's UTF-16 units, 32 bits, going on from `hash`. */
export function fnv32a(text: string, hash = 0x811c9dc5): number {
  let mixed = hash;
  for (let index = 0; index < text.length; index++) {
    mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  }
  return mixed >>> 0;
}
