import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { quorumOf } from "../raft/quorum.ts";
import {
  backendsOf,
  findNode,
  heal,
  isParted,
  managersOf,
  part,
  rebalance,
  request,
  type Swarm,
  scale,
  setDrained,
  setManager,
  setRule,
  setUp,
  startSwarm,
} from "./swarm.ts";

const where = ({ containers }: Swarm) => containers.map(({ slot, node }) => `${slot}@${node}`).toSorted();
const leaders = ({ stores }: Swarm) => stores.map(({ leader }) => leader);

test("three tasks on three nodes, one each; when node3 is off its task is made anew on node1", () => {
  const whole = startSwarm(3, [1, 2, 3], 3);
  expect(where(whole)).toEqual(["1@1", "2@2", "3@3"]);
  const without = setUp(whole, 3, false);
  expect(where(without)).toEqual(["1@1", "2@2", "3@1"]);
  const back = setUp(without, 3, true);
  expect(where(back)).toEqual(["1@1", "2@2", "3@1"]);
  expect(where(rebalance(back, 0)!)).toEqual(["1@1", "2@2", "3@3"]);
});

test("as many managers may fail as the note's table says, and no more", () => {
  for (const [managers, tolerates] of [
    [1, 0],
    [3, 1],
    [4, 1],
    [5, 2],
    [7, 3],
  ] as const) {
    const ids = Array.from({ length: managers }, (_, index) => index + 1);
    let swarm = startSwarm(managers, ids, 2);
    for (const id of ids.slice(0, tolerates)) swarm = setUp(swarm, id, false);
    expect(leaders(swarm)[0], `${managers}`).toBeDefined();
    expect(leaders(setUp(swarm, tolerates + 1, false))[0], `${managers}`).toBeUndefined();
  }
});

test("without a quorum nothing changes and nothing is replaced, but what runs goes on", () => {
  const lost = setUp(setUp(startSwarm(5, [1, 2, 3], 5), 1, false), 2, false);
  expect(scale(lost, 0, 6)).toBeUndefined();
  expect(lost.containers.length).toBe(3);
  const worker = setUp(lost, 5, false);
  expect(worker.containers.length).toBeLessThan(3);
  const back = setUp(worker, 1, true);
  expect(leaders(back)[0]).toBeDefined();
  expect(back.containers).toHaveLength(5);
});

test("of five managers parted three to two, the three decide; joined again the two follow", () => {
  const parted = part(startSwarm(5, [1, 2, 3, 4, 5], 5), 3);
  expect(leaders(parted)).toEqual([1, undefined]);
  // Tasks of nodes 4 and 5 are replaced, while those go on there.
  expect(parted.containers).toHaveLength(7);
  expect(scale(parted, 1, 7)).toBeUndefined();
  const grown = scale(parted, 0, 7)!;
  const whole = heal(grown);
  expect(whole.containers).toHaveLength(7);
  expect(whole.undone).toEqual([]);
  expect(findNode(whole, 5)?.log).toEqual(findNode(grown, 1)?.log);
});

test("where each side decides for itself, a decision that was made is undone", () => {
  const parted = setRule(part(startSwarm(5, [1, 2, 3, 4, 5], 5), 3), "own-side");
  expect(leaders(parted)).toEqual([1, 4]);
  const both = scale(scale(parted, 0, 7)!, 1, 2)!;
  const whole = heal(both);
  expect(whole.undone).toEqual([{ term: 1, replicas: 7 }]);
  expect(whole.containers).toHaveLength(2);
});

test("a decision outlives the quorum that made it, on whichever side of the parting that was", () => {
  // Behind node 2 stand the managers 3, 4 and 5, which decide and then lose one of them.
  const parted = part(startSwarm(5, [1, 2, 3, 4, 5], 3), 2);
  const decided = setUp(scale(parted, 1, 6)!, 5, false);
  expect(leaders(decided)).toEqual([undefined, undefined]);
  const whole = heal(decided);
  expect(whole.undone).toEqual([]);
  expect(whole.stores[0].replicas).toBe(6);
  expect(whole.containers).toHaveLength(6);
});

test("every node passes requests on in its own turn, also one without tasks", () => {
  let swarm = startSwarm(3, [1], 2, [1]);
  expect(where(swarm)).toEqual(["1@2", "2@3"]);
  const answers = [1, 1, 2, 1].map((id) => {
    const asked = request(swarm, id);
    swarm = asked.swarm;
    return asked.task?.slot;
  });
  expect(answers).toEqual([1, 2, 1, 1]);
  expect(request(setUp(swarm, 1, false), 1).task).toBeUndefined();
});

type Act = (swarm: Swarm) => Swarm;
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()).map(
    ([id, up]): Act =>
      (swarm) =>
        setUp(swarm, id, up),
  ),
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()).map(
    ([id, drained]): Act =>
      (swarm) =>
        setDrained(swarm, id, drained),
  ),
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()).map(
    ([id, isManager]): Act =>
      (swarm) => {
        const { leader } = swarm.stores[findNode(swarm, id)!.side];
        return leader === undefined ? swarm : setManager(swarm, id, isManager);
      },
  ),
  fc.tuple(fc.constantFrom(0 as const, 1 as const), fc.integer({ min: 1, max: 8 })).map(
    ([side, replicas]): Act =>
      (swarm) =>
        scale(swarm, side, replicas) ?? swarm,
  ),
  fc.integer({ min: 1, max: 4 }).map(
    (after): Act =>
      (swarm) =>
        isParted(swarm) ? heal(swarm) : part(swarm, after),
  ),
);

test("under the rule of the majority two sides never both decide, and no decision is ever undone", () => {
  fc.assert(
    fc.property(fc.array(acts, { maxLength: 14 }), (all) => {
      let swarm = startSwarm(5, [1, 2, 3], 3);
      for (const act of all) {
        swarm = act(swarm);
        const deciding = leaders(swarm).filter((leader) => leader !== undefined);
        expect(deciding.length).toBeLessThanOrEqual(1);
        expect(swarm.undone).toEqual([]);
        for (const [side, { leader, tasks, replicas }] of swarm.stores.entries()) {
          if (leader === undefined) continue;
          const holders = managersOf(swarm).filter((node) => node.up && node.side === side);
          expect(holders.length).toBeGreaterThanOrEqual(quorumOf(managersOf(swarm).length));
          expect(tasks.length).toBeLessThanOrEqual(replicas);
          expect(new Set(tasks.map(({ slot }) => slot)).size).toBe(tasks.length);
          for (const { node } of tasks)
            expect(findNode(swarm, node)).toMatchObject({ up: true, drained: false, side });
        }
        for (const { node } of swarm.containers) expect(findNode(swarm, node)?.up).toBe(true);
        for (const { id } of swarm.nodes)
          for (const { node } of backendsOf(swarm, id))
            expect(findNode(swarm, node)?.side).toBe(findNode(swarm, id)?.side);
      }
    }),
    runs(2),
  );
});
