import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { betterOf, type GoalRecord, goalKey, readGoalRecord } from "../../lib/records/goal-record.ts";

/**
 * What this device keeps of what a reader has done: one database, versioned, each record under the id of its
 * site, since two sites served from one origin share their storage. A browser that keeps nothing (a private
 * window, a full disk, a policy) makes every call a no-op.
 */
const NAME = "whale-notes";
const VERSION = 1;

interface Schema extends DBSchema {
  goals: { key: [site: string, goal: string]; value: { site: string; key: string; record: unknown } };
}

let opened: Promise<IDBPDatabase<Schema> | undefined> | undefined;

function open(): Promise<IDBPDatabase<Schema> | undefined> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade: (database) => {
      database.createObjectStore("goals", { keyPath: ["site", "key"] });
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
  const site = siteOf();
  try {
    const kept = await (await open())?.getAll("goals", IDBKeyRange.bound([site, ""], [site, "\uffff"]));
    return (kept ?? []).flatMap(({ record }) => readGoalRecord(record) ?? []);
  } catch {
    return [];
  }
}
