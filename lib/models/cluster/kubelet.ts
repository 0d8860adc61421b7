import { heartbeatKey } from "./controllers/node-lifecycle.ts";
import { keyOf, type Pod, splitKey } from "./kinds.ts";
import { growMemory, manageMemory } from "./kubelet-memory.ts";
import { mirror, writeNodeStatus } from "./kubelet-node-status.ts";
import { PodWorker } from "./kubelet-pod-worker.ts";
import { HOUSEKEEPING, MS, NAME, nodeKey, SECOND } from "./kubelet-shared.ts";
import type { ContainerRuntime } from "./state.ts";
import type { Component, World } from "./world.ts";

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
