import type { QosClass } from "./qos-class.ts";

const GUARANTEED = -997;
const BEST_EFFORT = 1000;

/**
 * `oom_score_adj` of a container, in −1000..1000: the larger, the sooner the kernel kills it. Under
 * Burstable whoever asked for much of the node's memory is spared. `priorityClassCritical` is the
 * priority class system-node-critical.
 *
 * Source: `pkg/kubelet/qos/policy.go` GetContainerOOMScoreAdjust, without pod-level resources. (Old
 * releases had −998 and 2 where now there are −997 and 3.)
 */
export function oomScoreAdj({
  priorityClassCritical = false,
  qos,
  memoryRequestBytes,
  memoryCapacityBytes,
}: {
  readonly priorityClassCritical?: boolean;
  readonly qos: QosClass;
  readonly memoryRequestBytes?: number | null;
  readonly memoryCapacityBytes: number;
}): number {
  if (priorityClassCritical || qos === "Guaranteed") return GUARANTEED;
  if (qos === "BestEffort") return BEST_EFFORT;
  const thousandfold = 1000 * (memoryRequestBytes ?? 0);
  // The remainder is exact where the quotient might be rounded up to a whole number.
  const share = (thousandfold - (thousandfold % memoryCapacityBytes)) / memoryCapacityBytes;
  return Math.min(Math.max(BEST_EFFORT - share, BEST_EFFORT + GUARANTEED), BEST_EFFORT - 1);
}
