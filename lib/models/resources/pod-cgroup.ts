import { milliCpuToQuota, milliCpuToShares } from "./cpu-shares.ts";

/** Requests and limits of a container; CPU in millicores, 0 = not specified. */
export type ContainerResources = {
  readonly cpuRequest: number;
  readonly memRequestBytes: number;
  readonly cpuLimit: number;
  readonly memLimitBytes: number;
};

/** The cgroup settings of a pod; null = left as the kernel has it. A quota of −1 = no limit. */
export type PodCgroup = {
  readonly cpuShares: number;
  readonly cpuQuotaUs: number | null;
  readonly cpuPeriodUs: number | null;
  readonly memoryBytes: number | null;
};

/**
 * The cgroup settings that the kubelet gives a pod as a whole. A limit holds for the pod only if every
 * container has one: a single container without it may use what it likes.
 *
 * Source: kubelet `pkg/kubelet/cm/helpers_linux.go` ResourceConfigForPod. Init containers, pod-level
 * resources, overhead and huge pages are not modelled.
 */
export function podCgroup(pod: {
  readonly containers: readonly ContainerResources[];
  readonly enforceCpuLimits: boolean;
  readonly periodUs: number;
}): PodCgroup {
  const { containers, enforceCpuLimits, periodUs } = pod;
  const total = (key: keyof ContainerResources) => containers.reduce((sum, one) => sum + one[key], 0);
  const limitsCpu = containers.length > 0 && containers.every((one) => one.cpuLimit > 0);
  const limitsMemory = containers.length > 0 && containers.every((one) => one.memLimitBytes > 0);
  // A Burstable pod that limits both and a Guaranteed one come to the same settings, and a BestEffort
  // one has no requests, so the QoS class need not be asked.
  return {
    cpuShares: milliCpuToShares(total("cpuRequest")),
    cpuQuotaUs: limitsCpu ? (enforceCpuLimits ? milliCpuToQuota(total("cpuLimit"), periodUs) : -1) : null,
    cpuPeriodUs: limitsCpu ? periodUs : null,
    memoryBytes: limitsMemory ? total("memLimitBytes") : null,
  };
}
