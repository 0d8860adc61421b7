import { daemonSetNodes } from "../../apimachinery/daemon-set.ts";
import { scaledValue } from "../../deployment/fenceposts.ts";
import { isSame, type KubeObject } from "../../kubectl/cluster.ts";
import { isModelError } from "../../model-error.ts";
import { type Controller, event, type Write } from "../controller.ts";
import { type DaemonSet, keyOf, type Node, type Pod, splitKey } from "../kinds.ts";
import { hasPodEnded, isPodAvailable, isPodReady } from "../pod-facts.ts";
import type { View } from "../view.ts";
import { createFailed, podFromTemplate } from "./pod-template.ts";
import { claimPods, keysOfOwner, withoutVersion } from "./replica-set.ts";
import { presentRevision, REVISION_LABEL, withLabel } from "./stateful-set.ts";

const asObject = (value: unknown) => value as KubeObject;

/** Source: `pkg/controller/daemon/util/daemonset_util.go` AddOrUpdateDaemonPodTolerations. */
const TOLERATIONS = [
  ["not-ready", "NoExecute"],
  ["unreachable", "NoExecute"],
  ["disk-pressure", "NoSchedule"],
  ["memory-pressure", "NoSchedule"],
  ["pid-pressure", "NoSchedule"],
  ["unschedulable", "NoSchedule"],
].map(([name, effect]) => ({ key: `node.kubernetes.io/${name}`, operator: "Exists", effect: effect! }));

/** The node that a daemon's pod is for, before and after it is placed. */
function targetOf(pod: Pod): string {
  const terms =
    pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const field = terms?.[0]?.matchFields?.find(({ key }) => key === "metadata.name");
  return field?.values?.[0] ?? pod.spec.nodeName ?? "";
}

/**
 * Keeps one pod on every node that fits, and replaces them after a change of the template, a few at a time.
 *
 * Source: `pkg/controller/daemon/{daemon_controller,update}.go`; which nodes is `daemonSetNodes` of
 * `lib/models/apimachinery`. Surge is not modelled.
 */
export const daemonSetController: Controller = {
  name: "daemonset-controller",
  keysOf({ object }, view) {
    if (object.kind === "Node") return view.list("DaemonSet").map(keyOf);
    return keysOfOwner(object, view, "DaemonSet");
  },
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const set = view.get("DaemonSet", namespace, name);
    if (set === undefined) return [];
    const owner = asObject(set);
    const { owned, adopt } = claimPods(view, owner, set.spec.selector);
    if (set.metadata.deletionTimestamp !== undefined) return [];
    const present = presentRevision(view, owner, set.spec.template);
    if (present.writes.length > 0) return [...present.writes, { do: "again", after: 5000 }];
    const writes: Write[] = [...adopt];
    const { run, keep } = nodesOf(view, set);
    const alive = owned.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    for (const node of run) {
      const pods = alive.filter((pod) => targetOf(pod) === node);
      const failed = pods.filter((pod) => pod.status?.phase === "Failed");
      for (const pod of failed) {
        writes.push(
          event(
            owner,
            "Warning",
            "FailedDaemonPod",
            `Found failed daemon pod ${keyOf(pod)} on node ${node}, will try to kill it`,
          ),
        );
        writes.push({ do: "delete", object: asObject(pod) });
      }
      const isLeaving = owned.some(
        (pod) => targetOf(pod) === node && pod.metadata.deletionTimestamp !== undefined,
      );
      if (pods.length === 0 && !isLeaving) writes.push(createOn(set, node, present.hash));
      // Of several on one node the oldest stays.
      const others = pods
        .filter((pod) => !failed.includes(pod))
        .toSorted(byAge)
        .slice(1);
      for (const pod of others) writes.push(...remove(owner, pod));
    }
    for (const pod of alive) if (!keep.includes(targetOf(pod))) writes.push(...remove(owner, pod));
    if (set.spec.updateStrategy?.type !== "OnDelete")
      writes.push(...update(view, set, alive, run, present.hash));
    const status = statusOf(view, set, alive, run, present.hash);
    if (!isSame(status, set.status))
      writes.push({ do: "status", object: asObject({ ...withoutVersion(set), status }) });
    return writes;
  },
};

function byAge(a: Pod, b: Pod): number {
  return (a.metadata.creationTimestamp ?? "") < (b.metadata.creationTimestamp ?? "") ? -1 : 1;
}

