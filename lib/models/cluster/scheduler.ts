import { isSame, type KubeObject } from "../kubectl/cluster.ts";
import { allocationsOf, NON_ZERO_REQUESTS } from "../scheduler/allocations.ts";
import { balanceChangeScore } from "../scheduler/balanced-allocation.ts";
import { fitNames, insufficientResources } from "../scheduler/fit.ts";
import { imageLocality } from "../scheduler/image-locality.ts";
import {
  type AffinePod,
  affinityRefusal,
  interPodAffinityScore,
  type PlacedPod,
} from "../scheduler/inter-pod-affinity.ts";
import { matchesSelector } from "../scheduler/label-selector.ts";
import { leastAllocatedScore, mostAllocatedScore } from "../scheduler/least-most-allocated.ts";
import { matchesNodeAffinity, nodeAffinityScore } from "../scheduler/node-affinity.ts";
import { type PodResources, podRequest } from "../scheduler/pod-request.ts";
import { spreadFilter } from "../scheduler/spread-filter.ts";
import { spreadScore } from "../scheduler/spread-score.ts";
import { taintFilter, taintScore, tolerates } from "../scheduler/taint-toleration.ts";
import type { ExistingPod, SpreadConstraint, SpreadPod } from "../scheduler/topology-spread.ts";
import { weightedSum } from "../scheduler/weighted-sum.ts";
import { SELECTED_NODE } from "./controllers/persistent-volume.ts";
import { keyOf, type Node, type Pod, type PodAffinity } from "./kinds.ts";
import { amountsOf, hasPodEnded, isPodReady, podResources, withCondition } from "./pod-facts.ts";
import type { ClusterParams, SchedulingDecision } from "./state.ts";
import { isSelected } from "./validate.ts";
import type { View } from "./view.ts";
import type { Component, World } from "./world.ts";

const asObject = (value: unknown) => value as KubeObject;
const NAME = "default-scheduler";
const QUEUE = "queue";
/** How long one cycle takes. */
const CYCLE = 2_000;
/** A pod that nothing has helped is tried again after this. Source: `pkg/scheduler/backend/queue` podMaxInUnschedulablePodsDuration. */
const LEFTOVER = 300_000_000;
const HOSTNAME = "kubernetes.io/hostname";
const ZONE = "topology.kubernetes.io/zone";
const RESOURCES = [
  { name: "cpu", weight: 1 },
  { name: "memory", weight: 1 },
];

/** A node with the pods on it, for one cycle. */
type Place = {
  readonly node: Node;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly pods: readonly Pod[];
};

/** Why a node is none for a pod; `helpless` if removing pods would not change it. */
export type Refusal = { readonly plugin: string; readonly reason: string; readonly helpless: boolean };

/** Whether a pod waits for the scheduler. */
function isWaiting(pod: Pod): boolean {
  const { spec, metadata } = pod;
  return (
    spec.nodeName === undefined &&
    metadata.deletionTimestamp === undefined &&
    !hasPodEnded(pod) &&
    (spec.schedulerName ?? NAME) === NAME
  );
}

/**
 * Finds a node for each pod, the most important first, one at a time: filters, scores, and if no node is left
 * makes room by preemption.
 *
 * Source: `pkg/scheduler/{scheduler,schedule_one}.go`, `pkg/scheduler/framework/preemption/preemption.go`. Every
 * plugin's number is that of `lib/models/scheduler`. All nodes are scored, as in clusters of up to 100 nodes.
 */
