const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const NAME_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

/**
 * What is wrong with a label's value, if anything.
 *
 * Source: `kubernetes/apimachinery` `pkg/util/validation/validation.go` IsValidLabelValue.
 */
export function labelValueProblem(value: string): string | undefined {
  const problems: string[] = [];
  if (value.length > 63) problems.push("must be no more than 63 characters");
  if (!VALUE.test(value)) {
    problems.push(
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    );
  }
  return problems.length === 0 ? undefined : problems.join("; ");
}

/**
 * What is wrong with a qualified name (`[prefix/]name`), if anything.
 *
 * Source: `kubernetes/apimachinery` `pkg/util/validation/validation.go` IsQualifiedName.
 */
export function qualifiedNameProblem(key: string): string | undefined {
  const parts = key.split("/");
  const name = parts.at(-1) ?? "";
  if (parts.length > 2) {
    return "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
  }
  const problems: string[] = [];
  if (parts.length === 2 && parts[0] === "") problems.push("prefix part must be non-empty");
  if (name === "") problems.push("name part must be non-empty");
  else if (name.length > 63) problems.push("name part must be no more than 63 characters");
  if (!NAME.test(name)) problems.push(NAME_RULE);
  return problems.length === 0 ? undefined : problems.join("; ");
}

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035_RULE =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

/**
 * What the server finds wrong with the name of an object of this kind: services are DNS-1035 labels,
 * namespaces RFC 1123 labels, RBAC names free, all others subdomains.
 *
 * Source: `kubernetes/apimachinery` `pkg/util/validation/validation.go`, `kubernetes/kubernetes`
 * `pkg/apis/core/validation/validation.go`.
 */
export function objectNameProblems(kind: string, name: string): readonly string[] {
  if (/Role(Binding)?$/.test(kind)) return [];
  const [rule, text, most] =
    kind === "Service"
      ? [LABEL_1035, LABEL_1035_RULE, 63]
      : kind === "Namespace"
        ? [LABEL, LABEL_RULE, 63]
        : [SUBDOMAIN, SUBDOMAIN_RULE, 253];
  return [
    ...(name.length > most ? [`must be no more than ${most} characters`] : []),
    ...(rule.test(name) ? [] : [text]),
  ];
}

/** What is wrong with a container's name. Source: `pkg/util/validation` IsDNS1123Label. */
export function containerNameProblem(name: string): string | undefined {
  return LABEL.test(name) ? undefined : LABEL_RULE;
}
