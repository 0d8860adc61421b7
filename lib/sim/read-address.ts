import { readFields, unpack } from "./hash.ts";

/** What an address or a file of a sheet holds, also a deflated one; undefined where it is none. */
export function readAddress(hash: string): ReadonlyMap<string, readonly string[]> | undefined {
  const plain = unpack(hash.replace(/^#/, ""));
  return plain === undefined ? undefined : readFields(plain);
}
