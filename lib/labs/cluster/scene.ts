import type { Deployment, Node, Pod } from "../../models/cluster/kinds.ts";
import {
  amountsOf,
  conditionOf,
  hasPodEnded,
  isPodReady,
  podResources,
} from "../../models/cluster/pod-facts.ts";
import type { ClusterState } from "../../models/cluster/state.ts";
import type { KubeObject } from "../../models/kubectl/cluster.ts";
import { podRequest } from "../../models/scheduler/pod-request.ts";
import { withJosa } from "../../text/josa.ts";

/** What the drawing of a cluster shows, read from its state. The system's own pods are left out. */

/** Each is drawn by a shape of its own. */
export type PodMark = "ready" | "not-ready" | "waiting" | "crash-loop" | "terminating" | "ended";

export type PodScene = {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** What tells it from its siblings: the last part of its name. */
  readonly short: string;
  readonly node: string | undefined;
  readonly mark: PodMark;
  /** The mark in words, with what is counted: `준비됨 1/1`. */
  readonly words: string;
  /** The tag of its image. */
  readonly version: string;
  /** Whether it is of the template that its Deployment has now, while others are not. */
  readonly isNew: boolean;
  readonly restarts: number;
  /** Whether some node sends it requests. */
  readonly isReached: boolean;
  /** Requests that it answered in the last whole second; 0 where there are too many pods to say so of each. */
  readonly perSecond: number;
};

export type NodeScene = {
  readonly name: string;
  /** As the control plane knows it. */
  readonly isReady: boolean;
  /** Whether its machine is switched off, which the control plane learns later. */
  readonly isOff: boolean;
  readonly words: string;
  /** Shares of what the node has, in whole percent, as last measured. */
  readonly cpuPercent: number;
  readonly memoryPercent: number;
  readonly pods: readonly PodScene[];
  /** How many more pods of the Deployment have room by their requests. */
  readonly room: number | undefined;
};

export type Scene = {
  readonly nodes: readonly NodeScene[];
  /** Pods that no node has been found for. */
  readonly unscheduled: readonly PodScene[];
  readonly podCount: number;
  readonly service: ServiceScene | undefined;
  /** The versions that run, in their order of age: one, or the old and the new. */
  readonly versions: readonly string[];
  /** What the control plane is about, and which part of it. */
  readonly doing: string;
  readonly busy: ControlPlanePart | undefined;
};

export type ServiceScene = {
  readonly namespace: string;
  readonly name: string;
  readonly perSecond: number;
  readonly endpoints: number;
  readonly failed: number;
  /** Why requests failed last. */
  readonly why: string | undefined;
};

export const CONTROL_PLANE = ["api-server", "etcd", "scheduler", "controller-manager"] as const;
export type ControlPlanePart = (typeof CONTROL_PLANE)[number];

/** Of more pods than this the requests of each are not told. */
const MOST_COUNTED = 40;

const order = new Intl.Collator("en", { numeric: true });
const byName = (a: { readonly name: string }, b: { readonly name: string }) => order.compare(a.name, b.name);

