export type TaintEffect = "NoSchedule" | "PreferNoSchedule" | "NoExecute";

export type Taint = { readonly key: string; readonly value?: string; readonly effect: TaintEffect };

/** Without a key: every taint; without an effect: every effect. */
export type Toleration = {
  readonly key?: string;
  readonly operator?: "Equal" | "Exists" | "";
  readonly value?: string;
  readonly effect?: TaintEffect | "";
};

/**
 * Whether a toleration covers a taint.
 *
 * Source: `kubernetes/api` `core/v1/toleration.go` ToleratesTaint.
 */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  const { key = "", operator = "", value = "", effect = "" } = toleration;
  if (effect !== "" && effect !== taint.effect) return false;
  if (key !== "" && key !== taint.key) return false;
  return (
    operator === "Exists" || ((operator === "" || operator === "Equal") && value === (taint.value ?? ""))
  );
}
