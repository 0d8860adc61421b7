import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { readLabs } from "../../build/content/read-labs.ts";
import { missDecision } from "../../models/inverse/miss-decision.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import {
  aggregateSimulator,
  countsOf,
  POLICIES,
  type PoolEvent,
  type PoolState,
  poolOf,
  possiblePolicies,
  roleOf,
  runOf,
  slowdownOf,
} from "./aggregate-simulator.ts";

const scenario = (id: string) => aggregateSimulator.scenarios.find((one) => one.id === id)!;
const endOf = (id: string) => startRun(aggregateSimulator, scenario(id)).frames.at(-1)!.state;

function apply(state: PoolState, event: PoolEvent): PoolState {
  const step = stepLab(aggregateSimulator, state, event);
  return step.ok ? step.state : state;
}

test("four nodes of 32 cores and 512 GiB make 128 cores and 2,048 GiB, less what the hyper-kernel keeps", () => {
  const end = endOf("scattered");
  expect(poolOf({ ...end, reserveGiB: 0 })).toMatchObject({ cores: 128, memoryGiB: 2048 });
  expect(poolOf(end)).toMatchObject({ cores: 128, memoryGiB: 2016, largestSingleNodeGiB: 512 });
});

test("a central node and three donors add memory and no cores", () => {
  const donor = endOf("donor");
  expect(poolOf({ ...donor, reserveGiB: 0 })).toMatchObject({ cores: 64, memoryGiB: 6144 + 3 * 3072 });
  expect(possiblePolicies(donor).map(({ id }) => id)).toEqual(["page"]);
  expect(stepLab(aggregateSimulator, donor, { type: "policy", policy: "vcpu" }).ok).toBe(false);
});

test("a working set on another node: three pages cost more than one vCPU", () => {
  const end = endOf("working-set");
  expect(POLICIES.map(({ id }) => runOf(end, id).totalUs)).toEqual([120, 91.25, 91.25]);
});

test("scattered accesses: the vCPU moves for each, pages only once", () => {
  const end = endOf("scattered");
  expect(countsOf(runOf(end, "vcpu"))).toEqual({ local: 1, movePage: 0, moveVcpu: 7 });
  expect(countsOf(runOf(end, "page"))).toEqual({ local: 5, movePage: 3, moveVcpu: 0 });
});

test("one page used in turn: 2.75 times as long as on one node", () => {
  expect(slowdownOf(runOf(endOf("ping-pong"), "page"))).toBe(2.75);
});

test("the run in words", () => {
  expect(
    startRun(aggregateSimulator, scenario("working-set")).frames.map(({ text }) => text),
  ).toMatchInlineSnapshot(`
    [
      "서버 3대가 따로 있고, 한 프로그램이 쓸 수 있는 메모리는 가장 큰 서버 한 대의 512GiB까지다.",
      "노드 1에 하이퍼커널을 올렸다. 사용자가 접속할 이 노드가 어그리게이터다.",
      "노드 2에도 하이퍼커널만 올려 16코어와 512GiB를 풀에 내놓았다. OS가 없는 프로바이더이고, 풀은 32코어 1,008GiB가 되었다.",
      "노드 3에도 하이퍼커널만 올려 16코어와 512GiB를 풀에 내놓았다. OS가 없는 프로바이더이고, 풀은 48코어 1,512GiB가 되었다.",
      "게스트 OS 하나가 48코어 1,512GiB짜리 서버 한 대로 알고 부팅했다. 이 OS는 접속한 노드가 아니라 모든 노드에 걸쳐 돈다.",
      "\`v0\` vCPU가 노드 2에 있는 \`p1\` 페이지를 찾다가 2단계 페이지 테이블에서 빗나가, 페이지를 노드 1 쪽으로 가져왔다(20µs + 10µs).",
      "\`v0\` vCPU가 노드 2에 있는 \`p2\` 페이지를 찾다가 2단계 페이지 테이블에서 빗나가, 페이지를 노드 1 쪽으로 가져왔다(20µs + 10µs).",
      "\`v0\` vCPU가 노드 2에 있는 \`p3\` 페이지를 찾다가 2단계 페이지 테이블에서 빗나가, 페이지를 노드 1 쪽으로 가져왔다(20µs + 10µs).",
      "\`v0\` vCPU와 \`p1\` 페이지가 노드 1에 함께 있어 바로 읽는다(10µs).",
      "\`v0\` vCPU와 \`p2\` 페이지가 노드 1에 함께 있어 바로 읽는다(10µs).",
      "\`v0\` vCPU와 \`p3\` 페이지가 노드 1에 함께 있어 바로 읽는다(10µs).",
    ]
  `);
});

const EVENTS = fc.oneof(
  fc.constantFrom<PoolEvent>({ type: "join" }, { type: "boot" }, { type: "reserve", gib: 32 }),
  fc.record({
    type: fc.constant("access" as const),
    vcpu: fc.constantFrom("v0", "v1", "v9"),
    page: fc.constantFrom("p0", "p1", "p2", "p9"),
  }),
  fc.record({
    type: fc.constant("policy" as const),
    policy: fc.constantFrom(...POLICIES.map(({ id }) => id)),
  }),
  fc.record({ type: fc.constant("door" as const), node: fc.nat(5) }),
);
const SCENARIOS = fc.constantFrom(...aggregateSimulator.scenarios);

test("whatever is done: one aggregator at most, nothing lost, and never quicker than one node", () => {
  fc.assert(
    fc.property(SCENARIOS, fc.array(EVENTS, { maxLength: 20 }), ({ params }, events) => {
      const start = aggregateSimulator.init(params, 1);
      const state = events.reduce(apply, start);
      const roles = state.nodes.map((_, node) => roleOf(state, node));
      expect(roles.filter((role) => role === "aggregator").length).toBe(state.joined > 0 ? 1 : 0);
      const run = runOf(state);
      expect(Object.keys(run.pages)).toEqual(Object.keys(start.pages));
      expect(Object.keys(run.vcpus)).toEqual(Object.keys(start.vcpus));
      expect(run.log).toHaveLength(state.done.length);
      expect(slowdownOf(run) ?? 1).toBeGreaterThanOrEqual(1);
      // No vCPU ever stands on a node without cores.
      for (const node of Object.values(run.vcpus)) expect(state.nodes[node]!.cores).toBeGreaterThan(0);
    }),
    RUNS,
  );
});

test("where people come in changes neither places nor costs", () => {
  fc.assert(
    fc.property(SCENARIOS, fc.array(EVENTS, { maxLength: 20 }), fc.nat(3), ({ params }, events, node) => {
      const state = events.reduce(apply, aggregateSimulator.init(params, 1));
      expect(runOf(apply(state, { type: "door", node }))).toEqual(runOf(state));
      expect(poolOf(apply(state, { type: "door", node }))).toEqual(poolOf(state));
    }),
    RUNS,
  );
});

test("the exercise on roles answers what moves as the model does", () => {
  const { labs } = readLabs(join(import.meta.dirname, "../../../content/labs"), (name) => name);
  const lab = labs.find(({ id }) => id === "inverse-virtualization-role-drag");
  const task = lab?.kind === "exercise" ? lab.tasks.find(({ id }) => id === "miss-rule") : undefined;
  if (task?.kind !== "classify") throw new Error("the exercise has no such task");
  for (const item of task.items) {
    const moves = missDecision({
      pageFrequentlyUpdated: item.id.startsWith("updated"),
      vcpuHighFrequency: item.id.endsWith("often"),
    });
    expect(item.bin, item.id).toBe(moves === "moveVcpu" ? "move-vcpu" : "move-page");
  }
});
