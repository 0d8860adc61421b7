import type { KubeObject } from "../../kubectl/cluster.ts";
import { isSame } from "../../kubectl/cluster.ts";
import type { Taint, Toleration } from "../../scheduler/taint-toleration.ts";
import { tolerates } from "../../scheduler/taint-toleration.ts";
import { type Controller, event, type Write } from "../controller.ts";
import { keyOf, type Node, type Pod, splitKey } from "../kinds.ts";
import { conditionOf, isPodReady, withCondition } from "../pod-facts.ts";
import { secondsSince, type View } from "../view.ts";
import { withoutVersion } from "./replica-set.ts";

const asObject = (value: unknown) => value as KubeObject;
/** Source: `cmd/kube-controller-manager` `--node-monitor-grace-period` (v1.32 and later), `--node-monitor-period`. */
const GRACE_SEC = 50;
const MONITOR_PERIOD = 5_000_000;
const HEARTBEAT = "heartbeat/";

const UNREACHABLE = "node.kubernetes.io/unreachable";
const NOT_READY = "node.kubernetes.io/not-ready";
const UNSCHEDULABLE = "node.kubernetes.io/unschedulable";
const PRESSURES = [["MemoryPressure", "node.kubernetes.io/memory-pressure"]] as const;

/** Where a kubelet's lease is remembered: the time of its last renewal, RFC 3339. */
export const heartbeatKey = (node: string) => `${HEARTBEAT}${node}`;

/**
 * Watches over the nodes' leases: a node that is silent too long becomes Unknown and its pods not ready, and
 * its condition becomes taints.
 *
 * Source: `pkg/controller/nodelifecycle/node_lifecycle_controller.go` monitorNodeHealth, processTaintBaseEviction,
 * doNoScheduleTaintingPass. Zones and the rate of evictions are not modelled.
 */
export const nodeLifecycleController: Controller = {
  name: "node-controller",
  keysOf: ({ object, type }) => (object.kind === "Node" && type !== "DELETED" ? [object.metadata.name] : []),
  resync: { every: MONITOR_PERIOD, keys: (view) => view.list("Node").map(({ metadata }) => metadata.name) },
  reconcile(view, key) {
    const node = view.get("Node", "", key);
    if (node === undefined) return [];
    const writes: Write[] = [];
    const seen = view.remembered(heartbeatKey(key));
    const silentSec = typeof seen === "string" ? secondsSince(view, seen) : Number.POSITIVE_INFINITY;
    const ready = conditionOf(node, "Ready");
    let conditions = node.status.conditions ?? [];
    if (silentSec > GRACE_SEC && ready?.status !== "Unknown") {
      for (const { type } of conditions) {
        conditions = withCondition(
          conditions,
          {
            ...conditions.find((one) => one.type === type),
            type,
            status: "Unknown",
            reason: "NodeStatusUnknown",
            message: "Kubelet stopped posting node status.",
          },
          view.time,
        );
      }
      writes.push({
        do: "status",
        object: asObject({ ...withoutVersion(node), status: { ...node.status, conditions } }),
      });
      writes.push(event(asObject(node), "Normal", "NodeNotReady", `Node ${key} status is now: NodeNotReady`));
      writes.push(...podsNotReady(view, key));
    }
    const taints = taintsOf(view, node, conditions);
    if (!isSame(taints, node.spec.taints ?? [])) {
      const spec = { ...node.spec, taints: taints.length > 0 ? taints : undefined };
      writes.push({ do: "update", object: asObject({ ...withoutVersion(node), spec }) });
    }
    return writes;
  },
};

/** Source: `pkg/controller/util/node/controller_utils.go` MarkPodsNotReady. */
function podsNotReady(view: View, node: string): readonly Write[] {
  return view
    .list("Pod")
    .filter((pod) => pod.spec.nodeName === node && isPodReady(pod))
    .flatMap((pod): Write[] => {
      const ready = { type: "Ready", status: "False" };
      const conditions = withCondition(pod.status?.conditions, ready, view.time);
      return [
        { do: "status", object: asObject({ ...withoutVersion(pod), status: { ...pod.status, conditions } }) },
        event(asObject(pod), "Warning", "NodeNotReady", "Node is not ready"),
      ];
    });
}

