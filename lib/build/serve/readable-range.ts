import type { Stats } from "node:fs";

/**
 * The part of a file that is asked for, in the form that `send` reads as RFC 9110 means it.
 * `send` 1.2.1 refuses what § 14.1.1 says to ignore (`5-2`) and a suffix longer than the file, which § 14.1.2
 * calls all of it; it also takes any later date for an `If-Range`, where § 13.1.5 wants the very same.
 * @param range the field `Range`
 * @param condition the field `If-Range`
 * @returns undefined when all of the file is the answer
 */
export function readableRange(
  range: string | undefined,
  condition: string | undefined,
  { size, mtime }: Stats,
  tag: string,
): string | undefined {
  if (condition !== undefined && condition !== tag && condition !== mtime.toUTCString()) return undefined;
  const ranges = /^bytes=(.+)$/i.exec(range ?? "")?.[1]?.split(",");
  const read = ranges?.map((one) => {
    const [, first, last] = /^\s*(\d*)-(\d*)\s*$/.exec(one) ?? [];
    if (!first) return last && `-${Math.min(Number(last), size)}`;
    return !last || Number(last) >= Number(first) ? `${first}-${last}` : undefined;
  });
  return read?.every((one) => one) ? `bytes=${read.join(",")}` : undefined;
}
