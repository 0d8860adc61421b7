import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import { balance, blocksOf } from "./host.ts";
import { type CommitEvent, type CommitState, memoryOvercommit, NAMES } from "./memory-overcommit.ts";

const framesOf = (id: string): readonly CommitState[] =>
  startRun(memoryOvercommit, memoryOvercommit.scenarios.find((scenario) => scenario.id === id)!).frames.map(
    (frame) => frame.state,
  );

test("balloons take what is lacking in proportion to what is not used", () => {
  const { balloons, ballooned, swapped } = balance(framesOf("balloon")[1]!.host);
  // 16,384 MiB promised, 15,360 there; 2,560 + 1,024 + 4,096 unused.
  expect(balloons).toEqual({ web: 341, db: 136, batch: 546 });
  expect([ballooned, swapped]).toEqual([1023, 0]);
});

test("four equal systems of 512 MiB are merged into one, and a write takes one away", () => {
  const merged = framesOf("merge").map(({ host }) => balance(host));
  expect(merged.map((one) => one.merged)).toEqual([0, 1536, 1024, 512, 0]);
  expect([merged[1]!.pagesShared, merged[1]!.pagesSharing]).toEqual([8, 24]);
});

test("where no balloon driver runs the host swaps, and when the swap is full it ends a VM", () => {
  expect(framesOf("swap").map(({ host }) => balance(host).swapped)).toEqual([0, 0, 0, 1024, 0]);
  const end = framesOf("oom").at(-1)!;
  expect(end.killed).toEqual(["db"]);
  expect(balance(end.host).missing).toBe(0);
});

const events = fc.oneof(
  fc.record({
    type: fc.constantFrom("start", "stop", "grow", "shrink", "driver", "update"),
    vm: fc.constantFrom(...NAMES),
  }) as fc.Arbitrary<CommitEvent>,
  fc.constant<CommitEvent>({ type: "merging" }),
);

test("whatever happens, what is promised is there, merged, in balloons or swapped, to the MiB a guest", () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 20 }), (all) => {
      let state = memoryOvercommit.init({ running: ["web"], merging: false }, 1);
      for (const event of all) {
        const step = stepLab(memoryOvercommit, state, event);
        if (step.ok) state = step.state;
      }
      const { host } = state;
      const now = balance(host);
      const resident = now.configured - now.merged - now.ballooned - now.swapped;
      expect(now.missing).toBe(0);
      expect(resident).toBeLessThanOrEqual(now.room + host.vms.length);
      expect(now.swapped).toBeLessThanOrEqual(host.swap);
      // Nothing is swapped while a balloon could still give, and no used memory is in a balloon.
      for (const vm of host.vms) {
        const free = vm.driver ? vm.configured - vm.used : 0;
        expect(now.balloons[vm.name]).toBeLessThanOrEqual(free);
        if (now.swapped > 0) expect(now.balloons[vm.name]).toBe(free);
      }
      if (host.merging) {
        const blocks = host.vms.flatMap(blocksOf);
        expect(now.pagesSharing).toBe(blocks.length - new Set(blocks).size);
      } else expect(now.merged).toBe(0);
    }),
    RUNS,
  );
});
