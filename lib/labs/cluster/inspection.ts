import { writeUtc } from "../../models/apimachinery/civil-time.ts";
import type { EventObject, Node, Pod } from "../../models/cluster/kinds.ts";
import { conditionOf } from "../../models/cluster/pod-facts.ts";
import type { ClusterState } from "../../models/cluster/state.ts";
import type { KubeObject } from "../../models/kubectl/cluster.ts";
import { humanDuration } from "../../models/kubectl/human-duration.ts";
import { podRow } from "../../models/kubectl/pod-row.ts";
import { writeYaml } from "../../models/kubectl/write-yaml.ts";
import { type ControlPlanePart, sceneOf } from "./scene.ts";

/** What is selected, wherever it was: an object by its name, or a part of the control plane. */
export type Selection =
  | {
      readonly kind: "Pod" | "Node" | "Deployment" | "ReplicaSet" | "Service";
      readonly namespace: string;
      readonly name: string;
    }
  | { readonly kind: "ControlPlane"; readonly name: ControlPlanePart };

/** What an inspector says of what is selected. */
export type Inspection = {
  /** Its kind in Korean. */
  readonly kind: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly yaml: readonly string[];
  /** Which lines of the YAML explain the state, counted from 0. */
  readonly marked: ReadonlySet<number>;
  readonly events: readonly InspectedEvent[];
  /** Who it belongs to, nearest first. */
  readonly owners: readonly Selection[];
  /** The section that explains its state, as `note#section`. */
  readonly section: string;
};

export type InspectedEvent = {
  readonly ago: string;
  readonly reason: string;
  readonly message: string;
  readonly isWarning: boolean;
  readonly count: number;
};

export const KIND_NAMES: Readonly<Record<Selection["kind"], string>> = {
  Pod: "파드",
  Node: "노드",
  Deployment: "디플로이먼트",
  ReplicaSet: "레플리카셋",
  Service: "서비스",
  ControlPlane: "컨트롤 플레인",
};

const PARTS: Readonly<Record<ControlPlanePart, { readonly does: string; readonly section: string }>> = {
  "api-server": {
    does: "모든 요청을 받아 검사하고 etcd에 적는다. 다른 구성 요소는 여기를 지켜본다.",
    section: "kubernetes-architecture#kube-apiserver",
  },
  etcd: { does: "클러스터의 모든 상태를 간직한다.", section: "kubernetes-architecture#etcd" },
  scheduler: {
    does: "노드가 없는 파드에 노드를 골라 준다.",
    section: "kubernetes-architecture#kube-scheduler",
  },
  "controller-manager": {
    does: "의도한 상태와 지금 상태를 견주어 다르면 맞춘다.",
    section: "kubernetes-architecture#kube-controller-manager",
  },
};

const MOST_EVENTS = 30;

/** Whether two selections are of the same thing. */
export function isSameSelection(a: Selection | undefined, b: Selection | undefined): boolean {
  if (a === undefined || b === undefined || a.kind !== b.kind || a.name !== b.name) return false;
  return a.kind === "ControlPlane" || b.kind === "ControlPlane" || a.namespace === b.namespace;
}

/** @returns undefined where there is no such object (any more) */
export function inspect(state: ClusterState, selection: Selection): Inspection | undefined {
  if (selection.kind === "ControlPlane") return inspectPart(state, selection.name);
  const { kind, namespace, name } = selection;
  const object = state.objects.find(
    (one) => one.kind === kind && one.metadata.name === name && (one.metadata.namespace ?? "") === namespace,
  );
  if (object === undefined) return undefined;
  return {
    kind: KIND_NAMES[kind],
    ...describeState(state, object),
    ...yamlOf(object),
    events: eventsOf(state, object),
    owners: ownersOf(state, object),
  };
}

const written = new WeakMap<KubeObject, Pick<Inspection, "yaml" | "marked">>();

/** An object as YAML; the same as long as the object is, which is replaced when it changes. */
function yamlOf(object: KubeObject): Pick<Inspection, "yaml" | "marked"> {
  let kept = written.get(object);
  if (kept === undefined) {
    const yaml = writeYaml(object).trimEnd().split("\n");
    kept = { yaml, marked: markedLines(yaml, object) };
    written.set(object, kept);
  }
  return kept;
}

