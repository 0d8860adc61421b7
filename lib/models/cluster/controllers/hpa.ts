import { isSame } from "../../kubectl/cluster.ts";
import { later } from "../../kubectl/later.ts";
import type { Controller, Write } from "../controller.ts";
import { type Hpa, keyOf, splitKey } from "../kinds.ts";
import type { View } from "../view.ts";

/** Source: `--horizontal-pod-autoscaler-sync-period`. */
const PERIOD = 15_000_000;

/** What an autoscaler does comes when somebody may make one. */
export const hpaSync = later<(view: View, hpa: Hpa, key: string) => readonly Write[]>("autoscaling");

/**
 * Sets the size of a workload so that a metric comes to its target.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` reconcileAutoscaler; the numbers are those of
 * `lib/models/hpa`. Metrics of type Resource only; a tolerance of one's own is not modelled.
 */
export const hpaController: Controller = {
  name: "horizontal-pod-autoscaler",
  keysOf: ({ object, type, old }) =>
    object.kind === "HorizontalPodAutoscaler" && (type === "ADDED" || !isSame(object.spec, old?.spec))
      ? [keyOf(object)]
      : [],
  resync: { every: PERIOD, keys: (view) => view.list("HorizontalPodAutoscaler").map(keyOf) },
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const hpa = view.get("HorizontalPodAutoscaler", namespace, name);
    return hpa === undefined || hpa.metadata.deletionTimestamp !== undefined
      ? []
      : hpaSync.get()(view, hpa, key);
  },
};
