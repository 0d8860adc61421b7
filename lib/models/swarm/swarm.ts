import { placeSwarmTasks, type SwarmNode } from "../balancing/swarm-spread.ts";
import { leaderCommit } from "../raft/committed-index.ts";
import { grantVote } from "../raft/log-checks.ts";
import { quorumOf } from "../raft/quorum.ts";
import { voteResult } from "../raft/vote-result.ts";

/**
 * A swarm of a few nodes with one replicated service: what managers agree on, where its tasks run, and where a
 * request goes. Time is left out: what would happen after the timeouts has happened.
 *
 * Sources: Docker Docs, "Administer and maintain a swarm of Docker Engines", "Raft consensus in swarm mode", "Swarm
 * mode key concepts", "Use swarm mode routing mesh"; moby/swarmkit `manager/orchestrator/replicated`, and for the
 * rule of the majority etcd-io/raft through `lib/models/raft`.
 */

/** A change of the service that a leader wrote down. */
export type Entry = { readonly term: number; readonly replicas: number };

/** A node of the swarm. It stands on one of two sides, which differ only while the network is parted. */
export type Node = {
  readonly id: number;
  readonly up: boolean;
  readonly drained: boolean;
  readonly side: 0 | 1;
  /** What a manager holds of the Raft log; undefined for a worker. */
  readonly log: readonly Entry[] | undefined;
};

/** A task: it belongs to a slot of the service and never leaves its node. */
export type Task = { readonly slot: number; readonly node: number };

/** What the managers of a side go by: who leads them, what is committed, and where the tasks should run. */
export type Store = {
  readonly leader: number | undefined;
  readonly term: number;
  readonly replicas: number;
  readonly tasks: readonly Task[];
};

/**
 * How many managers must agree: more than half of all, as Raft has it, or as a thought experiment all that a side
 * can see.
 */
export type Rule = "majority" | "own-side";

export type Swarm = {
  readonly nodes: readonly Node[];
  readonly rule: Rule;
  /** One for each side; while the network is whole, only the first is meant. */
  readonly stores: readonly [Store, Store];
  /** The containers that are really there, whatever any store says. */
  readonly containers: readonly Task[];
  /** Where the IPVS of each node sends its next request, by the node's id. */
  readonly turns: Readonly<Record<number, number>>;
  /** Entries that a side had committed and that another side's log replaced. */
  readonly undone: readonly Entry[];
};

export const isParted = ({ nodes }: Swarm) => nodes.some(({ side }) => side === 1);
const onSide = ({ nodes }: Swarm, side: number) => nodes.filter((node) => node.side === side);
export const managersOf = ({ nodes }: Swarm) => nodes.filter(({ log }) => log !== undefined);
export const findNode = ({ nodes }: Swarm, id: number) => nodes.find((node) => node.id === id);

/** What a node's side goes by. */
export function storeAt(swarm: Swarm, id: number): Store {
  return swarm.stores[findNode(swarm, id)?.side ?? 0];
}

/** Managers of a side that answer. */
function reachableManagers(swarm: Swarm, side: number): readonly Node[] {
  return onSide(swarm, side).filter(({ up, log }) => up && log !== undefined);
}

/** Who votes on a side: all managers there are, or under the other rule those that it sees. */
function votersOf(swarm: Swarm, side: number): readonly number[] {
  const voters = swarm.rule === "majority" ? managersOf(swarm) : reachableManagers(swarm, side);
  return voters.map(({ id }) => id);
}

/** Who leads a side: its leader while it can, else the first manager that the voters elect; undefined = nobody. */
function electLeader(swarm: Swarm, side: number): number | undefined {
  const answering = reachableManagers(swarm, side);
  const voters = votersOf(swarm, side);
  if (answering.length < quorumOf(voters.length)) return undefined;
  const { leader } = swarm.stores[side]!;
  const candidates = answering.toSorted(
    (one, other) => Number(other.id === leader) - Number(one.id === leader),
  );
  return candidates.find(({ log: last = [] }) => {
    const votes = Object.fromEntries(
      answering.map(({ id, log = [] }) => [
        id,
        grantVote({
          voterLogTerms: log.map(({ term }) => term),
          candidateLastTerm: last.at(-1)?.term ?? 0,
          candidateLastIndex: last.length,
        }),
      ]),
    );
    return voteResult({ voters, votes }) === "Won";
  })?.id;
}

/** The nodes of a side as its scheduler sees them: those that answer and are not drained. */
function readyNodes(swarm: Swarm, side: number): readonly Node[] {
  return onSide(swarm, side).filter(({ up, drained }) => up && !drained);
}

/**
 * The tasks after a leader has compared what is wanted with what it sees: tasks on nodes that do not answer or are
 * drained are given up, missing ones go to the node with the fewest, and superfluous ones leave the node with the
 * most. What runs where it may stays there: a swarm does not rebalance by itself.
 */
