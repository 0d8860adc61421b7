import { isPodActive, podResources } from "../../models/cluster/pod-facts.ts";
import type { ClusterParams, ClusterState, SchedulingDecision } from "../../models/cluster/state.ts";
import type { KubeObject } from "../../models/kubectl/cluster.ts";
import { typeOfKind } from "../../models/kubectl/resource-types.ts";
import { podRequest } from "../../models/scheduler/pod-request.ts";
import { DEFAULT_WEIGHTS } from "../../models/scheduler/weighted-sum.ts";
import { oneOf } from "../../sim/event-schema.ts";
import type { Lab } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";
import { enter, leave, look } from "./moments.ts";
import { settledWorld } from "./workload.ts";

/** One pod after the other: which nodes are filtered out, what every plugin gives the others, and why it waits. */

const SECOND = 1_000_000;
const MOST_PODS = 24;
const Mi = 2 ** 20;

export const NODES = ["node-1", "node-2", "node-3", "node-4"] as const;
export type NodeName = (typeof NODES)[number];
export const CPUS = ["100m", "500m", "1", "3"] as const;
export const STRATEGIES = ["LeastAllocated", "MostAllocated"] as const;
export type Strategy = (typeof STRATEGIES)[number];
/** What the next pod asks for. */
export type Wish = {
  readonly cpu: (typeof CPUS)[number];
  /** Only a node with `disk: ssd`. */
  readonly needsSsd: boolean;
  /** It may stand on the node that is kept for batch work. */
  readonly toleratesBatch: boolean;
};

export type SchedulingState = {
  readonly cluster: ClusterState;
  readonly strategy: Strategy;
  readonly wish: Wish;
  /** The scheduler's last word, of the pod that was made last. */
  readonly decision: SchedulingDecision | undefined;
  readonly said: string;
};

export type SchedulingEvent =
  | { readonly type: "place" }
  | { readonly type: "cpu"; readonly cpu: Wish["cpu"] }
  | { readonly type: "ssd" }
  | { readonly type: "tolerate" }
  | { readonly type: "strategy"; readonly strategy: Strategy }
  | { readonly type: "clear" };

type Params = { readonly strategy: Strategy; readonly wish?: Partial<Wish> };

const PLAIN: Wish = { cpu: "500m", needsSsd: false, toleratesBatch: false };
/** What the nodes hold at the start, in CPUs: the first is half full, the third almost. */
const LOADS: Readonly<Record<NodeName, string>> = {
  "node-1": "1",
  "node-2": "200m",
  "node-3": "1700m",
  "node-4": "100m",
};

const clusterOf = (strategy: Strategy): ClusterParams => ({
  startedAt: "2026-11-30T00:00:00Z",
  nodes: NODES.map((name) => ({
    name,
    cpu: "2",
    memory: "4Gi",
    ...(name === "node-2" || name === "node-3" ? { labels: { disk: "ssd" } } : {}),
  })),
  images: {},
  scoringStrategy: strategy,
});

function podOf(name: string, cpu: string, spec: object): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "default", labels: { app: name.replace(/-\d+$/, "") } },
    spec: {
      containers: [
        {
          name: "main",
          image: "registry.k8s.io/pause:3.10",
          resources: { requests: { cpu, memory: "256Mi" } },
        },
      ],
      ...spec,
    },
  } as unknown as KubeObject;
}

const BATCH = { key: "for", value: "batch", effect: "NoSchedule" };

/** What of a node is asked for by its pods, in thousandths of a CPU and MiB, and what it has. */
export function loadsOf(cluster: ClusterState) {
  const world = look(cluster);
  return NODES.map((name) => {
    const pods = world.list("Pod").filter((pod) => pod.spec.nodeName === name && isPodActive(pod));
    const sum = (what: string) =>
      pods.reduce((all, pod) => all + podRequest(podResources(pod.spec), what), 0);
    return {
      name,
      cpu: sum("cpu"),
      memory: Math.round(sum("memory") / Mi),
      pods: pods
        .filter(({ metadata }) => metadata.namespace === "default")
        .map(({ metadata }) => metadata.name),
    };
  });
}

/** The plugins of a decision that tell nodes apart, each with its weight; the others after them. */
export function pluginsOf({
  scores,
}: SchedulingDecision): readonly { readonly name: string; readonly weight: number }[] {
  return Object.keys(scores).map((name) => ({ name, weight: DEFAULT_WEIGHTS[name] ?? 1 }));
}

