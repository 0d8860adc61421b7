/** A path of an Ingress rule; any type but `Exact` is taken for `Prefix`. */
export type IngressPath = { readonly pathType: string; readonly path: string };

/**
 * Whether a request's path meets a rule's: `Exact` letter by letter, `Prefix` element by element between
 * the slashes, so that /aaa/bb is no prefix of /aaa/bbb and a slash at the end makes no difference.
 *
 * Source: Kubernetes documentation, Ingress, "Path types".
 */
export function pathMatches({
  pathType,
  path,
  request,
}: IngressPath & { readonly request: string }): boolean {
  if (pathType === "Exact") return path === request;
  const asked = elementsOf(request);
  return elementsOf(path).every((element, index) => element === asked[index]);
}

function elementsOf(path: string): readonly string[] {
  return path.split("/").filter((element) => element !== "");
}

/**
 * The index of the rule that takes a request: of those that match the one with the longest path, then an
 * `Exact` one, then the first; null if none matches.
 *
 * Source: Kubernetes documentation, Ingress, "Multiple matches".
 */
export function ingressPick({
  rules,
  request,
}: {
  readonly rules: readonly IngressPath[];
  readonly request: string;
}): number | null {
  let best: number | null = null;
  for (const [index, rule] of rules.entries()) {
    if (!pathMatches({ ...rule, request })) continue;
    if (best === null || precedes(rule, rules[best]!)) best = index;
  }
  return best;
}

function precedes(one: IngressPath, other: IngressPath): boolean {
  if (one.path.length !== other.path.length) return one.path.length > other.path.length;
  return one.pathType === "Exact" && other.pathType !== "Exact";
}

/**
 * Whether a rule's host takes a request's Host header: the same name, or with `*.` in front one more label
 * and not two. A rule without a host takes all. Letters' case does not count.
 *
 * Source: Kubernetes documentation, Ingress, "Hostname wildcards".
 */
export function hostMatches({
  ruleHost,
  hostHeader,
}: {
  readonly ruleHost: string;
  readonly hostHeader: string;
}): boolean {
  const rule = ruleHost.toLowerCase();
  const host = hostHeader.toLowerCase();
  if (rule === "") return true;
  if (!rule.startsWith("*.")) return host === rule;
  const dot = host.indexOf(".");
  return dot > 0 && host.slice(dot) === rule.slice(1);
}
