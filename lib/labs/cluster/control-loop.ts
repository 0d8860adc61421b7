import type { Node, Pod } from "../../models/cluster/kinds.ts";
import { startMachine, stopMachine } from "../../models/cluster/kubelet.ts";
import { conditionOf, isPodActive, isPodReady } from "../../models/cluster/pod-facts.ts";
import type { ClusterParams, ClusterState } from "../../models/cluster/state.ts";
import type { World } from "../../models/cluster/world.ts";
import type { KubeObject } from "../../models/kubectl/cluster.ts";
import { typeOfKind } from "../../models/kubectl/resource-types.ts";
import { int, oneOf } from "../../sim/event-schema.ts";
import type { Lab } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";
import { enter, leave, look, toNextMoment } from "./moments.ts";
import { isTold, tellChange } from "./tell.ts";
import {
  changeWeb,
  countPods,
  nodesOf,
  podsOf,
  settledWorld,
  webDeployment,
  webOf,
  webProgram,
} from "./workload.ts";

/** Desired and observed state: the loop that makes one like the other, a moment at a time, and what disturbs it. */

const SECOND = 1_000_000;
/** A step is at most this long: nothing that can be seen happens in it. */
const LONGEST_STEP = 600 * SECOND;
export const MOST_REPLICAS = 8;
const MOST_PODS = 24;
export const NODE_NAMES = ["node-1", "node-2", "node-3"] as const;

/** What the loop is about to do, as its controller reckons: pods that are wanted, less those that count. */
export type Loop = {
  readonly wanted: number;
  readonly active: number;
  readonly ready: number;
  /** How many are to be made; below zero, how many are too many. */
  readonly missing: number;
};

export type LoopState = {
  readonly cluster: ClusterState;
  readonly beganAt: number;
  readonly loop: Loop;
  readonly said: string;
};

export type LoopEvent =
  /** To the next thing that can be seen. */
  | { readonly type: "tick" }
  /** Another number of pods is wanted. */
  | { readonly type: "want"; readonly replicas: number }
  /** Somebody deletes a pod, by its place. */
  | { readonly type: "remove"; readonly pod: number }
  /** Somebody makes a pod by hand, with the labels of the others. */
  | { readonly type: "add" }
  | { readonly type: "power"; readonly node: (typeof NODE_NAMES)[number] };

type Params = { readonly replicas: number };

const CLUSTER: ClusterParams = {
  startedAt: "2026-11-30T00:00:00Z",
  nodes: nodesOf(NODE_NAMES.length),
  images: { "shop/web:1.4": webProgram(1000) },
};

function loopOf(world: World): Loop {
  const wanted = webOf(world).spec.replicas ?? 1;
  const { active, ready } = countPods(podsOf(world));
  return { wanted, active, ready, missing: wanted - active };
}

/** Whether nothing more will happen by itself: as many are ready as are wanted, and every node is as it seems. */
function isSettled(world: World): boolean {
  const { wanted, active, ready } = loopOf(world);
  const isKnown = (node: Node) =>
    (conditionOf(node, "Ready")?.status === "True") === !world.machines.get(node.metadata.name)?.isDown;
  const isOff = (pod: Pod) => world.machines.get(pod.spec.nodeName ?? "")?.isDown === true;
  const pods = podsOf(world);
  return (
    wanted === active &&
    active === ready &&
    world.list("Node").every(isKnown) &&
    pods.every((pod) => (isPodActive(pod) ? !isOff(pod) : isOff(pod)))
  );
}

