import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import { LAST_MANAGER, NO_LEADER, NO_MANAGER, nodeList, taskList, WOULD_LOSE_QUORUM } from "./docker-says.ts";
import {
  leadersOf,
  NODE_IDS,
  REPLICAS,
  type SwarmEvent,
  type SwarmState,
  swarmSimulator,
} from "./swarm-simulator.ts";

const framesOf = (id: string) =>
  startRun(swarmSimulator, swarmSimulator.scenarios.find((scenario) => scenario.id === id)!).frames;
const after = (scenario: string, ...events: SwarmEvent[]): SwarmState =>
  events.reduce((state, event) => {
    const step = stepLab(swarmSimulator, state, event);
    if (!step.ok) throw new Error(step.reason);
    return step.state;
  }, framesOf(scenario)[0]!.state);

test("the split goes as the note tells it", () => {
  const frames = framesOf("split");
  expect(frames.map(({ state }) => [leadersOf(state).length, state.swarm.containers.length])).toEqual([
    [1, 5],
    [1, 7],
    [1, 7],
    [1, 9],
    [1, 7],
  ]);
  expect(frames[2]!.state.last).toMatchObject({ at: 4, ok: false, text: NO_LEADER });
  expect(frames[3]!.state.last).toMatchObject({ at: 1, ok: true, text: "web scaled to 7" });
});

test("a lost quorum refuses, runs on, and catches up when a manager is back", () => {
  const counts = framesOf("quorum").map(({ state }) => state.swarm.containers.length);
  expect(counts[0]).toBe(5);
  expect(counts[1]).toBe(5);
  expect(counts[2]).toBeLessThan(5);
  expect(counts[3]).toBe(counts[2]);
  expect(counts[4]).toBeLessThan(counts[3]!);
  expect(counts[5]).toBe(5);
});

test("what managers and workers answer is worded as moby words it", () => {
  expect(after("quorum", { type: "scale", node: 5, replicas: 2 }).last?.text).toBe(NO_MANAGER);
  const two = after("quorum", { type: "role", node: 1 }, { type: "power", node: 2 });
  expect(leadersOf(two)).toEqual([]);
  const last = after("mesh", { type: "role", node: 1 });
  expect(last.last).toMatchObject({ ok: false, text: LAST_MANAGER });
  const four = after(
    "quorum",
    { type: "role", node: 4 },
    { type: "power", node: 1 },
    { type: "role", node: 2 },
  );
  expect(leadersOf(four)).toHaveLength(1);
  const tight = after("quorum", { type: "power", node: 1 }, { type: "role", node: 2 });
  expect(tight.last).toMatchObject({ ok: false, text: WOULD_LOSE_QUORUM });
});

test("tables of the terminal are those of the CLI", () => {
  const { swarm } = after("mesh", { type: "power", node: 3 });
  expect(`${nodeList(swarm, 1)}\n${taskList(swarm, 1)}`).toMatchInlineSnapshot(`
    "HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS
    node1      Ready     Drain          Leader
    node2      Ready     Active         
    node3      Down      Active         
    NAME      NODE      CURRENT STATE
    web.1     node2     Running
    web.2     node2     Running"
  `);
});

const node = fc.constantFrom(...NODE_IDS);
const events: fc.Arbitrary<SwarmEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom("power", "drain", "role", "force", "request"),
    node,
  }) as fc.Arbitrary<SwarmEvent>,
  fc.record({ type: fc.constant("scale" as const), node, replicas: fc.constantFrom(...REPLICAS) }),
  fc.record({ type: fc.constant("part" as const), after: fc.constantFrom(1, 2, 3, 4) }),
  fc.record({ type: fc.constantFrom("heal" as const, "rule" as const) }),
);

test("whatever is done, what is said is true", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("quorum", "split", "mesh"),
      fc.array(events, { maxLength: 12 }),
      (id, all) => {
        let state = framesOf(id)[0]!.state;
        for (const event of all) {
          const step = stepLab(swarmSimulator, state, event);
          if (!step.ok) {
            expect(step.reason).toMatch(/다\.|요\.$/);
            continue;
          }
          const said = swarmSimulator.describe(step.state, state, event);
          const before = state;
          state = step.state;
          const { swarm, last } = state;
          expect(said).toMatch(/[가-힣].*\.$/s);
          expect(said).not.toMatch(/undefined|NaN/);
          const count = /컨테이너는 (\d+)개 돈다/.exec(said)?.[1];
          if (count !== undefined) expect(swarm.containers.length).toBe(Number(count));
          if (said.includes("아무것도 바꿀 수 없다")) expect(leadersOf(state)).toEqual([]);
          if (said.includes("결정은 리더")) expect(leadersOf(state)).toHaveLength(1);
          if (last?.ok === false) expect(swarm).toEqual(before.swarm);
          if (said.includes("비어 있다"))
            expect(swarm.containers.some((task) => "node" in event && task.node === event.node)).toBe(false);
        }
      },
    ),
    runs(2),
  );
});
