import type { Change } from "../../models/cluster/change.ts";
import type { EventObject, Node, Pod } from "../../models/cluster/kinds.ts";
import type { ClusterState } from "../../models/cluster/state.ts";
import type { World } from "../../models/cluster/world.ts";
import { withJosa } from "../../text/josa.ts";

const stateOf = (pod: Pod) =>
  JSON.stringify([
    pod.status?.phase,
    pod.spec.nodeName,
    pod.metadata.deletionTimestamp !== undefined,
    pod.status?.conditions?.map(({ type, status }) => [type, status]),
    pod.status?.containerStatuses?.map(({ state, restartCount }) => [
      Object.keys(state),
      state.waiting?.reason,
      restartCount,
    ]),
  ]);

/** Whether a change is one that can be seen: a pod comes, goes or is another; a node is; something was warned of. */
export function isNotable({ type, object, old }: Change): boolean {
  switch (object.kind) {
    case "Pod":
      return type !== "MODIFIED" || stateOf(object as unknown as Pod) !== stateOf(old as unknown as Pod);
    case "Node":
      return readyOf(object) !== readyOf(old) || isCordoned(object) !== isCordoned(old);
    case "Event":
      return (object as unknown as EventObject).type === "Warning";
    case "Deployment":
      return reasonOf(object) !== reasonOf(old);
    default:
      return false;
  }
}

function readyOf(node: unknown): string | undefined {
  return (node as Node | undefined)?.status.conditions?.find(({ type }) => type === "Ready")?.status;
}

function isCordoned(node: unknown): boolean {
  return (node as Node | undefined)?.spec.unschedulable === true;
}

function reasonOf(deployment: unknown): string | undefined {
  const { status } = (deployment ?? {}) as {
    readonly status?: {
      readonly conditions?: readonly { readonly type: string; readonly reason?: string }[];
    };
  };
  return status?.conditions?.find(({ type }) => type === "Progressing")?.reason;
}

type Told = { readonly weight: number; readonly text: string };

/** What has just happened, in one sentence: the heaviest of what can be said. */
export function tellChange(cluster: Pick<ClusterState, "traffic">, changes: readonly Change[]): string {
  const told = changes.flatMap((change) => tellOne(change) ?? []);
  const [first] = told.toSorted((a, b) => b.weight - a.weight);
  return `${first?.text ?? "눈에 띄게 바뀐 것은 없다."} ${tellRequests(cluster)}`.trimEnd();
}

function tellRequests({ traffic }: Pick<ClusterState, "traffic">): string {
  const failed = traffic.reduce((sum, one) => sum + one.failed, 0);
  if (traffic.length === 0) return "";
  return failed === 0 ? "실패한 요청은 없다." : `지금까지 요청 ${failed}건이 실패했다.`;
}

/** How the workloads stand, in one sentence: how many of the pods that are wanted are ready, and of which template. */
export function tellStanding(world: World): string {
  const [deployment] = world.list("Deployment", "default");
  if (deployment === undefined) return tellRequests(world);
  const { metadata, spec, status } = deployment;
  const wanted = spec.replicas ?? 0;
  const ready = status?.readyReplicas ?? 0;
  const updated = status?.updatedReplicas ?? 0;
  const name = `\`${metadata.name}\``;
  const standing =
    updated < wanted
      ? `${withJosa(name, "은/는")} 파드 ${wanted}개 가운데 ${updated}개만 새 템플릿의 것이고 ${ready}개가 준비됐다.`
      : ready === wanted
        ? `${withJosa(name, "은/는")} 바라는 파드 ${wanted}개가 모두 준비됐다.`
        : `${withJosa(name, "은/는")} 파드 ${wanted}개를 바라고 ${ready}개가 준비됐다.`;
  return `${standing} ${tellRequests(world)}`.trimEnd();
}

/** Whether there is something to say of a change. */
export function isTold(change: Change): boolean {
  return tellOne(change) !== undefined;
}

