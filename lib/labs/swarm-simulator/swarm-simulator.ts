import { quorumOf } from "../../models/raft/quorum.ts";
import {
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
  storeAt,
  type Task,
} from "../../models/swarm/swarm.ts";
import { oneOf } from "../../sim/event-schema.ts";
import type { Lab, Output, Rule, Table } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";
import { LAST_MANAGER, NO_LEADER, nodeName, refusalAt, SERVICE, WOULD_LOSE_QUORUM } from "./docker-says.ts";

/** One service on a few nodes: what happens to it when nodes leave, the network parts, and requests come in. */

export const NODE_IDS = [1, 2, 3, 4, 5] as const;
export const REPLICAS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

export type SwarmState = {
  readonly swarm: Swarm;
  /** The last command, where it was typed, and what it printed. */
  readonly last: (Output & { readonly at: number }) | undefined;
  /** The last request: where it came in, and what answered. */
  readonly asked: { readonly at: number; readonly task: Task | undefined } | undefined;
};

export type SwarmEvent =
  | { readonly type: "power" | "drain" | "role" | "force" | "request"; readonly node: number }
  | { readonly type: "scale"; readonly node: number; readonly replicas: number }
  | { readonly type: "part"; readonly after: number }
  | { readonly type: "heal" | "rule" };

type Params = {
  readonly size: number;
  readonly managers: readonly number[];
  readonly replicas: number;
  readonly drained?: readonly number[];
};

function init({ size, managers, replicas, drained }: Params): SwarmState {
  return { swarm: startSwarm(size, managers, replicas, drained), last: undefined, asked: undefined };
}

const quiet = (swarm: Swarm): SwarmState => ({ swarm, last: undefined, asked: undefined });
const printed = (swarm: Swarm, at: number, command: string, text: string, ok = true): SwarmState => ({
  swarm,
  last: { at, command, text, ok },
  asked: undefined,
});

const exists = ({ swarm }: SwarmState, id: number) =>
  findNode(swarm, id) !== undefined || `${withJosa(nodeName(id), "은/는")} 이 클러스터에 없습니다.`;
const answers = (state: SwarmState, id: number) => {
  const isThere = exists(state, id);
  if (isThere !== true) return isThere;
  return findNode(state.swarm, id)?.up || "꺼진 노드에서는 명령을 칠 수 없습니다.";
};

/** Where a change of a node is typed: at the leader of its side. */
function drainOf({ swarm }: SwarmState, id: number): SwarmState {
  const { leader } = storeAt(swarm, id);
  const drained = !findNode(swarm, id)?.drained;
  const command = `docker node update --availability ${drained ? "drain" : "active"} ${nodeName(id)}`;
  if (leader === undefined) return printed(swarm, id, command, NO_LEADER, false);
  return printed(setDrained(swarm, id, drained), leader, command, nodeName(id));
}

function roleOf({ swarm }: SwarmState, id: number): SwarmState {
  const { leader } = storeAt(swarm, id);
  const isManager = findNode(swarm, id)?.log !== undefined;
  const command = `docker node ${isManager ? "demote" : "promote"} ${nodeName(id)}`;
  if (leader === undefined) return printed(swarm, id, command, NO_LEADER, false);
  if (isManager && managersOf(swarm).length === 1)
    return printed(swarm, leader, command, LAST_MANAGER, false);
  const changed = setManager(swarm, id, !isManager);
  const { side } = findNode(swarm, id)!;
  if (isManager && changed.stores[side].leader === undefined)
    return printed(swarm, leader, command, WOULD_LOSE_QUORUM, false);
  const text = isManager
    ? `Manager ${nodeName(id)} demoted in the swarm.`
    : `Node ${nodeName(id)} promoted to a manager in the swarm.`;
  return printed(changed, leader, command, text);
}

