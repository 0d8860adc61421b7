import { timeSince } from "./human-duration.ts";
import { type Condition, isTrue, type ObjectMeta } from "./objects.ts";

type Terminated = {
  readonly exitCode?: number;
  readonly signal?: number;
  readonly reason?: string;
  readonly finishedAt?: string;
};

type ContainerStatus = {
  readonly name?: string;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restartCount?: number;
  readonly state?: {
    readonly running?: object;
    readonly waiting?: { readonly reason?: string };
    readonly terminated?: Terminated;
  };
  readonly lastState?: { readonly terminated?: Terminated };
};

type Container = { readonly name?: string; readonly restartPolicy?: string };

/** The part of a pod that its row shows. */
export type PodForRow = {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly conditions?: readonly Condition[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
};

/** A row of `kubectl get pods`, every cell as printed. */
export type PodRow = {
  readonly name: string;
  readonly ready: string;
  readonly status: string;
  readonly restarts: string;
  readonly age: string;
};

/**
 * The row of a pod. STATUS is no field: it is the phase until a container has something more telling to
 * say. The first init container that has not done its part decides (`Init:…`); otherwise the containers,
 * the first having the last word; deletion overrides all.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go` printPod.
 */
export function podRow({ now, pod }: { readonly now: string; readonly pod: PodForRow }): PodRow {
  const { spec = {}, status = {} } = pod;
  const initContainers = spec.initContainers ?? [];
  const sidecars = new Set(
    initContainers.filter(({ restartPolicy }) => restartPolicy === "Always").map(({ name }) => name),
  );
  const phase = status.phase ?? "";
  const gated = status.conditions?.some(
    ({ type, reason }) => type === "PodScheduled" && reason === "SchedulingGated",
  );
  let reason = gated ? "SchedulingGated" : status.reason || phase;
  let ready = 0;

  const all = new Restarts();
  const ofSidecars = new Restarts();
  let initializing = false;
  for (const [index, container] of (status.initContainerStatuses ?? []).entries()) {
    const isSidecar = sidecars.has(container.name);
    all.add(container);
    if (isSidecar) ofSidecars.add(container);
    const { terminated, waiting } = container.state ?? {};
    if (terminated !== undefined && (terminated.exitCode ?? 0) === 0) continue;
    if (isSidecar && container.started) {
      if (container.ready) ready += 1;
      continue;
    }
    initializing = true;
    if (terminated !== undefined) reason = `Init:${endOf(terminated)}`;
    else if (waiting?.reason && waiting.reason !== "PodInitializing") reason = `Init:${waiting.reason}`;
    else reason = `Init:${index}/${initContainers.length}`;
    break;
  }

  const restarts = !initializing || isTrue(status.conditions, "Initialized") ? ofSidecars : all;
  if (restarts === ofSidecars) {
    let hasRunning = false;
    for (const container of (status.containerStatuses ?? []).toReversed()) {
      restarts.add(container);
      const { running, terminated, waiting } = container.state ?? {};
      if (waiting?.reason) reason = waiting.reason;
      else if (terminated !== undefined) reason = endOf(terminated);
      else if (container.ready && running !== undefined) {
        hasRunning = true;
        ready += 1;
      }
    }
    if (reason === "Completed" && hasRunning) {
      reason = isTrue(status.conditions, "Ready") ? "Running" : "NotReady";
    }
  }

  if (pod.metadata.deletionTimestamp !== undefined) {
    if (status.reason === "NodeLost") reason = "Unknown";
    else if (phase !== "Succeeded" && phase !== "Failed") reason = "Terminating";
  }
  return {
    name: pod.metadata.name,
    ready: `${ready}/${(spec.containers?.length ?? 0) + sidecars.size}`,
    status: reason,
    restarts: restarts.text(now),
    age: timeSince(pod.metadata.creationTimestamp, now),
  };
}

/** Counts restarts and remembers the latest end of a container. */
class Restarts {
  #count = 0;
  #latest: string | undefined;

  add({ restartCount = 0, lastState }: ContainerStatus): void {
    this.#count += restartCount;
    const finishedAt = lastState?.terminated?.finishedAt;
    if (finishedAt === undefined) return;
    if (this.#latest === undefined || Date.parse(finishedAt) > Date.parse(this.#latest)) {
      this.#latest = finishedAt;
    }
  }

  text(now: string): string {
    const since =
      this.#count === 0 || this.#latest === undefined ? "" : ` (${timeSince(this.#latest, now)} ago)`;
    return `${this.#count}${since}`;
  }
}

function endOf({ reason, signal, exitCode = 0 }: Terminated): string {
  return reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);
}
