import type { Paging } from "../../models/virtualization/page-walk.ts";

/** Page walks of x86-64, reference by reference: 9 bits of the address choose an entry of 8 bytes a level. */

const ENTRIES = 512;
const ENTRY_BYTES = 8;

/** Levels of tables, and whether the last is left out because its parent maps 2 MiB at once. */
export type Tables = { readonly levels: 4 | 5; readonly large: boolean };

function pageBytes({ large }: Tables): number {
  return large ? 2 ** 21 : 2 ** 12;
}

/** The levels that are walked, from the top: 4, 3, 2, 1, or 4, 3, 2 with large pages. */
export function levelsOf({ levels, large }: Tables): readonly number[] {
  return Array.from({ length: levels - (large ? 1 : 0) }, (_, index) => levels - index);
}

/** Which entry of a table of some level an address chooses. Numbers up to 2^53: no bit operations. */
export function indexAt(address: number, level: number): number {
  return Math.floor(address / (2 ** 12 * ENTRIES ** (level - 1))) % ENTRIES;
}

/** One reference to memory. */
export type Ref = {
  /** Whose table is read; `data` is what the program wanted. */
  readonly table: "guest" | "host" | "shadow" | "native" | "data";
  readonly level: number;
  /** Where in the square of the drawing: the guest's level (0 for the page itself), and the step in it. */
  readonly row: number;
  readonly column: number;
  readonly index: number;
  /** Of the entry, as its owner counts (guest-physical for the guest's tables). */
  readonly address: number;
  /** The address the entry leads to. */
  readonly leadsTo: number;
};

/** Where tables and pages lie: frames by name, all different, handed out in an order that the seed decides. */
class Frames {
  readonly #taken = new Map<string, number>();
  readonly #seed: number;
  #count = 0;

  constructor(seed: number) {
    this.#seed = seed % 4096;
  }

  /** The frame's first address. */
  of(name: string, bytes: number): number {
    const known = this.#taken.get(name);
    if (known !== undefined) return known;
    // An odd step comes through all frames of a power of two before one comes again.
    const frame = this.#seed * 1021 + this.#count * 40503 + 7919;
    this.#count++;
    // Large pages have a part of memory of their own.
    const start = bytes > 4096 ? 2 ** 34 + (frame % 2 ** 13) * bytes : (frame % 2 ** 22) * 4096;
    this.#taken.set(name, start);
    return start;
  }
}

/** Addresses of one program: what the walks through them share lies in one place. */
type Program = readonly number[];

/** All references of one access to `address`, in order; the last is the data itself. */
export function walk(
  address: number,
  paging: Paging,
  guest: Tables,
  host: Tables,
  seed: number,
  program: Program = [],
): readonly Ref[] {
  const ram = new Frames(seed);
  const guestMemory = new Frames(seed + 1);
  const flat = (table: "native" | "shadow", tables: Tables) => {
    for (const other of program) flatWalk(other, table, tables, ram);
    return flatWalk(address, table, tables, ram);
  };
  if (paging === "native") return flat("native", guest);
  // Both stages are filled in the same order whoever walks them, so the data lies in the same place.
  for (const other of program) nestedWalk(other, guest, host, guestMemory, ram);
  const nested = nestedWalk(address, guest, host, guestMemory, ram);
  if (paging === "nested") return nested;
  const merged: Tables = { levels: guest.levels, large: guest.large && host.large };
  const data = nested.at(-1)!;
  const page = Math.floor(data.address / pageBytes(merged)) * pageBytes(merged);
  return flat("shadow", merged).map((ref, at, { length }) => {
    if (at === length - 1) return { ...ref, address: data.address, leadsTo: data.address };
    return at === length - 2 ? { ...ref, leadsTo: page } : ref;
  });
}

/** Where the table of a level lies that an address goes through. */
function tableOf(owner: string, { levels }: Tables, frames: Frames) {
  return (address: number, level: number): number => {
    const path = Array.from({ length: levels - level }, (_, above) => indexAt(address, levels - above));
    return frames.of(`${owner} table ${[level, ...path].join(".")}`, 4096);
  };
}

function pageOf(owner: string, address: number, tables: Tables, frames: Frames): number {
  const bytes = pageBytes(tables);
  return frames.of(`${owner} page ${Math.floor(address / bytes)}`, bytes);
}

/** The guest's tables, each entry of which has to be found through the host's tables first. */
function nestedWalk(address: number, guest: Tables, host: Tables, guestMemory: Frames, ram: Frames): Ref[] {
  const place = tableOf("guest", guest, guestMemory);
  const start = pageOf("guest", address, guest, guestMemory);
  const levels = levelsOf(guest);
  const column = levelsOf(host).length;
  const refs: Ref[] = [];
  for (const [at, level] of levels.entries()) {
    const index = indexAt(address, level);
    const entry = place(address, level) + index * ENTRY_BYTES;
    const next = levels[at + 1];
    const leadsTo = next === undefined ? start : place(address, next);
    refs.push(...hostWalk(entry, level, host, ram).refs);
    refs.push({ table: "guest", level, row: level, column, index, address: entry, leadsTo });
  }
  const { refs: last, found } = hostWalk(start + (address % pageBytes(guest)), 0, host, ram);
  return [
    ...refs,
    ...last,
    { table: "data", level: 0, row: 0, column, index: 0, address: found, leadsTo: found },
  ];
}

function hostWalk(
  guestAddress: number,
  row: number,
  host: Tables,
  ram: Frames,
): { readonly refs: readonly Ref[]; readonly found: number } {
  const place = tableOf("host", host, ram);
  const start = pageOf("host", guestAddress, host, ram);
  const levels = levelsOf(host);
  const refs = levels.map((level, column): Ref => {
    const index = indexAt(guestAddress, level);
    const address = place(guestAddress, level) + index * ENTRY_BYTES;
    const next = levels[column + 1];
    const leadsTo = next === undefined ? start : place(guestAddress, next);
    return { table: "host", level, row, column, index, address, leadsTo };
  });
  return { refs, found: start + (guestAddress % pageBytes(host)) };
}

/** A walk through one set of tables. */
function flatWalk(
  address: number,
  table: "native" | "shadow",
  tables: Tables,
  frames: Frames,
): readonly Ref[] {
  const place = tableOf(table, tables, frames);
  const start = pageOf(table, address, tables, frames);
  const levels = levelsOf(tables);
  const refs = levels.map((level, column): Ref => {
    const index = indexAt(address, level);
    const next = levels[column + 1];
    const leadsTo = next === undefined ? start : place(address, next);
    return {
      table,
      level,
      row: 0,
      column,
      index,
      address: place(address, level) + index * ENTRY_BYTES,
      leadsTo,
    };
  });
  const found = start + (address % pageBytes(tables));
  const column = levels.length;
  return [...refs, { table: "data", level: 0, row: 0, column, index: 0, address: found, leadsTo: found }];
}

export function hex(address: number): string {
  return `0x${address.toString(16)}`;
}
