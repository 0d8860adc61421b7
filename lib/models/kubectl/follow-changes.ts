import { writeUtc } from "../apimachinery/civil-time.ts";
import { type Cluster, matchesSelector } from "./cluster.ts";
import { eventCells, eventHeaders, isWanted } from "./event-cells.ts";
import {
  changes,
  type DrainNode,
  ended,
  type Follow,
  type Followed,
  find,
  isGone,
  seenOf,
  type Target,
} from "./follow.ts";
import { headerOf, rowOf } from "./kind-rows.ts";
import { findResourceType } from "./resource-types.ts";
import { type RolloutObject, rolloutStatus } from "./rollout-status.ts";

/** `rollout status` goes on. */
export function followRollout(follow: Follow & { readonly type: "rollout" }, cluster: Cluster): Followed {
  const [target, ...rest] = follow.targets;
  if (target === undefined) return ended();
  const object = find(cluster, target);
  if (object === undefined) return ended("", 1, "error: object has been deleted\n");
  const going = (targets: readonly Target[]): Followed => ({
    ...ended(),
    exitCode: undefined,
    follow: { ...follow, targets },
  });
  if (object.metadata.resourceVersion === target.version) return going(follow.targets);
  const status = rolloutStatus({
    kind: target.kind,
    object: object as RolloutObject,
    revision: follow.revision,
  });
  if ("error" in status) return ended("", 1, `error: ${status.error}\n`);
  if (!status.done)
    return {
      ...ended(status.message),
      exitCode: undefined,
      follow: {
        ...follow,
        targets: [{ ...target, version: object.metadata.resourceVersion ?? "" }, ...rest],
      },
    };
  if (rest.length === 0) return ended(status.message);
  return { ...ended(status.message), exitCode: undefined, follow: { ...follow, targets: rest } };
}

/** Rows under the widths of a table that is printed already; a longer cell widens its column. */
export function alignRows(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): { readonly text: string; readonly widths: readonly number[] } {
  const wider = [...widths];
  for (const row of rows) {
    for (const [column, cell] of row.slice(0, -1).entries())
      wider[column] = Math.max(wider[column] ?? 6, cell.length + 3);
  }
  const text = rows.map(
    (row) =>
      `${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(wider[column]!))).join("")}\n`,
  );
  return { text: text.join(""), widths: wider };
}

/**
 * `get -w` goes on: what is new, what changed, what has gone.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/get/get.go` watch: every event is printed, also DELETED.
 */
export function followWatch(
  follow: Follow & { readonly type: "watch" },
  cluster: Cluster,
  now: string,
): Followed {
  const type = findResourceType(follow.kind);
  if (type === undefined) return ended();
  const objects = cluster
    .list(type, follow.namespace)
    .filter(
      (object) =>
        (follow.names.length === 0 || follow.names.includes(object.metadata.name)) &&
        (follow.events === undefined || isWanted(object, follow.events)) &&
        matchesSelector(follow.selector, object.metadata.labels),
    );
  const seen = new Map(follow.seen.map((target) => [target.uid, target.version]));
  const isThere = new Set(objects.map(({ metadata }) => metadata.uid));
  const changed = [
    ...objects.filter(({ metadata }) => seen.get(metadata.uid) !== metadata.resourceVersion),
    // What has gone is printed once more, as it was.
    ...follow.seen.filter(({ uid }) => !isThere.has(uid)).map(({ object }) => object),
  ].toSorted((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion));
  const next: Follow = { ...follow, seen: objects.map(seenOf) };
  if (changed.length === 0) return { ...ended(), exitCode: undefined, follow: next };
  if (follow.output === "name") {
    const stdout = changed.map(({ metadata }) => `${follow.kind.toLowerCase()}/${metadata.name}\n`).join("");
    return { ...ended(stdout), exitCode: undefined, follow: next };
  }
  const lines = changed.map((object) => {
    if (follow.events !== undefined) return eventCells(object, now, follow.hasNamespace);
    const cells = Object.values(rowOf(now, object, follow.isWide));
    return follow.hasNamespace ? [object.metadata.namespace ?? "", ...cells] : cells;
  });
  if (!follow.hasHeader) {
    const headers = Object.keys(rowOf(now, changed[0]!, follow.isWide)).map((column) =>
      headerOf(follow.kind, column).toUpperCase(),
    );
    if (follow.events !== undefined) lines.unshift(eventHeaders(follow.hasNamespace));
    else lines.unshift(follow.hasNamespace ? ["NAMESPACE", ...headers] : headers);
  }
  const { text, widths } = alignRows(lines, follow.widths);
  return { ...ended(text), exitCode: undefined, follow: { ...next, widths, hasHeader: true } };
}

