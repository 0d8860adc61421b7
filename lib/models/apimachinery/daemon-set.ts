import type { Labels } from "../scheduler/label-selector.ts";
import { matchesNodeAffinity, type NodeSelectorTerm } from "../scheduler/node-affinity.ts";
import { type Taint, type Toleration, tolerates } from "../scheduler/taint-toleration.ts";

export type DaemonNode = {
  readonly name: string;
  readonly labels?: Labels;
  readonly taints?: readonly Taint[];
};

/** `affinity` = the terms of the required node affinity. */
export type DaemonTemplate = {
  readonly nodeName?: string;
  readonly nodeSelector?: Labels;
  readonly affinity?: readonly NodeSelectorTerm[] | null;
  readonly tolerations?: readonly Toleration[];
  readonly hostNetwork?: boolean;
};

/** Names of nodes, sorted: where a pod should run, and where one that runs already may stay. */
export type DaemonNodes = { readonly run: readonly string[]; readonly keep: readonly string[] };

const exists = (name: string, effect: "NoSchedule" | "NoExecute"): Toleration => ({
  key: `node.kubernetes.io/${name}`,
  operator: "Exists",
  effect,
});

const ADDED: readonly Toleration[] = [
  exists("not-ready", "NoExecute"),
  exists("unreachable", "NoExecute"),
  exists("disk-pressure", "NoSchedule"),
  exists("memory-pressure", "NoSchedule"),
  exists("pid-pressure", "NoSchedule"),
  exists("unschedulable", "NoSchedule"),
];
const ADDED_WITH_HOST_NETWORK = exists("network-unavailable", "NoSchedule");

/**
 * The nodes of a DaemonSet. Name, selector and affinity must match; a pod runs where every NoSchedule and
 * NoExecute taint is tolerated and stays where every NoExecute taint is. Whether it fits is left to the
 * scheduler.
 *
 * Source: `kubernetes/kubernetes` `pkg/controller/daemon/daemon_controller.go` NodeShouldRunDaemonPod,
 * `pkg/controller/daemon/util/daemonset_util.go` AddOrUpdateDaemonPodTolerations.
 */
export function daemonSetNodes(nodes: readonly DaemonNode[], template: DaemonTemplate): DaemonNodes {
  const matching = nodes.filter((node) => matchesTemplate(node, template));
  const tolerations = [
    ...(template.tolerations ?? []),
    ...ADDED,
    ...(template.hostNetwork ? [ADDED_WITH_HOST_NETWORK] : []),
  ];
  const namesWithout = (effects: readonly string[]) =>
    matching
      .filter(({ taints = [] }) =>
        taints
          .filter(({ effect }) => effects.includes(effect))
          .every((taint) => tolerations.some((toleration) => tolerates(toleration, taint))),
      )
      .map(({ name }) => name)
      .sort();
  return { run: namesWithout(["NoSchedule", "NoExecute"]), keep: namesWithout(["NoExecute"]) };
}

function matchesTemplate({ name, labels = {} }: DaemonNode, template: DaemonTemplate): boolean {
  const { nodeName = "", nodeSelector, affinity } = template;
  const required = { nodeSelector, requiredTerms: affinity };
  return (nodeName === "" || nodeName === name) && matchesNodeAffinity({ name, labels }, required);
}
