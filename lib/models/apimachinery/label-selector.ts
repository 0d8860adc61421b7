export type SelectorOperator = "=" | "==" | "!=" | "in" | "notin" | "exists" | "!" | "gt" | "lt";

/** One condition on a label; `values` sorted without doubles (empty for `exists` and `!`). */
export type Requirement = {
  readonly key: string;
  readonly operator: SelectorOperator;
  readonly values: readonly string[];
};

export type Labels = Readonly<Record<string, string>>;

const SYMBOLS: Readonly<Record<SelectorOperator, string>> = {
  "=": "=",
  "==": "==",
  "!=": "!=",
  in: " in ",
  notin: " notin ",
  exists: "",
  "!": "",
  gt: ">",
  lt: "<",
};

/**
 * Whether labels meet all requirements; none is met by everything. A label that is missing satisfies
 * `!`, `!=` and `notin` and nothing else; `gt` and `lt` need a label that is a 64-bit integer.
 *
 * Source: `kubernetes/apimachinery` `pkg/labels/selector.go` Requirement.Matches.
 */
export function matchesLabels(requirements: readonly Requirement[], labels: Labels): boolean {
  return requirements.every((requirement) => meets(requirement, labels));
}

function meets({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "exists":
      return value !== undefined;
    case "!":
      return value === undefined;
    case "=":
    case "==":
    case "in":
      return value !== undefined && values.includes(value);
    case "!=":
    case "notin":
      return value === undefined || !values.includes(value);
    case "gt":
    case "lt": {
      const label = readInt64(value);
      const limit = readInt64(values[0]);
      if (label === undefined || limit === undefined) return false;
      return operator === "gt" ? label > limit : label < limit;
    }
  }
}

/** The canonical text of a selector; reading it again gives the same requirements. Requirement.String. */
export function writeSelector(requirements: readonly Requirement[]): string {
  return requirements
    .map(({ key, operator, values }) => {
      const list = values.join(",");
      const isSet = operator === "in" || operator === "notin";
      return `${operator === "!" ? "!" : ""}${key}${SYMBOLS[operator]}${isSet ? `(${list})` : list}`;
    })
    .join(",");
}

/** Go's strconv.ParseInt(text, 10, 64); undefined where it fails. */
export function readInt64(text: string | undefined): bigint | undefined {
  if (text === undefined || !/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ""));
  return BigInt.asIntN(64, value) === value ? value : undefined;
}
