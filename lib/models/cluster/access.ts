import type { AccessRequest } from "../kubectl/cluster.ts";
import type { PolicyRule, RoleBinding } from "./kinds.ts";
import type { View } from "./view.ts";

/**
 * Whether somebody may do something: the administrator everything, others what the roles that are bound to them
 * allow.
 *
 * Source: `plugin/pkg/auth/authorizer/rbac/rbac.go` RuleAllows, `pkg/registry/rbac/validation/rule.go` appliesTo.
 */
export function mayAccess(view: Pick<View, "get" | "list">, request: AccessRequest): boolean {
  if (request.user === undefined || request.groups.includes("system:masters")) return true;
  const rules = [
    ...view.list("ClusterRoleBinding").filter((binding) => isBound(binding, request)),
    ...(request.namespace === undefined
      ? []
      : view.list("RoleBinding", request.namespace).filter((binding) => isBound(binding, request))),
  ].flatMap((binding) => rulesOf(view, binding));
  return rules.some((rule) => allows(rule, request));
}

function isBound({ subjects = [], metadata }: RoleBinding, { user, groups }: AccessRequest): boolean {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user ?? "");
  const all = [
    ...groups,
    "system:authenticated",
    ...(account === null ? [] : ["system:serviceaccounts", `system:serviceaccounts:${account[1]}`]),
  ];
  return subjects.some(({ kind, name, namespace }) => {
    if (kind === "ServiceAccount") {
      return account !== null && account[1] === (namespace ?? metadata.namespace) && account[2] === name;
    }
    return kind === "Group" ? all.includes(name) : name === user;
  });
}

function rulesOf(view: Pick<View, "get">, { roleRef, metadata }: RoleBinding): readonly PolicyRule[] {
  const role =
    roleRef.kind === "ClusterRole"
      ? view.get("ClusterRole", "", roleRef.name)
      : view.get("Role", metadata.namespace ?? "", roleRef.name);
  return role?.rules ?? [];
}

function allows(rule: PolicyRule, { verb, group, resource, name }: AccessRequest): boolean {
  const has = (list: readonly string[] | undefined, wanted: string) =>
    (list ?? []).includes("*") || (list ?? []).includes(wanted);
  const [, sub] = resource.split("/");
  const resources = rule.resources ?? [];
  const isResource = has(resources, resource) || (sub !== undefined && resources.includes(`*/${sub}`));
  const names = rule.resourceNames ?? [];
  return (
    has(rule.verbs, verb) &&
    has(rule.apiGroups, group) &&
    isResource &&
    (names.length === 0 || (name !== undefined && names.includes(name)))
  );
}
