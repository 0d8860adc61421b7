import type { Entry, EntryKind, EntryOf } from "./log.ts";

/** By time; those of one millisecond by id, so that every device folds them in one order. */
export function inOrder(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The entries of one kind, in order. */
export function ofKind<Kind extends EntryKind>(entries: readonly Entry[], kind: Kind): EntryOf<Kind>[] {
  return inOrder(entries.filter((entry) => entry.kind === kind)) as EntryOf<Kind>[];
}

/** The last entry of each thing, by what `key` names it. */
export function latest<One extends Entry>(
  entries: readonly One[],
  key: (entry: One) => string,
): Map<string, One> {
  return new Map(entries.map((entry) => [key(entry), entry]));
}
