import { betterOf, type GoalRecord, goalKey, readGoalRecord } from "./goal-record.ts";
import { ENTRY_KINDS, type Entry, type EntryKind, readEntry } from "./log.ts";
import { inOrder } from "./order.ts";
import { shape, text, whole } from "./parse.ts";

/** All that a device holds of a site, as it is carried from one to another in a file. */
export type Archive = {
  readonly entries: readonly Entry[];
  readonly goals: readonly GoalRecord[];
  /** What is kept outside of the database: theme, reading place, last searches, guesses. By name, in order. */
  readonly keys: readonly (readonly [name: string, value: string])[];
};

export const ARCHIVE_FORMAT = "whale-notes";
/** 1 had goals alone; 2 has the log and the keys. */
export const ARCHIVE_VERSION = 2;
/** Names that are ours in a storage that other pages of the origin share. */
export const KEY_NAME = /^whale\.[a-zA-Z0-9./-]{1,120}$/;

export type ArchiveRead =
  | {
      readonly ok: true;
      readonly archive: Archive /** How much of it could not be read. */;
      readonly dropped: number;
    }
  | { readonly ok: false; readonly reason: "json" | "format" | "newer" };

/** @param at ms since the epoch */
export function writeArchive({ entries, goals, keys }: Archive, at: number): string {
  const head = { format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, at };
  return `${JSON.stringify({ ...head, entries: inOrder(entries), goals, keys }, null, 1)}\n`;
}

const readHead = shape({ format: text(40), version: whole(1, 1_000_000) });
const readKey = (value: unknown): readonly [string, string] | undefined => {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const name = text(130, KEY_NAME)(value[0]);
  const kept = text(20_000)(value[1]);
  return name === undefined || kept === undefined ? undefined : [name, kept];
};

/** Reads a file of this version or an earlier one. What in it cannot be read is counted, the rest is taken. */
export function readArchive(source: string): ArchiveRead {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { ok: false, reason: "json" };
  }
  const head = readHead(value);
  if (head?.format !== ARCHIVE_FORMAT) return { ok: false, reason: "format" };
  if (head.version > ARCHIVE_VERSION) return { ok: false, reason: "newer" };
  let dropped = 0;
  const listOf = <One>(name: string, parse: (one: unknown) => One | undefined): One[] => {
    const list: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
    const read = Array.isArray(list) ? list.map(parse) : [];
    const good = read.filter((one) => one !== undefined);
    dropped += read.length - good.length;
    return good;
  };
  const archive = {
    entries: listOf("entries", readEntry),
    goals: listOf("goals", readGoalRecord),
    keys: listOf("keys", readKey),
  };
  return { ok: true, archive, dropped };
}

/** Both together: the union of their logs, of each goal the better; of a key what is here already. */
export function mergeArchives(here: Archive, brought: Archive): Archive {
  const entries = new Map([...brought.entries, ...here.entries].map((entry) => [entry.id, entry]));
  const goals = new Map<string, GoalRecord>();
  for (const goal of [...here.goals, ...brought.goals])
    goals.set(goalKey(goal), betterOf(goals.get(goalKey(goal)), goal));
  const keys = new Map([...brought.keys, ...here.keys]);
  return { entries: inOrder([...entries.values()]), goals: [...goals.values()], keys: [...keys] };
}

export type Count = { readonly kind: EntryKind; readonly count: number };

/** How many entries of each kind there are, of the kinds there are any. */
export function countKinds(entries: readonly Entry[]): Count[] {
  return ENTRY_KINDS.map((kind) => ({
    kind,
    count: entries.filter((entry) => entry.kind === kind).length,
  })).filter(({ count }) => count > 0);
}

/** What merging would bring that is not here. */
export function newIn(here: Archive, brought: Archive): Entry[] {
  const known = new Set(here.entries.map(({ id }) => id));
  return brought.entries.filter(({ id }) => !known.has(id));
}
