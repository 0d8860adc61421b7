import type { Condition } from "../kubectl/objects.ts";
import { podPhase } from "../kubelet/pod-phase.ts";
import { fnv32a } from "./fnv.ts";
import type { Container, ContainerStateStatus, ContainerStatus, Pod, PodStatus } from "./kinds.ts";
import { podQos, withCondition } from "./pod-facts.ts";
import { fullImage } from "./programs.ts";
import type { ContainerRuntime, PodRuntime } from "./state.ts";
import type { World } from "./world.ts";

export function hostIp(world: World, node: string): string {
  const addresses = world.get("Node", "", node)?.status.addresses ?? [];
  return addresses.find(({ type }) => type === "InternalIP")?.address ?? "";
}

/** Whether the container counts as ready. Source: `pkg/kubelet/prober/prober_manager.go` UpdatePodStatus. */
function isContainerReady(container: ContainerRuntime, spec: Container): boolean {
  if (container.state !== "running") return false;
  if (spec.startupProbe !== undefined && container.startup?.state !== "success") return false;
  return spec.readinessProbe === undefined || container.readiness?.state === "success";
}

function containerStatus(
  container: ContainerRuntime,
  spec: Container,
  world: World,
  isStopping: boolean,
): ContainerStatus {
  const isReady = isContainerReady(container, spec) && !(isStopping && container.state !== "running");
  const crashing = container.state === "exited" && container.reason === "CrashLoopBackOff";
  const exit =
    container.exit === undefined
      ? undefined
      : { ...container.exit, containerID: `containerd://${container.id}` };
  const waiting = {
    reason: container.reason ?? "ContainerCreating",
    ...(container.message === undefined ? {} : { message: container.message }),
  };
  const state: ContainerStateStatus =
    container.state === "running"
      ? { running: { startedAt: world.timeAt(container.startedAt ?? 0) } }
      : container.state === "exited" && !crashing && exit !== undefined
        ? { terminated: exit }
        : { waiting };
  const last = crashing ? exit : container.last;
  const isPulled = container.id !== undefined;
  const image = fullImage(spec.image);
  const digest = Array.from({ length: 8 }, (_, part) =>
    fnv32a(image, part).toString(16).padStart(8, "0"),
  ).join("");
  return {
    ...(isPulled ? { containerID: `containerd://${container.id}` } : {}),
    image: isPulled ? image : spec.image,
    imageID: isPulled ? `${image.slice(0, image.lastIndexOf(":"))}@sha256:${digest}` : "",
    lastState: last === undefined ? {} : { terminated: last },
    name: spec.name,
    ready: isReady,
    restartCount: container.restarts,
    started:
      container.state === "running" &&
      (spec.startupProbe === undefined || container.startup?.state === "success"),
    state,
  };
}

/** Source: `kubelet_pods.go` generateAPIPodStatus; `pkg/kubelet/status/generate.go`. */
export function statusOf(world: World, pod: Pod, runtime: PodRuntime): PodStatus {
  const isStopping = runtime.stoppingAt !== undefined;
  const hasSandbox = runtime.sandboxAt <= world.now;
  const initSpecs = pod.spec.initContainers ?? [];
  const initStatuses = runtime.init.map((container, index) => {
    const status = containerStatus(container, initSpecs[index]!, world, isStopping);
    const isDone = container.state === "exited" && container.exit?.exitCode === 0;
    return isDone ? { ...status, ready: true } : status;
  });
  const statuses = runtime.containers.map((container, index) =>
    containerStatus(container, pod.spec.containers[index]!, world, isStopping),
  );
  const stateOf = (container: ContainerRuntime) => ({
    state:
      container.state === "running"
        ? ("running" as const)
        : container.state === "exited" && container.reason !== "CrashLoopBackOff"
          ? ("terminated" as const)
          : ("waiting" as const),
    exitCode: container.exit?.exitCode ?? null,
    lastExitCode:
      (container.state === "exited" ? container.exit?.exitCode : container.last?.exitCode) ?? null,
  });
  const phase =
    runtime.failure === undefined
      ? podPhase({
          restartPolicy: pod.spec.restartPolicy ?? "Always",
          initContainers: runtime.init
            .filter((_, index) => initSpecs[index]?.restartPolicy !== "Always")
            .map(stateOf),
          containers: runtime.containers.map(stateOf),
        })
      : "Failed";
  const isInitialized = runtime.init.every(
    (container, index) =>
      (container.state === "exited" && container.exit?.exitCode === 0) ||
      (initSpecs[index]?.restartPolicy === "Always" && container.state === "running"),
  );
  const unready = statuses.filter(({ ready }) => !ready).map(({ name }) => name);
  const hasEnded = phase === "Succeeded" || phase === "Failed";
  const isReady = unready.length === 0 && isInitialized && !hasEnded;
  const notReady = hasEnded
    ? { reason: phase === "Succeeded" ? "PodCompleted" : "PodFailed" }
    : { reason: "ContainersNotReady", message: `containers with unready status: [${unready.join(" ")}]` };
  const generation = pod.metadata.generation ?? 1;
  const incomplete = runtime.init.flatMap((container, index) =>
    container.exit?.exitCode === 0 || container.state === "running" ? [] : [initSpecs[index]!.name],
  );
  let conditions: readonly Condition[] = pod.status?.conditions ?? [];
  const set = (type: string, value: boolean, why: object = {}) => {
    const { reason: _, message: __, ...old } = conditions.find((one) => one.type === type) ?? { type };
    conditions = withCondition(
      conditions,
      { ...old, type, status: value ? "True" : "False", ...why, observedGeneration: generation } as Condition,
      world.time,
    );
  };
  set("PodReadyToStartContainers", hasSandbox && !hasEnded);
  set(
    "Initialized",
    isInitialized,
    isInitialized
      ? phase === "Succeeded"
        ? { reason: "PodCompleted" }
        : {}
      : {
          reason: "ContainersNotInitialized",
          message: `containers with incomplete status: [${incomplete.join(" ")}]`,
        },
  );
  set("Ready", isReady, isReady ? {} : notReady);
  set("ContainersReady", isReady, isReady ? {} : notReady);
  if (!conditions.some(({ type }) => type === "PodScheduled")) set("PodScheduled", true);
  const order = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];
  const place = ({ type }: Condition) => (order.includes(type) ? order.indexOf(type) : -1);
  const host = hostIp(world, runtime.node);
  const { reason: _, message: __, ...kept } = pod.status ?? {};
  return {
    ...kept,
    conditions: conditions.toSorted((a, b) => place(a) - place(b)),
    containerStatuses: statuses,
    hostIP: host,
    hostIPs: [{ ip: host }],
    ...(initStatuses.length > 0 ? { initContainerStatuses: initStatuses } : {}),
    observedGeneration: generation,
    phase,
    ...(hasSandbox ? { podIP: runtime.ip, podIPs: [{ ip: runtime.ip }] } : {}),
    qosClass: pod.status?.qosClass ?? podQos(pod.spec),
    ...(runtime.failure ?? {}),
    startTime: world.timeAt(runtime.seenAt),
  } as PodStatus;
}
