import type { CalculatorData } from "../../lib/labs/calculator/calculator.ts";
import type { Figure } from "./figure.ts";

/** A figure, or for labs that are data what makes one of it. */
export type FigureModule = Figure | ((id: string, data: CalculatorData) => Figure);
export type FigureRegistry = Readonly<Record<string, () => Promise<FigureModule>>>;

/** Under which name all calculators are drawn. */
export const CALCULATOR = "calculator";

/**
 * The labs that can stand in a text, by their ids, each with a script of its own. Exactly one `import()` a line,
 * as in `components/islands/registry.ts`; the same ids stand in `lib/labs/live-labs.ts`.
 */
export const registry = {
  [CALCULATOR]: () => import("../labs/kit/CalculatorFigure.tsx").then((module) => module.figure),
  "auto-scaling-scale-choice": () =>
    import("../labs/scale-choice/figure.tsx").then((module) => module.figure),
  "auto-scaling-scaling-timeline": () =>
    import("../labs/scaling-timeline/figure.tsx").then((module) => module.figure),
  "deployment-eras-density-calculator": () =>
    import("../labs/density-calculator/figure.tsx").then((module) => module.figure),
  "deployment-eras-noisy-neighbour": () =>
    import("../labs/noisy-neighbour/figure.tsx").then((module) => module.figure),
  "docker-build-stage-graph": () => import("../labs/stage-graph/figure.tsx").then((module) => module.figure),
  "docker-containers-data-survival": () =>
    import("../labs/data-survival/figure.tsx").then((module) => module.figure),
  "docker-images-layer-stacker": () =>
    import("../labs/layer-stacker/figure.tsx").then((module) => module.figure),
  "docker-overview-cli-flow": () => import("../labs/cli-flow/figure.tsx").then((module) => module.figure),
  "docker-swarm-swarm-simulator": () =>
    import("../labs/swarm-simulator/figure.tsx").then((module) => module.figure),
  "hpc-elastic-queue": () => import("../labs/elastic-queue/figure.tsx").then((module) => module.figure),
  "hpc-preempt-simulator": () =>
    import("../labs/preempt-simulator/figure.tsx").then((module) => module.figure),
  "hypervisor-memory-overcommit": () =>
    import("../labs/memory-overcommit/figure.tsx").then((module) => module.figure),
  "inverse-virtualization-remote-cost": () =>
    import("../labs/remote-cost/figure.tsx").then((module) => module.figure),
  "load-balancing-lb-algorithm-simulator": () =>
    import("../labs/lb-algorithm-simulator/figure.tsx").then((module) => module.figure),
  "microservices-retry-storm": () => import("../labs/retry-storm/figure.tsx").then((module) => module.figure),
  "microservices-same-shop": () => import("../labs/same-shop/figure.tsx").then((module) => module.figure),
  "network-topology-topology-builder": () =>
    import("../labs/topology-builder/figure.tsx").then((module) => module.figure),
  "openstack-boot-trace": () => import("../labs/boot-trace/figure.tsx").then((module) => module.figure),
  "virtualization-address-translation": () =>
    import("../labs/address-translation/figure.tsx").then((module) => module.figure),
} satisfies FigureRegistry;
