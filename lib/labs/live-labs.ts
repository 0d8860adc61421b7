import type { LiveLab } from "../sim/live.ts";
import type { LabEntry } from "./lab-file.ts";

/** Labs that can stand in a text: each is loaded when a note names it. The drawings are in `components/live`. */
export const LIVE_LABS: Readonly<Record<string, () => Promise<LiveLab<unknown>>>> = {
  "auto-scaling-scale-choice": async () => (await import("./scale-choice/live.ts")).live,
  "auto-scaling-scaling-timeline": async () => (await import("./scaling-timeline/live.ts")).live,
  "deployment-eras-density-calculator": async () => (await import("./density-calculator/live.ts")).live,
  "deployment-eras-noisy-neighbour": async () => (await import("./noisy-neighbour/live.ts")).live,
  "docker-build-stage-graph": async () => (await import("./stage-graph/live.ts")).live,
  "docker-containers-data-survival": async () => (await import("./data-survival/live.ts")).live,
  "docker-images-layer-stacker": async () => (await import("./layer-stacker/live.ts")).live,
  "docker-overview-cli-flow": async () => (await import("./cli-flow/live.ts")).live,
  "docker-swarm-swarm-simulator": async () => (await import("./swarm-simulator/live.ts")).live,
  "hpc-elastic-queue": async () => (await import("./elastic-queue/live.ts")).live,
  "hpc-preempt-simulator": async () => (await import("./preempt-simulator/live.ts")).live,
  "hypervisor-memory-overcommit": async () => (await import("./memory-overcommit/live.ts")).live,
  "inverse-virtualization-remote-cost": async () => (await import("./remote-cost/live.ts")).live,
  "load-balancing-lb-algorithm-simulator": async () =>
    (await import("./lb-algorithm-simulator/live.ts")).live,
  "microservices-retry-storm": async () => (await import("./retry-storm/live.ts")).live,
  "microservices-same-shop": async () => (await import("./same-shop/live.ts")).live,
  "network-topology-topology-builder": async () => (await import("./topology-builder/live.ts")).live,
  "openstack-boot-trace": async () => (await import("./boot-trace/live.ts")).live,
  "virtualization-address-translation": async () => (await import("./address-translation/live.ts")).live,
};

/** The lab that a note names: one with a model of its own, or a calculator. @returns undefined where there is none */
export async function loadLive(id: string, labs: readonly LabEntry[]): Promise<LiveLab<unknown> | undefined> {
  if (Object.hasOwn(LIVE_LABS, id)) return LIVE_LABS[id]!();
  const lab = labs.find((one) => one.id === id);
  if (lab?.kind !== "calculator") return undefined;
  const [{ makeCalculator }, { calculatorLive }] = await Promise.all([
    import("./calculator/calculator.ts"),
    import("./calculator/live.ts"),
  ]);
  return calculatorLive(makeCalculator(id, lab));
}

/** The ids of all labs that a note may name. */
export function liveIds(labs: readonly LabEntry[]): readonly string[] {
  return [...Object.keys(LIVE_LABS), ...labs.filter(({ kind }) => kind === "calculator").map(({ id }) => id)];
}