export const scheduler: Component = {
  name: NAME,
  keysOf({ object, old, type }, world) {
    switch (object.kind) {
      case "Pod": {
        const pod = object as unknown as Pod;
        if (isWaiting(pod)) {
          if (type === "MODIFIED" && isSame(pod.spec, old?.spec)) return [];
          park(world, pod, undefined);
          return [QUEUE];
        }
        const isRoom = type === "DELETED" || hasPodEnded(pod) || pod.metadata.deletionTimestamp !== undefined;
        return isRoom && release(world) ? [QUEUE] : [];
      }
      case "Node": {
        const before = old as unknown as Node | undefined;
        const node = object as unknown as Node;
        const isOther =
          before === undefined ||
          !isSame(node.spec, before.spec) ||
          !isSame(node.metadata.labels, before.metadata.labels) ||
          !isSame(node.status.allocatable, before.status.allocatable);
        return isOther && release(world) ? [QUEUE] : [];
      }
      case "PersistentVolumeClaim":
      case "PersistentVolume":
      case "StorageClass":
        return release(world) ? [QUEUE] : [];
      default:
        return [];
    }
  },
  wake(world) {
    const parked = parkedOf(world);
    const waiting = world
      .list("Pod")
      .filter((pod) => isWaiting(pod) && !((parked[pod.metadata.uid!] ?? 0) > world.now))
      .toSorted(byPriority);
    const [pod] = waiting;
    if (pod !== undefined) scheduleOne(world, pod);
    if (waiting.length > 1) world.wakeIn(NAME, QUEUE, CYCLE);
    else {
      const later = Object.values(parkedOf(world));
      if (later.length > 0) world.wakeAt(NAME, QUEUE, Math.min(...later));
    }
  },
};

function byPriority(a: Pod, b: Pod): number {
  return (
    (b.spec.priority ?? 0) - (a.spec.priority ?? 0) ||
    (a.metadata.creationTimestamp! < b.metadata.creationTimestamp!
      ? -1
      : a.metadata.creationTimestamp! > b.metadata.creationTimestamp!
        ? 1
        : 0) ||
    (keyOf(a) < keyOf(b) ? -1 : 1)
  );
}

const PARKED = "scheduler/parked";

function parkedOf(world: World): Readonly<Record<string, number>> {
  return (world.remembered(PARKED) ?? {}) as Readonly<Record<string, number>>;
}

/** Sets a pod aside until a moment, or takes it back. */
function park(world: World, pod: Pod, until: number | undefined): void {
  const { [pod.metadata.uid ?? ""]: _, ...others } = parkedOf(world);
  world.remember(PARKED, until === undefined ? others : { ...others, [pod.metadata.uid!]: until });
}

/** Takes every pod back that was set aside: something changed that may help. Answers whether there was one. */
function release(world: World): boolean {
  if (Object.keys(parkedOf(world)).length === 0) return false;
  world.remember(PARKED, undefined);
  return true;
}

function placesOf(view: View): readonly Place[] {
  const byNode = new Map<string, Pod[]>();
  for (const pod of view.list("Pod")) {
    if (pod.spec.nodeName === undefined || hasPodEnded(pod)) continue;
    const pods = byNode.get(pod.spec.nodeName);
    if (pods === undefined) byNode.set(pod.spec.nodeName, [pod]);
    else pods.push(pod);
  }
  return view.list("Node").map((node) => ({
    node,
    name: node.metadata.name,
    labels: node.metadata.labels ?? {},
    pods: byNode.get(node.metadata.name) ?? [],
  }));
}