function commandAt(
  { swarm }: SwarmState,
  id: number,
  command: string,
  done: string,
  change: Change,
): SwarmState {
  const refusal = refusalAt(swarm, id);
  if (refusal !== undefined) return printed(swarm, id, command, refusal, false);
  const changed = change(swarm, findNode(swarm, id)!.side);
  return changed === undefined
    ? printed(swarm, id, command, NO_LEADER, false)
    : printed(changed, id, command, done);
}
type Change = (swarm: Swarm, side: 0 | 1) => Swarm | undefined;

const rules: readonly Rule<SwarmState, SwarmEvent>[] = [
  {
    name: "power",
    on: "power",
    when: (state, { node }) => exists(state, node),
    make: ({ swarm }, { node }) => quiet(setUp(swarm, node, !findNode(swarm, node)?.up)),
  },
  {
    name: "node update --availability",
    on: "drain",
    when: (state, { node }) => exists(state, node),
    make: (state, { node }) => drainOf(state, node),
  },
  {
    name: "node promote, node demote",
    on: "role",
    when: (state, { node }) => exists(state, node),
    make: (state, { node }) => roleOf(state, node),
  },
  {
    name: "service scale",
    on: "scale",
    when: (state, { node }) => answers(state, node),
    make: (state, { node, replicas }) => {
      const command = `docker service scale ${SERVICE}=${replicas}`;
      return commandAt(state, node, command, `${SERVICE} scaled to ${replicas}`, (swarm, side) =>
        scale(swarm, side, replicas),
      );
    },
  },
  {
    name: "service update --force",
    on: "force",
    when: (state, { node }) => answers(state, node),
    make: (state, { node }) =>
      commandAt(state, node, `docker service update --force ${SERVICE}`, SERVICE, rebalance),
  },
  {
    name: "request: routing mesh",
    on: "request",
    when: (state, { node }) => exists(state, node),
    make: ({ swarm }, { node }) => {
      const asked = request(swarm, node);
      return { swarm: asked.swarm, last: undefined, asked: { at: node, task: asked.task } };
    },
  },
  {
    name: "network partition",
    on: "part",
    when: ({ swarm }, { after }) => {
      if (after >= swarm.nodes.length) return "그 뒤에는 노드가 없습니다.";
      return !isParted(swarm) || "이미 갈라져 있습니다. 먼저 다시 이으세요.";
    },
    make: ({ swarm }, { after }) => quiet(part(swarm, after)),
  },
  {
    name: "network heals",
    on: "heal",
    when: ({ swarm }) => isParted(swarm) || "갈라져 있지 않습니다.",
    make: ({ swarm }) => quiet(heal(swarm)),
  },
  {
    name: "quorum",
    on: "rule",
    make: ({ swarm }) => quiet(setRule(swarm, swarm.rule === "majority" ? "own-side" : "majority")),
  },
];

/** The leaders there are: of none, one or, where the majority does not count, both sides. */
export function leadersOf({ swarm }: SwarmState): readonly number[] {
  return swarm.stores.flatMap(({ leader }) => (leader === undefined ? [] : [leader]));
}

/** How managers stand, in words: how many there are, answer, and must agree. */
export function quorumInWords({ swarm }: SwarmState): string {
  const managers = managersOf(swarm);
  const up = managers.filter((node) => node.up).length;
  return `매니저 ${managers.length}대 중 ${up}대 켜짐 · 과반 ${quorumOf(managers.length)}대`;
}

const running = ({ swarm }: SwarmState) => `컨테이너는 ${swarm.containers.length}개 돈다`;

/** What the stores have to say about who decides. */
function sayDeciders(state: SwarmState): string {
  const { swarm } = state;
  const quorum = quorumOf(managersOf(swarm).length);
  const leaders = leadersOf(state);
  if (leaders.length === 2)
    return `두 무리가 저마다 리더를 두고(${leaders.map(nodeName).join(", ")}) 결정한다`;
  if (leaders.length === 0) return `과반 ${quorum}대가 모인 곳이 없어 아무것도 바꿀 수 없다`;
  return `결정은 리더 ${withJosa(nodeName(leaders[0]!), "이/가")} 내린다`;
}

