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

test("sentences tell what happened to balloons, swap and merged pages, and nothing else", () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 15 }), fc.boolean(), (all, merging) => {
      let state = memoryOvercommit.init(
        { running: ["web", "db", "batch"], merging, withoutDriver: ["db"] },
        1,
      );
      for (const event of all) {
        const step = stepLab(memoryOvercommit, state, event);
        if (!step.ok) continue;
        const [was, now] = [balance(state.host), balance(step.state.host)];
        const text = memoryOvercommit.describe(step.state, state, event);
        state = step.state;
        if (state.killed.length > 0) continue;
        const says = (words: string) => text.includes(words);
        if (says("벌룬의 몫이 다시 나뉘었다")) expect(now.balloons, text).not.toEqual(was.balloons);
        if (/벌룬이 [\d,]+ MiB 늘었다/.test(text)) expect(now.ballooned, text).toBeGreaterThan(was.ballooned);
        if (/벌룬이 [\d,]+ MiB 줄었다/.test(text)) expect(now.ballooned, text).toBeLessThan(was.ballooned);
        if (says("더 나가 게스트는")) expect(now.swapped, text).toBeGreaterThan(was.swapped);
        if (says("스왑에서")) expect(now.swapped, text).toBeLessThan(was.swapped);
        if (says("벌룬과 스왑은 그대로다"))
          expect([now.balloons, now.swapped], text).toEqual([was.balloons, was.swapped]);
        if (says("다시 나뉘어, 아끼던") || says("도로 나뉘었다"))
          expect(now.merged, text).toBeLessThan(was.merged);
        if (says("내줄 수 있다")) {
          const one = state.host.vms.find(({ name }) => "vm" in event && name === event.vm)!;
          expect([one.driver, one.configured > one.used], text).toEqual([true, true]);
        }
      }
    }),
    { numRuns: 3000 },
  );
});
