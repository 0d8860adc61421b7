import { amountsOf } from "./pod-facts.ts";
import { programOf } from "./programs.ts";
import type { Component, World } from "./world.ts";

const SECOND = 1_000_000;
/** Source: `metrics-server` `--metric-resolution`. */
const WINDOW_SEC = 15;

/** The key under which use is measured. */
export const MEASURE = "measure";

/**
 * What pods use, measured every 15 seconds: a little when idle, more for each request, never more CPU than
 * their limit.
 */
export const metrics: Component = {
  name: "metrics-server",
  wake(world) {
    for (const uid of world.pods.keys()) measure(world, uid);
    world.wakeIn("metrics-server", MEASURE, WINDOW_SEC * SECOND);
  },
};

function measure(world: World, uid: string): void {
  const runtime = world.pods.get(uid)!;
  const pod = world.get("Pod", runtime.namespace, runtime.name);
  const requests = (world.requests.get(uid) ?? 0) / WINDOW_SEC;
  world.requests.delete(uid);
  if (pod === undefined || world.machines.get(runtime.node)?.isDown) {
    world.metrics.delete(uid);
    return;
  }
  let cpuMilli = 0;
  let memoryMi = 0;
  let isRunning = false;
  for (const [index, container] of runtime.containers.entries()) {
    const spec = pod.spec.containers[index];
    if (spec === undefined || container.state !== "running") continue;
    const program = programOf(world.params.images, spec.image, [
      ...(spec.command ?? []),
      ...(spec.args ?? []),
    ]);
    if (program === undefined) continue;
    isRunning = true;
    const served = program.port === undefined ? 0 : requests;
    const wanted = program.cpu.idleMilli + program.cpu.milliPerRequest * served;
    const limit = amountsOf(spec.resources?.limits).cpu ?? Number.POSITIVE_INFINITY;
    cpuMilli += Math.min(wanted, limit === 0 ? Number.POSITIVE_INFINITY : limit);
    memoryMi += container.memoryMi;
  }
  if (!isRunning) world.metrics.delete(uid);
  else {
    world.metrics.set(uid, {
      cpuMilli: Math.round(cpuMilli),
      memoryMi: Math.round(memoryMi),
      at: world.now,
      windowSec: WINDOW_SEC,
    });
  }
}