function scheduleOne(world: World, pod: Pod): void {
  const places = placesOf(world);
  const key = keyOf(pod);
  const volumes = volumeProblem(world, pod);
  const refusals = new Map<string, Refusal>();
  const preset = presetNode(pod);
  for (const place of places) {
    const refusal =
      preset !== undefined && preset !== place.name
        ? {
            plugin: "NodeAffinity",
            reason: "node(s) didn't satisfy plugin(s) [NodeAffinity]",
            helpless: true,
          }
        : refusalOf(pod, place, places);
    if (refusal !== undefined) refusals.set(place.name, refusal);
  }
  const feasible = volumes === undefined ? places.filter(({ name }) => !refusals.has(name)) : [];
  const filtered = Object.fromEntries(
    [...refusals].map(([name, { plugin, reason }]) => [name, { plugin, reason }]),
  );
  if (feasible.length === 0) {
    const message =
      volumes === undefined ? undefined : `0/${places.length} nodes are available: ${volumes}. not found`;
    fail(world, pod, places, refusals, message);
    world.decided({ at: world.now, pod: key, filtered, scores: {}, totals: {} });
    return;
  }
  const { scores, totals } = scoresOf(world, pod, feasible, places, world.params.scoringStrategy);
  const best = Math.max(...feasible.map(({ name }) => totals[name] ?? 0));
  const winners = feasible.filter(({ name }) => (totals[name] ?? 0) === best);
  const chosen = winners[winners.length > 1 ? world.draw("scheduler", winners.length) : 0]!;
  const decision: SchedulingDecision = {
    at: world.now,
    pod: key,
    node: chosen.name,
    filtered,
    scores,
    totals,
  };
  world.decided(decision);
  if (!selectForClaims(world, pod, chosen.name)) {
    park(world, pod, world.now + 1_000_000);
    return;
  }
  const { namespace = "default", name } = pod.metadata;
  world.api.bind(namespace, name, chosen.name);
  world.api.event(
    asObject(pod),
    "Normal",
    "Scheduled",
    `Successfully assigned ${key} to ${chosen.name}`,
    NAME,
  );
}

/** The node that a pod names by its field, as a daemon's does. Source: `nodeaffinity` PreFilter. */
function presetNode(pod: Pod): string | undefined {
  const terms =
    pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const field =
    terms?.length === 1 ? terms[0]?.matchFields?.find(({ key }) => key === "metadata.name") : undefined;
  return field?.operator === "In" && field.values?.length === 1 ? field.values[0] : undefined;
}

/** Source: `plugins/volumebinding/volume_binding.go` PreFilter. */
function volumeProblem(view: View, pod: Pod): string | undefined {
  for (const { persistentVolumeClaim: claim } of pod.spec.volumes ?? []) {
    if (claim === undefined) continue;
    const found = view.get("PersistentVolumeClaim", pod.metadata.namespace ?? "", claim.claimName);
    if (found === undefined) return `persistentvolumeclaim ${JSON.stringify(claim.claimName)} not found`;
    const storage = view.get("StorageClass", "", found.spec.storageClassName ?? "");
    const waits = storage?.volumeBindingMode === "WaitForFirstConsumer";
    if (found.status?.phase !== "Bound" && !waits) return "pod has unbound immediate PersistentVolumeClaims";
  }
  return undefined;
}

/** Tells claims that wait for a node which it is. Answers whether all claims are bound. */
function selectForClaims(world: World, pod: Pod, node: string): boolean {
  let isBound = true;
  for (const { persistentVolumeClaim: claim } of pod.spec.volumes ?? []) {
    const found =
      claim === undefined
        ? undefined
        : world.get("PersistentVolumeClaim", pod.metadata.namespace ?? "", claim.claimName);
    if (found === undefined || found.status?.phase === "Bound") continue;
    isBound = false;
    if (found.metadata.annotations?.[SELECTED_NODE] !== undefined) continue;
    const annotations = { ...found.metadata.annotations, [SELECTED_NODE]: node };
    world.api.update(asObject({ ...found, metadata: { ...found.metadata, annotations } }));
  }
  return isBound;
}

const resourcesOf = (pod: Pod): PodResources => podResources(pod.spec);

function requiredOf({ spec }: Pod) {
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return {
    nodeSelector: spec.nodeSelector ?? null,
    requiredTerms: required?.nodeSelectorTerms ?? null,
  };
}

/**
 * Why a node is none for a pod, by the first filter that says so; undefined if it is one.
 *
 * Source: `pkg/scheduler/apis/config/v1/default_plugins.go` for the order; the texts are the plugins' own.
 */
