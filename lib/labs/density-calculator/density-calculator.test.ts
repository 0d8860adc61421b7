import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { startRun } from "../../sim/run.ts";
import {
  type DensityState,
  densityCalculator,
  fitOf,
  SETTINGS,
  type SettingName,
  WAYS,
} from "./density-calculator.ts";

const framesOf = (id: string) =>
  startRun(densityCalculator, densityCalculator.scenarios.find((one) => one.id === id)!).frames;
const appsIn = (id: string) => framesOf(id).map(({ state }) => WAYS.map((way) => fitOf(state, way.id).apps));

test("65,536 MiB, 4,096 for the host, 512 for a guest, 256 for an app: 80 VMs, 240 containers", () => {
  const { state } = framesOf("app-size")[0]!;
  expect(state).toMatchObject({ hostMiB: 65_536, reserveMiB: 4096, guestMiB: 512, appMiB: 256 });
  expect(fitOf(state, "vm")).toMatchObject({ apps: 80, bound: "memory" });
  expect(fitOf(state, "container")).toMatchObject({ apps: 240, bound: "memory" });
});

test("the bigger the app, the smaller the difference, until none is left", () => {
  expect(appsIn("app-size").map(([vm, container]) => [vm, container])).toEqual([
    [80, 240],
    [106, 960],
    [40, 60],
    [7, 7],
  ]);
});

test("where CPU runs out first, guest systems cost no app", () => {
  expect(appsIn("cpu-first").map(([vm, container]) => [vm, container])).toEqual([
    [80, 240],
    [80, 240],
    [80, 128],
    [32, 32],
  ]);
});

test("the more containers share a guest, the less it costs each", () => {
  expect(appsIn("nested").map((apps) => apps[2])).toEqual([80, 120, 160, 200, 218]);
});

test("seven apps of 8 GiB fit whether a VM may hold one or ten", () => {
  const { state } = framesOf("app-size").at(-1)!;
  expect(WAYS.map(({ id }) => fitOf(state, id).apps)).toEqual([7, 7, 7]);
});

test("where a node takes 110 pods, VMs make more nodes", () => {
  expect(appsIn("pods")).toEqual([
    [106, 960, 680],
    [106, 110, 680],
    [106, 250, 680],
  ]);
  expect(framesOf("pods")[1]!.text).toMatchInlineSnapshot(
    `"노드 하나가 파드를 110개까지만 받아 호스트에는 110개에서 멈추고 54,400MiB가 남는다. VM 안에 컨테이너로 나누면 노드가 34개라 680개가 들어간다."`,
  );
});

test("the run in words", () => {
  expect(framesOf("app-size").map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "앱은 VM으로 80개, 컨테이너로 240개가 이론 상한이고, 그 차이는 VM마다 게스트 OS가 512MiB씩 쓰는 데서 나온다.",
      "앱은 VM으로 106개, 컨테이너로 960개가 이론 상한이고, 그 차이는 VM마다 게스트 OS가 512MiB씩 쓰는 데서 나온다.",
      "앱은 VM으로 40개, 컨테이너로 60개가 이론 상한이고, 그 차이는 VM마다 게스트 OS가 512MiB씩 쓰는 데서 나온다.",
      "앱은 VM으로 7개, 컨테이너로 7개가 이론 상한이고, 앱이 커서 게스트 OS 512MiB의 차이가 묻힌다.",
    ]
  `);
  expect(framesOf("cpu-first").at(-1)?.text).toMatchInlineSnapshot(
    `"앱은 VM으로 32개, 컨테이너로 32개가 이론 상한이고, CPU가 먼저 모자라 게스트 OS를 없애도 더 들어가지 않는다."`,
  );
  expect(framesOf("nested").at(-1)?.text).toMatchInlineSnapshot(
    `"VM 하나에 컨테이너를 20개까지 담으면 VM 11대에 앱이 218개 들어가, 게스트 OS의 몫이 5,632MiB다."`,
  );
});

const STATES = fc.record(
  Object.fromEntries(
    Object.entries(SETTINGS).map(([what, { values }]) => [what, fc.constantFrom(...values)]),
  ) as Record<SettingName, fc.Arbitrary<number>>,
) as fc.Arbitrary<DensityState>;

test("all memory is accounted for, CPU is not overdrawn, and nothing more would have fitted", () => {
  fc.assert(
    fc.property(STATES, fc.constantFrom(...WAYS.map(({ id }) => id)), (state, way) => {
      const { apps, appsMiB, guestsMiB, freeMiB, bound } = fitOf(state, way);
      expect(appsMiB + guestsMiB + freeMiB + state.reserveMiB).toBe(state.hostMiB);
      expect(freeMiB).toBeGreaterThanOrEqual(0);
      expect(apps * state.appMilli).toBeLessThanOrEqual(state.cores * 1000);
      // One app more would not fit, however it were placed: a bound is a bound.
      const more = apps + 1;
      const most = way === "vm" ? 1 : way === "nested" ? state.perVm : Number.POSITIVE_INFINITY;
      const guests = way === "container" ? 0 : Math.ceil(more / most) * state.guestMiB;
      const tooMuch = {
        memory: more * state.appMiB + guests > state.hostMiB - state.reserveMiB,
        cpu: state.appMilli > 0 && more * state.appMilli > state.cores * 1000,
        pods: way === "container" && state.maxPods > 0 && more > state.maxPods,
      };
      expect(tooMuch[bound]).toBe(true);
    }),
    RUNS,
  );
});

test("containers on the host are never fewer than VMs, and one container a VM is a VM", () => {
  fc.assert(
    fc.property(STATES, (state) => {
      const [vm, container, nested] = WAYS.map(({ id }) => fitOf(state, id).apps);
      expect(nested).toBeGreaterThanOrEqual(vm!);
      if (state.maxPods === 0) expect(container).toBeGreaterThanOrEqual(nested!);
      expect(fitOf({ ...state, perVm: 1 }, "nested")).toEqual(fitOf(state, "vm"));
    }),
    RUNS,
  );
});
