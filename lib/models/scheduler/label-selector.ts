import { type Labels, readInt64 } from "../apimachinery/label-selector.ts";
import { validateLabelKey, validateLabelValue } from "../apimachinery/validate-label.ts";

export type { Labels };

/** `operator`: In, NotIn, Exists, DoesNotExist; for nodes also Gt and Lt. */
export type LabelRequirement = {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | null;
};

/** All parts must hold; a selector with no part selects everything. */
export type LabelSelector = {
  readonly matchLabels?: Labels | null;
  readonly matchExpressions?: readonly LabelRequirement[] | null;
};

export function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** Whether labels have each of the given values. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labelOf(labels, key) === value);
}

/**
 * Whether labels meet a requirement. A missing key meets NotIn and DoesNotExist. One that the API server
 * would not accept (no value for In, a text for Gt, an ill-formed key or value, an unknown operator) is met
 * by nothing.
 *
 * Source: kubernetes `staging/src/k8s.io/apimachinery/pkg/labels/selector.go` NewRequirement, Matches.
 */
export function meetsRequirement(labels: Labels, requirement: LabelRequirement): boolean {
  const { key, operator } = requirement;
  const values = requirement.values ?? [];
  if (validateLabelKey(key).length + values.flatMap(validateLabelValue).length > 0) return false;
  const label = labelOf(labels, key);
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
      const bound = values.length === 1 ? readInt64(values[0]) : undefined;
      const number = readInt64(label);
      if (bound === undefined || number === undefined) return false;
      return operator === "Gt" ? number > bound : number < bound;
    }
    default:
      return false;
  }
}

/**
 * Whether labels are selected; no selector (null or absent) selects nothing.
 *
 * Source: kubernetes `staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/helpers.go` LabelSelectorAsSelector.
 */
export function matchesSelector(labels: Labels, selector: LabelSelector | null | undefined): boolean {
  if (!selector) return false;
  const expressions = selector.matchExpressions ?? [];
  return (
    hasLabels(labels, selector.matchLabels ?? {}) &&
    expressions.every((requirement) => meetsRequirement(labels, requirement))
  );
}