function inspectPart(state: ClusterState, name: ControlPlanePart): Inspection {
  const { does, section } = PARTS[name];
  const now = timeOf(state);
  const events =
    name === "scheduler"
      ? state.decisions
          .slice(-MOST_EVENTS)
          .reverse()
          .map(({ at, pod, node, filtered, totals }): InspectedEvent => {
            const best = node === undefined ? undefined : totals[node];
            const why = Object.entries(filtered).map(([where, { reason }]) => `${where}: ${reason}`);
            return {
              ago: humanDuration(Math.max(0, (state.agenda.now - at) / 1_000_000)),
              reason: pod.split("/").at(-1) ?? pod,
              message:
                node === undefined ? why.join("; ") : `${node}${best === undefined ? "" : `, 점수 ${best}`}`,
              isWarning: node === undefined,
              count: 1,
            };
          })
      : state.objects
          .filter((one) => one.kind === "Event")
          .map((one) => one as unknown as EventObject)
          .filter(({ source }) =>
            source.component.includes(name === "controller-manager" ? "controller" : name),
          )
          .slice(-MOST_EVENTS)
          .reverse()
          .map((event) => tellEvent(event, now));
  return {
    kind: KIND_NAMES.ControlPlane,
    facts: [["하는 일", does]],
    yaml: [],
    marked: new Set(),
    events,
    owners: [],
    section,
  };
}

/** The clock of the cluster, in milliseconds since 1970. */
function timeOf(state: ClusterState): number {
  return Date.parse(state.params.startedAt) + state.agenda.now / 1000;
}

function eventsOf(state: ClusterState, object: KubeObject): readonly InspectedEvent[] {
  const now = timeOf(state);
  return state.objects
    .filter((one) => one.kind === "Event")
    .map((one) => one as unknown as EventObject)
    .filter(({ involvedObject: { kind, name, namespace, uid } }) =>
      object.kind === "Node"
        ? kind === "Node" && name === object.metadata.name
        : kind === object.kind &&
          name === object.metadata.name &&
          namespace === object.metadata.namespace &&
          (uid === undefined || uid === object.metadata.uid),
    )
    .sort((a, b) => (a.lastTimestamp < b.lastTimestamp ? 1 : -1))
    .slice(0, MOST_EVENTS)
    .map((event) => tellEvent(event, now));
}

function tellEvent(event: EventObject, now: number): InspectedEvent {
  return {
    ago: humanDuration(Math.max(0, (now - Date.parse(event.lastTimestamp)) / 1000)),
    reason: event.reason,
    message: event.message,
    isWarning: event.type === "Warning",
    count: event.count,
  };
}

function ownersOf(state: ClusterState, object: KubeObject): readonly Selection[] {
  const owners: Selection[] = [];
  let one: KubeObject | undefined = object;
  while (one !== undefined && owners.length < 4) {
    const reference: { readonly uid?: string } | undefined = (one.metadata.ownerReferences ?? []).find(
      ({ controller }) => controller === true,
    );
    one =
      reference === undefined
        ? undefined
        : state.objects.find(({ metadata }) => metadata.uid === reference.uid);
    if (one === undefined) break;
    const { kind } = one;
    if (kind !== "ReplicaSet" && kind !== "Deployment") break;
    owners.push({ kind, namespace: one.metadata.namespace ?? "", name: one.metadata.name });
  }
  return owners;
}

function describeState(state: ClusterState, object: KubeObject): Pick<Inspection, "facts" | "section"> {
  switch (object.kind) {
    case "Pod":
      return describePod(state, object as unknown as Pod);
    case "Node": {
      const node = object as unknown as Node;
      const isReady = conditionOf(node, "Ready")?.status === "True";
      const scene = sceneOf(state).nodes.find(({ name }) => name === node.metadata.name);
      return {
        facts: [
          ["상태", scene?.words ?? ""],
          ["파드", `${scene?.pods.length ?? 0}`],
          ["CPU", `${scene?.cpuPercent ?? 0}%`],
          ["메모리", `${scene?.memoryPercent ?? 0}%`],
        ],
        section: !isReady
          ? "kubernetes-self-healing#node-failure"
          : node.spec.unschedulable
            ? "kubernetes-operations#drain-and-cordon"
            : "kubernetes-architecture#node-components",
      };
    }
    case "Deployment":
    case "ReplicaSet": {
      const { spec, status } = object as unknown as {
        readonly spec: { readonly replicas?: number };
        readonly status?: {
          readonly replicas?: number;
          readonly readyReplicas?: number;
          readonly updatedReplicas?: number;
        };
      };
      return {
        facts: [
          ["의도", `${spec.replicas ?? 1}`],
          ["지금", `${status?.replicas ?? 0}`],
          ["준비", `${status?.readyReplicas ?? 0}`],
          ...(object.kind === "Deployment" ? [["새것", `${status?.updatedReplicas ?? 0}`] as const] : []),
        ],
        section:
          object.kind === "Deployment"
            ? "kubernetes-workloads#rolling-update"
            : "kubernetes-workloads#deployment",
      };
    }
    default: {
      const { service } = sceneOf(state);
      return {
        facts: [
          ["초당", `${service?.perSecond ?? 0}건`],
          ["끝점", `${service?.endpoints ?? 0}`],
          ["실패", `${service?.failed ?? 0}건`],
          ["까닭", service?.why ?? "없음"],
        ],
        section: "kubernetes-networking#service",
      };
    }
  }
}

