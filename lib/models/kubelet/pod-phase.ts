export type RestartPolicy = "Always" | "OnFailure" | "Never";

export type PodPhase = "Pending" | "Running" | "Succeeded" | "Failed";

/** What the kubelet knows of a container. `lastExitCode` is that of the run before a restart. */
export type ContainerState = {
  readonly state: "running" | "waiting" | "terminated";
  readonly exitCode?: number | null;
  readonly lastExitCode?: number | null;
};

/**
 * The phase of a pod from its containers; null = the kubelet has no status of the container. A
 * container that crashes again and again waits, but has run, so that its pod under Always is Running.
 *
 * Source: `pkg/kubelet/kubelet_pods.go` getPhase, without restartable init containers (sidecars) and
 * without a pod that is being deleted. Older releases called a pod Pending whenever an init container
 * had not ended; now what they do no longer matters once a container of the pod itself has started.
 */
export function podPhase({
  restartPolicy = "Always",
  initContainers = [],
  containers,
}: {
  readonly restartPolicy?: RestartPolicy;
  readonly initContainers?: readonly (ContainerState | null)[];
  readonly containers: readonly (ContainerState | null)[];
}): PodPhase {
  const init = initContainers.map(initStateOf);
  const states = containers.map(appStateOf);
  const some = (state: AppState) => states.includes(state);
  if (init.includes("failed") && restartPolicy === "Never") return "Failed";
  const started = some("running") || some("succeeded") || some("failed");
  if ((init.includes("pending") && !started) || some("waiting")) return "Pending";
  if (some("unknown") || states.length === 0) return "Pending";
  if (some("running") || restartPolicy === "Always") return "Running";
  if (!some("failed")) return "Succeeded";
  return restartPolicy === "Never" ? "Failed" : "Running";
}

function initStateOf(container: ContainerState | null): "pending" | "failed" | "done" {
  if (container === null || container.state === "running") return "pending";
  const exitCode = container.state === "terminated" ? (container.exitCode ?? 0) : container.lastExitCode;
  if (typeof exitCode !== "number") return "pending";
  return exitCode === 0 ? "done" : "failed";
}

type AppState = "unknown" | "running" | "waiting" | "succeeded" | "failed";

function appStateOf(container: ContainerState | null): AppState {
  if (container === null) return "unknown";
  if (container.state === "running") return "running";
  if (container.state === "terminated") return (container.exitCode ?? 0) === 0 ? "succeeded" : "failed";
  // Stopped; only what has terminated and stays so counts as a success.
  return typeof container.lastExitCode === "number" ? "failed" : "waiting";
}
