import { isRecord } from "./yaml-example.ts";

/** The part of JSON Schema that the Compose schema is written in. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
};

export type Path = readonly (string | number)[];

export type Breach =
  | {
      readonly kind: "type";
      readonly path: Path;
      readonly wanted: readonly string[];
      readonly found: unknown;
    }
  | { readonly kind: "unknown"; readonly path: Path; readonly key: string; readonly known: readonly string[] }
  | { readonly kind: "missing"; readonly path: Path; readonly key: string }
  | {
      readonly kind: "value";
      readonly path: Path;
      readonly found: unknown;
      readonly allowed: readonly string[];
    };

/** Where a value is against a schema. Of alternatives that all fail, the one that comes closest is told. */
export function findBreaches(value: unknown, schema: Schema, root: Schema, path: Path = []): Breach[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace("#/definitions/", "");
    const target = root.definitions?.[name];
    return target === undefined ? [] : findBreaches(value, target, root, path);
  }
  const breaches: Breach[] = [];
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives !== undefined) {
    const tried = alternatives.map((one) => findBreaches(value, one, root, path));
    if (tried.some((one) => one.length === 0)) return breaches;
    const isType = (one: readonly Breach[]) =>
      one.some((breach) => breach.kind === "type" && breach.path.length === path.length);
    const close = tried.filter((one) => !isType(one)).sort((a, b) => a.length - b.length)[0];
    if (close !== undefined) return close;
    const wanted = tried.flatMap((one) =>
      one.flatMap((breach) => (breach.kind === "type" ? breach.wanted : [])),
    );
    return [{ kind: "type", path, wanted: [...new Set(wanted)], found: value }];
  }
  if (schema.type !== undefined) {
    const wanted = typeof schema.type === "string" ? [schema.type] : schema.type;
    if (!wanted.some((type) => isOfType(value, type))) return [{ kind: "type", path, wanted, found: value }];
  }
  if (schema.enum !== undefined && !schema.enum.includes(value))
    breaches.push({ kind: "value", path, found: value, allowed: schema.enum.map(String) });
  if (
    (typeof value === "number" &&
      (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity))) ||
    (typeof value === "string" && schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
  )
    breaches.push({ kind: "value", path, found: value, allowed: [] });
  if (Array.isArray(value) && schema.items !== undefined)
    for (const [index, item] of value.entries())
      breaches.push(...findBreaches(item, schema.items, root, [...path, index]));
  if (isRecord(value)) {
    for (const key of schema.required ?? [])
      if (value[key] === undefined) breaches.push({ kind: "missing", path, key });
    for (const [key, inner] of Object.entries(value)) breaches.push(...checkProperty(key, inner));
  }
  return breaches;

  function checkProperty(key: string, inner: unknown): Breach[] {
    const own = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : undefined;
    if (own !== undefined) return findBreaches(inner, own, root, [...path, key]);
    const byPattern = Object.entries(schema.patternProperties ?? {}).find(([pattern]) =>
      new RegExp(pattern).test(key),
    );
    if (byPattern !== undefined) return findBreaches(inner, byPattern[1], root, [...path, key]);
    if (schema.additionalProperties === false)
      return [{ kind: "unknown", path, key, known: Object.keys(schema.properties ?? {}) }];
    return typeof schema.additionalProperties === "object"
      ? findBreaches(inner, schema.additionalProperties, root, [...path, key])
      : [];
  }
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "object":
      return isRecord(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "null":
      return value === null;
    default:
      // JSON Schema's other names are those of typeof.
      return typeof value === type;
  }
}