export function refusalOf(pod: Pod, place: Place, places: readonly Place[]): Refusal | undefined {
  const { node, name, labels, pods } = place;
  const no = (plugin: string, reason: string, helpless = true): Refusal => ({ plugin, reason, helpless });
  const tolerations = pod.spec.tolerations ?? [];
  const unschedulable = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };
  if (node.spec.unschedulable && !tolerations.some((one) => tolerates(one, unschedulable))) {
    return no("NodeUnschedulable", "node(s) were unschedulable");
  }
  const taints = taintFilter({ tolerations, taints: node.spec.taints ?? [] });
  if (!taints.fits) {
    return no("TaintToleration", "node(s) had untolerated taint(s)");
  }
  if (!matchesNodeAffinity({ name, labels }, requiredOf(pod))) {
    return no("NodeAffinity", "node(s) didn't match Pod's node affinity/selector");
  }
  if (hostPortsOf(pod).some((port) => pods.some((other) => hostPortsOf(other).includes(port)))) {
    return no("NodePorts", "node(s) didn't have free ports for the requested pod ports", false);
  }
  const allocatable = amountsOf(node.status.allocatable);
  const [lack] = insufficientResources({
    pod: resourcesOf(pod),
    node: { allocatable },
    podsOnNode: pods.map(resourcesOf),
  });
  if (lack !== undefined) {
    const names = fitNames({
      pod: resourcesOf(pod),
      node: { allocatable },
      podsOnNode: pods.map(resourcesOf),
    });
    const texts = names.map((one) => (one === "pods" ? "Too many pods" : `Insufficient ${one}`));
    return no("NodeResourcesFit", texts.join(", "), lack.requested > lack.capacity);
  }
  const constraints = spreadConstraints(pod, "DoNotSchedule");
  if (constraints.length > 0) {
    const status = spreadFilter({
      pod: spreadPod(pod, constraints),
      nodes: places,
      existingPods: existingPods(places),
    })[name];
    if (status === "UnschedulableAndUnresolvable") {
      return no(
        "PodTopologySpread",
        "node(s) didn't match pod topology spread constraints (missing required label)",
      );
    }
    if (status === "Unschedulable")
      return no("PodTopologySpread", "node(s) didn't match pod topology spread constraints", false);
  }
  if (isAffine(pod) || places.some((one) => one.pods.some(isAffine))) {
    const refusal = affinityRefusal(affinePod(pod), place, places, placedPods(places));
    if (refusal === "affinity") return no("InterPodAffinity", "node(s) didn't match pod affinity rules");
    if (refusal === "anti-affinity")
      return no("InterPodAffinity", "node(s) didn't match pod anti-affinity rules", false);
    if (refusal !== undefined)
      return no("InterPodAffinity", "node(s) didn't satisfy existing pods anti-affinity rules", false);
  }
  return undefined;
}

function hostPortsOf({ spec }: Pod): readonly string[] {
  return spec.containers.flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort, protocol = "TCP" }) => (hostPort ? [`${hostPort}/${protocol}`] : [])),
  );
}

function spreadConstraints(
  pod: Pod,
  when: SpreadConstraint["whenUnsatisfiable"],
): readonly SpreadConstraint[] {
  return (pod.spec.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === when)
    .map(({ labelSelector, ...one }) => ({ ...one, selector: labelSelector ?? null }));
}

function spreadPod(pod: Pod, constraints: readonly SpreadConstraint[]): SpreadPod {
  return {
    labels: pod.metadata.labels ?? {},
    namespace: pod.metadata.namespace ?? "default",
    constraints,
    ...requiredOf(pod),
  };
}

function existingPods(places: readonly Place[]): readonly ExistingPod[] {
  return places.flatMap(({ name, pods }) =>
    pods.map(({ metadata }) => ({
      node: name,
      labels: metadata.labels ?? {},
      namespace: metadata.namespace ?? "default",
      terminating: metadata.deletionTimestamp !== undefined,
    })),
  );
}

function isAffine({ spec }: Pod): boolean {
  return spec.affinity?.podAffinity !== undefined || spec.affinity?.podAntiAffinity !== undefined;
}

