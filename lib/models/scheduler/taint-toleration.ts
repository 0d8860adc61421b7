import { normalizedByName } from "./normalize-score.ts";

/** `effect`: NoSchedule, PreferNoSchedule or NoExecute. */
export type Taint = { readonly key: string; readonly value?: string; readonly effect: string };

/** An empty or absent key or effect stands for any; an absent operator is `Equal`. */
export type Toleration = {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
};

/**
 * Whether a toleration matches a taint.
 *
 * Source: kubernetes `staging/src/k8s.io/api/core/v1/toleration.go` ToleratesTaint. The operators Lt and Gt
 * (alpha since v1.35, off) match nothing.
 */
export function tolerates({ key, operator, value = "", effect }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  if (operator === "Exists") return true;
  return (!operator || operator === "Equal") && value === (taint.value ?? "");
}

function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some((toleration) => tolerates(toleration, taint));
}

/**
 * Whether a node's taints let the pod in; if not, the key of the first one that does not. PreferNoSchedule
 * keeps nobody out.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go` Filter.
 */
export function taintFilter({
  tolerations,
  taints,
}: {
  readonly tolerations: readonly Toleration[];
  readonly taints: readonly Taint[];
}): { readonly fits: boolean; readonly taintKey?: string } {
  const keepsOut = taints.find(
    (taint) =>
      (taint.effect === "NoSchedule" || taint.effect === "NoExecute") && !isTolerated(taint, tolerations),
  );
  return keepsOut === undefined ? { fits: true } : { fits: false, taintKey: keepsOut.key };
}

/**
 * The score of every node (0–100): the fewer PreferNoSchedule taints the pod does not tolerate, the higher.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go` Score,
 * NormalizeScore.
 */
export function taintScore({
  tolerations,
  nodes,
}: {
  readonly tolerations: readonly Toleration[];
  readonly nodes: readonly { readonly name: string; readonly taints: readonly Taint[] }[];
}): Readonly<Record<string, number>> {
  const intolerable = (taint: Taint) =>
    taint.effect === "PreferNoSchedule" && !isTolerated(taint, tolerations);
  return normalizedByName(nodes, ({ taints }) => taints.filter(intolerable).length, true);
}