function orchestrate(swarm: Swarm, side: number, { replicas, tasks }: Store): readonly Task[] {
  const ready = readyNodes(swarm, side);
  let kept = tasks.filter(({ node }) => ready.some(({ id }) => id === node));
  const count = (id: number) => kept.filter(({ node }) => node === id).length;
  while (kept.length > replicas) {
    const most = Math.max(...ready.map(({ id }) => count(id)));
    const victim = kept.findLast(({ node }) => count(node) === most);
    kept = kept.filter((task) => task !== victim);
  }
  let placed: readonly SwarmNode[] = ready.map(({ id }) => ({
    id: String(id),
    serviceTasks: count(id),
    totalTasks: count(id),
    recentFailures: 0,
  }));
  while (ready.length > 0 && kept.length < replicas) {
    const next = placeSwarmTasks(placed, 1);
    const chosen = next.find((place, index) => place.serviceTasks !== placed[index]!.serviceTasks)!;
    kept = [...kept, { slot: freeSlot(kept), node: Number(chosen.id) }];
    placed = next;
  }
  return kept.toSorted((one, other) => one.slot - other.slot);
}

const freeSlot = (tasks: readonly Task[]): number => {
  for (let slot = 1; ; slot++) if (!tasks.some((task) => task.slot === slot)) return slot;
};

/** Lets everything happen that happens by itself: elections, replacing tasks, starting and stopping containers. */
export function settle(swarm: Swarm): Swarm {
  const stores = swarm.stores.map((store, side): Store => {
    const leader = electLeader(swarm, side);
    if (leader === undefined) return { ...store, leader };
    const term = leader === store.leader ? store.term : store.term + 1;
    return { ...store, leader, term, tasks: orchestrate(swarm, side, store) };
  });
  const decided: Swarm = { ...swarm, stores: [stores[0]!, stores[1]!] };
  const containers = decided.nodes.flatMap(({ id, up, side }) => {
    if (!up) return [];
    // A node does as its side's leader says; without one what runs goes on.
    const store = decided.stores[side];
    return (store.leader === undefined ? decided.containers : store.tasks).filter(({ node }) => node === id);
  });
  return { ...decided, containers };
}

/** A healthy swarm with its tasks placed; drained nodes get none. */
export function startSwarm(
  size: number,
  managers: readonly number[],
  replicas: number,
  drained: readonly number[] = [],
): Swarm {
  const first: Entry = { term: 1, replicas };
  const store: Store = { leader: managers[0], term: 1, replicas, tasks: [] };
  const nodes = Array.from({ length: size }, (_, index): Node => {
    const id = index + 1;
    const log = managers.includes(id) ? [first] : undefined;
    return { id, up: true, drained: drained.includes(id), side: 0, log };
  });
  const turns = Object.fromEntries(nodes.map(({ id }) => [id, 0]));
  return settle({
    nodes,
    rule: "majority",
    stores: [store, { ...store, leader: undefined }],
    containers: [],
    turns,
    undone: [],
  });
}

const changeNode = (swarm: Swarm, id: number, change: (node: Node) => Node): Swarm => ({
  ...swarm,
  nodes: swarm.nodes.map((node) => (node.id === id ? change(node) : node)),
});

/** A node that fails, or comes back: a manager then learns what it missed, if there is a leader to tell it. */
export function setUp(swarm: Swarm, id: number, up: boolean): Swarm {
  return catchUp(settle(changeNode(swarm, id, (node) => ({ ...node, up }))));
}

export function setRule(swarm: Swarm, rule: Rule): Swarm {
  return catchUp(settle({ ...swarm, rule }));
}

/** Whether a node takes tasks; its leader must be told, so without one nothing changes. */
export function setDrained(swarm: Swarm, id: number, drained: boolean): Swarm {
  return settle(changeNode(swarm, id, (node) => ({ ...node, drained })));
}

/** Makes a worker a manager, with what the others know, or a manager a worker. */
export function setManager(swarm: Swarm, id: number, isManager: boolean): Swarm {
  const { leader } = storeAt(swarm, id);
  const known = leader === undefined ? undefined : findNode(swarm, leader)?.log;
  return catchUp(settle(changeNode(swarm, id, (node) => ({ ...node, log: isManager ? known : undefined }))));
}

/** Every manager that a leader reaches holds its log. */
function catchUp(swarm: Swarm): Swarm {
  const nodes = swarm.nodes.map((node): Node => {
    const { leader } = swarm.stores[node.side];
    const log = leader === undefined ? undefined : findNode(swarm, leader)?.log;
    return node.log === undefined || log === undefined || !node.up ? node : { ...node, log };
  });
  return { ...swarm, nodes };
}

/**
 * Changes the number of tasks through the leader of a side, which writes it down, has its followers write it down,
 * and acts on it once enough have.
 * @returns undefined where the side has no leader: nothing is written down anywhere
 */