function affinePod(pod: Pod): AffinePod {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  const required = (affinity: PodAffinity | undefined) =>
    (affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ labelSelector, topologyKey, namespaces }) => ({
        topologyKey,
        selector: labelSelector ?? null,
        ...(namespaces === undefined ? {} : { namespaces }),
      }),
    );
  const preferred = (affinity: PodAffinity | undefined, sign: number) =>
    (affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ weight, podAffinityTerm: term }) => ({
        topologyKey: term.topologyKey,
        selector: term.labelSelector ?? null,
        weight: sign * weight,
        ...(term.namespaces === undefined ? {} : { namespaces: term.namespaces }),
      }),
    );
  return {
    labels: pod.metadata.labels ?? {},
    namespace: pod.metadata.namespace ?? "default",
    required: required(podAffinity),
    requiredAnti: required(podAntiAffinity),
    preferred: [...preferred(podAffinity, 1), ...preferred(podAntiAffinity, -1)],
  };
}

function placedPods(places: readonly Place[]): readonly PlacedPod[] {
  return places.flatMap(({ name, pods }) => pods.map((pod) => ({ ...affinePod(pod), node: name })));
}

/**
 * The constraints of a pod without any: spread over nodes, and over zones where nodes have them, among the pods
 * of the same Service or controller.
 *
 * Source: `plugins/podtopologyspread/plugin.go` systemDefaultConstraints, `plugins/helper/spread.go` DefaultSelector.
 */
function defaultConstraints(view: View, pod: Pod, places: readonly Place[]): readonly SpreadConstraint[] {
  const labels = pod.metadata.labels ?? {};
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller);
  const services = view
    .list("Service", pod.metadata.namespace)
    .filter(({ spec }) => isSelected(labels, spec.selector));
  const own =
    owner?.kind === "ReplicaSet" || owner?.kind === "StatefulSet"
      ? view.get(owner.kind, pod.metadata.namespace ?? "", owner.name)?.spec.selector
      : undefined;
  const matchLabels = {
    ...own?.matchLabels,
    ...Object.assign({}, ...services.map(({ spec }) => spec.selector)),
  };
  if (Object.keys(matchLabels).length === 0) return [];
  const selector = { matchLabels };
  const keys = [
    [HOSTNAME, 3],
    [ZONE, 5],
  ] as const;
  return keys
    .filter(([key]) => places.every(({ labels: own }) => Object.hasOwn(own, key)))
    .map(([topologyKey, maxSkew]) => ({
      topologyKey,
      maxSkew,
      whenUnsatisfiable: "ScheduleAnyway",
      selector,
    }));
}

/** The score of every feasible node by every plugin, and their weighted sum. */
export function scoresOf(
  view: View,
  pod: Pod,
  feasible: readonly Place[],
  places: readonly Place[],
  strategy: ClusterParams["scoringStrategy"] = "LeastAllocated",
) {
  const fitScore = strategy === "MostAllocated" ? mostAllocatedScore : leastAllocatedScore;
  const own = spreadConstraints(pod, "ScheduleAnyway");
  const hasOwn = (pod.spec.topologySpreadConstraints ?? []).length > 0;
  const constraints = hasOwn ? own : defaultConstraints(view, pod, places);
  const others = places.filter((place) => !feasible.includes(place));
  const allocations = (place: Place, unset: Readonly<Record<string, number>>) =>
    allocationsOf(
      resourcesOf(pod),
      { allocatable: amountsOf(place.node.status.allocatable), pods: place.pods.map(resourcesOf) },
      RESOURCES,
      unset,
    );
  const byName = (score: (place: Place) => number) =>
    Object.fromEntries(feasible.map((place) => [place.name, score(place)]));
  const requests = RESOURCES.some(({ name }) => podRequest(resourcesOf(pod), name) > 0);
  const preferred = (
    pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  ).map(({ weight, preference }) => ({ ...preference, weight }));
  const affine = isAffine(pod) || places.some((one) => one.pods.some(isAffine));
  const scores: Record<string, Readonly<Record<string, number>>> = {
    TaintToleration: taintScore({
      tolerations: pod.spec.tolerations ?? [],
      nodes: feasible.map(({ name, node }) => ({ name, taints: node.spec.taints ?? [] })),
    }),
    NodeAffinity: nodeAffinityScore({ preferred, addedPreferred: [], nodes: feasible }),
    NodeResourcesFit: byName((place) => fitScore(allocations(place, NON_ZERO_REQUESTS))),
    PodTopologySpread: spreadScore({
      pod: spreadPod(pod, constraints),
      nodes: feasible,
      otherNodes: others,
      existingPods: existingPods(places),
    }),
    InterPodAffinity: affine
      ? interPodAffinityScore(affinePod(pod), feasible, placedPods(places))
      : byName(() => 0),
    NodeResourcesBalancedAllocation: byName((place) =>
      requests ? balanceChangeScore(allocations(place, {})) : 0,
    ),
    ImageLocality: imageLocality({
      containers: pod.spec.containers.map(({ image }) => image),
      nodes: feasible.map(({ name, node }) => ({ name, images: node.status.images ?? [] })),
    }),
  };
  return { scores, totals: weightedSum({ scores }) };
}

