import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { betterOf, type GoalRecord, goalKey, readGoalRecord } from "../../lib/records/goal-record.ts";
import { type Draft, type Entry, type EntryKind, readEntry } from "../../lib/records/log.ts";

/**
 * What this device keeps of what a reader has done: one database, versioned, each record under the id of its
 * site, since two sites served from one origin share their storage. A browser that keeps nothing (a private
 * window, a full disk, a policy) makes every call a no-op that says so.
 */
const NAME = "whale-notes";
const VERSION = 2;

type Kept = { readonly site: string; readonly id: string; readonly kind: string; readonly entry: unknown };

interface Schema extends DBSchema {
  goals: { key: [site: string, goal: string]; value: { site: string; key: string; record: unknown } };
  /** Only grows; nothing in it is changed. */
  log: {
    key: [site: string, id: string];
    value: Kept;
    indexes: { kind: [site: string, kind: string] };
  };
}

let opened: Promise<IDBPDatabase<Schema> | undefined> | undefined;

function open(): Promise<IDBPDatabase<Schema> | undefined> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade: (database, from) => {
      if (from < 1) database.createObjectStore("goals", { keyPath: ["site", "key"] });
      if (from < 2)
        database.createObjectStore("log", { keyPath: ["site", "id"] }).createIndex("kind", ["site", "kind"]);
    },
    // Another tab has a newer version: let it have its way, and open anew at the next call.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated: () => {
      opened = undefined;
    },
  }).catch(() => {
    opened = undefined;
    return undefined;
  });
  return opened;
}

const siteOf = () => document.documentElement.dataset.site ?? "";
const allOf = (site: string) => IDBKeyRange.bound([site, ""], [site, "\uffff"]);

/** Keeps a goal that was met, if it was met in fewer acts than before. */
export async function keepGoal(record: GoalRecord): Promise<void> {
  const site = siteOf();
  const key = goalKey(record);
  try {
    const transaction = (await open())?.transaction("goals", "readwrite");
    if (transaction === undefined) return;
    const before = readGoalRecord((await transaction.store.get([site, key]))?.record);
    await transaction.store.put({ site, key, record: betterOf(before, record) });
    await transaction.done;
  } catch {
    // The goal then counts as long as the page.
  }
}

/** The goals met on this device, in the order of their names. */
export async function readGoals(): Promise<readonly GoalRecord[]> {
  try {
    const kept = await (await open())?.getAll("goals", allOf(siteOf()));
    return (kept ?? []).flatMap(({ record }) => readGoalRecord(record) ?? []);
  } catch {
    return [];
  }
}

/** A draft with its time and a name that no other entry has, on this device or another. */
export function entryOf(draft: Draft, at: number): Entry {
  const random = crypto.getRandomValues(new Uint32Array(2));
  const id = `${at.toString(36)}-${random[0]!.toString(36)}${random[1]!.toString(36)}`;
  return { id, at, ...draft };
}

/** @returns whether they are kept: all of them or none */
export async function addEntries(entries: readonly Entry[]): Promise<boolean> {
  const site = siteOf();
  try {
    const database = await open();
    if (database === undefined) return false;
    const transaction = database.transaction("log", "readwrite", { durability: "strict" });
    // An id that is there already is the same entry.
    for (const entry of entries)
      transaction.store.put({ site, id: entry.id, kind: entry.kind, entry }).catch(() => undefined);
    await transaction.done;
  } catch {
    return false;
  }
  channel()?.postMessage(site);
  return true;
}

/** The log of this site, or its entries of some kinds; `undefined` where nothing can be read. */
export async function readEntries(kinds?: readonly EntryKind[]): Promise<readonly Entry[] | undefined> {
  const site = siteOf();
  try {
    const database = await open();
    if (database === undefined) return undefined;
    const lists =
      kinds === undefined
        ? [await database.getAll("log", allOf(site))]
        : await Promise.all(kinds.map((kind) => database.getAllFromIndex("log", "kind", [site, kind])));
    return lists.flat().flatMap(({ entry }) => readEntry(entry) ?? []);
  } catch {
    return undefined;
  }
}

/** Takes entries out for good. @returns whether they are gone */
export async function removeEntries(ids: readonly string[]): Promise<boolean> {
  const site = siteOf();
  try {
    const transaction = (await open())?.transaction("log", "readwrite");
    if (transaction === undefined) return false;
    for (const id of ids) transaction.store.delete([site, id]).catch(() => undefined);
    await transaction.done;
  } catch {
    return false;
  }
  channel()?.postMessage(site);
  return true;
}

/** Takes out the goals of this site. */
export async function removeGoals(): Promise<boolean> {
  try {
    await (await open())?.delete("goals", allOf(siteOf()));
    return true;
  } catch {
    return false;
  }
}

let shared: BroadcastChannel | null | undefined;

function channel(): BroadcastChannel | null {
  shared ??= typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(NAME);
  return shared;
}

/** Calls back when another tab has written to the log of this site. */
export function onOthersWrite(listener: () => void): void {
  channel()?.addEventListener("message", ({ data }) => {
    if (data === siteOf()) listener();
  });
}