function sayPower(state: SwarmState, before: SwarmState, id: number): string {
  const { swarm } = state;
  const isUp = findNode(swarm, id)?.up;
  const had = before.swarm.containers.filter(({ node }) => node === id).length;
  const leader = storeAt(swarm, id).leader;
  if (!isUp) {
    const lost = had === 0 ? "돌던 태스크는 없었다" : `태스크 ${had}개를 잃었다`;
    if (leader === undefined)
      return `${withJosa(nodeName(id), "이/가")} 꺼져 ${lost}. ${sayDeciders(state)}. 잃은 몫도 다시 띄우지 못해 ${running(state)}.`;
    if (had === 0) return `${withJosa(nodeName(id), "이/가")} 꺼졌다. ${lost}. ${sayDeciders(state)}.`;
    return `${withJosa(nodeName(id), "이/가")} 꺼져 ${lost}. 옮겨 간 것이 아니라 새 태스크가 남은 노드에 생겨 ${running(state)}. ${sayDeciders(state)}.`;
  }
  const has = swarm.containers.filter(({ node }) => node === id).length;
  const wasStuck = storeAt(before.swarm, id).leader === undefined && leader !== undefined;
  if (wasStuck)
    return `${withJosa(nodeName(id), "이/가")} 돌아와 과반이 다시 모였다. ${sayDeciders(state)}. 밀린 몫을 채워 ${running(state)}.`;
  const tasks =
    has === 0 ? "태스크는 저절로 다시 나뉘지 않아 이 노드는 비어 있다" : `이 노드에 태스크 ${has}개가 놓였다`;
  return `${withJosa(nodeName(id), "이/가")} 돌아왔다. ${tasks}. ${running(state)}.`;
}

function sayCommand(state: SwarmState, event: SwarmEvent): string {
  const { swarm, last } = state;
  if (last === undefined) return "";
  if (!last.ok) {
    if (last.text === NO_LEADER)
      return `${withJosa(nodeName(last.at), "은/는")} 거절했다. 이쪽에서 보이는 매니저만으로는 과반이 되지 않는다. ${running(state)}.`;
    if (last.text === LAST_MANAGER) return "마지막 매니저는 워커로 바꿀 수 없다.";
    if (last.text === WOULD_LOSE_QUORUM) return "이 매니저를 빼면 켜진 매니저가 과반이 되지 못해 거절되었다.";
    return `${withJosa(nodeName(last.at), "은/는")} 워커라 클러스터의 상태를 보거나 바꿀 수 없다.`;
  }
  switch (event.type) {
    case "scale":
      return `리더 ${withJosa(nodeName(storeAt(swarm, event.node).leader ?? event.node), "이/가")} 기록하고 과반이 따라 적어 확정했다. 원하는 수는 ${event.replicas}개, ${running(state)}.`;
    case "force":
      return `태스크를 모두 새로 만들어 가장 적은 노드부터 고르게 놓았다. ${running(state)}.`;
    case "drain":
      return findNode(swarm, event.node)?.drained
        ? `${nodeName(event.node)}의 태스크를 내리고 다른 노드에 새로 띄웠다. 매니저 일은 그대로 한다. ${running(state)}.`
        : `${withJosa(nodeName(event.node), "이/가")} 다시 태스크를 받을 수 있다. 있던 태스크는 옮겨 오지 않는다.`;
    case "role":
      return `${withJosa(nodeName(event.node), "이/가")} ${withJosa(findNode(swarm, event.node)?.log === undefined ? "워커" : "매니저", "이/가")} 되었다. ${quorumInWords(state)}.`;
    default:
      return `${sayDeciders(state)}.`;
  }
}