/** What the pod is told, and room made if that helps. Source: `framework/types.go` FitError, `schedule_one.go` handleSchedulingFailure. */
function fail(
  world: World,
  pod: Pod,
  places: readonly Place[],
  refusals: ReadonlyMap<string, Refusal>,
  given: string | undefined,
): void {
  const none = `0/${places.length} nodes are available`;
  const texts = [...refusals.values()].flatMap(({ reason }) => reason.split(", "));
  const preempted = given === undefined ? preempt(world, pod, places, refusals) : undefined;
  const after = preempted === undefined ? "" : ` no new claims to deallocate, preemption: ${preempted}`;
  const why =
    places.length === 0 ? "no nodes available to schedule pods" : `${none}: ${countTexts(texts)}.${after}`;
  const message = given ?? why;
  const { namespace = "default", name } = pod.metadata;
  const now = world.get("Pod", namespace, name);
  if (now === undefined) return;
  const condition = { type: "PodScheduled", status: "False", reason: "Unschedulable", message };
  const conditions = withCondition(now.status?.conditions, condition, world.time);
  world.api.update(asObject({ ...now, status: { ...now.status, conditions } }), "status");
  world.api.event(asObject(now), "Warning", "FailedScheduling", message, NAME);
  park(world, pod, world.now + LEFTOVER);
}

function countTexts(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, count]) => `${count} ${text}`)
    .sort()
    .join(", ");
}

type Victims = { readonly place: Place; readonly victims: readonly Pod[]; readonly violations: number };

/**
 * Makes room for a pod by deleting less important ones, as few and as unimportant as possible.
 * @returns what is said if that is impossible
 *
 * Source: `framework/preemption/preemption.go` Preempt, pickOneNodeForPreemption;
 * `plugins/defaultpreemption/default_preemption.go` SelectVictimsOnNode.
 */
