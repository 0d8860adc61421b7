import { writeUtc } from "../apimachinery/civil-time.ts";
import type { Cluster, KubeObject } from "./cluster.ts";
import { later } from "./later.ts";
import { findResourceType } from "./resource-types.ts";

/** An object that a command goes on looking at. */
export type Target = {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid?: string;
  /** The version last looked at. */
  readonly version?: string;
};

/** What a command that has not ended goes on doing. Plain data: it is part of a state. */
export type Follow =
  | { readonly type: "rollout"; readonly revision: number; readonly targets: readonly Target[] }
  /** Until all are gone; then each says its line. */
  | { readonly type: "gone"; readonly targets: readonly Target[] }
  | {
      readonly type: "watch";
      readonly kind: string;
      readonly namespace?: string;
      readonly selector: string;
      readonly names: readonly string[];
      readonly isWide: boolean;
      readonly hasNamespace: boolean;
      /** It is printed, or nobody wants it. */
      readonly hasHeader: boolean;
      readonly widths: readonly number[];
      readonly seen: readonly Target[];
      /** Rows as last printed, for those that go. */
      readonly output: "table" | "name";
    }
  | { readonly type: "logs"; readonly target: Target; readonly container: string; readonly printed: number }
  | {
      readonly type: "wait";
      readonly line: string;
      /** RFC 3339. */
      readonly until: string;
    }
  | {
      readonly type: "drain";
      readonly nodes: readonly DrainNode[];
      readonly isEviction: boolean;
      /** When it gives up, RFC 3339, and the flag as it was written. */
      readonly timeout?: { readonly at: string; readonly text: string };
    };

/** A node that is drained: which pods are still to be evicted, and which are going. */
export type DrainNode = {
  readonly name: string;
  readonly pods: readonly (Target & {
    /** `wanted`: to be asked for at `at`; `going`: until it is gone. */
    readonly state: "wanted" | "going" | "gone";
    readonly at: string;
  })[];
};

export type Followed = {
  readonly stdout: string;
  readonly stderr: string;
  /** Both in the order of printing. */
  readonly transcript: string;
  /** Undefined while it goes on. */
  readonly exitCode: number | undefined;
  readonly follow: Follow | undefined;
  /** When it wants to look again, RFC 3339, if nothing changes before. */
  readonly wakeAt?: string;
};

/** How what changes is followed and printed: it comes with the commands that begin it. */
export const changes = later<{
  readonly followRollout: (follow: Follow & { readonly type: "rollout" }, cluster: Cluster) => Followed;
  readonly followWatch: (
    follow: Follow & { readonly type: "watch" },
    cluster: Cluster,
    now: string,
  ) => Followed;
}>("operate");

/** The object that a target names, as it is now. */
export const find = (cluster: Cluster, { kind, namespace, name }: Target): KubeObject | undefined => {
  const type = findResourceType(kind);
  return type === undefined ? undefined : cluster.find(type, namespace, name);
};

const isGone = (cluster: Cluster, target: Target) => {
  const object = find(cluster, target);
  return object === undefined || (target.uid !== undefined && object.metadata.uid !== target.uid);
};

export const targetOf = (object: KubeObject): Target => ({
  kind: object.kind,
  namespace: object.metadata.namespace ?? "",
  name: object.metadata.name,
  ...(object.metadata.uid === undefined ? {} : { uid: object.metadata.uid }),
  ...(object.metadata.resourceVersion === undefined ? {} : { version: object.metadata.resourceVersion }),
});

/** What is printed last. */
export const ended = (stdout = "", exitCode = 0, stderr = ""): Followed => ({
  stdout,
  stderr,
  transcript: stdout + stderr,
  exitCode,
  follow: undefined,
});

/**
 * A command that goes on: what it prints now, and whether it has ended.
 * @param rerun runs a command line anew, for `wait`
 */
export function continueCommand(
  follow: Follow,
  cluster: Cluster,
  now: string,
  rerun: (line: string) => { readonly stdout: string; readonly stderr: string; readonly exitCode: number },
): Followed {
  switch (follow.type) {
    case "rollout":
      return changes.get().followRollout(follow, cluster);
    case "gone": {
      const targets = follow.targets.filter((target) => !isGone(cluster, target));
      return targets.length === 0
        ? ended()
        : { ...ended(), exitCode: undefined, follow: { ...follow, targets } };
    }
    case "watch":
      return changes.get().followWatch(follow, cluster, now);
    case "logs": {
      const { target, container, printed } = follow;
      if (isGone(cluster, target)) return ended();
      const lines = cluster.logsOf(target.namespace, target.name, container, false) ?? [];
      const stdout = lines
        .slice(printed)
        .map(({ text }) => `${text}\n`)
        .join("");
      return { ...ended(stdout), exitCode: undefined, follow: { ...follow, printed: lines.length } };
    }
    case "wait": {
      const result = rerun(follow.line);
      if (result.exitCode === 0 || now >= follow.until)
        return ended(result.stdout, result.exitCode, result.stderr);
      return { ...ended(), exitCode: undefined, follow, wakeAt: follow.until };
    }
    case "drain":
      return followDrain(follow, cluster, now);
  }
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
