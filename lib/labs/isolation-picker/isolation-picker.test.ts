import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import {
  CPU_LIMITS,
  CPU_REQUESTS,
  cgroupFiles,
  cpuShare,
  HOST,
  type IsolationState,
  isolationPicker,
  MEMORIES,
  memoryRoom,
  NAMESPACES,
  readRequest,
  seen,
} from "./isolation-picker.ts";

const start = isolationPicker.init({}, 1);
const run = (id: string) =>
  startRun(isolationPicker, isolationPicker.scenarios.find((scenario) => scenario.id === id)!).frames;

test("the answers of the curriculum: processes pid, hostname uts, CPU the cgroup", () => {
  const curedBy = (id: string, sick: (state: IsolationState) => boolean) =>
    NAMESPACES.filter((name) => {
      const from = run(id)[0]!.state;
      expect(sick(from)).toBe(true);
      const step = stepLab(isolationPicker, from, { type: "namespace", name });
      return step.ok && !sick(step.state);
    });
  expect(curedBy("processes", (state) => seen(state)[0]!.lines.length > 2)).toEqual(["pid"]);
  expect(curedBy("hostname", (state) => seen(state)[3]!.lines[0] === HOST.name)).toEqual(["uts"]);
  expect(curedBy("cpu", (state) => cpuShare(state).own > 500)).toEqual([]);
});

test("500m and 256 MiB down to the files of the cgroup", () => {
  expect(cgroupFiles({ ...start, cpuLimit: 500, cpuRequest: 500, memory: 256 })).toEqual({
    shares: 512,
    weight: 59,
    legacyWeight: 20,
    cpuMax: "50000 100000",
    memoryMax: "268435456",
    swapMax: "268435456",
  });
  expect(cgroupFiles(start)).toMatchObject({ weight: 100, cpuMax: "max 100000", memoryMax: "max" });
});

test("no request: Docker leaves the default weight, Kubernetes writes the smallest, or that of the limit", () => {
  const weight = (state: Partial<IsolationState>) => cgroupFiles({ ...start, ...state }).weight;
  expect(weight({})).toBe(100);
  expect(weight({ cpuRequest: "kubernetes" })).toBe(1);
  expect(weight({ cpuRequest: "kubernetes", cpuLimit: 500 })).toBe(weight({ cpuRequest: 500 }));
  const shares = run("cpu").map(({ state }) => Math.round(cpuShare(state).own));
  // A request never takes away what its absence would have given in Kubernetes.
  expect(shares.slice(0, 4)).toEqual([1000, 20, 742, 500]);
});

test("without a proc of its own a new PID namespace still shows the host's processes", () => {
  const state = { ...start, namespaces: { ...start.namespaces, mnt: false } };
  expect(seen(state)[0]!.lines).toContain("812 dockerd");
});

test("the transcript of 256 MiB", () => {
  expect(run("memory").map((frame) => frame.text)).toMatchInlineSnapshot(`
    [
      "네임스페이스 8가지 가운데 user, time은 호스트와 함께 쓰고, 이 프로세스는 2 CPU를 쓴다.",
      "128MiB를 더 써 모두 128MiB를 쓴다.",
      "128MiB를 더 써 모두 256MiB를 쓴다.",
      "384MiB를 쓰면서 한도를 넘은 128MiB는 스왑으로 나갔다. 느려질 뿐 죽지는 않는다.",
      "512MiB를 쓰면서 한도를 넘은 256MiB는 스왑으로 나갔다. 느려질 뿐 죽지는 않는다.",
      "640MiB를 쓰려다 한도를 넘어 커널이 프로세스를 죽였다(OOM). 종료 코드는 137=128+9다.",
      "프로세스를 다시 시작했다. 한도는 그대로다.",
      "호스트에 스왑이 없으면 내보낼 곳이 없어 한도에 닿는 대로 죽는다.",
      "128MiB를 더 써 모두 128MiB를 쓴다.",
      "128MiB를 더 써 모두 256MiB를 쓴다.",
      "384MiB를 쓰려다 한도를 넘어 커널이 프로세스를 죽였다(OOM). 종료 코드는 137=128+9다.",
    ]
  `);
});

test("shares add up, a quota is never exceeded, a weight only counts against somebody", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CPU_LIMITS),
      fc.constantFrom(...CPU_REQUESTS),
      fc.constantFrom(...MEMORIES),
      fc.boolean(),
      fc.boolean(),
      fc.nat(12),
      (cpuLimit, cpuRequest, memory, busy, swap, allocations) => {
        let state: IsolationState = {
          ...start,
          cpuLimit,
          cpuRequest: readRequest(cpuRequest),
          memory,
          busy,
          swap,
        };
        const { own, neighbour } = cpuShare(state);
        expect(own + neighbour).toBeLessThanOrEqual(HOST.milliCpu);
        if (busy) expect(own + neighbour).toBe(HOST.milliCpu);
        if (cpuLimit > 0) expect(own).toBeLessThanOrEqual(cpuLimit);
        if (!busy) expect(own).toBe(cpuShare({ ...state, cpuRequest: "docker" }).own);
        for (let count = 0; count < allocations; count++) {
          const step = stepLab(isolationPicker, state, { type: "allocate" });
          if (!step.ok) break;
          state = step.state;
        }
        expect(state.allocated).toBeLessThanOrEqual(memoryRoom(state));
        expect(state.killed !== undefined).toBe(allocations * 128 > memoryRoom(state));
      },
    ),
    RUNS,
  );
});