function preempt(
  world: World,
  pod: Pod,
  places: readonly Place[],
  refusals: ReadonlyMap<string, Refusal>,
): string | undefined {
  const none = `0/${places.length} nodes are available`;
  if (pod.spec.preemptionPolicy === "Never") return "not eligible due to preemptionPolicy=Never.";
  if (pod.status?.nominatedNodeName !== undefined) {
    const isLeaving = world
      .list("Pod")
      .some(
        (one) =>
          one.spec.nodeName === pod.status?.nominatedNodeName &&
          one.metadata.deletionTimestamp !== undefined &&
          priority(one) < priority(pod),
      );
    if (isLeaving) return "not eligible due to a terminating pod on the nominated node.";
  }
  const candidates = places.flatMap((place) => {
    if (refusals.get(place.name)?.helpless !== false) return [];
    const found = victimsOn(world, pod, place, places);
    return found === undefined ? [] : [found];
  });
  const [best] = candidates.toSorted(
    (a, b) =>
      a.violations - b.violations ||
      Math.max(...a.victims.map(priority)) - Math.max(...b.victims.map(priority)) ||
      sumOf(a.victims.map(priority)) - sumOf(b.victims.map(priority)) ||
      a.victims.length - b.victims.length ||
      (earliest(a.victims) > earliest(b.victims) ? -1 : 1),
  );
  if (best === undefined) {
    const texts = places.map(({ name }) =>
      refusals.get(name)?.helpless === false
        ? "No preemption victims found for incoming pod"
        : "Preemption is not helpful for scheduling",
    );
    return `${none}: ${countTexts(texts)}.`;
  }
  for (const victim of best.victims) {
    const { namespace = "default", name } = victim.metadata;
    const target = {
      type: "DisruptionTarget",
      status: "True",
      reason: "PreemptionByScheduler",
      message: `${NAME}: preempting to accommodate a higher priority pod`,
    };
    const conditions = withCondition(victim.status?.conditions, target, world.time);
    world.write(
      [
        { do: "status", object: asObject({ ...victim, status: { ...victim.status, conditions } }) },
        { do: "delete", object: asObject(victim) },
      ],
      NAME,
      QUEUE,
    );
    const left = world.get("Pod", namespace, name) ?? victim;
    world.api.event(
      asObject(left),
      "Normal",
      "Preempted",
      `Preempted by pod ${pod.metadata.uid} on node ${best.place.name}`,
      NAME,
    );
  }
  const { namespace = "default", name } = pod.metadata;
  const now = world.get("Pod", namespace, name);
  if (now !== undefined) {
    world.api.update(
      asObject({ ...now, status: { ...now.status, nominatedNodeName: best.place.name } }),
      "status",
    );
  }
  return undefined;
}

const priority = ({ spec }: Pod) => spec.priority ?? 0;
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const earliest = (pods: readonly Pod[]) => pods.map(({ status }) => status?.startTime ?? "").sort()[0] ?? "";

function victimsOn(view: View, pod: Pod, place: Place, places: readonly Place[]): Victims | undefined {
  const lower = place.pods.filter((other) => priority(other) < priority(pod));
  if (lower.length === 0) return undefined;
  const fitsWith = (pods: readonly Pod[]) => {
    const changed = { ...place, pods };
    return (
      refusalOf(
        pod,
        changed,
        places.map((one) => (one === place ? changed : one)),
      ) === undefined
    );
  };
  let kept = place.pods.filter((other) => !lower.includes(other));
  if (!fitsWith(kept)) return undefined;
  const { violating, others } = byBudget(view, lower);
  const victims: Pod[] = [];
  let violations = 0;
  const important = (a: Pod, b: Pod) =>
    priority(b) - priority(a) || ((a.status?.startTime ?? "") < (b.status?.startTime ?? "") ? -1 : 1);
  for (const [group, counts] of [
    [violating, true],
    [others, false],
  ] as const) {
    for (const other of group.toSorted(important)) {
      if (fitsWith([...kept, other])) kept = [...kept, other];
      else {
        victims.push(other);
        if (counts) violations += 1;
      }
    }
  }
  return { place, victims, violations };
}

/** The pods whose deletion would break a budget, and the others. */
function byBudget(view: View, pods: readonly Pod[]) {
  const left = new Map<string, number>();
  const violating: Pod[] = [];
  const others: Pod[] = [];
  for (const pod of pods) {
    let isViolating = false;
    for (const pdb of view.list("PodDisruptionBudget", pod.metadata.namespace)) {
      if (!matchesSelector(pod.metadata.labels ?? {}, pdb.spec.selector)) continue;
      const allowed = left.get(keyOf(pdb)) ?? pdb.status?.disruptionsAllowed ?? 0;
      if (isPodReady(pod) && allowed <= 0) isViolating = true;
      left.set(keyOf(pdb), allowed - 1);
    }
    (isViolating ? violating : others).push(pod);
  }
  return { violating, others };
}
