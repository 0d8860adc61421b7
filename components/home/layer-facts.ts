import { labHref } from "../../lib/address/href.ts";
import { addressTranslation, refsOfMiss } from "../../lib/labs/address-translation/address-translation.ts";
import { controlLoop } from "../../lib/labs/cluster/control-loop.ts";
import { look } from "../../lib/labs/cluster/moments.ts";
import { densityCalculator, fitOf } from "../../lib/labs/density-calculator/density-calculator.ts";
import { lbAlgorithmSimulator } from "../../lib/labs/lb-algorithm-simulator/lb-algorithm-simulator.ts";
import { outcomesOf } from "../../lib/labs/lb-algorithm-simulator/traffic.ts";
import { pullSavings, totalOf } from "../../lib/labs/pull-savings/pull-savings.ts";
import type { LabEvent } from "../../lib/sim/event-schema.ts";
import { writeHash } from "../../lib/sim/hash.ts";
import type { Lab } from "../../lib/sim/lab.ts";
import { type Run, startRun } from "../../lib/sim/run.ts";

/** The layers of a shared computer, from the surface to the sea bed. */
export const LAYERS = ["services", "pods", "containers", "kernel", "hypervisor", "hardware"] as const;
export type Layer = (typeof LAYERS)[number];

/** What a lab's own model counts with and without what a layer adds, and the state of the lab that shows it. */
export type LayerFact = {
  /** Without it; in the unit that the words of the layer name. */
  readonly without: number;
  readonly with: number;
  /** The lab's page, and the hash of the state. */
  readonly href: string;
};

const MICROSECONDS = 1_000_000;

/** The whole run of a scenario. */
function runOf<S, E extends LabEvent, P>(lab: Lab<S, E, P>, id: string): Run<S, E, P> {
  const scenario = lab.scenarios.find((one) => one.id === id);
  if (scenario === undefined) throw new Error(`${lab.id} has no scenario ${id}`);
  return startRun(lab, scenario).lookAhead(Number.POSITIVE_INFINITY);
}

function stateHref<S, E extends LabEvent, P>(run: Run<S, E, P>, at: number): string {
  return `${labHref(run.lab.id)}#${writeHash(run, at)}`;
}

/** Until as many pods are ready as are wanted once more. @returns whole seconds, and the frame */
function untilReady(id: string): { readonly seconds: number; readonly href: string } {
  const run = runOf(controlLoop, id);
  let at = 1;
  const isWhole = ({ loop }: ReturnType<typeof run.stateAt>) =>
    loop.missing === 0 && loop.ready === loop.wanted;
  // The loop does not know of a node that is off before its pods no longer count.
  let hasMissed = false;
  for (; at < run.last; at++) {
    const state = run.stateAt(at);
    if (hasMissed && isWhole(state)) break;
    hasMissed ||= !isWhole(state);
  }
  const { cluster, beganAt } = run.stateAt(at);
  return { seconds: Math.round((look(cluster).now - beganAt) / MICROSECONDS), href: stateHref(run, at) };
}

const FACTS: Readonly<Record<Layer, () => LayerFact>> = {
  // p99 of the same requests, milliseconds: by chance, and where the fewest are waiting.
  services: () => {
    const run = runOf(lbAlgorithmSimulator, "uneven");
    const at = 2;
    const { a, b } = outcomesOf(run.stateAt(at));
    return { without: a.p99, with: b.p99, href: stateHref(run, at) };
  },
  // Seconds until three pods are ready again: a node lost, a pod lost.
  pods: () => {
    const { seconds, href } = untilReady("delete");
    return { without: untilReady("node-off").seconds, with: seconds, href };
  },
  // Megabytes to pull: all layers, and those that are not there yet.
  containers: () => {
    const run = runOf(pullSavings, "same-base");
    const state = run.stateAt(1);
    return { without: totalOf(state), with: state.pulled!.megabytes, href: stateHref(run, 1) };
  },
  // Apps on one server: a guest system for each, and one kernel for all.
  kernel: () => {
    const run = runOf(densityCalculator, "app-size");
    const state = run.stateAt(0);
    return {
      without: fitOf(state, "vm").apps,
      with: fitOf(state, "container").apps,
      href: stateHref(run, 0),
    };
  },
  // Reads of page tables for one address: on the machine itself, and in a guest.
  hypervisor: () => {
    const run = runOf(addressTranslation, "nested");
    const at = 26;
    return {
      without: refsOfMiss(runOf(addressTranslation, "native").stateAt(0)),
      with: run.stateAt(at).counts.tableRefs,
      href: stateHref(run, at),
    };
  },
  // The same on the machine itself: once, and again while the TLB knows it.
  hardware: () => {
    const run = runOf(addressTranslation, "native");
    const at = run.last;
    return { without: 0, with: run.stateAt(at).counts.tableRefs, href: stateHref(run, at) };
  },
};

/** A layer's number, computed by the model of the lab that it links to. */
export function factOf(layer: Layer): LayerFact {
  return FACTS[layer]();
}