const SECTION_OF_WAITING: Readonly<Record<string, string>> = {
  CrashLoopBackOff: "kubernetes-troubleshooting#crash-loop",
  ErrImagePull: "kubernetes-troubleshooting#image-pull",
  ImagePullBackOff: "kubernetes-troubleshooting#image-pull",
  InvalidImageName: "kubernetes-troubleshooting#image-pull",
  CreateContainerConfigError: "kubernetes-troubleshooting#config-and-init",
  ContainerCreating: "kubernetes-workloads#pod-lifecycle",
};

function describePod(state: ClusterState, pod: Pod): Pick<Inspection, "facts" | "section"> {
  const now = writeUtc(timeOf(state));
  const { ready, status, restarts } = podRow({ now, pod });
  const [reason] = (pod.status?.containerStatuses ?? []).flatMap(
    ({ state: { waiting } }) => waiting?.reason ?? [],
  );
  const isReady = conditionOf(pod, "Ready")?.status === "True";
  return {
    facts: [
      ["단계", status],
      ["준비", ready.replace("/", " / ")],
      ["재시작", restarts],
      ["노드", pod.spec.nodeName ?? "없음"],
    ],
    section:
      pod.metadata.deletionTimestamp !== undefined
        ? "kubernetes-workloads#termination"
        : pod.spec.nodeName === undefined
          ? "kubernetes-troubleshooting#pending"
          : reason !== undefined
            ? (SECTION_OF_WAITING[reason] ?? "kubernetes-workloads#pod-lifecycle")
            : isReady
              ? "kubernetes-networking#service"
              : "kubernetes-self-healing#readiness-gating",
  };
}

/** The lines that say why the object is as it is: a condition that does not hold, a wait, a deletion. */
function markedLines(yaml: readonly string[], object: KubeObject): ReadonlySet<number> {
  const marked = new Set<number>();
  const mark = (from: number, isPart: (line: string) => boolean) => {
    if (from < 0) return;
    marked.add(from);
    for (let place = from + 1; place < yaml.length && isPart(yaml[place]!); place++) marked.add(place);
  };
  if (object.metadata.deletionTimestamp !== undefined) {
    mark(
      yaml.findIndex((line) => line.startsWith("  deletion")),
      (line) => line.startsWith("  deletion"),
    );
    return marked;
  }
  const waiting = yaml.findIndex((line) => /^\s+waiting:/.test(line));
  if (waiting >= 0) {
    const deep = /^\s*/.exec(yaml[waiting]!)![0].length;
    mark(waiting, (line) => /^\s*/.exec(line)![0].length > deep);
    return marked;
  }
  const { conditions } =
    (
      object as {
        readonly status?: {
          readonly conditions?: readonly { readonly type: string; readonly status?: string }[];
        };
      }
    ).status ?? {};
  const wrong =
    object.kind === "Pod"
      ? ["PodScheduled", "Ready"].find((type) =>
          conditions?.some((one) => one.type === type && one.status !== "True"),
        )
      : object.kind === "Node"
        ? "Ready"
        : object.kind === "Deployment"
          ? "Progressing"
          : undefined;
  const line = yaml.findIndex((one) => one.trim() === `type: ${wrong}` || one.trim() === `- type: ${wrong}`);
  if (wrong === undefined || line < 0) return marked;
  let start = line;
  while (start > 0 && !/^\s*- /.test(yaml[start]!)) start -= 1;
  for (let place = start; place <= line; place++) marked.add(place);
  return marked;
}
