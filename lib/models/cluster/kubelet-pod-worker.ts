import { isSame, type KubeObject } from "../kubectl/cluster.ts";
import { typeOfKind } from "../kubectl/resource-types.ts";
import { isInBackoff, nextBackoff, restartDelay } from "../kubelet/backoff.ts";
import { INITIAL_RESULTS, nextProbeState, type ProbeType } from "../kubelet/probes.ts";
import { insufficientResources } from "../scheduler/fit.ts";
import { matchesNodeAffinity } from "../scheduler/node-affinity.ts";
import {
  type Container,
  keyOf,
  type Pod,
  type PodStatus,
  type Probe,
  type Terminated,
  type Volume,
} from "./kinds.ts";
import { hostIp, statusOf } from "./kubelet-pod-status.ts";
import { asObject, MIRROR, MS, NAME, nodeKey, SECOND } from "./kubelet-shared.ts";
import { amountsOf, hasPodEnded, podResources } from "./pod-facts.ts";
import { canonicalImage, fullImage, type Program, programOf } from "./programs.ts";
import type { ContainerRuntime, Machine, PodRuntime, ProbeRuntime } from "./state.ts";
import type { World } from "./world.ts";

/** A sandbox with its network takes this long, and up to twice as long. */
const SANDBOX = 300 * MS;

/** A kubelet looks again at what it could not do. */
const RETRY = 5 * SECOND;

const MOUNT_BACKOFF = { base: SECOND / 2, max: 122 * SECOND };

const PULL_BYTES_PER_SECOND = 40 * 2 ** 20;

const PULL_LATENCY = 600 * MS;

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
export class PodWorker {
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
