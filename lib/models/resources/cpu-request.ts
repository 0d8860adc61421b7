import { milliCpuToShares, sharesToWeight } from "./cpu-shares.ts";

/**
 * A CPU request: in millicores, or none at all, which means another thing to Docker than to Kubernetes.
 *
 * `docker`: `docker run` without `--cpu-shares` leaves `cpu.weight` alone, so the kernel's default counts.
 * `kubernetes`: the kubelet writes the smallest number of shares, or those of the CPU limit if there is one.
 */
export type CpuRequest = number | "docker" | "kubernetes";

/** `cpu.weight` of a cgroup that nobody set: kernel `Documentation/admin-guide/cgroup-v2.rst`, "CPU". */
export const DEFAULT_WEIGHT = 100;

/**
 * The cgroup v1 shares that are written for a request, with a CPU limit in millicores (0 = none); 0 when
 * nothing is written.
 *
 * Source: kubelet `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go` calculateLinuxResources;
 * Docker documentation, "Resource constraints".
 */
export function requestToShares(request: CpuRequest, limitMilli: number): number {
  if (request === "docker") return 0;
  if (request === "kubernetes") return milliCpuToShares(limitMilli);
  return milliCpuToShares(request);
}

/** The `cpu.weight` that a request comes to, by the conversion of 2025. */
export function requestToWeight(request: CpuRequest, limitMilli: number): number {
  return sharesToWeight(requestToShares(request, limitMilli)) || DEFAULT_WEIGHT;
}
