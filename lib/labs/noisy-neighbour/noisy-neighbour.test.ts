import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import { formatNumber } from "../../text/format-number.ts";
import {
  BOUNDARIES,
  CORES,
  domainsOf,
  type NoiseState,
  noisyNeighbour,
  resultOf,
  SETTINGS,
  type SettingName,
  WEB_THREADS,
} from "./noisy-neighbour.ts";

const framesOf = (id: string) =>
  startRun(noisyNeighbour, noisyNeighbour.scenarios.find((one) => one.id === id)!).frames;
const webIn = (id: string) => framesOf(id).map(({ state }) => formatNumber(resultOf(state).web));

test("without a boundary the neighbour with more threads takes more", () => {
  expect(webIn("no-boundary")).toEqual(["3", "3", "1", "0.38"]);
});

test("a VM of one vCPU holds 29 threads in; four vCPUs on four cores fight again", () => {
  expect(webIn("vm")).toEqual(["3", "3", "3", "2"]);
});

test("containers: equal requests halve, a larger request weighs more, a limit gives the rest back", () => {
  expect(webIn("container")).toEqual(["3", "2", "2.8", "3", "3"]);
  const [web, batch] = domainsOf(framesOf("container")[3]!.state);
  // cpu.weight as the kubelet and the runtime make it of 1500m and 500m; a limit of 1000m is one CPU.
  expect([web.weight, batch.weight, batch.cap]).toEqual([138, 59, 100]);
});

test("a container without a request is worse off than without any boundary", () => {
  expect(webIn("no-request")).toEqual(["3", "3", "0.07", "3"]);
});

test("docker run leaves the weights at 100; in Kubernetes a limit stands in for a request that is not written", () => {
  expect(webIn("docker")).toEqual(["0.07", "2", "3"]);
  expect(domainsOf(framesOf("docker")[1]!.state).map(({ weight }) => weight)).toEqual([100, 100]);
  const limited = { ...framesOf("container")[0]!.state, batchRequest: 0, batchLimit: 500 };
  expect(domainsOf(limited)[1].weight).toBe(domainsOf({ ...limited, batchRequest: 500 })[1].weight);
});

test("the run in words", () => {
  expect(
    ["no-boundary", "vm", "container", "no-request"].map((id) => framesOf(id)[2]!.text),
  ).toMatchInlineSnapshot(`
    [
      "스레드 12개가 같은 몫을 받으니 스레드가 많은 쪽이 더 가져가 웹은 CPU 1개, 배치는 3개를 받는다. 웹이 3배 느려졌다.",
      "배치가 스레드를 29개 띄워도 그 VM의 vCPU 1개 밖으로는 나오지 못해 웹은 CPU 3개, 배치는 1개를 받는다. 웹은 느려지지 않는다.",
      "\`cpu.weight\` 값이 웹 138 대 배치 59이므로 웹은 CPU 2.8개, 배치는 1.2개를 받는다. 웹이 1.07배 느려졌다.",
      "\`cpu.weight\` 값이 웹 1 대 배치 59이므로 웹은 CPU 0.07개, 배치는 3.93개를 받는다. 웹이 45배 느려졌다.",
    ]
  `);
});

const STATES = fc.record({
  boundary: fc.constantFrom(...BOUNDARIES.map(({ id }) => id)),
  ...(Object.fromEntries(
    Object.entries(SETTINGS).map(([what, { values }]) => [what, fc.constantFrom(...values)]),
  ) as Record<SettingName, fc.Arbitrary<number>>),
}) as fc.Arbitrary<NoiseState>;

test("no more is shared out than there is, nobody gets more than wanted or allowed, and nothing idles in vain", () => {
  fc.assert(
    fc.property(STATES, (state) => {
      const { web, batch, idle, slowdown } = resultOf(state);
      expect(web + batch).toBeLessThanOrEqual(CORES + 1e-5);
      expect(web).toBeGreaterThan(0);
      expect(web).toBeLessThanOrEqual(WEB_THREADS);
      expect(slowdown).toBeGreaterThanOrEqual(1);
      const limits = domainsOf(state).map(({ cap, vcpus }) => (cap > 0 ? Math.min(cap / 100, vcpus) : vcpus));
      expect(batch).toBeLessThanOrEqual(limits[1]! + 1e-5);
      if (idle > 1e-5) {
        expect(web).toBeCloseTo(limits[0]!, 5);
        expect(batch).toBeCloseTo(limits[1]!, 5);
      }
    }),
    RUNS,
  );
});

test("behind a boundary more threads of the neighbour take no more from the web server than one per CPU", () => {
  fc.assert(
    fc.property(STATES, (state) => {
      const many = resultOf({ ...state, batchThreads: 29 }).web;
      const some = resultOf({ ...state, batchThreads: 9 }).web;
      if (state.boundary === "none") expect(many).toBeLessThan(some);
      else expect(many).toBe(some);
    }),
    RUNS,
  );
});

test("settings of another boundary are refused, with the reason", () => {
  const state = framesOf("no-boundary")[0]!.state;
  const step = stepLab(noisyNeighbour, state, { type: "set", what: "batchLimit", value: 1000 });
  expect(step).toEqual({ ok: false, reason: "컨테이너일 때만 제한을 적을 수 있습니다." });
});
