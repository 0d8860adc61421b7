import { readFileSync, utimesSync } from "node:fs";

/**
 * What an earlier run kept in a file as JSON, marked as used; undefined where there is nothing, or what an
 * interrupted run cut short. Kept with `replaceFile`.
 */
export function readKept<T>(path: string): T | undefined {
  try {
    const kept = JSON.parse(readFileSync(path, "utf8")) as T;
    utimesSync(path, new Date(), new Date());
    return kept;
  } catch {
    return undefined;
  }
}
