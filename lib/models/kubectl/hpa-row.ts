import { timeSince } from "./human-duration.ts";
import type { ObjectMeta } from "./objects.ts";
import { writeQuantity } from "./write-quantity.ts";

type MetricTarget = {
  readonly value?: string;
  readonly averageValue?: string;
  readonly averageUtilization?: number;
};

type ResourceMetric = {
  readonly name: string;
  readonly target?: MetricTarget;
  readonly current?: MetricTarget;
};
type OtherMetric = { readonly target?: MetricTarget; readonly current?: MetricTarget };

/** A metric of the spec (`target`) or of the status (`current`). */
export type Metric = {
  readonly type: string;
  readonly resource?: ResourceMetric;
  readonly containerResource?: ResourceMetric;
  readonly pods?: OtherMetric;
  readonly object?: OtherMetric;
  readonly external?: OtherMetric;
};

const MOST_METRICS = 2;

/**
 * The row of a HorizontalPodAutoscaler (autoscaling/v2). The current value is that of the status entry at
 * the same place in the list.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go`
 * printHorizontalPodAutoscaler, formatHPAMetrics.
 */
export function hpaRow({
  now,
  hpa: { metadata, spec, status },
}: {
  readonly now: string;
  readonly hpa: {
    readonly metadata: ObjectMeta;
    readonly spec: {
      readonly scaleTargetRef: { readonly kind: string; readonly name: string };
      readonly minReplicas?: number;
      readonly maxReplicas: number;
      readonly metrics?: readonly Metric[];
    };
    readonly status?: { readonly currentReplicas?: number; readonly currentMetrics?: readonly Metric[] };
  };
}) {
  const { scaleTargetRef, minReplicas, maxReplicas, metrics = [] } = spec;
  const targets = metrics.map((metric, index) => writeMetric(metric, status?.currentMetrics?.[index]));
  const more = targets.length > MOST_METRICS ? ` + ${targets.length - MOST_METRICS} more...` : "";
  return {
    name: metadata.name,
    reference: `${scaleTargetRef.kind}/${scaleTargetRef.name}`,
    targets: targets.slice(0, MOST_METRICS).join(", ") + more || "<none>",
    minPods: `${minReplicas ?? "<unset>"}`,
    maxPods: `${maxReplicas}`,
    replicas: `${status?.currentReplicas ?? 0}`,
    age: timeSince(metadata.creationTimestamp, now),
  };
}

function writeMetric(metric: Metric, status: Metric | undefined): string {
  switch (metric.type) {
    case "Resource":
      return writeResource(metric.resource, status?.resource);
    case "ContainerResource":
      return writeResource(metric.containerResource, status?.containerResource);
    case "Pods":
      return `${amount(status?.pods, "averageValue")}/${writeAmount(metric.pods?.target?.averageValue)}`;
    case "Object":
      return writeValue(metric.object, status?.object);
    case "External":
      return writeValue(metric.external, status?.external);
    default:
      return "<unknown type>";
  }
}

function writeResource(metric: ResourceMetric | undefined, status: ResourceMetric | undefined): string {
  const { averageValue, averageUtilization } = metric?.target ?? {};
  if (averageValue !== undefined) {
    return `${metric?.name}: ${amount(status, "averageValue")}/${writeAmount(averageValue)}`;
  }
  const utilization = status?.current?.averageUtilization;
  const current = utilization === undefined ? "<unknown>" : `${utilization}%`;
  return `${metric?.name}: ${current}/${averageUtilization === undefined ? "<auto>" : `${averageUtilization}%`}`;
}

function writeValue(metric: OtherMetric | undefined, status: OtherMetric | undefined): string {
  const target = metric?.target ?? {};
  if (target.averageValue === undefined) return `${amount(status, "value")}/${writeAmount(target.value)}`;
  const isKnown = status?.current?.averageValue !== undefined;
  const current = isKnown ? amount(status, "averageValue") : "<unknown>";
  return `${current}/${writeAmount(target.averageValue)} (avg)`;
}

function amount(status: OtherMetric | undefined, field: "value" | "averageValue"): string {
  return status === undefined ? "<unknown>" : writeAmount(status.current?.[field]);
}

/** Upstream prints a missing quantity like this. */
function writeAmount(quantity: string | undefined): string {
  return quantity === undefined ? "<nil>" : writeQuantity(quantity);
}