function sayRequest({ swarm, asked }: SwarmState): string {
  if (asked === undefined) return "";
  const at = nodeName(asked.at);
  if (!findNode(swarm, asked.at)?.up) return `${withJosa(at, "이/가")} 꺼져 있어 요청이 닿지 않았다.`;
  if (asked.task === undefined)
    return `${withJosa(at, "이/가")} 받았지만 닿을 수 있는 태스크가 없어 답이 없다.`;
  const task = `${SERVICE}.${asked.task.slot}`;
  const hasNone = !swarm.containers.some(({ node }) => node === asked.at);
  const way =
    asked.task.node === asked.at
      ? `제 노드의 ${withJosa(task, "으로/로")} 보냈다`
      : `${nodeName(asked.task.node)}의 ${withJosa(task, "으로/로")} 넘겼다`;
  return `${withJosa(at, "이/가")} 8080 포트로 받아 제 커널의 IPVS가 ${way}.${hasNone ? ` ${at}에는 태스크가 하나도 없다.` : ""}`;
}

function describe(state: SwarmState, before: SwarmState | undefined, event: SwarmEvent | undefined): string {
  const { swarm } = state;
  if (event === undefined || before === undefined) {
    return `노드 ${swarm.nodes.length}대에서 서비스 ${SERVICE}의 태스크가 ${swarm.stores[0].replicas}개 돈다. ${quorumInWords(state)}. ${sayDeciders(state)}.`;
  }
  switch (event.type) {
    case "power":
      return sayPower(state, before, event.node);
    case "request":
      return sayRequest(state);
    case "part": {
      const groups = [0, 1].map((side) => swarm.nodes.filter((node) => node.side === side).length);
      const replaced =
        leadersOf(state).length === 0
          ? "돌던 것은 그대로라"
          : "결정하는 쪽은 안 보이는 노드의 몫을 새로 띄우고 저쪽 것도 그대로라";
      return `망이 ${groups[0]}대와 ${groups[1]}대로 갈라졌다. ${sayDeciders(state)}. ${replaced}, ${running(state)}.`;
    }
    case "heal": {
      const undone = swarm.undone.at(-1);
      if (undone !== undefined)
        return `다시 이어지자 기록 하나만 남았다. 다른 쪽이 확정했던 ${undone.replicas}개라는 결정은 사라지고 ${swarm.stores[0].replicas}개가 되었다.`;
      return `다시 이어졌다. 뒤처진 매니저는 리더의 기록을 받아 적고, 남는 태스크는 멈추어 ${running(state)}. ${sayDeciders(state)}.`;
    }
    case "rule":
      return swarm.rule === "majority"
        ? `다시 과반이 있어야 결정한다. ${sayDeciders(state)}.`
        : `이제 과반이 아니어도 보이는 매니저끼리 결정한다. 실제 Swarm에는 없는 규칙이다. ${sayDeciders(state)}.`;
    default:
      return sayCommand(state, event);
  }
}

function tables(state: SwarmState): readonly Table[] {
  const { swarm } = state;
  const parted = isParted(swarm);
  return [
    {
      caption: "노드",
      columns: ["노드", "상태", "역할", "태스크 받음", "도는 태스크", "Raft 기록", "무리"],
      rows: swarm.nodes.map((node) => [
        nodeName(node.id),
        node.up ? "켜짐" : "꺼짐",
        roleInWords(state, node.id),
        node.drained ? "drain" : "active",
        swarm.containers
          .filter((task) => task.node === node.id)
          .map(({ slot }) => `${SERVICE}.${slot}`)
          .join(", ") || "–",
        node.log === undefined ? "–" : `${node.log.length}번째, 임기 ${node.log.at(-1)?.term ?? 0}`,
        parted ? (node.side === 0 ? "가" : "나") : "–",
      ]),
    },
    {
      caption: "결정",
      columns: ["무리", "리더", "원하는 수", "도는 컨테이너"],
      rows: (parted ? [0, 1] : [0]).map((side) => {
        const store = swarm.stores[side === 1 ? 1 : 0];
        return [
          parted ? (side === 0 ? "가" : "나") : "전체",
          store.leader === undefined ? "없음(바꿀 수 없음)" : nodeName(store.leader),
          store.replicas,
          swarm.containers.filter(({ node }) => findNode(swarm, node)?.side === side).length,
        ];
      }),
    },
  ];
}

