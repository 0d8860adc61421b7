import type { LabelRequirement } from "../scheduler/label-selector.ts";
import type { NodeSelectorTerm } from "../scheduler/node-affinity.ts";
import { cronNext } from "./cron-next.ts";
import { type DaemonNode, type DaemonTemplate, daemonSetNodes } from "./daemon-set.ts";
import { evictionAllowed } from "./disruption-budget.ts";
import { endpointSlices } from "./endpoint-slices.ts";
import { type EvictedPod, type EvictionBudget, evictPod } from "./evict-pod.ts";
import { jobNext } from "./job.ts";
import { type Labels, writeSelector } from "./label-selector.ts";
import { ownerGC } from "./owner-gc.ts";
import { matchSelector, parseSelector } from "./parse-selector.ts";
import { resourceConflict } from "./resource-conflict.ts";
import { safeEncode } from "./safe-encode.ts";
import { statefulSetNext } from "./stateful-set.ts";
import { threeWayMerge } from "./three-way-merge.ts";
import { validateLabelKey, validateLabelValue } from "./validate-label.ts";
import { type NameKind, validateName } from "./validate-name.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const apimachineryFunctions = {
  parseSelector: (text: string) => {
    const requirements = parseSelector(text);
    return "error" in requirements ? requirements : { requirements, text: writeSelector(requirements) };
  },
  matchSelector: ({ selector, labels }: { readonly selector: string; readonly labels: Labels }) =>
    matchSelector(selector, labels),
  validateName: ({ kind, value }: { readonly kind: NameKind; readonly value: string }) =>
    validateName(kind, value),
  validateLabel: ({ part, value }: { readonly part: "key" | "value"; readonly value: string }) =>
    part === "key" ? validateLabelKey(value) : validateLabelValue(value),
  safeEncode,
  threeWayMerge,
  ownerGC,
  resourceConflict,
  cronNext,
  evictionAllowed,
  evictPod: ({ pod, budgets }: { readonly pod: EvictedPod; readonly budgets?: readonly EvictionBudget[] }) =>
    evictPod(pod, budgets ?? []),
  statefulSetNext,
  jobNext,
  daemonSetNodes: ({
    nodes = [],
    template = {},
  }: {
    readonly nodes?: readonly DaemonNode[];
    // The expressions of a term may stand there alone.
    readonly template?: Omit<DaemonTemplate, "affinity"> & {
      readonly affinity?: readonly (NodeSelectorTerm | readonly LabelRequirement[])[] | null;
    };
  }) => {
    const affinity = template.affinity?.map((term) => ("length" in term ? { matchExpressions: term } : term));
    return daemonSetNodes(nodes, { ...template, affinity });
  },
  endpointSlices,
};
