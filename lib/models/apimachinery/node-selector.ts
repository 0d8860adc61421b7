import { type Labels, readInt64 } from "./label-selector.ts";
import { validateLabelKey, validateLabelValue } from "./validate-label.ts";

export type NodeSelectorExpression = {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt";
  readonly values?: readonly string[];
};

/** All expressions and fields have to hold; the one field of a node is `metadata.name`. */
export type NodeSelectorTerm = {
  readonly matchExpressions?: readonly NodeSelectorExpression[];
  readonly matchFields?: readonly NodeSelectorExpression[];
};

/**
 * Whether a node meets one of the terms; a term that asks for nothing is never met. A missing label
 * satisfies NotIn and DoesNotExist. An expression that is malformed (In without values, Gt with something
 * else than one integer, a field with more than one value) makes its term fail.
 *
 * Source: `kubernetes/component-helpers` `scheduling/corev1/nodeaffinity/nodeaffinity.go`.
 */
export function matchesNodeTerms(
  terms: readonly NodeSelectorTerm[],
  node: { readonly name: string; readonly labels?: Labels },
): boolean {
  const { name, labels = {} } = node;
  return terms.some(({ matchExpressions = [], matchFields = [] }) => {
    if (matchExpressions.length + matchFields.length === 0) return false;
    return (
      matchExpressions.every((one) => meetsExpression(one, labels)) &&
      matchFields.every((one) => meetsField(one, name))
    );
  });
}

function meetsField({ key, operator, values = [] }: NodeSelectorExpression, name: string): boolean {
  if (key !== "metadata.name" || values.length !== 1) return false;
  return (operator === "In" && values[0] === name) || (operator === "NotIn" && values[0] !== name);
}

function meetsExpression({ key, operator, values = [] }: NodeSelectorExpression, labels: Labels): boolean {
  const label = Object.hasOwn(labels, key) ? labels[key] : undefined;
  const isMalformed = validateLabelKey(key).length + values.flatMap(validateLabelValue).length > 0;
  if (isMalformed) return false;
  switch (operator) {
    case "In":
      return label !== undefined && values.includes(label);
    case "NotIn":
      return values.length > 0 && (label === undefined || !values.includes(label));
    case "Exists":
      return values.length === 0 && label !== undefined;
    case "DoesNotExist":
      return values.length === 0 && label === undefined;
    case "Gt":
    case "Lt": {
      const [limit, number] = [values[0], label].map(readInt64);
      if (values.length !== 1 || limit === undefined || number === undefined) return false;
      return operator === "Gt" ? number > limit : number < limit;
    }
    default:
      return false;
  }
}
