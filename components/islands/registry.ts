import type { FunctionComponent } from "react";

export type IslandRegistry = Readonly<Record<string, () => Promise<FunctionComponent<never>>>>;

/**
 * The React components that come alive in the reader's browser, each with its own
 * script, loaded when it is needed. To add one, add a line:
 *
 *     counter: () => import("./counter/Counter.tsx").then((module) => module.Counter),
 *
 * and write `<Island name="counter" props={{ … }} />` where it should stand. Exactly
 * one `import()` a line: the build tells from it which files an island needs.
 */
export const registry = {
  // Labs: `lab-<id>` of each simulator in content/labs, and one each for the kinds that are data.
  "lab-exercise": () => import("../labs/kit/Exercise.tsx").then((module) => module.Exercise),
  "lab-chooser": () => import("../labs/kit/Chooser.tsx").then((module) => module.Chooser),
  "lab-calculator": () => import("../labs/kit/Calculator.tsx").then((module) => module.Calculator),
  "lab-kubernetes-overview-control-loop": () =>
    import("../labs/cluster/ControlLoop.tsx").then((module) => module.ControlLoop),
  "lab-kubernetes-workloads-rolling-update": () =>
    import("../labs/cluster/RollingUpdate.tsx").then((module) => module.RollingUpdate),
  "lab-kubernetes-scheduling-filter-and-score": () =>
    import("../labs/cluster/Scheduling.tsx").then((module) => module.Scheduling),
  "lab-cluster": () => import("../labs/cluster/Cluster.tsx").then((module) => module.Cluster),
  "lab-docker-build-stage-graph": () =>
    import("../labs/stage-graph/StageGraph.tsx").then((module) => module.StageGraph),
  "lab-docker-images-layer-stacker": () =>
    import("../labs/layer-stacker/LayerStacker.tsx").then((module) => module.LayerStacker),
  "lab-docker-images-cache-invalidation": () =>
    import("../labs/cache-invalidation/CacheInvalidation.tsx").then((module) => module.CacheInvalidation),
  "lab-docker-images-pull-savings": () =>
    import("../labs/pull-savings/PullSavings.tsx").then((module) => module.PullSavings),
  "lab-docker-containers-data-survival": () =>
    import("../labs/data-survival/DataSurvival.tsx").then((module) => module.DataSurvival),
  "lab-docker-containers-isolation-picker": () =>
    import("../labs/isolation-picker/IsolationPicker.tsx").then((module) => module.IsolationPicker),
  "lab-docker-overview-cli-flow": () =>
    import("../labs/cli-flow/CliFlow.tsx").then((module) => module.CliFlow),
  "lab-virtualization-trap-simulator": () =>
    import("../labs/trap-simulator/TrapSimulator.tsx").then((module) => module.TrapSimulator),
  "lab-virtualization-address-translation": () =>
    import("../labs/address-translation/AddressTranslation.tsx").then((module) => module.AddressTranslation),
  "lab-hypervisor-io-path-explorer": () =>
    import("../labs/io-path-explorer/IoPathExplorer.tsx").then((module) => module.IoPathExplorer),
  "lab-deployment-eras-density-calculator": () =>
    import("../labs/density-calculator/DensityCalculator.tsx").then((module) => module.DensityCalculator),
  "lab-deployment-eras-noisy-neighbour": () =>
    import("../labs/noisy-neighbour/NoisyNeighbour.tsx").then((module) => module.NoisyNeighbour),
  "lab-inverse-virtualization-aggregate-simulator": () =>
    import("../labs/aggregate-simulator/AggregateSimulator.tsx").then((module) => module.AggregateSimulator),
  "lab-inverse-virtualization-page-coherence": () =>
    import("../labs/page-coherence/PageCoherence.tsx").then((module) => module.PageCoherence),
  "lab-inverse-virtualization-remote-cost": () =>
    import("../labs/remote-cost/RemoteCost.tsx").then((module) => module.RemoteCost),
  "lab-hypervisor-memory-overcommit": () =>
    import("../labs/memory-overcommit/MemoryOvercommit.tsx").then((module) => module.MemoryOvercommit),
  "lab-hypervisor-classify-hypervisor": () =>
    import("../labs/classify-hypervisor/ClassifyHypervisor.tsx").then((module) => module.ClassifyHypervisor),
  "lab-load-balancing-lb-algorithm-simulator": () =>
    import("../labs/lb-algorithm-simulator/LbAlgorithmSimulator.tsx").then(
      (module) => module.LbAlgorithmSimulator,
    ),
  "lab-auto-scaling-scale-choice": () =>
    import("../labs/scale-choice/ScaleChoice.tsx").then((module) => module.ScaleChoice),
  "lab-auto-scaling-scaling-timeline": () =>
    import("../labs/scaling-timeline/ScalingTimeline.tsx").then((module) => module.ScalingTimeline),
  "lab-microservices-retry-storm": () =>
    import("../labs/retry-storm/RetryStorm.tsx").then((module) => module.RetryStorm),
  "lab-microservices-same-shop": () =>
    import("../labs/same-shop/SameShop.tsx").then((module) => module.SameShop),
  "lab-network-topology-topology-builder": () =>
    import("../labs/topology-builder/TopologyBuilder.tsx").then((module) => module.TopologyBuilder),
  "lab-docker-swarm-swarm-simulator": () =>
    import("../labs/swarm-simulator/SwarmSimulator.tsx").then((module) => module.SwarmSimulator),
  "lab-openstack-boot-trace": () =>
    import("../labs/boot-trace/BootTrace.tsx").then((module) => module.BootTrace),
  "lab-hpc-elastic-queue": () =>
    import("../labs/elastic-queue/ElasticQueue.tsx").then((module) => module.ElasticQueue),
  "lab-hpc-preempt-simulator": () =>
    import("../labs/preempt-simulator/PreemptSimulator.tsx").then((module) => module.PreemptSimulator),
  "lab-microservices-saga-simulator": () =>
    import("../labs/saga-simulator/SagaSimulator.tsx").then((module) => module.SagaSimulator),
} satisfies IslandRegistry;