function tellOne(change: Change): Told | undefined {
  switch (change.object.kind) {
    case "Pod":
      return change.object.metadata.namespace === "kube-system" ? undefined : tellPod(change);
    case "Node":
      return tellNode(change);
    case "Deployment": {
      const reason = reasonOf(change.object);
      if (reason === reasonOf(change.old)) return undefined;
      const name = `\`${change.object.metadata.name}\` 디플로이먼트`;
      if (reason === "NewReplicaSetAvailable") return { weight: 7, text: `${name}의 롤아웃이 끝났다.` };
      if (reason === "ProgressDeadlineExceeded")
        return { weight: 9, text: `${withJosa(name, "이/가")} 정해진 시간 안에 나아가지 못했다.` };
      return undefined;
    }
    default:
      return undefined;
  }
}

function tellNode({ object, old }: Change): Told | undefined {
  const name = `\`${object.metadata.name}\` 노드`;
  if (readyOf(object) !== readyOf(old)) {
    return readyOf(object) === "True"
      ? { weight: 8, text: `${withJosa(name, "이/가")} 준비됐다.` }
      : { weight: 9, text: `${name}에서 소식이 끊겨 컨트롤 플레인이 준비 안 됨으로 본다.` };
  }
  if (isCordoned(object) === isCordoned(old)) return undefined;
  return {
    weight: 6,
    text: isCordoned(object) ? `${name}에 새 파드를 놓지 않는다.` : `${name}에 다시 파드를 놓는다.`,
  };
}

const WAITING: Readonly<Record<string, string>> = {
  ErrImagePull: "이미지를 받지 못했다.",
  ImagePullBackOff: "이미지를 받지 못해 기다렸다가 다시 받는다.",
  CrashLoopBackOff: "컨테이너가 되풀이해 끝나서 기다렸다가 다시 시작한다.",
  CreateContainerConfigError: "설정을 찾지 못해 컨테이너를 만들지 못한다.",
};

function tellPod({ type, object, old }: Change): Told | undefined {
  const pod = object as unknown as Pod;
  const before = old as unknown as Pod | undefined;
  const name = `\`${pod.metadata.name}\` 파드`;
  if (type === "ADDED")
    return { weight: 3, text: `${withJosa(name, "이/가")} 만들어져 놓일 자리를 기다린다.` };
  if (type === "DELETED") return { weight: 4, text: `${withJosa(name, "이/가")} 사라졌다.` };
  if (pod.metadata.deletionTimestamp !== undefined && before?.metadata.deletionTimestamp === undefined) {
    return { weight: 5, text: `${withJosa(name, "을/를")} 정리하기 시작했다. 끝점에서는 곧 빠진다.` };
  }
  const isReady = (one: Pod | undefined) =>
    one?.status?.conditions?.find((condition) => condition.type === "Ready")?.status === "True";
  if (isReady(pod) && !isReady(before))
    return { weight: 6, text: `${withJosa(name, "이/가")} 준비되어 요청을 받는다.` };
  const status = pod.status?.containerStatuses?.[0];
  const was = before?.status?.containerStatuses?.[0];
  if (status?.state.waiting?.reason !== was?.state.waiting?.reason) {
    const why = WAITING[status?.state.waiting?.reason ?? ""];
    if (why !== undefined) return { weight: 8, text: `${name}: ${why}` };
  }
  if ((status?.restartCount ?? 0) > (was?.restartCount ?? 0))
    return { weight: 8, text: `${name}의 컨테이너가 다시 시작했다.` };
  if (!isReady(pod) && isReady(before))
    return { weight: 7, text: `${withJosa(name, "이/가")} 준비되지 않아 요청을 받지 않는다.` };
  if (status?.state.running !== undefined && was?.state.running === undefined) {
    return { weight: 4, text: `${name}의 컨테이너가 시작했다.` };
  }
  if (pod.spec.nodeName !== undefined && before?.spec.nodeName === undefined) {
    return { weight: 3, text: `${withJosa(name, "을/를")} \`${pod.spec.nodeName}\` 노드에 놓았다.` };
  }
  return undefined;
}
