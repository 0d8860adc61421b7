import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { pageWalkRefs } from "../../models/virtualization/page-walk.ts";
import { startRun } from "../../sim/run.ts";
import {
  ADDRESSES,
  addressTranslation,
  costs,
  refsOfMiss,
  TABLE_KINDS,
  type WalkState,
} from "./address-translation.ts";
import { indexAt, levelsOf, type Tables, walk } from "./walk.ts";

const ends = Object.fromEntries(
  addressTranslation.scenarios.map((scenario) => [
    scenario.id,
    startRun(addressTranslation, scenario).frames.at(-1)!.state,
  ]),
) as Readonly<Record<string, WalkState>>;

test("one miss reads tables 4 times natively, 24 times nested, 15 with large pages, 35 with five levels", () => {
  const once = ["native", "nested", "large", "la57"].map((id) => ends[id]!.counts.tableRefs);
  expect(once).toEqual([4, 24, 15, 35]);
});

test("the same work costs shadow paging exits and nested paging references", () => {
  expect(ends.shadow!.counts).toEqual({ hits: 1, misses: 3, tableRefs: 12, exits: 2, tableWrites: 2 });
  expect(ends["nested-work"]!.counts).toEqual({
    hits: 1,
    misses: 3,
    tableRefs: 72,
    exits: 0,
    tableWrites: 2,
  });
  expect(costs(ends.shadow!)).toEqual({ shadowNs: 12 * 10 + 2 * 1000, nestedNs: 720 });
});

test("an address chooses entries by nine bits a level", () => {
  const bits = 0x7f3a_5b2c_1d48n;
  for (const level of [1, 2, 3, 4, 5]) {
    expect(indexAt(Number(bits), level)).toBe(Number((bits >> BigInt(12 + 9 * (level - 1))) & 511n));
  }
});

const address = fc.integer({ min: 0, max: 2 ** 47 - 1 });
const tables = fc.constantFrom<Tables>(...Object.values(TABLE_KINDS).map((kind) => kind.tables));

test("a walk makes as many references as the model counts, and shadow tables lead where both stages lead", () => {
  fc.assert(
    fc.property(address, tables, tables, fc.nat(100_000), (wanted, guest, host, seed) => {
      const [guestLevels, hostLevels] = [levelsOf(guest).length, levelsOf(host).length];
      const nested = walk(wanted, "nested", guest, host, seed);
      expect(nested.length - 1).toBe(pageWalkRefs({ guestLevels, hostLevels, paging: "nested" }));
      expect(walk(wanted, "native", guest, host, seed).length - 1).toBe(guestLevels);
      const shadow = walk(wanted, "shadow", guest, host, seed);
      expect(shadow.at(-1)!.address).toBe(nested.at(-1)!.address);
      // Offsets survive every stage, entries are where their index says.
      expect(nested.at(-1)!.address % 4096).toBe(wanted % 4096);
      for (const refs of [nested, shadow]) {
        for (const ref of refs.slice(0, -1)) expect((ref.address / 8) % 512).toBe(ref.index);
      }
      const guestReads = nested.filter((ref) => ref.table === "guest");
      expect(guestReads.map((ref) => ref.index)).toEqual(
        levelsOf(guest).map((level) => indexAt(wanted, level)),
      );
      const lastHost = nested.at(-2)!;
      expect(nested.at(-1)!.address - lastHost.leadsTo).toBeGreaterThanOrEqual(0);
      expect(nested.at(-1)!.address - lastHost.leadsTo).toBeLessThan(host.large ? 2 ** 21 : 4096);
    }),
    RUNS,
  );
});

test("each host reference continues where the one before led", () => {
  fc.assert(
    fc.property(address, tables, tables, fc.nat(100_000), (wanted, guest, host, seed) => {
      const refs = walk(wanted, "nested", guest, host, seed);
      for (const [at, ref] of refs.entries()) {
        const before = refs[at - 1];
        if (ref.table === "host" && ref.column > 0) expect(ref.address - ref.index * 8).toBe(before!.leadsTo);
        if (ref.table !== "guest") continue;
        const lower = refs.slice(at + 1).find((later) => later.table === "guest");
        if (lower) expect(lower.address - lower.index * 8).toBe(ref.leadsTo);
      }
    }),
    RUNS,
  );
});

test("pages of one program share the top table and nothing further down, whoever is looked for first", () => {
  const program = Object.values(ADDRESSES);
  for (const paging of ["native", "shadow", "nested"] as const) {
    const { tables: shape } = TABLE_KINDS["4k"];
    const own = program.map((address) =>
      walk(address, paging, shape, shape, 1, program).filter(
        (ref) => ref.table !== "host" && ref.table !== "data",
      ),
    );
    const tops = own.map((refs) => refs[0]!.address - refs[0]!.index * 8);
    expect(new Set(tops).size).toBe(1);
    const lowest = own.map((refs) => refs.at(-1)!.address);
    expect(new Set(lowest).size).toBe(3);
    expect(new Set(own.map((refs) => refs.at(-1)!.leadsTo)).size).toBe(3);
  }
});

test("what a miss is said to cost is what it costs", () => {
  for (const scenario of addressTranslation.scenarios) {
    const { frames } = startRun(addressTranslation, scenario);
    for (const { state } of frames)
      if (state.refs.length > 0) expect(state.refs.length - 1).toBe(refsOfMiss(state));
  }
});