export function scale(swarm: Swarm, side: 0 | 1, replicas: number): Swarm | undefined {
  const store = swarm.stores[side];
  if (store.leader === undefined) return undefined;
  const entry: Entry = { term: store.term, replicas };
  const isHolder = (node: Node) => node.side === side && node.up && node.log !== undefined;
  const written: Swarm = {
    ...swarm,
    nodes: swarm.nodes.map((node) =>
      isHolder(node) ? { ...node, log: [...(node.log ?? []), entry] } : node,
    ),
  };
  const leaderLog = findNode(written, store.leader)?.log ?? [];
  const committed = leaderCommit({
    match: votersOf(written, side).map((id) => {
      const node = findNode(written, id);
      return node !== undefined && isHolder(node) ? leaderLog.length : 0;
    }),
    logTerms: leaderLog.map(({ term }) => term),
    currentTerm: store.term,
  });
  if (committed < leaderLog.length) return undefined;
  const stores: [Store, Store] = [...written.stores];
  stores[side] = { ...store, replicas };
  return settle({ ...written, stores });
}

/** Cuts the network behind the node `after`: nodes up to it see each other, and the others each other. */
export function part(swarm: Swarm, after: number): Swarm {
  const nodes = swarm.nodes.map((node): Node => ({ ...node, side: node.id <= after ? 0 : 1 }));
  const [store] = swarm.stores;
  return settle({ ...swarm, nodes, stores: [store, store] });
}

/**
 * Joins the two sides. What the side goes by that alone could decide is everyone's; of two that could, or two that
 * no longer can, the one whose log ends in the later term or is longer, then the one of the later term. What the other
 * side had committed beyond what the logs share is undone.
 */
export function heal(swarm: Swarm): Swarm {
  const logOf = (side: 0 | 1): readonly Entry[] => {
    const logs = onSide(swarm, side).flatMap(({ log }) => (log === undefined ? [] : [log]));
    return logs.reduce((best, log) => (isBehind(best, log) ? log : best), logs[0] ?? []);
  };
  const [left, right] = [logOf(0), logOf(1)];
  const [first, second] = swarm.stores;
  const isLater = isBehind(left, right) || (!isBehind(right, left) && second.term > first.term);
  const isAlone = (one: Store, other: Store) => one.leader !== undefined && other.leader === undefined;
  const isSecond = isAlone(second, first) || (isLater && !isAlone(first, second));
  const [kept, other, store] = isSecond ? [right, left, second] : [left, right, first];
  const shared = other.findIndex((entry, index) => !isSame(entry, kept[index]));
  const undone = shared === -1 ? [] : other.slice(shared);
  const term = Math.max(first.term, second.term);
  const nodes = swarm.nodes.map((node): Node => ({ ...node, side: 0 }));
  const joined: Swarm = {
    ...swarm,
    nodes,
    stores: [
      { ...store, term },
      { ...store, leader: undefined, term },
    ],
    undone,
  };
  return catchUp(settle(joined));
}

const isSame = (one: Entry, other: Entry | undefined) =>
  other !== undefined && one.term === other.term && one.replicas === other.replicas;

/** Whether `log` is behind `other`, as a voter judges it. */
function isBehind(log: readonly Entry[], other: readonly Entry[]): boolean {
  return !grantVote({
    voterLogTerms: other.map(({ term }) => term),
    candidateLastTerm: log.at(-1)?.term ?? 0,
    candidateLastIndex: log.length,
  });
}

/** Spreads the tasks anew, as `docker service update --force` does by replacing them. */
export function rebalance(swarm: Swarm, side: 0 | 1): Swarm | undefined {
  const store = swarm.stores[side];
  if (store.leader === undefined) return undefined;
  const stores: [Store, Store] = [...swarm.stores];
  stores[side] = { ...store, tasks: [] };
  return settle({ ...swarm, stores });
}

/** The containers that a node's IPVS sends requests to: those that run on nodes it reaches. */
export function backendsOf(swarm: Swarm, id: number): readonly Task[] {
  const side = findNode(swarm, id)?.side;
  return swarm.containers
    .filter(({ node }) => findNode(swarm, node)?.side === side)
    .toSorted((one, other) => one.slot - other.slot || one.node - other.node);
}

/**
 * A request that comes in on the published port of a node, whose own IPVS passes it on in turn.
 * @returns the task that answers; undefined where the node is off or nothing runs that it reaches
 */
export function request(
  swarm: Swarm,
  id: number,
): { readonly swarm: Swarm; readonly task: Task | undefined } {
  const backends = findNode(swarm, id)?.up ? backendsOf(swarm, id) : [];
  const turn = swarm.turns[id] ?? 0;
  const task = backends[turn % (backends.length || 1)];
  return { swarm: { ...swarm, turns: { ...swarm.turns, [id]: turn + 1 } }, task };
}