export function sceneOf(state: ClusterState): Scene {
  const pods: Pod[] = [];
  const onNodes = new Map<string, Pod[]>();
  const nodes: Node[] = [];
  const deployments: Deployment[] = [];
  for (const object of state.objects) {
    if (object.kind === "Pod") {
      const pod = as<Pod>(object);
      if (pod.metadata.namespace !== "kube-system") pods.push(pod);
      const { nodeName } = pod.spec;
      if (nodeName === undefined || hasPodEnded(pod)) continue;
      const others = onNodes.get(nodeName);
      if (others === undefined) onNodes.set(nodeName, [pod]);
      else others.push(pod);
    }
    if (object.kind === "Node") nodes.push(as(object));
    else if (object.kind === "Deployment" && object.metadata.namespace !== "kube-system")
      deployments.push(as(object));
  }
  const reached = reachedBy(state.proxies);
  const wanted = new Set(deployments.flatMap(({ spec }) => spec.template.spec.containers[0]?.image ?? []));
  const images = new Set(pods.map((pod) => pod.spec.containers[0]?.image ?? ""));
  const isMixed =
    [...images].some((image) => !wanted.has(image)) && [...images].some((one) => wanted.has(one));
  const nowMs = Date.parse(state.params.startedAt) + state.agenda.now / 1000;
  const perSecond = new Map(
    pods.length > MOST_COUNTED ? [] : state.traffic.flatMap(({ lastSecond }) => Object.entries(lastSecond)),
  );
  const drawn = pods
    .map((pod) => {
      const image = pod.spec.containers[0]?.image ?? "";
      const uid = pod.metadata.uid ?? "";
      return drawPod(pod, nowMs, isMixed && wanted.has(image), reached.has(uid), perSecond.get(uid) ?? 0);
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const byNode = Map.groupBy(drawn, ({ node }) => node);
  const [first] = deployments;
  return {
    nodes: nodes
      .map((node) =>
        nodeScene(state, node, {
          pods: byNode.get(node.metadata.name) ?? [],
          all: onNodes.get(node.metadata.name) ?? [],
          deployment: first,
        }),
      )
      .sort(byName),
    unscheduled: byNode.get(undefined) ?? [],
    podCount: drawn.length,
    service: serviceScene(state, reached, pods),
    versions: [
      ...new Set(drawn.toSorted((a, b) => Number(a.isNew) - Number(b.isNew)).map((one) => one.version)),
    ],
    ...doingOf(deployments, drawn),
  };
}

const as = <T>(object: KubeObject): T => object as unknown as T;

/** Pods are replaced, never changed: as long as one is the same, so is what is drawn of it. */
const drawnOf = new WeakMap<Pod, PodScene>();

function drawPod(pod: Pod, nowMs: number, isNew: boolean, isReached: boolean, perSecond: number): PodScene {
  const kept = drawnOf.get(pod);
  const isSame =
    kept !== undefined &&
    // Its seconds are counted down.
    kept.mark !== "terminating" &&
    kept.isNew === isNew &&
    kept.isReached === isReached &&
    kept.perSecond === perSecond;
  if (isSame) return kept;
  const base = kept === undefined || kept.mark === "terminating" ? podScene(pod, nowMs) : kept;
  const drawn: PodScene = { ...base, isNew, isReached, perSecond };
  drawnOf.set(pod, drawn);
  return drawn;
}

let lastReached: { readonly by: readonly object[]; readonly uids: ReadonlySet<string> } | undefined;

/** The pods that some node sends requests to. Nodes' rules change seldom, and are then other objects. */
function reachedBy(proxies: ClusterState["proxies"]): ReadonlySet<string> {
  const by = Object.values(proxies);
  const isSame =
    lastReached?.by.length === by.length && by.every((rules, place) => rules === lastReached?.by[place]);
  if (lastReached === undefined || !isSame) {
    const targets = by.flatMap((services) => Object.values(services).flat());
    lastReached = { by, uids: new Set(targets.map(({ uid }) => uid)) };
  }
  return lastReached.uids;
}

const amounts = new WeakMap<object, ReturnType<typeof amountsOf>>();

/** What a node has. */
function amountsOfNode({ status: { allocatable } }: Node): ReturnType<typeof amountsOf> {
  let kept = amounts.get(allocatable);
  if (kept === undefined) {
    kept = amountsOf(allocatable);
    amounts.set(allocatable, kept);
  }
  return kept;
}

function podScene(pod: Pod, nowMs: number): Omit<PodScene, "isNew" | "isReached" | "perSecond"> {
  const { metadata, spec, status } = pod;
  const image = spec.containers[0]?.image ?? "";
  const statuses = status?.containerStatuses ?? [];
  return {
    uid: metadata.uid ?? "",
    namespace: metadata.namespace ?? "",
    name: metadata.name,
    short: metadata.name.split("-").at(-1) ?? "",
    node: spec.nodeName,
    version: image.slice(image.lastIndexOf(":") + 1),
    restarts: statuses.reduce((sum, { restartCount }) => sum + restartCount, 0),
    ...markOf(pod, nowMs),
  };
}

const WAITING: Readonly<Record<string, string>> = {
  ContainerCreating: "만드는 중",
  PodInitializing: "초기화 중",
  ErrImagePull: "이미지 못 받음",
  ImagePullBackOff: "이미지 못 받음",
  InvalidImageName: "이미지 이름 잘못",
  CreateContainerConfigError: "설정 없음",
};

function markOf(pod: Pod, nowMs: number): { readonly mark: PodMark; readonly words: string } {
  const { metadata, spec, status } = pod;
  const statuses = status?.containerStatuses ?? [];
  if (metadata.deletionTimestamp !== undefined) {
    const left = Math.ceil((Date.parse(metadata.deletionTimestamp) - nowMs) / 1000);
    return { mark: "terminating", words: left > 0 ? `정리 중 · ${left}초` : "정리 중" };
  }
  if (status?.phase === "Succeeded") return { mark: "ended", words: "끝남" };
  if (status?.phase === "Failed")
    return { mark: "ended", words: status.reason === "Evicted" ? "쫓겨남" : "실패" };
  if (spec.nodeName === undefined) return { mark: "waiting", words: "자리를 기다림" };
  const reasons = statuses.flatMap(({ state }) => state.waiting?.reason ?? []);
  if (reasons.includes("CrashLoopBackOff")) return { mark: "crash-loop", words: "되풀이해 종료" };
  const [reason] = reasons;
  if (reason !== undefined) return { mark: "waiting", words: WAITING[reason] ?? reason };
  if (statuses.length === 0) return { mark: "waiting", words: "만드는 중" };
  const ready = `${statuses.filter((one) => one.ready).length}/${spec.containers.length}`;
  return isPodReady(pod)
    ? { mark: "ready", words: `준비됨 ${ready}` }
    : { mark: "not-ready", words: `준비 전 ${ready}` };
}

function nodeScene(
  state: ClusterState,
  node: Node,
  {
    pods,
    all,
    deployment,
  }: {
    readonly pods: readonly PodScene[];
    /** Those of the system too. */
    readonly all: readonly Pod[];
    readonly deployment: Deployment | undefined;
  },
): NodeScene {
  const { name } = node.metadata;
  const has = amountsOfNode(node);
  let [cpuMilli, memoryMi, cpu, memory] = [0, 0, 0, 0];
  for (const pod of all) {
    const used = state.metrics[pod.metadata.uid ?? ""];
    cpuMilli += used?.cpuMilli ?? 0;
    memoryMi += used?.memoryMi ?? 0;
    const resources = podResources(pod.spec);
    cpu += podRequest(resources, "cpu");
    memory += podRequest(resources, "memory");
  }
  const isReady = conditionOf(node, "Ready")?.status === "True";
  const one = deployment === undefined ? undefined : podResources(deployment.spec.template.spec);
  const fits = (whole: number, taken: number, each: number) =>
    each === 0 ? Number.POSITIVE_INFINITY : Math.floor((whole - taken) / each);
  const room =
    one === undefined
      ? undefined
      : Math.max(
          0,
          Math.min(
            fits(has.cpu ?? 0, cpu, podRequest(one, "cpu")),
            fits(has.memory ?? 0, memory, podRequest(one, "memory")),
            (has.pods ?? 0) - all.length,
          ),
        );
  const isCordoned = node.spec.unschedulable === true;
  const isOff = state.machines[name]?.isDown === true;
  return asBefore({
    name,
    isReady,
    isOff,
    words: isOff
      ? isReady
        ? "꺼짐, 아직 모름"
        : "꺼짐"
      : isReady
        ? isCordoned
          ? "새 파드 막음"
          : "준비됨"
        : "준비 안 됨",
    cpuPercent: percent(cpuMilli, has.cpu),
    memoryPercent: percent(memoryMi * 2 ** 20, has.memory),
    pods,
    room: isReady && !isCordoned ? room : undefined,
  });
}

const nodesBefore = new Map<string, NodeScene>();

/** The node as it was drawn last, where nothing of it is other: what is drawn of it stays. */
function asBefore(node: NodeScene): NodeScene {
  const before = nodesBefore.get(node.name);
  const isSame =
    before !== undefined &&
    before.words === node.words &&
    before.isReady === node.isReady &&
    before.cpuPercent === node.cpuPercent &&
    before.memoryPercent === node.memoryPercent &&
    before.room === node.room &&
    before.pods.length === node.pods.length &&
    before.pods.every((pod, place) => pod === node.pods[place]);
  if (isSame) return before;
  nodesBefore.set(node.name, node);
  return node;
}

function percent(part: number, whole: number | undefined): number {
  return whole === undefined || whole === 0 ? 0 : Math.round((part / whole) * 100);
}

function serviceScene(
  state: ClusterState,
  reached: ReadonlySet<string>,
  pods: readonly Pod[],
): ServiceScene | undefined {
  const [stream] = state.traffic;
  if (stream === undefined) return undefined;
  const [namespace = "", name = ""] = stream.service.split("/");
  return {
    namespace,
    name,
    perSecond: stream.perSecond,
    endpoints: pods.filter(({ metadata }) => reached.has(metadata.uid ?? "")).length,
    failed: stream.failed,
    why: stream.failures.at(-1)?.why,
  };
}

function doingOf(
  deployments: readonly Deployment[],
  pods: readonly PodScene[],
): Pick<Scene, "doing" | "busy"> {
  const waiting = pods.filter(({ node, mark }) => node === undefined && mark === "waiting");
  if (waiting.length > 0) return { doing: `파드 ${waiting.length}개의 자리를 찾는 중`, busy: "scheduler" };
  for (const { metadata, spec, status } of deployments) {
    const wanted = spec.replicas ?? 0;
    const isSeen = (status?.observedGeneration ?? 0) >= (metadata.generation ?? 1);
    const isSettled =
      isSeen &&
      (status?.updatedReplicas ?? 0) === wanted &&
      (status?.replicas ?? 0) === wanted &&
      (status?.availableReplicas ?? 0) === wanted;
    if (isSettled) continue;
    if (spec.paused) return { doing: `${metadata.name}의 롤아웃을 멈춰 둠`, busy: undefined };
    return {
      doing: `${withJosa(metadata.name, "을/를")} ${wanted}개로 맞추는 중`,
      busy: "controller-manager",
    };
  }
  return { doing: "의도한 상태와 같음", busy: undefined };
}
