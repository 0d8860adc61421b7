import { timeSince } from "./human-duration.ts";
import type { Condition, ObjectMeta } from "./objects.ts";

const ROLE_PREFIX = "node-role.kubernetes.io/";

/**
 * The row of a node. Roles are what follows `node-role.kubernetes.io/` in label keys, and the value of the
 * old label `kubernetes.io/role`.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go` printNode, findNodeRoles.
 */
export function nodeRow({
  now,
  node: { metadata, spec, status },
}: {
  readonly now: string;
  readonly node: {
    readonly metadata: ObjectMeta;
    readonly spec?: { readonly unschedulable?: boolean };
    readonly status?: {
      readonly conditions?: readonly Condition[];
      readonly nodeInfo?: { readonly kubeletVersion?: string };
    };
  };
}) {
  const ready = status?.conditions?.findLast(({ type }) => type === "Ready");
  const state = ready === undefined ? "Unknown" : ready.status === "True" ? "Ready" : "NotReady";
  const roles = Object.entries(metadata.labels ?? {}).map(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return key.slice(ROLE_PREFIX.length);
    return key === "kubernetes.io/role" ? value : "";
  });
  return {
    name: metadata.name,
    status: spec?.unschedulable ? `${state},SchedulingDisabled` : state,
    roles: [...new Set(roles.filter(Boolean))].sort().join(",") || "<none>",
    age: timeSince(metadata.creationTimestamp, now),
    version: status?.nodeInfo?.kubeletVersion ?? "",
  };
}
