import { mismatch, tooLong, validateName } from "./validate-name.ts";

const MOST_BYTES = 63;
const NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const NAME_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const NAME_EXAMPLES = ["MyName", "my.name", "123-abc"];

/**
 * What is wrong with the key of a label, `[prefix/]name`, as sentences of the API server; empty = valid.
 *
 * Source: `kubernetes/apimachinery` `pkg/api/validate/content/kube.go` IsLabelKey.
 */
export function validateLabelKey(key: string): readonly string[] {
  const parts = key.split("/");
  if (parts.length > 2) return labelKeyRule();
  const name = parts.at(-1) ?? "";
  const prefix = parts.length === 2 ? parts[0] : undefined;
  return [
    ...(prefix === undefined ? [] : wrongPrefix(prefix)).map((sentence) => `prefix part ${sentence}`),
    ...[
      ...(name === "" ? ["must be non-empty"] : tooLong(name, MOST_BYTES)),
      ...mismatch(name, NAME, NAME_RULE, NAME_EXAMPLES),
    ].map((sentence) => `name part ${sentence}`),
  ];
}

/**
 * What is wrong with the value of a label, as sentences of the API server; empty = valid.
 *
 * Source: `kubernetes/apimachinery` `pkg/api/validate/content/kube.go` IsLabelValue.
 */
export function validateLabelValue(value: string): readonly string[] {
  return [
    ...tooLong(value, MOST_BYTES),
    ...mismatch(
      value,
      `(${NAME})?`,
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and " +
        "must start and end with an alphanumeric character",
      ["MyValue", "my_value", "12345"],
    ),
  ];
}

function wrongPrefix(prefix: string): readonly string[] {
  return prefix === "" ? ["must be non-empty"] : validateName("dns1123Subdomain", prefix);
}

function labelKeyRule(): readonly string[] {
  // The sentence of a name that matches nothing, under another heading.
  return mismatch("/", NAME, NAME_RULE, NAME_EXAMPLES).map(
    (sentence) =>
      `a valid label key ${sentence} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
  );
}