/** Leader, manager or worker. */
export function roleInWords({ swarm }: SwarmState, id: number): string {
  const node = findNode(swarm, id);
  if (node?.log === undefined) return "워커";
  return node.up && storeAt(swarm, id).leader === id ? "리더" : "매니저";
}

const on = (type: "power" | "drain" | "role" | "force" | "request", node: number): SwarmEvent => ({
  type,
  node,
});
const scaleTo = (node: number, replicas: number): SwarmEvent => ({ type: "scale", node, replicas });

export const swarmSimulator: Lab<SwarmState, SwarmEvent, Params> = {
  id: "docker-swarm-swarm-simulator",
  version: 1,
  scenarios: [
    {
      id: "node-leaves",
      title: "노드가 꺼졌다 돌아오면",
      about: "노드 하나가 꺼졌다가 돌아올 때 태스크가 어디에 있는지 본다.",
      params: { size: 3, managers: [1, 2, 3], replicas: 3 },
      script: [on("power", 3), on("power", 3), on("force", 1)],
      predict: {
        ask: "web 셋이 세 노드에서 하나씩 돕니다. node3이 꺼졌다가 돌아오면 node3에는 태스크가 몇 개 있을까요?",
        answer: { kind: "choice", options: ["하나도 없다", "하나", "둘"] },
        at: 2,
        actual: ({ swarm }) => {
          const count = swarm.containers.filter(({ node }) => node === 3).length;
          return ["하나도 없다", "하나", "둘"][count] ?? "둘";
        },
        why: () =>
          "빈자리는 이미 다른 노드의 새 태스크가 채웠고, Swarm은 도는 태스크를 저절로 옮기지 않는다.",
      },
    },
    {
      id: "quorum",
      title: "매니저가 과반을 잃으면",
      about: "매니저 셋 가운데 둘이 꺼지면 무엇이 되고 무엇이 안 되는지 본다.",
      params: { size: 5, managers: [1, 2, 3], replicas: 5 },
      script: [on("power", 1), on("power", 2), scaleTo(3, 6), on("power", 5), on("power", 1)],
      predict: {
        ask: "매니저 셋 가운데 둘이 차례로 꺼지면 남은 노드의 태스크는 어떻게 될까요?",
        answer: {
          kind: "choice",
          options: ["계속 돌지만 잃은 몫은 채우지 못한다", "모두 멈춘다", "남은 노드가 다섯을 다시 채운다"],
        },
        at: 2,
        actual: ({ swarm }) => {
          if (swarm.containers.length === 0) return "모두 멈춘다";
          return swarm.containers.length < 5
            ? "계속 돌지만 잃은 몫은 채우지 못한다"
            : "남은 노드가 다섯을 다시 채운다";
        },
        why: () => "컨테이너를 돌리는 것은 노드이고, 과반이 필요한 것은 바꾸는 결정이다.",
      },
      goals: [
        {
          id: "two-managers-lost",
          ask: "node1과 node2가 함께 꺼진 다음에도, 과반 규칙을 지키며 web 6개가 돌게 한다.",
          met: ({ swarm }) => {
            const isOff = [1, 2].every((id) => !findNode(swarm, id)?.up);
            const managers = managersOf(swarm);
            if (swarm.rule !== "majority") return "과반 규칙을 켜 둔 채로 해야 한다.";
            if (!isOff) {
              const quorum = quorumOf(managers.length);
              const left = managers.filter(({ id }) => id > 2).length;
              return left >= quorum
                ? `node1과 node2가 꺼져도 매니저 ${left}대가 남아 과반 ${quorum}대가 된다.`
                : `매니저가 ${managers.length}대면 과반은 ${quorum}대인데, node1과 node2가 꺼지면 ${left}대만 남는다. 꺼지기 전에 바꿀 것이 있다.`;
            }
            const { leader, replicas } = swarm.stores[0];
            if (leader === undefined)
              return "과반을 잃은 뒤에는 매니저를 늘릴 수도 없다. 순서를 바꾸어 본다.";
            return (replicas === 6 && swarm.containers.length === 6) || "과반이 남았으니 이제 늘릴 수 있다.";
          },
          within: 6,
        },
      ],
    },
    {
      id: "split",
      title: "망이 둘로 갈라지면",
      about: "매니저 다섯이 셋과 둘로 갈라질 때 왜 한쪽만 결정할 수 있어야 하는지 본다.",
      params: { size: 5, managers: [1, 2, 3, 4, 5], replicas: 5 },
      script: [{ type: "part", after: 3 }, scaleTo(4, 7), scaleTo(1, 7), { type: "heal" }],
      predict: {
        ask: "node4와 node5만 떨어져 나갔습니다. node4에서 web을 7개로 늘리려 하면 어떻게 될까요?",
        answer: { kind: "choice", options: ["오류가 난다", "두 노드에서만 늘어난다", "양쪽에서 늘어난다"] },
        at: 2,
        actual: ({ last }) => (last?.ok ? "두 노드에서만 늘어난다" : "오류가 난다"),
        why: () => "다섯의 과반은 셋인데 이쪽에는 매니저가 둘뿐이다.",
      },
      goals: [
        {
          id: "undone-decision",
          ask: "과반 규칙을 끄면 무엇이 깨지는지 보인다. 두 무리가 서로 다른 수를 확정하게 하고, 다시 이어 그 가운데 하나가 사라지게 한다.",
          met: ({ swarm }) => {
            if (swarm.undone.length > 0) return true;
            if (swarm.rule === "majority") return "과반 규칙이 켜져 있으면 결정하는 무리는 많아야 하나다.";
            if (!isParted(swarm)) return "망이 하나면 결정도 하나다.";
            const [first, second] = swarm.stores;
            return first.replicas === second.replicas
              ? "아직 두 무리가 같은 수를 원한다. 양쪽의 매니저에게 서로 다른 수를 말한다."
              : "두 무리가 서로 다른 수를 확정했다. 이제 이으면 어느 쪽이 남을까.";
          },
          within: 6,
        },
      ],
    },
    {
      id: "mesh",
      title: "요청은 어느 노드로 와도 된다",
      about: "태스크가 없는 노드로 온 요청이 어디로 가는지, 노드마다의 IPVS를 따라가 본다.",
      params: { size: 3, managers: [1], replicas: 2, drained: [1] },
      script: [on("request", 1), on("request", 1), on("request", 2), on("power", 3), on("request", 1)],
      predict: {
        ask: "node1에는 web의 태스크가 없습니다. 손님의 요청이 node1의 8080 포트로 오면 어떻게 될까요?",
        answer: {
          kind: "choice",
          options: ["다른 노드의 태스크가 답한다", "연결이 거부된다", "node1에 태스크가 생긴다"],
        },
        at: 1,
        actual: ({ asked, swarm }) => {
          if (asked?.task === undefined) return "연결이 거부된다";
          return swarm.containers.some(({ node }) => node === 1)
            ? "node1에 태스크가 생긴다"
            : "다른 노드의 태스크가 답한다";
        },
        why: () => "게시한 포트는 모든 노드가 받고, 받은 노드의 IPVS가 태스크로 넘긴다.",
      },
    },
  ],
  init,
  rules,
  describe,
  tables,
  events: {
    power: { fields: { node: oneOf<number>(NODE_IDS) } },
    drain: { fields: { node: oneOf<number>(NODE_IDS) } },
    role: { fields: { node: oneOf<number>(NODE_IDS) } },
    force: { fields: { node: oneOf<number>(NODE_IDS) } },
    request: { fields: { node: oneOf<number>(NODE_IDS) } },
    scale: { fields: { node: oneOf<number>(NODE_IDS), replicas: oneOf<number>(REPLICAS) } },
    part: { fields: { after: oneOf<number>([1, 2, 3, 4]) } },
    heal: {},
    rule: {},
  },
};
