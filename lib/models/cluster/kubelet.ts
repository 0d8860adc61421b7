import { isSame, type KubeObject } from "../kubectl/cluster.ts";
import type { Condition } from "../kubectl/objects.ts";
import { typeOfKind } from "../kubectl/resource-types.ts";
import { isInBackoff, nextBackoff, restartDelay } from "../kubelet/backoff.ts";
import { evictionOrder } from "../kubelet/eviction-order.ts";
import { podPhase } from "../kubelet/pod-phase.ts";
import { INITIAL_RESULTS, nextProbeState, type ProbeType } from "../kubelet/probes.ts";
import { insufficientResources } from "../scheduler/fit.ts";
import { matchesNodeAffinity } from "../scheduler/node-affinity.ts";
import { heartbeatKey } from "./controllers/node-lifecycle.ts";
import { fnv32a } from "./fnv.ts";
import {
  type Container,
  type ContainerStateStatus,
  type ContainerStatus,
  keyOf,
  type Node,
  type Pod,
  type PodStatus,
  type Probe,
  splitKey,
  type Terminated,
  type Volume,
} from "./kinds.ts";
import { amountsOf, hasPodEnded, podQos, podResources, withCondition } from "./pod-facts.ts";
import { canonicalImage, fullImage, type Program, programOf } from "./programs.ts";
import type { ContainerRuntime, Machine, PodRuntime, ProbeRuntime } from "./state.ts";
import type { Component, World } from "./world.ts";

const asObject = (value: unknown) => value as KubeObject;
const MS = 1000;
const SECOND = 1_000_000;
const NAME = "kubelet";

/** How often a kubelet renews its lease and looks at its node. Source: `nodeStatusUpdateFrequency` 10 s. */
const HOUSEKEEPING = 10 * SECOND;
/** A sandbox with its network takes this long, and up to twice as long. */
const SANDBOX = 300 * MS;
/** A kubelet looks again at what it could not do. */
const RETRY = 5 * SECOND;
const MOUNT_BACKOFF = { base: SECOND / 2, max: 122 * SECOND };
const PULL_BYTES_PER_SECOND = 40 * 2 ** 20;
const PULL_LATENCY = 600 * MS;
/** Source: `pkg/kubelet/eviction` default of `evictionHard`: memory.available<100Mi. */
const EVICTION_THRESHOLD_MI = 100;
/** What the node itself uses. */
const SYSTEM_MI = 350;
/** Source: `evictionPressureTransitionPeriod`, 5 minutes. */
const PRESSURE_LASTS = 300 * SECOND;
const LEAK_MI_PER_MINUTE = 240;
const MIRROR = "kubernetes.io/config.mirror";

/**
 * The kubelets: each brings the pods of its node to what the API server says, one step of a pod at a time, and
 * writes down what it sees.
 *
 * Source: `pkg/kubelet/{kubelet,kubelet_pods,pod_workers}.go`, `pkg/kubelet/{kuberuntime,prober,images,eviction,status}`.
 * Phases, probes, back-off, QoS and the order of eviction are those of `lib/models/kubelet`.
 */
export const kubelet: Component = {
  name: NAME,
  keysOf({ object, type }, world) {
    if (object.kind !== "Pod") return [];
    const pod = object as unknown as Pod;
    if (pod.spec.nodeName === undefined || !world.machines.has(pod.spec.nodeName)) return [];
    return [type === "DELETED" ? `gone/${pod.metadata.uid}` : keyOf(pod)];
  },
  wake(world, key) {
    if (key.startsWith("gone/")) {
      forget(world, key.slice("gone/".length));
      return;
    }
    if (key.startsWith("node:")) {
      lookAfterNode(world, key.slice("node:".length));
      return;
    }
    const [namespace, name] = splitKey(key);
    const pod = world.get("Pod", namespace, name);
    const machine = pod === undefined ? undefined : world.machines.get(pod.spec.nodeName ?? "");
    if (pod === undefined || machine === undefined || machine.isDown) return;
    new PodWorker(world, pod, machine).sync();
  },
};

/** The key under which a node's kubelet looks at its node. */
export const nodeKey = (node: string) => `node:${node}`;

function forget(world: World, uid: string): void {
  const runtime = world.pods.get(uid);
  world.pods.delete(uid);
  world.metrics.delete(uid);
  world.requests.delete(uid);
  for (const key of [...world.logs.keys()]) if (key.startsWith(`${uid}/`)) world.logs.delete(key);
  if (runtime === undefined) return;
  // A static pod's mirror is made again.
  const machine = world.machines.get(runtime.node);
  if (machine !== undefined && machine.staticPods.length > 0) world.wakeIn(NAME, nodeKey(runtime.node), MS);
}

const seconds = (moment: number) => moment / SECOND;

const NEW_CONTAINER: ContainerRuntime = {
  state: "waiting",
  reason: "ContainerCreating",
  restarts: 0,
  backoff: null,
  imageBackoff: null,
  memoryMi: 0,
};

/** One sync of one pod: everything that is due is done, and the next moment planned. */
class PodWorker {
  readonly world: World;
  readonly pod: Pod;
  readonly about: KubeObject;
  machine: Machine;
  runtime: PodRuntime | undefined;
  /** When to look again. */
  #next = Number.POSITIVE_INFINITY;

  constructor(world: World, pod: Pod, machine: Machine) {
    this.world = world;
    this.pod = pod;
    this.about = asObject(pod);
    this.machine = machine;
    this.runtime = world.pods.get(pod.metadata.uid ?? "");
  }