export const scheduling: Lab<SchedulingState, SchedulingEvent, Params> = {
  id: "kubernetes-scheduling-filter-and-score",
  version: 1,
  scenarios: [
    {
      id: "spread",
      title: "빈 노드부터(기본)",
      about: "파드를 하나씩 놓으며 어느 노드가 왜 떨어지고 남은 노드에 플러그인마다 몇 점을 주는지 본다.",
      params: { strategy: "LeastAllocated" },
      script: [{ type: "place" }, { type: "place" }, { type: "place" }],
      predict: {
        ask: "CPU 0.5개를 바라는 첫 파드는 어느 노드에 놓일까요?",
        answer: { kind: "choice", options: [...NODES] },
        at: 1,
        actual: ({ decision }) => decision?.node ?? NODES[0],
        why: ({ decision }) =>
          `남는 몫이 가장 큰 노드의 합이 ${decision?.totals[decision.node ?? ""] ?? 0}점으로 가장 높다.`,
      },
    },
    {
      id: "pack",
      title: "찬 노드부터(빈 패킹)",
      about: "MostAllocated로 바꾸면 같은 파드가 덜 빈 노드에 모여 빈 노드가 남는 것을 본다.",
      params: { strategy: "MostAllocated" },
      script: [{ type: "place" }, { type: "place" }, { type: "place" }],
    },
    {
      id: "pending",
      title: "왜 Pending인가",
      about: "CPU 3개를 바라는 파드는 어느 노드에도 맞지 않는다. 노드마다 떨어진 까닭을 읽는다.",
      params: { strategy: "LeastAllocated", wish: { cpu: "3" } },
      script: [{ type: "place" }],
    },
    {
      id: "selector",
      title: "레이블과 테인트",
      about: "SSD가 있는 노드만 고르게 하고 테인트를 견디게 하면 걸러지는 노드가 어떻게 바뀌는지 본다.",
      params: { strategy: "LeastAllocated", wish: { needsSsd: true } },
      script: [{ type: "place" }, { type: "tolerate" }, { type: "ssd" }, { type: "place" }],
    },
  ],
  init: ({ strategy, wish }, seed) => {
    const loads = NODES.map((name) => podOf(`load-${name.at(-1)}`, LOADS[name], { nodeName: name }));
    const world = settledWorld(clusterOf(strategy), loads, seed);
    const kept = world.get("Node", "", "node-4")!;
    world.api.update({ ...kept, spec: { ...kept.spec, taints: [BATCH] } } as unknown as KubeObject);
    world.run(world.now + SECOND);
    return {
      cluster: leave(world),
      strategy,
      wish: { ...PLAIN, ...wish },
      decision: undefined,
      said: "노드 넷 가운데 `node-3`은 거의 찼고 `node-4`에는 테인트가 있다. 다음 파드를 놓아 본다.",
    };
  },
  rules: [],
  reduce: (state, event) => {
    switch (event.type) {
      case "place":
        return place(state);
      case "cpu":
        if (state.wish.cpu === event.cpu) return "이미 그만큼 바랍니다.";
        return wished(state, { cpu: event.cpu }, `다음 파드는 CPU를 ${event.cpu}만큼 바란다.`);
      case "ssd": {
        const needsSsd = !state.wish.needsSsd;
        const text = needsSsd
          ? "다음 파드는 `disk: ssd` 노드에만 놓인다."
          : "다음 파드는 노드의 레이블을 가리지 않는다.";
        return wished(state, { needsSsd }, text);
      }
      case "tolerate": {
        const toleratesBatch = !state.wish.toleratesBatch;
        const text = toleratesBatch
          ? "다음 파드는 `node-4`의 테인트를 견딘다."
          : "다음 파드는 `node-4`의 테인트를 견디지 못한다.";
        return wished(state, { toleratesBatch }, text);
      }
      case "strategy": {
        if (state.strategy === event.strategy) return "이미 그 전략입니다.";
        const { cluster, strategy } = { ...state, strategy: event.strategy };
        const params = { ...cluster.params, scoringStrategy: strategy };
        const text =
          strategy === "MostAllocated"
            ? "이제 덜 빈 노드에 높은 점수를 준다."
            : "이제 더 빈 노드에 높은 점수를 준다.";
        return { state: { ...state, strategy, cluster: { ...cluster, params }, said: text } };
      }
      case "clear":
        return clear(state);
    }
  },
  describe: ({ said, decision }, _, __, guessing) =>
    guessing && decision !== undefined ? "파드를 놓았다. 어디에 놓였는지는 예상한 뒤에 보인다." : said,
  tables: ({ cluster, decision }, guessing) => [
    {
      caption: "노드가 내어 준 것",
      columns: ["노드", "CPU 요청(m)", "메모리 요청(Mi)", "파드"],
      rows:
        guessing && decision !== undefined
          ? []
          : loadsOf(cluster).map(({ name, cpu, memory, pods }) => [name, cpu, memory, pods.length]),
    },
    {
      caption: "마지막 결정",
      columns: ["노드", "걸러진 까닭", "점수의 합"],
      rows:
        decision === undefined || guessing
          ? []
          : NODES.map((name) => [name, decision.filtered[name]?.reason ?? "", decision.totals[name] ?? ""]),
    },
  ],
  events: {
    place: {},
    clear: {},
    ssd: {},
    tolerate: {},
    cpu: { fields: { cpu: oneOf(CPUS) }, replaces: [] },
    strategy: { fields: { strategy: oneOf(STRATEGIES) }, replaces: [] },
  },
};