function remove(owner: KubeObject, pod: Pod): readonly Write[] {
  return [
    { do: "delete", object: asObject(pod) },
    event(owner, "Normal", "SuccessfulDelete", `Deleted pod: ${pod.metadata.name}`),
  ];
}

function createOn(set: DaemonSet, node: string, hash: string): Write {
  const owner = asObject(set);
  const pod = podFromTemplate(set.spec.template, owner);
  const labelled = withLabel(
    withLabel(pod, REVISION_LABEL, hash),
    "pod-template-generation",
    String(set.metadata.generation ?? 1),
  );
  const { spec } = set.spec.template;
  const fields = [{ key: "metadata.name", operator: "In", values: [node] }];
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const nodeSelectorTerms = (terms ?? [{}]).map((term) => ({ ...term, matchFields: fields }));
  const affinity = {
    ...spec.affinity,
    nodeAffinity: {
      ...spec.affinity?.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms },
    },
  };
  return {
    do: "create",
    object: {
      ...labelled,
      spec: { ...spec, affinity, tolerations: [...(spec.tolerations ?? []), ...TOLERATIONS] },
    },
    made: ({ metadata }) => [event(owner, "Normal", "SuccessfulCreate", `Created pod: ${metadata.name}`)],
    failed: ({ message }) => [event(owner, "Warning", "FailedCreate", createFailed(message))],
  };
}

function nodesOf(view: View, set: DaemonSet) {
  const { spec } = set.spec.template;
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return daemonSetNodes(
    view.list("Node").map((node: Node) => ({
      name: node.metadata.name,
      labels: node.metadata.labels ?? {},
      taints: node.spec.taints ?? [],
    })),
    {
      ...(spec.nodeName === undefined ? {} : { nodeName: spec.nodeName }),
      ...(spec.nodeSelector === undefined ? {} : { nodeSelector: spec.nodeSelector }),
      ...(terms === undefined ? {} : { affinity: terms }),
      tolerations: spec.tolerations ?? [],
      hostNetwork: spec.hostNetwork ?? false,
    },
  );
}

/** Source: `update.go` rollingUpdate: old pods go as long as not too many are unavailable. */
function update(
  view: View,
  set: DaemonSet,
  alive: readonly Pod[],
  run: readonly string[],
  hash: string,
): readonly Write[] {
  const limit = scaledValue(
    set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1,
    run.length,
    Math.ceil,
  );
  let left = isModelError(limit) ? 1 : limit;
  const isAvailable = (pod: Pod) => isPodAvailable(pod, set.spec.minReadySeconds ?? 0, view.time);
  const old: Pod[] = [];
  const writes: Write[] = [];
  for (const node of run) {
    const pod = alive.find((one) => targetOf(one) === node && !hasPodEnded(one));
    if (pod === undefined) {
      left -= 1;
      continue;
    }
    const isOld = pod.metadata.labels?.[REVISION_LABEL] !== hash;
    if (!isAvailable(pod)) {
      left -= 1;
      if (isOld) writes.push(...remove(asObject(set), pod));
    } else if (isOld) old.push(pod);
  }
  for (const pod of old.slice(0, Math.max(0, left))) writes.push(...remove(asObject(set), pod));
  return writes;
}

function statusOf(
  view: View,
  set: DaemonSet,
  alive: readonly Pod[],
  run: readonly string[],
  hash: string,
): NonNullable<DaemonSet["status"]> {
  const wanted = run.flatMap((node) => alive.find((pod) => targetOf(pod) === node) ?? []);
  const ready = wanted.filter(isPodReady);
  const available = ready.filter((pod) =>
    isPodAvailable(pod, set.spec.minReadySeconds ?? 0, view.time),
  ).length;
  const unavailable = run.length - available;
  const updated = wanted.filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] === hash).length;
  return {
    currentNumberScheduled: wanted.length,
    desiredNumberScheduled: run.length,
    ...(available > 0 ? { numberAvailable: available } : {}),
    numberMisscheduled: alive.filter((pod) => !run.includes(targetOf(pod))).length,
    numberReady: ready.length,
    ...(unavailable > 0 ? { numberUnavailable: unavailable } : {}),
    observedGeneration: set.metadata.generation ?? 0,
    ...(updated > 0 ? { updatedNumberScheduled: updated } : {}),
  };
}