  sync(): void {
    const { world, pod } = this;
    if (hasPodEnded(pod) && this.runtime === undefined) {
      if (pod.metadata.deletionTimestamp !== undefined) this.finish();
      return;
    }
    if (this.runtime === undefined) {
      if (pod.metadata.deletionTimestamp !== undefined) {
        this.finish();
        return;
      }
      if (!this.admit()) return;
      this.start();
    }
    if (pod.metadata.deletionTimestamp !== undefined) {
      if (pod.metadata.annotations?.[MIRROR] !== undefined) {
        this.finish();
        return;
      }
      this.stop();
    }
    this.advance();
    const { runtime } = this;
    if (runtime === undefined) return;
    world.pods.set(runtime.uid, runtime);
    world.machines.set(this.machine.name, this.machine);
    this.writeStatus(runtime);
    const isStopped = [...runtime.init, ...runtime.containers].every(({ state }) => state !== "running");
    if (pod.metadata.deletionTimestamp !== undefined && isStopped) this.finish();
    else if (Number.isFinite(this.#next)) world.wakeAt(NAME, keyOf(pod), this.#next);
  }

  at(moment: number | undefined): void {
    if (moment !== undefined && moment > this.world.now) this.#next = Math.min(this.#next, moment);
  }

  event(type: "Normal" | "Warning", reason: string, message: string): void {
    this.world.api.event(this.about, type, reason, message, NAME, this.machine.name);
  }

  /** The pod is gone from the node: the API server may forget it. */
  finish(): void {
    const { namespace = "default", name, uid } = this.pod.metadata;
    if (this.runtime !== undefined) {
      this.world.pods.set(this.runtime.uid, this.runtime);
      this.world.machines.set(this.machine.name, this.machine);
    }
    this.world.api.delete(typeOfKind("Pod"), namespace, name, { graceSeconds: 0, uid: uid ?? "" });
  }

  /**
   * Whether the node takes the pod: one that somebody bound by hand may not fit.
   *
   * Source: `pkg/kubelet/lifecycle/predicate.go` Admit.
   */
  admit(): boolean {
    const { world, pod, machine } = this;
    const node = world.get("Node", "", machine.name);
    if (node === undefined || pod.metadata.annotations?.[MIRROR] !== undefined) return true;
    const others = world
      .list("Pod")
      .filter(
        (one) =>
          one !== pod &&
          one.spec.nodeName === machine.name &&
          !hasPodEnded(one) &&
          world.pods.has(one.metadata.uid!),
      );
    const [lack] = insufficientResources({
      pod: podResources(pod.spec),
      node: { allocatable: amountsOf(node.status.allocatable) },
      podsOnNode: others.map((one) => podResources(one.spec)),
    });
    const terms =
      pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
    const fits = matchesNodeAffinity(
      { name: machine.name, labels: node.metadata.labels ?? {} },
      { nodeSelector: pod.spec.nodeSelector ?? null, requiredTerms: terms ?? null },
    );
    if (lack === undefined && fits) return true;
    const reason = lack === undefined ? "NodeAffinity" : `OutOf${lack.resource}`;
    const text =
      lack === undefined
        ? "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector"
        : `Node didn't have enough resource: ${lack.resource}, requested: ${lack.requested}, used: ${lack.used}, capacity: ${lack.capacity}`;
    this.event("Warning", reason, text);
    const status: PodStatus = {
      ...pod.status,
      phase: "Failed",
      reason,
      message: `Pod was rejected: ${text}`,
      startTime: world.time,
    };
    world.api.update(asObject({ ...pod, status }), "status");
    return false;
  }

  start(): void {
    const { world, pod, machine } = this;
    const octet = machine.nextIp;
    const place = [...world.machines.keys()].indexOf(machine.name);
    this.machine = { ...machine, nextIp: octet >= 250 ? 2 : octet + 1 };
    const isHost = pod.spec.hostNetwork === true;
    const isMirror = pod.metadata.annotations?.[MIRROR] !== undefined;
    this.runtime = {
      uid: pod.metadata.uid ?? "",
      namespace: pod.metadata.namespace ?? "default",
      name: pod.metadata.name,
      node: machine.name,
      seenAt: world.now,
      sandboxAt: world.now + (isHost || isMirror ? 20 * MS : SANDBOX + world.draw("sandbox", SANDBOX)),
      ip: isHost ? hostIp(world, machine.name) : `10.244.${place}.${octet}`,
      init: (pod.spec.initContainers ?? []).map(() => ({ ...NEW_CONTAINER, reason: "PodInitializing" })),
      containers: pod.spec.containers.map(() => ({
        ...NEW_CONTAINER,
        reason: (pod.spec.initContainers ?? []).length > 0 ? "PodInitializing" : "ContainerCreating",
      })),
    };
  }

  /** The deletion is seen: hooks run, then SIGTERM, and SIGKILL when the grace period is over. */
  stop(): void {
    const { world, pod } = this;
    const runtime = this.runtime!;
    const grace = (pod.metadata.deletionGracePeriodSeconds ?? 30) * SECOND;
    if (runtime.stoppingAt === undefined) {
      for (const [index, container] of runtime.containers.entries()) {
        if (container.state === "running")
          this.event("Normal", "Killing", `Stopping container ${pod.spec.containers[index]!.name}`);
      }
      const hooks = pod.spec.containers.map(({ lifecycle }) => hookTime(lifecycle?.preStop));
      this.runtime = {
        ...runtime,
        stoppingAt: world.now,
        termAt: world.now + Math.min(grace, Math.max(0, ...hooks)),
        killAt: world.now + Math.max(grace, 2 * SECOND),
      };
    } else if (runtime.stoppingAt + grace < runtime.killAt!) {
      // Deleted again, with less patience.
      this.runtime = { ...runtime, killAt: Math.max(world.now, runtime.stoppingAt + grace) };
    }
  }

  advance(): void {
    const { world, pod } = this;
    const now = world.now;
    let runtime = this.runtime!;
    if (runtime.termAt !== undefined && runtime.termAt <= now) {
      const term = (container: ContainerRuntime, spec: Container) =>
        this.terminate(container, spec, runtime.killAt!);
      runtime = {
        ...runtime,
        init: runtime.init.map((container, index) => term(container, pod.spec.initContainers![index]!)),
        containers: runtime.containers.map((container, index) =>
          term(container, pod.spec.containers[index]!),
        ),
      };
    }
    this.at(runtime.termAt);
    this.runtime = runtime;
    if (runtime.sandboxAt > now) {
      this.at(runtime.sandboxAt);
      return;
    }
    if (runtime.stoppingAt === undefined && !this.mounted()) return;
    const specs = pod.spec.initContainers ?? [];
    let isInitialized = true;
    const init = runtime.init.map((container, index) => {
      const spec = specs[index]!;
      const isSidecar = spec.restartPolicy === "Always";
      const next =
        isInitialized || container.state === "running"
          ? this.step(container, spec, isSidecar ? "sidecar" : "init")
          : container;
      const isStarted =
        next.state === "running" && (spec.startupProbe === undefined || next.startup?.state === "success");
      const isDone = isSidecar ? isStarted : next.state === "exited" && next.exit?.exitCode === 0;
      isInitialized &&= isDone;
      return next;
    });
    const containers = runtime.containers.map((container, index) =>
      isInitialized || container.state === "running"
        ? this.step(container, pod.spec.containers[index]!, "app")
        : container,
    );
    this.runtime = { ...runtime, init, containers };
  }

  /**
   * Whether all volumes are mounted, once the containers want to start. What fails is tried again after 500 ms, 1 s,
   * 2 s, … and at most 2 min 2 s.
   *
   * Source: `pkg/kubelet/volumemanager`, `operation_generator.go`; `pkg/util/goroutinemap/exponentialbackoff`.
   */
  mounted(): boolean {
    const { world, pod } = this;
    const { mounting, containers } = this.runtime!;
    if (containers.some(({ state, restarts }) => state !== "waiting" || restarts > 0)) return true;
    if (mounting !== undefined && world.now < mounting.again) {
      this.at(mounting.again);
      return false;
    }
    const missing = (pod.spec.volumes ?? []).flatMap((volume) => this.missingSource(volume));
    if (missing.length === 0) return true;
    for (const text of missing) this.event("Warning", "FailedMount", text);
    const failures = (mounting?.failures ?? 0) + 1;
    const again = world.now + Math.min(MOUNT_BACKOFF.base * 2 ** (failures - 1), MOUNT_BACKOFF.max);
    this.runtime = { ...this.runtime!, mounting: { failures, again } };
    this.at(again);
    return false;
  }

  /** What keeps a volume from being mounted, if anything does. */
  missingSource({ name: volume, configMap, secret }: Volume): readonly string[] {
    const [kind, name, optional] =
      configMap !== undefined
        ? (["ConfigMap", configMap.name, configMap.optional] as const)
        : secret !== undefined
          ? (["Secret", secret.secretName, secret.optional] as const)
          : [];
    const { namespace = "default" } = this.pod.metadata;
    if (kind === undefined || optional || this.world.get(kind, namespace, name) !== undefined) return [];
    return [`MountVolume.SetUp failed for volume "${volume}" : ${kind.toLowerCase()} "${name}" not found`];
  }

  programOf(spec: Container): Program | undefined {
    return programOf(this.world.params.images, spec.image, [...(spec.command ?? []), ...(spec.args ?? [])]);
  }

  /** SIGTERM: it ends when its program has stopped, at the latest when it is killed. */
  terminate(container: ContainerRuntime, spec: Container, killAt: number): ContainerRuntime {
    if (
      container.state !== "running" ||
      (container.termAt !== undefined && (container.endsAt ?? 0) <= killAt)
    )
      return container;
    const { now } = this.world;
    const stopMs = this.programOf(spec)?.stopMs;
    const stopsAt = stopMs === undefined ? Number.POSITIVE_INFINITY : (container.termAt ?? now) + stopMs * MS;
    const isKilled = stopsAt > killAt;
    if (container.termAt === undefined && !isKilled)
      this.world.log(this.runtime!.uid, spec.name, "SIGTERM received, shutting down");
    return {
      ...container,
      termAt: container.termAt ?? now,
      endsAt: Math.max(now, Math.min(stopsAt, killAt)),
      endsWith: isKilled ? { code: 137, reason: "Error" } : { code: 0, reason: "Completed" },
    };
  }

  step(container: ContainerRuntime, spec: Container, role: "init" | "sidecar" | "app"): ContainerRuntime {
    const { now } = this.world;
    const isStopping = this.runtime!.stoppingAt !== undefined;
    switch (container.state) {
      case "waiting":
        if (isStopping) return container;
        if (container.tryAt !== undefined && container.tryAt > now) {
          this.at(container.tryAt);
          return container;
        }
        return this.prepare(container, spec, role);
      case "pulling":
        if (container.tryAt! > now) {
          this.at(container.tryAt);
          return container;
        }
        return isStopping ? container : this.pulled(container, spec, role);
      case "running":
        return this.running(container, spec, role);
      case "exited":
        return isStopping ? container : this.restart(container, spec, role);
    }
  }

  /** The image, then the container. Source: `pkg/kubelet/images/image_manager.go` EnsureImageExists. */
  prepare(container: ContainerRuntime, spec: Container, role: "init" | "sidecar" | "app"): ContainerRuntime {
    const { world, machine } = this;
    const image = canonicalImage(spec.image);
    const isPresent = machine.images.includes(image);
    if (isPresent && spec.imagePullPolicy !== "Always") {
      this.event(
        "Normal",
        "Pulled",
        `Container image "${spec.image}" already present on machine and can be accessed by the pod`,
      );
      return this.create(container, spec, role);
    }
    if (spec.imagePullPolicy === "Never") {
      this.event(
        "Warning",
        "ErrImageNeverPull",
        `Container image "${spec.image}" is not present with pull policy of Never`,
      );
      this.event("Warning", "Failed", "Error: ErrImageNeverPull");
      const tryAt = world.now + RETRY * 2;
      this.at(tryAt);
      return {
        ...container,
        reason: "ErrImageNeverPull",
        message: `Container image "${spec.image}" is not present with pull policy of Never`,
        tryAt,
      };
    }
    if (isInBackoff(container.imageBackoff, seconds(world.now))) {
      const back = `Back-off pulling image "${spec.image}"`;
      const until = (container.imageBackoff.lastSec + container.imageBackoff.backoffSec) * SECOND;
      if (container.reason !== "ImagePullBackOff") {
        this.event("Normal", "BackOff", back);
        this.event("Warning", "Failed", "Error: ImagePullBackOff");
      }
      this.at(until);
      const said = container.message?.includes("Back-off")
        ? container.message
        : `${back}: ErrImagePull: ${container.message ?? ""}`;
      return { ...container, reason: "ImagePullBackOff", message: said, tryAt: until };
    }
    this.event("Normal", "Pulling", `Pulling image "${spec.image}"`);
    const program = this.programOf(spec);
    const isFailing = program === undefined || world.faults.registryDown;
    const bytes = isPresent || isFailing ? 0 : program.sizeBytes;
    const speed = world.params.pullBytesPerSecond ?? PULL_BYTES_PER_SECOND;
    const takes = PULL_LATENCY + world.draw("pulls", PULL_LATENCY) + Math.round((bytes / speed) * SECOND);
    // One pull after the other: serializeImagePulls.
    const from = Math.max(world.now, machine.pullsUntil);
    const tryAt = from + takes;
    this.machine = { ...machine, pullsUntil: tryAt };
    this.at(tryAt);
    return { ...container, state: "pulling", tryAt, startedAt: world.now };
  }

  pulled(container: ContainerRuntime, spec: Container, role: "init" | "sidecar" | "app"): ContainerRuntime {
    const { world, machine } = this;
    const { message: _, startedAt = world.now, tryAt: __, ...rest } = container;
    const program = this.programOf(spec);
    if (program === undefined || world.faults.registryDown) {
      const full = fullImage(spec.image);
      const why = world.faults.registryDown
        ? `failed to resolve reference "${full}": failed to do request: Head "https://registry-1.docker.io/v2/": dial tcp: i/o timeout`
        : `failed to resolve reference "${full}": ${full}: not found`;
      const code = world.faults.registryDown ? "code = Unknown" : "code = NotFound";
      const text = `rpc error: ${code} desc = failed to pull and unpack image "${full}": ${why}`;
      this.event("Warning", "Failed", `Failed to pull image "${spec.image}": ${text}`);
      this.event("Warning", "Failed", "Error: ErrImagePull");
      const imageBackoff = nextBackoff(container.imageBackoff, seconds(world.now));
      // The next sync finds it in back-off.
      const again = world.now + 2 * SECOND;
      this.at(again);
      return { ...rest, state: "waiting", reason: "ErrImagePull", message: text, imageBackoff, tryAt: again };
    }
    const took = (world.now - startedAt) / SECOND;
    const image = canonicalImage(spec.image);
    this.event(
      "Normal",
      "Pulled",
      `Successfully pulled image "${spec.image}" in ${goSeconds(took)} (${goSeconds(took)} including waiting). Image size: ${program.sizeBytes} bytes.`,
    );
    if (!machine.images.includes(image)) {
      this.machine = { ...this.machine, images: [...machine.images, image] };
      world.machines.set(this.machine.name, this.machine);
      world.wakeIn(NAME, nodeKey(machine.name), SECOND);
    }
    return this.create({ ...rest, state: "waiting", imageBackoff: null }, spec, role);
  }

  /** Source: `kuberuntime_container.go` startContainer; `kubelet_pods.go` makeEnvironmentVariables. */
  create(container: ContainerRuntime, spec: Container, role: "init" | "sidecar" | "app"): ContainerRuntime {
    const { world } = this;
    const missing = this.missingConfig(spec);
    if (missing !== undefined) {
      this.event("Warning", "Failed", `Error: ${missing}`);
      const tryAt = world.now + RETRY * 2;
      this.at(tryAt);
      return {
        ...container,
        state: "waiting",
        reason: "CreateContainerConfigError",
        message: missing,
        tryAt,
      };
    }
    const program = this.programOf(spec)!;
    const id = Array.from({ length: 8 }, () =>
      world
        .draw("containers", 2 ** 32)
        .toString(16)
        .padStart(8, "0"),
    ).join("");
    this.event("Normal", "Created", "Container created");
    this.event("Normal", "Started", "Container started");
    const { uid } = this.runtime!;
    const kept = world.logs.get(`${uid}/${spec.name}`);
    if (kept !== undefined) world.logs.set(`${uid}/${spec.name}/previous`, kept);
    world.logs.set(`${uid}/${spec.name}`, []);
    for (const line of program.log) world.log(uid, spec.name, line);
    const {
      exit: _,
      termAt: __,
      endsAt: ___,
      endsWith: ____,
      reason: _____,
      message: ______,
      tryAt: _______,
      readiness: _8,
      liveness: _9,
      startup: _10,
      ...rest
    } = container;
    const running: ContainerRuntime = {
      ...rest,
      state: "running",
      id,
      startedAt: world.now,
      memoryMi: program.memory.startMi,
      ...(program.ends === undefined
        ? {}
        : {
            endsAt: world.now + program.ends.afterMs * MS,
            endsWith: { code: program.ends.code, reason: program.ends.code === 0 ? "Completed" : "Error" },
          }),
    };
    return this.running(running, spec, role);
  }

  missingConfig(spec: Container): string | undefined {
    const { world, pod } = this;
    const { namespace = "default" } = pod.metadata;
    const missing = (kind: "ConfigMap" | "Secret", name: string) =>
      world.get(kind, namespace, name) === undefined
        ? `${kind.toLowerCase()} "${name}" not found`
        : undefined;
    for (const { configMapRef, secretRef } of spec.envFrom ?? []) {
      const why =
        (configMapRef === undefined || configMapRef.optional
          ? undefined
          : missing("ConfigMap", configMapRef.name)) ??
        (secretRef === undefined || secretRef.optional ? undefined : missing("Secret", secretRef.name));
      if (why !== undefined) return why;
    }
    for (const { valueFrom } of spec.env ?? []) {
      for (const [kind, ref] of [
        ["ConfigMap", valueFrom?.configMapKeyRef],
        ["Secret", valueFrom?.secretKeyRef],
      ] as const) {
        if (ref === undefined || ref.optional) continue;
        const why = missing(kind, ref.name);
        if (why !== undefined) return why;
        const data = world.get(kind, namespace, ref.name)?.data ?? {};
        if (!Object.hasOwn(data, ref.key))
          return `couldn't find key ${ref.key} in ${kind} ${namespace}/${ref.name}`;
      }
    }
    return undefined;
  }

  running(container: ContainerRuntime, spec: Container, role: "init" | "sidecar" | "app"): ContainerRuntime {
    const { world } = this;
    if (container.endsAt !== undefined && container.endsAt <= world.now)
      return this.exited(container, spec, role);
    this.at(container.endsAt);
    if (this.runtime!.stoppingAt !== undefined && container.termAt !== undefined) return container;
    return role === "init" ? container : this.probe(container, spec);
  }

  exited(container: ContainerRuntime, spec: Container, role: "init" | "sidecar" | "app"): ContainerRuntime {
    const { world } = this;
    const { code, reason } = container.endsWith ?? { code: 0, reason: "Completed" };
    const exit: Terminated = {
      exitCode: code,
      reason,
      finishedAt: world.timeAt(container.endsAt ?? world.now),
      startedAt: world.timeAt(container.startedAt ?? world.now),
    };
    const { readiness: _, liveness: __, startup: ___, ...rest } = container;
    const ended: ContainerRuntime = { ...rest, state: "exited", exit };
    return this.runtime!.stoppingAt === undefined ? this.restart(ended, spec, role) : ended;
  }

  /** Source: `kuberuntime_manager.go` computePodActions, doBackOff; `container/helpers.go` ShouldContainerBeRestarted. */
  restart(container: ContainerRuntime, spec: Container, role: "init" | "sidecar" | "app"): ContainerRuntime {
    const { world, pod } = this;
    const { restartPolicy = "Always" } = pod.spec;
    const code = container.exit?.exitCode ?? 0;
    if (this.runtime!.failure !== undefined) return container;
    if (role === "init" && (code === 0 || restartPolicy === "Never")) return container;
    if (role === "app" && (restartPolicy === "Never" || (restartPolicy === "OnFailure" && code === 0)))
      return container;
    const finishedAt = container.endsAt ?? world.now;
    const delay = restartDelay(container.backoff, seconds(finishedAt)) * SECOND;
    if (world.now < finishedAt + delay) {
      this.at(finishedAt + delay);
      if (container.reason === "CrashLoopBackOff") return container;
      const { name, namespace = "default", uid } = pod.metadata;
      this.event(
        "Warning",
        "BackOff",
        `Back-off restarting failed container ${spec.name} in pod ${name}_${namespace}(${uid})`,
      );
      const pause = container.backoff?.backoffSec ?? 10;
      return {
        ...container,
        reason: "CrashLoopBackOff",
        message: `back-off ${goDuration(pause)} restarting failed container=${spec.name} pod=${name}_${namespace}(${uid})`,
      };
    }
    const backoff = nextBackoff(container.backoff, seconds(finishedAt), seconds(world.now));
    return this.prepare(
      {
        ...NEW_CONTAINER,
        restarts: container.restarts + 1,
        backoff,
        ...(container.exit === undefined ? {} : { last: container.exit }),
      },
      spec,
      role,
    );
  }

  probe(container: ContainerRuntime, spec: Container): ContainerRuntime {
    let next = container;
    next = this.probeOne(next, spec, "startup", spec.startupProbe);
    const isStarted = spec.startupProbe === undefined || next.startup?.state === "success";
    if (!isStarted) return next;
    next = this.probeOne(next, spec, "liveness", spec.livenessProbe);
    return this.probeOne(next, spec, "readiness", spec.readinessProbe);
  }

  /** Source: `pkg/kubelet/prober/worker.go` run, doProbe. */
  probeOne(
    container: ContainerRuntime,
    spec: Container,
    type: ProbeType,
    probe: Probe | undefined,
  ): ContainerRuntime {
    const { world } = this;
    if (probe === undefined || container.state !== "running" || container.termAt !== undefined)
      return container;
    const period = (probe.periodSeconds ?? 10) * SECOND;
    const first: ProbeRuntime = {
      state: INITIAL_RESULTS[type],
      lastResult: null,
      run: 0,
      // Not all at once: a worker waits a part of its period.
      nextAt:
        container.startedAt! +
        (probe.initialDelaySeconds ?? 0) * SECOND +
        200 * MS +
        world.draw("probes", Math.min(period, SECOND)),
    };
    let runtime = container[type] ?? first;
    if (runtime.nextAt > world.now) {
      this.at(runtime.nextAt);
      return { ...container, [type]: runtime };
    }
    const failure = this.probeFailure(container, spec, type, probe);
    runtime = {
      ...nextProbeState(runtime, failure === undefined ? "success" : "failure", probe),
      nextAt: world.now + period,
    };
    this.at(runtime.nextAt);
    const probed = { ...container, [type]: runtime };
    if (failure === undefined) return probed;
    const label = { startup: "Startup", liveness: "Liveness", readiness: "Readiness" }[type];
    this.event("Warning", "Unhealthy", `${label} probe failed: ${failure}`);
    if (type === "readiness" || runtime.state !== "failure") return probed;
    this.event("Normal", "Killing", `Container ${spec.name} failed ${type} probe, will be restarted`);
    const grace = (this.pod.spec.terminationGracePeriodSeconds ?? 30) * SECOND;
    const hook = hookTime(spec.lifecycle?.preStop);
    const killed = this.terminate(probed, spec, world.now + Math.max(0, grace - hook));
    this.at(killed.endsAt);
    return killed;
  }

  /** What a probe fails with, or undefined if it succeeds. Source: `pkg/probe/http/http.go`, `pkg/probe/tcp/tcp.go`. */
  probeFailure(
    container: ContainerRuntime,
    spec: Container,
    type: ProbeType,
    probe: Probe,
  ): string | undefined {
    const { world } = this;
    const { ip, uid } = this.runtime!;
    const program = this.programOf(spec);
    const wanted = probe.httpGet?.port ?? probe.tcpSocket?.port;
    if (wanted === undefined) return undefined;
    const port =
      typeof wanted === "number"
        ? wanted
        : (spec.ports ?? []).find(({ name }) => name === wanted)?.containerPort;
    const isListening =
      program?.port === port && container.startedAt! + (program?.startMs ?? 0) * MS <= world.now;
    const path = probe.httpGet?.path ?? "/";
    if (!isListening) {
      const dial = `dial tcp ${ip}:${port}: connect: connection refused`;
      return probe.httpGet === undefined ? dial : `Get "http://${ip}:${port}${path}": ${dial}`;
    }
    if (probe.httpGet === undefined) return undefined;
    if (type === "readiness" && world.faults.unready.includes(uid))
      return "HTTP probe failed with statuscode: 503";
    const answers = program?.answers ?? {};
    const code = Object.hasOwn(answers, path) ? answers[path]! : 404;
    return code >= 200 && code < 400 ? undefined : `HTTP probe failed with statuscode: ${code}`;
  }

  writeStatus(runtime: PodRuntime): void {
    const { namespace, name, uid } = runtime;
    const pod = this.world.get("Pod", namespace, name);
    if (pod === undefined || pod.metadata.uid !== uid) return;
    const status = statusOf(this.world, pod, runtime);
    if (!isSame(status, pod.status)) this.world.api.update(asObject({ ...pod, status }), "status");
  }
}

function hookTime(hook: NonNullable<Container["lifecycle"]>["preStop"]): number {
  if (hook === undefined) return 0;
  if (hook.sleep !== undefined) return hook.sleep.seconds * SECOND;
  const [, sleep] = /\bsleep (\d+)/.exec((hook.exec?.command ?? []).join(" ")) ?? [];
  return Number(sleep ?? 0) * SECOND;
}

/** As Go writes a duration rounded to milliseconds. */
function goSeconds(value: number): string {
  return value < 1 ? `${Math.round(value * 1000)}ms` : `${Number(value.toFixed(3))}s`;
}

function goDuration(value: number): string {
  const minutes = Math.floor(value / 60);
  return minutes === 0 ? `${value}s` : `${minutes}m${value % 60}s`;
}

function hostIp(world: World, node: string): string {
  const addresses = world.get("Node", "", node)?.status.addresses ?? [];
  return addresses.find(({ type }) => type === "InternalIP")?.address ?? "";
}

/** Whether the container counts as ready. Source: `pkg/kubelet/prober/prober_manager.go` UpdatePodStatus. */
export function isContainerReady(container: ContainerRuntime, spec: Container): boolean {
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
function statusOf(world: World, pod: Pod, runtime: PodRuntime): PodStatus {
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

/** Lease, images, memory, static pods. */
function lookAfterNode(world: World, name: string): void {
  const machine = world.machines.get(name);
  if (machine === undefined || machine.isDown) return;
  world.remember(heartbeatKey(name), world.time);
  growMemory(world, name);
  manageMemory(world, name);
  for (const manifest of machine.staticPods) mirror(world, name, manifest);
  writeNodeStatus(world, name);
  world.wakeIn(NAME, nodeKey(name), HOUSEKEEPING);
}

/** What each container uses now, and the end of those that exceed their limit. */
function growMemory(world: World, node: string): void {
  for (const runtime of world.pods.values()) {
    if (runtime.node !== node) continue;
    const pod = world.get("Pod", runtime.namespace, runtime.name);
    if (pod === undefined) continue;
    let isKilled = false;
    const containers = runtime.containers.map((container, index) => {
      const spec = pod.spec.containers[index]!;
      const program = programOf(world.params.images, spec.image, [
        ...(spec.command ?? []),
        ...(spec.args ?? []),
      ]);
      if (container.state !== "running" || program === undefined) return container;
      const minutes = (world.now - container.startedAt!) / (60 * SECOND);
      const leak = world.faults.leaking.includes(runtime.uid) ? LEAK_MI_PER_MINUTE : 0;
      const grows = (program.memory.growMiPerMinute ?? 0) * minutes;
      const memoryMi =
        leak > 0
          ? container.memoryMi + (leak * HOUSEKEEPING) / (60 * SECOND)
          : program.memory.startMi + grows;
      const limit = (amountsOf(spec.resources?.limits).memory ?? 0) / 2 ** 20;
      if (limit > 0 && memoryMi > limit && container.endsAt === undefined) {
        isKilled = true;
        return {
          ...container,
          memoryMi: limit,
          endsAt: world.now,
          endsWith: { code: 137, reason: "OOMKilled" },
        };
      }
      return { ...container, memoryMi: Math.round(memoryMi * 10) / 10 };
    });
    world.pods.set(runtime.uid, { ...runtime, containers });
    if (isKilled) world.wakeAt(NAME, `${runtime.namespace}/${runtime.name}`, world.now);
  }
}

const usageOf = (runtime: PodRuntime) =>
  runtime.containers.reduce((sum, { state, memoryMi }) => sum + (state === "running" ? memoryMi : 0), 0);

/** Source: `pkg/kubelet/eviction/eviction_manager.go` synchronize, evictPod. */
function manageMemory(world: World, name: string): void {
  const machine = world.machines.get(name)!;
  const node = world.get("Node", "", name);
  if (node === undefined) return;
  const capacityMi = (amountsOf(node.status.capacity).memory ?? 0) / 2 ** 20;
  const here = [...world.pods.values()].filter(
    (runtime) => runtime.node === name && runtime.failure === undefined,
  );
  const availableMi = Math.floor(
    capacityMi - SYSTEM_MI - here.reduce((sum, runtime) => sum + usageOf(runtime), 0),
  );
  if (availableMi >= EVICTION_THRESHOLD_MI) {
    if (machine.hasMemoryPressure && machine.pressureEndedAt === 0)
      world.machines.set(name, { ...machine, pressureEndedAt: world.now });
    else if (machine.hasMemoryPressure && world.now - machine.pressureEndedAt >= PRESSURE_LASTS) {
      world.machines.set(name, { ...machine, hasMemoryPressure: false, pressureEndedAt: 0 });
    }
    return;
  }
  world.machines.set(name, { ...machine, hasMemoryPressure: true, pressureEndedAt: 0 });
  world.api.event(
    asObject(node),
    "Warning",
    "EvictionThresholdMet",
    "Attempting to reclaim memory",
    NAME,
    name,
  );
  const pods = here.flatMap((runtime) => {
    const pod = world.get("Pod", runtime.namespace, runtime.name);
    const isCritical = (pod?.spec.priority ?? 0) >= 2_000_000_000;
    return pod === undefined || isCritical ? [] : [{ runtime, pod }];
  });
  const requestMi = ({ spec }: Pod) =>
    spec.containers.reduce((sum, { resources }) => sum + (amountsOf(resources?.requests).memory ?? 0), 0) /
    2 ** 20;
  const [first] = evictionOrder({
    pods: pods.map(({ runtime, pod }) => ({
      name: runtime.uid,
      priority: pod.spec.priority ?? 0,
      requestMi: requestMi(pod),
      usageMi: usageOf(runtime),
    })),
  });
  const victim = pods.find(({ runtime }) => runtime.uid === first);
  if (victim === undefined) return;
  const { runtime, pod } = victim;
  const used = pod.spec.containers.map(({ name: container, resources }, index) => {
    const request = (amountsOf(resources?.requests).memory ?? 0) / 2 ** 20;
    const usage = runtime.containers[index]!.memoryMi;
    return usage > request
      ? `Container ${container} was using ${Math.round(usage * 1024)}Ki, request is ${request === 0 ? "0" : `${request}Mi`}, has larger consumption of memory. `
      : "";
  });
  const message = `The node was low on resource: memory. Threshold quantity: ${EVICTION_THRESHOLD_MI}Mi, available: ${Math.max(0, availableMi) * 1024}Ki. ${used.join("")}`;
  world.api.event(asObject(pod), "Warning", "Evicted", message, NAME, name);
  const containers = runtime.containers.map((container) =>
    container.state === "running"
      ? { ...container, endsAt: world.now, endsWith: { code: 137, reason: "Error" } }
      : container,
  );
  world.pods.set(runtime.uid, { ...runtime, containers, failure: { reason: "Evicted", message } });
  world.wakeAt(NAME, `${runtime.namespace}/${runtime.name}`, world.now);
}

/** Source: `pkg/kubelet/pod/mirror_client.go` CreateMirrorPod. */
function mirror(world: World, node: string, manifest: KubeObject): void {
  const { namespace = "kube-system" } = manifest.metadata;
  const name = `${manifest.metadata.name}-${node}`;
  if (world.get("Pod", namespace, name) !== undefined) return;
  const hash = fnv32a(JSON.stringify(manifest)).toString(16).padStart(32, "0");
  world.write(
    [
      {
        do: "create",
        object: {
          ...manifest,
          metadata: {
            ...manifest.metadata,
            name,
            namespace,
            annotations: {
              ...manifest.metadata.annotations,
              [MIRROR]: hash,
              "kubernetes.io/config.source": "file",
            },
            ownerReferences: [
              {
                apiVersion: "v1",
                kind: "Node",
                name: node,
                uid: world.get("Node", "", node)?.metadata.uid ?? "",
                controller: true,
              },
            ],
          },
          spec: { ...(manifest.spec as object), nodeName: node },
        },
      },
    ],
    NAME,
    nodeKey(node),
  );
}

/** Source: `pkg/kubelet/kubelet_node_status.go` tryUpdateNodeStatus: only what changed, else every five minutes. */
function writeNodeStatus(world: World, name: string): void {
  const node = world.get("Node", "", name);
  const machine = world.machines.get(name)!;
  if (node === undefined) return;
  const pressure = machine.hasMemoryPressure;
  const wanted: readonly Condition[] = [
    pressure
      ? {
          type: "MemoryPressure",
          status: "True",
          reason: "KubeletHasInsufficientMemory",
          message: "kubelet has insufficient memory available",
        }
      : {
          type: "MemoryPressure",
          status: "False",
          reason: "KubeletHasSufficientMemory",
          message: "kubelet has sufficient memory available",
        },
    {
      type: "DiskPressure",
      status: "False",
      reason: "KubeletHasNoDiskPressure",
      message: "kubelet has no disk pressure",
    },
    {
      type: "PIDPressure",
      status: "False",
      reason: "KubeletHasSufficientPID",
      message: "kubelet has sufficient PID available",
    },
    { type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" },
  ];
  const before = node.status.conditions ?? [];
  const isSameStatus = (one: Condition) =>
    before.some((old) => old.type === one.type && old.status === one.status);
  const images = imagesOf(world, machine);
  const beat = before.find(({ type }) => type === "Ready")?.lastHeartbeatTime;
  const isDue = beat === undefined || Date.parse(world.time) - Date.parse(beat) >= 300_000;
  if (wanted.every(isSameStatus) && isSame(images, node.status.images ?? []) && !isDue) return;
  let conditions: NonNullable<Node["status"]["conditions"]> = before;
  for (const condition of wanted)
    conditions = withCondition(
      conditions,
      { ...condition, lastHeartbeatTime: world.time } as Condition,
      world.time,
    );
  const wasReady = before.find(({ type }) => type === "Ready")?.status === "True";
  world.api.update(asObject({ ...node, status: { ...node.status, conditions, images } }), "status");
  if (!wasReady)
    world.api.event(
      asObject(node),
      "Normal",
      "NodeReady",
      `Node ${name} status is now: NodeReady`,
      NAME,
      name,
    );
}

function imagesOf(
  world: World,
  machine: Machine,
): readonly { readonly names: readonly string[]; readonly sizeBytes: number }[] {
  return machine.images
    .map((image) => ({
      names: [image],
      sizeBytes: programOf(world.params.images, image, [])?.sizeBytes ?? 0,
    }))
    .toSorted((a, b) => b.sizeBytes - a.sizeBytes);
}

/** The machine stops: nothing on it runs any more, and nobody hears of it. */
export function stopMachine(world: World, name: string): void {
  const machine = world.machines.get(name);
  if (machine !== undefined) world.machines.set(name, { ...machine, isDown: true });
}

/** The machine starts again: what ran has ended, and the kubelet starts it anew. */
export function startMachine(world: World, name: string): void {
  const machine = world.machines.get(name);
  if (machine === undefined || !machine.isDown) return;
  world.machines.set(name, { ...machine, isDown: false, pullsUntil: world.now });
  for (const runtime of [...world.pods.values()].filter(({ node }) => node === name)) {
    const lost = (container: ContainerRuntime): ContainerRuntime =>
      container.state === "running"
        ? { ...container, endsAt: world.now, endsWith: { code: 255, reason: "Unknown" } }
        : container.state === "pulling"
          ? { ...container, state: "waiting" }
          : container;
    world.pods.set(runtime.uid, {
      ...runtime,
      init: runtime.init.map(lost),
      containers: runtime.containers.map(lost),
    });
  }
  for (const pod of world.list("Pod"))
    if (pod.spec.nodeName === name) world.wakeIn(NAME, keyOf(pod), 2 * SECOND);
  world.wakeIn(NAME, nodeKey(name), SECOND);
}