/** A pod that a budget protects is asked for again after this. Source: `pkg/drain/drain.go` evictPods. */
const RETRY_MS = 5000;

/** Source: `kubernetes/kubectl` `pkg/drain/drain.go` evictPods, waitForDelete. */
function followDrain(follow: Follow & { readonly type: "drain" }, cluster: Cluster, now: string): Followed {
  let stdout = "";
  let stderr = "";
  let wakeAt: string | undefined;
  const nodes = [...follow.nodes];
  while (nodes[0] !== undefined) {
    const [node] = nodes as [DrainNode, ...DrainNode[]];
    const pods = node.pods.map((pod) => {
      if (pod.state === "wanted" && isGone(cluster, pod)) return { ...pod, state: "gone" as const };
      if (pod.state === "wanted") {
        if (pod.at > now) {
          wakeAt = wakeAt === undefined || pod.at < wakeAt ? pod.at : wakeAt;
          return pod;
        }
        const object = find(cluster, pod)!;
        if (follow.isEviction) stdout += `evicting pod ${pod.namespace}/${pod.name}\n`;
        const refusal = follow.isEviction ? cluster.evict(object) : undefined;
        if (!follow.isEviction) cluster.delete(object, {});
        if (refusal === undefined) return { ...pod, state: "going" as const };
        stderr += `error when evicting pods/${JSON.stringify(pod.name)} -n ${JSON.stringify(pod.namespace)} (will retry after 5s): ${refusal}\n`;
        const again = writeUtc(Date.parse(now) + RETRY_MS);
        wakeAt = wakeAt === undefined || again < wakeAt ? again : wakeAt;
        return { ...pod, at: again };
      }
      if (pod.state === "going" && isGone(cluster, pod)) {
        stdout += `pod/${pod.name} ${follow.isEviction ? "evicted" : "deleted"}\n`;
        return { ...pod, state: "gone" as const };
      }
      return pod;
    });
    if (pods.some(({ state }) => state !== "gone")) {
      if (follow.timeout !== undefined && now >= follow.timeout.at) {
        return ended(stdout, 1, stderr + gaveUp(node.name, pods, nodes, follow.timeout.text));
      }
      wakeAt = [wakeAt, follow.timeout?.at].filter((time) => time !== undefined).sort()[0];
      nodes[0] = { ...node, pods };
      return {
        ...ended(stdout, 0, stderr),
        exitCode: undefined,
        follow: { ...follow, nodes },
        ...(wakeAt === undefined ? {} : { wakeAt }),
      };
    }
    stdout += `node/${node.name} drained\n`;
    nodes.shift();
  }
  return ended(stdout, 0, stderr);
}

/** Source: `pkg/drain/drain.go` evictPods, `pkg/cmd/drain/drain.go` RunDrain. */
function gaveUp(name: string, pods: DrainNode["pods"], nodes: readonly DrainNode[], timeout: string): string {
  const texts = pods
    .filter(({ state }) => state !== "gone")
    .map((pod) => {
      const subject = `pods/${JSON.stringify(pod.name)} -n ${JSON.stringify(pod.namespace)}`;
      return pod.state === "wanted"
        ? `error when evicting ${subject}: global timeout reached: ${timeout}`
        : `error when waiting for pod ${JSON.stringify(pod.name)} in namespace ${JSON.stringify(pod.namespace)} to terminate: global timeout reached: ${timeout}`;
    });
  const shown = texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`;
  const pending = nodes.map((node) => ` ${node.name}\n`).join("");
  return `error: unable to drain node ${JSON.stringify(name)} due to error: ${shown}, continuing command...\nThere are pending nodes to be drained:\n${pending}${texts.map((text) => `${text}\n`).join("")}`;
}

changes.fill({ followDrain, followRollout, followWatch });
