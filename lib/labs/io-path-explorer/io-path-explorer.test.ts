import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { BURSTS, countHops } from "./io-path-explorer.ts";
import { INTERRUPT_REGISTERS, PATHS, routeOf } from "./route.ts";

const exitsOf = (path: (typeof PATHS)[number], packets: number, batch: number) =>
  countHops(routeOf(path, packets, batch)).exits;

test("emulated: an exit for every register; virtio: one for every notification; SR-IOV: none", () => {
  expect(PATHS.map((path) => exitsOf(path, 1, 1))).toEqual([6, 1, 0]);
  expect(PATHS.map((path) => exitsOf(path, 4, 4))).toEqual([6, 1, 0]);
  expect(PATHS.map((path) => exitsOf(path, 4, 1))).toEqual([24, 4, 0]);
  expect(PATHS.map((path) => exitsOf(path, 8, 2))).toEqual([24, 4, 0]);
});

test("SR-IOV never passes the hypervisor, virtio never QEMU", () => {
  const places = (path: (typeof PATHS)[number]) => new Set(routeOf(path, 4, 2).map((hop) => hop.at));
  expect([...places("sriov")]).toEqual(["guest", "nic"]);
  expect(places("virtio").has("qemu")).toBe(false);
});

test("every packet leaves, and exits count notifications, whatever the bursts", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 64 }),
      fc.constantFrom(...BURSTS),
      fc.constantFrom(...PATHS),
      (packets, batch, path) => {
        const { exits, toQemu, sent } = countHops(routeOf(path, packets, batch));
        const notifications = Math.ceil(packets / batch);
        expect(sent).toBe(packets);
        expect(exits).toBe(
          notifications * { emulated: 1 + INTERRUPT_REGISTERS.length, virtio: 1, sriov: 0 }[path],
        );
        expect(toQemu).toBe(path === "emulated" ? exits : 0);
      },
    ),
    RUNS,
  );
});
