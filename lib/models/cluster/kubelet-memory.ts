import { evictionOrder } from "../kubelet/eviction-order.ts";
import type { Pod } from "./kinds.ts";
import { asObject, HOUSEKEEPING, NAME, SECOND } from "./kubelet-shared.ts";
import { amountsOf } from "./pod-facts.ts";
import { programOf } from "./programs.ts";
import type { PodRuntime } from "./state.ts";
import type { World } from "./world.ts";

/** Source: `pkg/kubelet/eviction` default of `evictionHard`: memory.available<100Mi. */
const EVICTION_THRESHOLD_MI = 100;

/** What the node itself uses. */
const SYSTEM_MI = 350;

/** Source: `evictionPressureTransitionPeriod`, 5 minutes. */
const PRESSURE_LASTS = 300 * SECOND;

const LEAK_MI_PER_MINUTE = 240;

/** What each container uses now, and the end of those that exceed their limit. */
export function growMemory(world: World, node: string): void {
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
export function manageMemory(world: World, name: string): void {
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
