const PLAIN = /^(?![-?:,[\]{}#&*!|>'"%@` ])(?!.*(: | #|:$| $))[\x20-\x7e]+$/;
const LOOKS_LIKE_ANOTHER =
  /^([-+]?[\d.][\d_,.]*([eE][-+]?\d+)?|0x[\da-fA-F]+|[-+]?\.?(inf|nan)|~|null|true|false|yes|no|on|off|y|n|\d{4}-\d\d-\d\d.*|<<|=|)$/i;

/**
 * A value as kubectl writes YAML: keys in order of the alphabet, lists not indented.
 *
 * Source: `kubernetes-sigs/yaml` Marshal.
 */
export function writeYaml(value: unknown): string {
  return `${lines(value).join("\n")}\n`;
}

function lines(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => lines(item).map((line, place) => `${place === 0 ? "- " : "  "}${line}`));
  }
  if (typeof value !== "object" || value === null) return [scalar(value)];
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, inner]) => {
      const name = `${scalar(key)}:`;
      if (typeof inner === "string" && inner.includes("\n")) {
        const text = inner.replace(/\n$/, "").split("\n");
        return [`${name} |${inner.endsWith("\n") ? "" : "-"}`, ...text.map((line) => `  ${line}`)];
      }
      const isNested = typeof inner === "object" && inner !== null && Object.keys(inner).length > 0;
      if (!isNested) return [`${name} ${scalar(inner)}`];
      return [name, ...lines(inner).map((line) => (Array.isArray(inner) ? line : `  ${line}`))];
    });
}

function scalar(value: unknown): string {
  if (Array.isArray(value)) return "[]";
  if (typeof value === "object" && value !== null) return "{}";
  if (typeof value !== "string") return String(value);
  if (LOOKS_LIKE_ANOTHER.test(value)) return JSON.stringify(value);
  if (PLAIN.test(value)) return value;
  return /\p{Cc}/u.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}