type NodeTaint = Taint & { readonly timeAdded?: string };

function taintsOf(
  view: View,
  node: Node,
  conditions: NonNullable<Node["status"]["conditions"]>,
): readonly NodeTaint[] {
  const ready = conditions.find(({ type }) => type === "Ready")?.status;
  const old = (node.spec.taints ?? []) as readonly NodeTaint[];
  const managed = [UNREACHABLE, NOT_READY, UNSCHEDULABLE, ...PRESSURES.map(([, key]) => key)];
  const wanted: Taint[] = [];
  for (const [type, key] of PRESSURES) {
    if (conditions.find((one) => one.type === type)?.status === "True")
      wanted.push({ key, effect: "NoSchedule" });
  }
  if (node.spec.unschedulable) wanted.push({ key: UNSCHEDULABLE, effect: "NoSchedule" });
  const key = ready === "Unknown" ? UNREACHABLE : ready === "True" ? undefined : NOT_READY;
  if (key !== undefined) wanted.push({ key, effect: "NoSchedule" }, { key, effect: "NoExecute" });
  const isWanted = (taint: Taint) =>
    wanted.some((one) => one.key === taint.key && one.effect === taint.effect);
  const kept = old.filter((taint) => !managed.includes(taint.key) || isWanted(taint));
  const added = wanted
    .filter((taint) => !kept.some((one) => one.key === taint.key && one.effect === taint.effect))
    .map((taint) => ({ ...taint, timeAdded: view.time }));
  return [...kept, ...added];
}

/**
 * Deletes the pods that do not tolerate a NoExecute taint of their node, or no longer.
 *
 * Source: `pkg/controller/tainteviction/taint_eviction.go` processPodOnNode.
 */
export const taintEvictionController: Controller = {
  name: "taint-eviction-controller",
  keysOf({ object, old }, view) {
    if (object.kind === "Pod") {
      const isPlaced = (pod: KubeObject | undefined) => (pod as Pod | undefined)?.spec.nodeName !== undefined;
      return isPlaced(object) && !isPlaced(old) ? [keyOf(object)] : [];
    }
    if (object.kind !== "Node" || isSame(taintsIn(object), taintsIn(old))) return [];
    return view
      .list("Pod")
      .filter(({ spec }) => spec.nodeName === object.metadata.name)
      .map(keyOf);
  },
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const pod = view.get("Pod", namespace, name);
    const node = pod?.spec.nodeName === undefined ? undefined : view.get("Node", "", pod.spec.nodeName);
    if (pod === undefined || node === undefined || pod.metadata.deletionTimestamp !== undefined) return [];
    const taints = (node.spec.taints ?? []).filter(({ effect }) => effect === "NoExecute");
    if (taints.length === 0) return [];
    const tolerations = (pod.spec.tolerations ?? []) as readonly (Toleration & {
      readonly tolerationSeconds?: number;
    })[];
    const used = taints.map((taint) => tolerations.find((toleration) => tolerates(toleration, taint)));
    const seconds = used.flatMap((toleration) =>
      toleration?.tolerationSeconds === undefined ? [] : [toleration.tolerationSeconds],
    );
    const isTolerated = used.every((toleration) => toleration !== undefined);
    if (isTolerated && seconds.length === 0) return [];
    const since = taints.map(({ timeAdded }) => timeAdded ?? view.time).sort()[0];
    const left = isTolerated ? Math.max(0, Math.min(...seconds)) - secondsSince(view, since) : 0;
    if (left > 0) return [{ do: "again", after: left * 1_000_000 }];
    return [
      event(asObject(pod), "Normal", "TaintManagerEviction", `Marking for deletion Pod ${key}`),
      { do: "delete", object: asObject(pod) },
    ];
  },
};

function taintsIn(object: KubeObject | undefined): readonly Taint[] {
  return (object as Node | undefined)?.spec.taints ?? [];
}