type Reduced = { readonly state: SchedulingState };

function wished(state: SchedulingState, wish: Partial<Wish>, said: string): Reduced {
  return { state: { ...state, wish: { ...state.wish, ...wish }, said } };
}

/** Makes a pod as wished, and lets the scheduler decide. */
function place(state: SchedulingState): Reduced | string {
  const { wish } = state;
  const world = enter(state.cluster);
  const pods = world.list("Pod", "default");
  if (pods.length >= MOST_PODS) return "파드가 이미 너무 많습니다. 비우고 다시 놓으세요.";
  const numbers = pods.map(({ metadata }) => Number(/^pod-(\d+)$/.exec(metadata.name)?.[1] ?? 0));
  const name = `pod-${Math.max(0, ...numbers) + 1}`;
  world.api.create(
    typeOfKind("Pod"),
    "default",
    podOf(name, wish.cpu, {
      ...(wish.needsSsd ? { nodeSelector: { disk: "ssd" } } : {}),
      ...(wish.toleratesBatch ? { tolerations: [{ ...BATCH, operator: "Equal" }] } : {}),
    }),
  );
  world.run(world.now + SECOND);
  const decision = world.decisions.findLast(({ pod }) => pod === `default/${name}`);
  return { state: { ...state, cluster: leave(world), decision, said: tellDecision(name, decision) } };
}

function tellDecision(name: string, decision: SchedulingDecision | undefined): string {
  const pod = `\`${name}\` 파드`;
  if (decision === undefined) return `${withJosa(pod, "은/는")} 아직 차례가 오지 않았다.`;
  const { node, filtered, totals } = decision;
  const refused = Object.keys(filtered).length;
  if (node === undefined)
    return `${withJosa(pod, "은/는")} 노드 ${refused}대가 모두 걸러져 Pending으로 남는다.`;
  const others = Object.entries(totals).filter(([other]) => other !== node);
  const best = Math.max(...others.map(([, total]) => total), 0);
  const out = refused > 0 ? `${refused}대가 걸러지고 ` : "";
  const versus =
    others.length === 0 ? "남은 것이 하나뿐이라" : `${totals[node]}점으로 다음의 ${best}점보다 높아`;
  return `${withJosa(pod, "은/는")} ${out}\`${node}\` 노드가 ${versus} 거기에 놓였다.`;
}

/** Takes away all pods that were placed. */
function clear(state: SchedulingState): Reduced | string {
  const world = enter(state.cluster);
  const placed = world.list("Pod", "default").filter(({ metadata }) => metadata.name.startsWith("pod-"));
  if (placed.length === 0) return "놓은 파드가 없습니다.";
  for (const { metadata } of placed)
    world.api.delete(typeOfKind("Pod"), "default", metadata.name, { graceSeconds: 0 });
  world.run(world.now + SECOND);
  return {
    state: {
      ...state,
      cluster: leave(world),
      decision: undefined,
      said: `놓았던 파드 ${placed.length}개를 치웠다.`,
    },
  };
}
