import { utf8Bytes } from "../../text/bytes.ts";

export type NameKind = "dns1123Label" | "dns1123Subdomain" | "dns1035Label";

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const DNS_1035_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";

/**
 * What is wrong with the name of an object, as sentences of the API server; empty = valid. Lengths are
 * counted in bytes of UTF-8 and come first.
 *
 * Source: `kubernetes/apimachinery` `pkg/util/validation/validation.go` IsDNS1123Label,
 * IsDNS1123Subdomain, IsDNS1035Label.
 */
export function validateName(kind: NameKind, value: string): readonly string[] {
  switch (kind) {
    case "dns1123Label":
      return [...tooLong(value, 63), ...wrongLabel(value)];
    case "dns1123Subdomain":
      return [
        ...tooLong(value, 253),
        ...mismatch(
          value,
          SUBDOMAIN,
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', " +
            "and must start and end with an alphanumeric character",
          ["example.com"],
        ),
      ];
    case "dns1035Label":
      return [
        ...tooLong(value, 63),
        ...mismatch(
          value,
          DNS_1035_LABEL,
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an " +
            "alphabetic character, and end with an alphanumeric character",
          ["my-name", "abc-123"],
        ),
      ];
  }
}

function wrongLabel(value: string): readonly string[] {
  const sentences = mismatch(
    value,
    LABEL,
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must " +
      "start and end with an alphanumeric character",
    ["my-name", "123-abc"],
  );
  // A subdomain that is no label can only be wrong in its dots.
  return sentences.length > 0 && matchesWhole(value, SUBDOMAIN) ? ["must not contain dots"] : sentences;
}

/** Upstream's sentence for a value longer than `bytes` in UTF-8. */
export function tooLong(value: string, bytes: number): readonly string[] {
  return utf8Bytes(value).length > bytes ? [`must be no more than ${bytes} bytes`] : [];
}

/** Upstream's sentence for a value that is not all of `pattern`: the rule, examples and the pattern. */
export function mismatch(
  value: string,
  pattern: string,
  rule: string,
  examples: readonly string[],
): readonly string[] {
  if (matchesWhole(value, pattern)) return [];
  // Two spaces, as upstream prints them.
  const list = examples.map((example) => `'${example}', `).join(" or ");
  return [`${rule} (e.g. ${list}regex used for validation is '${pattern}')`];
}

function matchesWhole(value: string, pattern: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(value);
}
