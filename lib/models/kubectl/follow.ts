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

/** An object that a watch has printed. */
export type Seen = Target & { readonly object: KubeObject };

/** When a command gives up, RFC 3339; absent = never. */
type Patience = { readonly until?: string };

/** Which events are asked for: of an object, of types in lower case; none = all. */
export type EventWish = {
  readonly of?: { readonly kind: string; readonly name: string };
  readonly types: readonly string[];
};

/** What a command that has not ended goes on doing. Plain data: it is part of a state. */
export type Follow =
  | ({
      readonly type: "rollout";
      readonly revision: number;
      readonly targets: readonly Target[];
    } & Patience)
  /** Until all are gone. */
  | ({ readonly type: "gone"; readonly targets: readonly Target[] } & Patience)
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
      /** As last printed: so are those printed that go. */
      readonly seen: readonly Seen[];
      readonly output: "table" | "name";
      /** As `kubectl events` prints them, and of what. */
      readonly events?: EventWish;
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
  readonly followDrain: (
    follow: Follow & { readonly type: "drain" },
    cluster: Cluster,
    now: string,
  ) => Followed;
}>("operate");

/** The object that a target names, as it is now. */
export const find = (cluster: Cluster, { kind, namespace, name }: Target): KubeObject | undefined => {
  const type = findResourceType(kind);
  return type === undefined ? undefined : cluster.find(type, namespace, name);
};

/** Whether a target is no more, or another of its name is there. */
export const isGone = (cluster: Cluster, target: Target) => {
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

export const seenOf = (object: KubeObject): Seen => ({ ...targetOf(object), object });

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
      return giveUp(changes.get().followRollout(follow, cluster), follow.until, now, "");
    case "gone": {
      const targets = follow.targets.filter((target) => !isGone(cluster, target));
      const [first] = targets;
      if (first === undefined) return ended();
      const plural = findResourceType(first.kind)?.plural ?? first.kind;
      const going = { ...ended(), exitCode: undefined, follow: { ...follow, targets } };
      return giveUp(going, follow.until, now, ` on ${plural}/${first.name}`);
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
      return changes.get().followDrain(follow, cluster, now);
  }
}

/**
 * A command that goes on until its time is over, and then says so.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/rollout/rollout_status.go`, `pkg/cmd/wait/delete.go` IsDeleted.
 */
function giveUp(followed: Followed, until: string | undefined, now: string, on: string): Followed {
  if (followed.exitCode !== undefined || until === undefined) return followed;
  if (now < until) return { ...followed, wakeAt: until };
  return ended(followed.stdout, 1, `error: timed out waiting for the condition${on}\n`);
}
