import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { averageAccessNs, breakEvenAccesses } from "./access-time.ts";
import { aggregate } from "./aggregate.ts";
import { type CoherenceOp, type CoherenceTransition, coherence } from "./coherence.ts";
import { missDecision } from "./miss-decision.ts";
import { type Placement, type PlacementPolicy, placement } from "./placement.ts";

const NODES = 4;

const OPS = fc.array(
  fc.tuple(
    fc.nat(NODES - 1),
    fc.constantFrom<"read" | "write">("read", "write"),
  ) as fc.Arbitrary<CoherenceOp>,
  { maxLength: 12 },
);

const run = (protocol: "MSI" | "MESI", ops: readonly CoherenceOp[]) =>
  coherence({ protocol, nodes: NODES, ops }) as readonly CoherenceTransition<string>[];

test("at most one node owns the line, and while one does, no other has a copy", () => {
  fc.assert(
    fc.property(fc.constantFrom<"MSI" | "MESI">("MSI", "MESI"), OPS, (protocol, ops) => {
      for (const { states } of run(protocol, ops)) {
        expect(states).toMatch(protocol === "MESI" ? /^(?:[SI]+|I*[ME]I*)$/ : /^(?:[SI]+|I*MI*)$/);
      }
    }),
    RUNS,
  );
});

test("every read sees the last write: only a valid copy or the memory it was written back to is read", () => {
  fc.assert(
    fc.property(fc.constantFrom<"MSI" | "MESI">("MSI", "MESI"), OPS, (protocol, ops) => {
      const copies = new Map<number, number>();
      let memory = 0;
      run(protocol, ops).forEach(({ states, bus, writeBack }, index) => {
        const [node, access] = ops[index]!;
        const before = index === 0 ? "I".repeat(NODES) : run(protocol, ops.slice(0, index)).at(-1)!.states;
        if (writeBack) memory = copies.get(before.indexOf("M"))!;
        if (bus === "BusRd" || bus === "BusRdX") copies.set(node, memory);
        const lastWrite = ops.slice(0, index).findLastIndex(([, kind]) => kind === "write") + 1;
        expect(copies.get(node)).toBe(lastWrite);
        if (access === "write") copies.set(node, index + 1);
        for (const [other, state] of [...states].entries()) if (state === "I") copies.delete(other);
      });
    }),
    RUNS,
  );
});

test("MESI writes back when MSI does, and never uses the bus more often", () => {
  fc.assert(
    fc.property(OPS, (ops) => {
      const [msi, mesi] = [run("MSI", ops), run("MESI", ops)];
      expect(mesi.map(({ writeBack }) => writeBack)).toEqual(msi.map(({ writeBack }) => writeBack));
      mesi.forEach(({ bus }, index) => {
        if (bus !== null) expect(bus).toBe(msi[index]!.bus);
      });
    }),
    RUNS,
  );
});

test("an access by a node that is not there is an error", () => {
  expect(coherence({ protocol: "MSI", nodes: 2, ops: [[2, "read"]] })).toEqual({ error: "no such node: 2" });
});

test("only a vCPU that is not busy goes to a page that is", () => {
  const decide = (pageFrequentlyUpdated: boolean, vcpuHighFrequency: boolean) =>
    missDecision({ pageFrequentlyUpdated, vcpuHighFrequency });
  expect([decide(true, false), decide(true, true), decide(false, false), decide(false, true)]).toEqual([
    "moveVcpu",
    "movePage",
    "movePage",
    "movePage",
  ]);
});

const MACHINE = {
  nodes: 3,
  pages: { p0: 0, p1: 1, p2: 2, p3: 2 },
  vcpus: { v0: 0, v1: 1 },
  pageMoveUs: 20,
  vcpuMoveUs: 30,
  localUs: 1,
};
const ACCESSES = fc.array(
  fc.tuple(fc.constantFrom("v0", "v1"), fc.constantFrom("p0", "p1", "p2", "p3")) as fc.Arbitrary<
    readonly [string, string]
  >,
  { maxLength: 10 },
);

test("after an access its vCPU and page are together, and each move is paid for", () => {
  const policies = fc.constantFrom<PlacementPolicy>("page", "vcpu", "workingSet");
  fc.assert(
    fc.property(policies, fc.integer({ min: 1, max: 5 }), ACCESSES, (policy, window, accesses) => {
      const { log, pages, vcpus, totalUs } = placement({ ...MACHINE, policy, window, accesses }) as Placement;
      const [vcpu, page] = accesses.at(-1) ?? [];
      if (vcpu !== undefined && page !== undefined) expect(vcpus[vcpu]).toBe(pages[page]);
      if (policy === "page") expect(vcpus).toEqual(MACHINE.vcpus);
      if (policy === "vcpu") expect(pages).toEqual(MACHINE.pages);
      const costs = { local: 1, movePage: 21, moveVcpu: 31 };
      expect(log).toHaveLength(accesses.length);
      expect(totalUs).toBe(log.reduce((sum, step) => sum + costs[step], 0));
    }),
    RUNS,
  );
});

test("a working set is counted over the vCPU's own last accesses, where the pages are now", () => {
  const decide = (window: number, pages: string) =>
    (
      placement({
        ...MACHINE,
        policy: "workingSet",
        window,
        accesses: pages.split(" ").map((page) => ["v0", page] as const),
      }) as Placement
    ).log.join(" ");
  expect(decide(4, "p0 p2 p3")).toBe("local movePage movePage");
  expect(decide(1, "p0 p2 p3")).toBe("local moveVcpu local");
});

test("placement names the vCPU, page or node it does not know", () => {
  const said = (change: object) =>
    placement({ ...MACHINE, policy: "page", window: 1, accesses: [["v0", "p0"]], ...change });
  expect(said({ accesses: [["v9", "p0"]] })).toEqual({ error: "no such vCPU: v9" });
  expect(said({ accesses: [["v0", "p9"]] })).toEqual({ error: "no such page: p9" });
  expect(said({ nodes: 1 })).toHaveProperty("error");
});

test("a node that the hyper-kernel would fill gives no memory, and takes none", () => {
  const nodes = [
    { cores: 8, memoryGiB: 4 },
    { cores: 8, memoryGiB: 64 },
  ];
  expect(aggregate({ nodes, reserveGiBPerNode: 8 })).toEqual({
    cores: 16,
    memoryGiB: 56,
    largestSingleNodeGiB: 64,
  });
  expect(aggregate({ nodes: [], reserveGiBPerNode: 8 })).toEqual({
    cores: 0,
    memoryGiB: 0,
    largestSingleNodeGiB: 0,
  });
});

test("moving a page pays from the break-even on, and not one access earlier", () => {
  const ns = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(ns, ns, ns, (pageMoveNs, a, b) => {
      const [localNs, remoteNs] = a < b ? [a, b] : [b, a];
      const accesses = breakEvenAccesses({ pageMoveNs, remoteNs, localNs });
      if (typeof accesses !== "number") {
        expect(remoteNs).toBe(localNs);
        return;
      }
      expect(pageMoveNs + accesses * localNs).toBeLessThanOrEqual(accesses * remoteNs);
      expect(pageMoveNs + (accesses - 1) * localNs).toBeGreaterThan((accesses - 1) * remoteNs);
    }),
    RUNS,
  );
});

test("the mean access lies between local and remote", () => {
  expect(averageAccessNs({ localNs: 100, remoteNs: 300, localFraction: 0.25 })).toBe(250);
});
