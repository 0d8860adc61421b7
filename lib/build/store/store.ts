import { join } from "node:path";
import { createCodeDigest } from "./code-digest.ts";
import { pruneEntries, readEntry, writeEntry } from "./entries.ts";
import { digestOf, type Sight, withSights } from "./sights.ts";

/** What a result is made of. */
export type Recipe = {
  /** What it is, as a word: the name of a folder. */
  readonly kind: string;
  /** The modules that make it, as paths from the project's root. What they lead to is found out. */
  readonly code: readonly string[];
  /** Everything else that is known before it is made, as JSON can write it. */
  readonly inputs: readonly unknown[];
};

/**
 * One store for everything that can be made again: compiled notes, drawings, what Next
 * compiled, pages, cards, compressed files.
 *
 * - *complete*: a result is found by its inputs and by the code that makes it, and holds only while all
 *   files that its making read (through `sights.ts`) are what they were.
 * - *whole*: an entry carries a digest of its bytes; one that was cut short or edited counts as nothing.
 * - *shared*: entries are written in one step under names that say what they are; any number of processes
 *   may read, write and prune at once.
 */
export type Store = {
  /** The bytes that `make` makes: those kept earlier, or made now and kept. */
  readonly remember: (recipe: Recipe, make: () => Uint8Array | Promise<Uint8Array>) => Promise<Buffer>;
  /**
   * The same for plain data.
   * @param isWorthKeeping false for a result that should be tried again the next time
   */
  readonly rememberJson: <T>(
    recipe: Recipe,
    make: () => T | Promise<T>,
    isWorthKeeping?: (value: T) => boolean,
  ) => Promise<T>;
  /** What was kept; undefined where nothing whole and current is. */
  readonly find: (recipe: Recipe) => Promise<Buffer | undefined>;
  readonly keep: (recipe: Recipe, bytes: Uint8Array, sights?: readonly Sight[]) => Promise<void>;
  /** A digest of all code that modules lead to, and of the lock file; what was looked at counts as seen. */
  readonly codeDigest: (...modules: readonly string[]) => Promise<string>;
  /** Removes what nobody used for 30 days before `now`, in milliseconds since the epoch. */
  readonly prune: (now: number) => void;
};

/**
 * @param root the project
 * @param folder where entries lie; made when it is first needed
 * @param apart true for a process that has much else to keep in memory
 */
export function openStore(root: string, folder: string, apart = false): Store {
  const codeDigest = createCodeDigest(root, join(folder, "code"), apart);
  async function placeOf({ kind, code, inputs }: Recipe): Promise<string> {
    const key = digestOf(JSON.stringify([await codeDigest(...code), inputs]));
    return join(folder, kind, key.slice(0, 2), key.slice(2));
  }
  const find: Store["find"] = async (recipe) => readEntry(await placeOf(recipe));
  const keep: Store["keep"] = async (recipe, bytes, sights = []) =>
    writeEntry(await placeOf(recipe), bytes, sights);
  return {
    find,
    keep,
    codeDigest,
    async remember(recipe, make) {
      const kept = await find(recipe);
      if (kept !== undefined) return kept;
      const { value, sights } = await withSights(make);
      await keep(recipe, value, sights);
      return Buffer.from(value);
    },
    async rememberJson<T>(
      recipe: Recipe,
      make: () => T | Promise<T>,
      isWorthKeeping: (value: T) => boolean = () => true,
    ) {
      const kept = await find(recipe);
      if (kept !== undefined) return JSON.parse(kept.toString("utf8")) as T;
      const { value, sights } = await withSights(make);
      if (isWorthKeeping(value)) await keep(recipe, Buffer.from(JSON.stringify(value)), sights);
      return value;
    },
    prune: (now) => pruneEntries(folder, now),
  };
}