export const controlLoop: Lab<LoopState, LoopEvent, Params> = {
  id: "kubernetes-overview-control-loop",
  version: 1,
  scenarios: [
    {
      id: "delete",
      title: "파드를 지운다",
      about:
        "파드 하나를 지우고 한 단계씩 넘기며, 지운 까닭을 모르는 컨트롤러가 무엇을 견주어 다시 채우는지 본다.",
      params: { replicas: 3 },
      script: [{ type: "remove", pod: 1 }],
      predict: {
        ask: "다시 맞춰진 뒤 지운 파드는 같은 이름으로 돌아올까요?",
        answer: { kind: "choice", options: ["같은 이름으로 돌아온다", "다른 이름의 새 파드가 온다"] },
        at: 3,
        actual: () => "다른 이름의 새 파드가 온다",
        why: () => "컨트롤러는 모자란 수만큼 새로 만들 뿐, 지워진 것을 되살리지 않는다.",
      },
    },
    {
      id: "node-off",
      title: "노드가 꺼진다",
      about: "노드 하나를 끄고, 컨트롤 플레인이 언제 알고 언제 파드를 다른 노드에 새로 만드는지 시각을 본다.",
      params: { replicas: 3 },
      script: [{ type: "power", node: "node-2" }],
    },
    {
      id: "want-more",
      title: "의도를 바꾼다",
      about: "바라는 수를 바꾸면 만들라거나 지우라는 명령 없이도 루프가 차이를 셈해 행동하는 것을 본다.",
      params: { replicas: 3 },
      script: [{ type: "want", replicas: 6 }],
    },
    {
      id: "one-too-many",
      title: "손으로 하나 더 만든다",
      about:
        "같은 레이블의 파드를 손으로 하나 더 만들면 루프가 그것을 제 것으로 세고 하나를 지우는 것을 본다.",
      params: { replicas: 3 },
      script: [{ type: "add" }],
    },
  ],
  init: ({ replicas }, seed) => {
    const world = settledWorld(CLUSTER, [webDeployment("shop/web:1.4", replicas)], seed);
    const cluster = leave(world);
    return {
      cluster,
      beganAt: world.now,
      loop: loopOf(world),
      said: `\`web\` 파드 ${replicas}개를 바라고 ${replicas}개가 준비돼 있다. 할 일이 없다.`,
    };
  },
  rules: [],
  next: ({ cluster }) => (isSettled(look(cluster)) ? undefined : { type: "tick" }),
  reduce: (state, event) => {
    const world = enter(state.cluster);
    const said = act(world, event);
    if (said.refused) return said.text;
    const loop = loopOf(world);
    return { state: { ...state, cluster: leave(world), loop, said: `${said.text} ${tellLoop(loop)}` } };
  },
  describe: ({ said }) => said,
  tables: ({ cluster, loop }) => {
    const rows = podsOf(look(cluster)).map((pod) => [
      pod.metadata.name,
      pod.spec.nodeName ?? "아직 없음",
      pod.metadata.deletionTimestamp === undefined ? (isPodReady(pod) ? "준비됨" : "준비 전") : "정리 중",
    ]);
    return [
      {
        caption: "루프",
        columns: ["바라는 수", "있는 수", "준비된 수", "차이"],
        rows: [[loop.wanted, loop.active, loop.ready, loop.missing]],
      },
      { caption: "파드", columns: ["이름", "노드", "상태"], rows },
    ];
  },
  events: {
    tick: { as: "t" },
    add: {},
    want: { fields: { replicas: int(0, MOST_REPLICAS) }, replaces: [] },
    remove: { fields: { pod: int(0, MOST_PODS - 1) } },
    power: { fields: { node: oneOf(NODE_NAMES) } },
  },
};

function act(world: World, event: LoopEvent): { readonly refused: boolean; readonly text: string } {
  const done = (text: string) => ({ refused: false, text });
  const refused = (text: string) => ({ refused: true, text });
  switch (event.type) {
    case "tick": {
      const before = world.now;
      const changes = toNextMoment(world, LONGEST_STEP, isTold);
      const seconds = Math.round((world.now - before) / SECOND);
      const text = tellChange({ traffic: [] }, changes);
      return done(seconds > 1 ? `${seconds}초가 지났다. ${text}` : text);
    }
    case "want": {
      if (webOf(world).spec.replicas === event.replicas) return refused("이미 그 수를 바라고 있습니다.");
      changeWeb(world, ({ spec }) => ({ ...spec, replicas: event.replicas }));
      return done(`바라는 수를 ${withJosa(String(event.replicas), "으로/로")} 고쳐 적었다.`);
    }
    case "remove": {
      const pod = podsOf(world)[event.pod];
      if (pod === undefined) return refused("그런 파드가 없습니다.");
      if (!isPodActive(pod)) return refused("이미 지워지고 있는 파드입니다.");
      world.api.delete(typeOfKind("Pod"), "default", pod.metadata.name, {});
      return done(`\`${pod.metadata.name}\` 파드를 지웠다.`);
    }
    case "add": {
      if (podsOf(world).length >= MOST_PODS) return refused("파드가 이미 너무 많습니다.");
      // With the labels that its ReplicaSet looks for, as those that it made have.
      const { template } = world.list("ReplicaSet", "default")[0]!.spec;
      const made = world.api.create(typeOfKind("Pod"), "default", {
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
          name: "",
          generateName: "by-hand-",
          namespace: "default",
          labels: template.metadata?.labels ?? {},
        },
        spec: template.spec,
      } as unknown as KubeObject);
      return done(`손으로 \`${made.metadata.name}\` 파드를 만들었다.`);
    }
    case "power": {
      const isDown = world.machines.get(event.node)?.isDown === true;
      if (isDown) startMachine(world, event.node);
      else stopMachine(world, event.node);
      return done(`\`${event.node}\` 노드를 ${isDown ? "켰다." : "껐다. 컨트롤 플레인은 아직 모른다."}`);
    }
  }
}

/** What the loop sees, and what it will do about it. */
function tellLoop({ wanted, active, ready, missing }: Loop): string {
  if (missing > 0) return `${wanted}개를 바라는데 ${active}개가 있어 ${missing}개를 새로 만든다.`;
  if (missing < 0) return `${wanted}개를 바라는데 ${active}개가 있어 ${-missing}개를 지운다.`;
  return ready === wanted
    ? `바라는 ${wanted}개가 모두 준비돼 할 일이 없다.`
    : `수는 ${wanted}개로 같고 ${ready}개가 준비됐다. 나머지가 준비되기를 기다린다.`;
}
