import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

export type Path = readonly (string | number)[];

/** One thing that is against a schema. `path` leads to the value, or to the map that has or lacks `key`. */
export type Breach = { readonly path: Path; readonly found: unknown } & (
  | { readonly kind: "type"; readonly wanted: readonly string[] }
  | { readonly kind: "unknown"; readonly key: string; readonly known: readonly string[] }
  | { readonly kind: "missing"; readonly key: string }
  | { readonly kind: "twice"; readonly first: number }
  | { readonly kind: "value"; readonly allowed: readonly string[] }
);

type Schema = Readonly<Record<string, unknown>> & { readonly definitions?: unknown };

// The schema is locked and checked by who publishes it; its formats ("duration", "ports") are words that no
// draft of JSON Schema knows.
const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: false,
  validateFormats: false,
  validateSchema: false,
});
let schema: Schema | undefined;

/** The schema of the Compose specification, as the locked `dclint` carries it. */
function composeSchema(): Schema {
  if (schema !== undefined) return schema;
  const folder = join(dirname(fileURLToPath(import.meta.resolve("dclint"))), "..", "schemas");
  const { $schema, $id, ...rest } = JSON.parse(
    readFileSync(join(folder, "compose.schema.json"), "utf8"),
  ) as Schema;
  schema = rest;
  return schema;
}

/** Everything in a value that is against the Compose specification. */
export function findComposeBreaches(value: unknown): Breach[] {
  return findBreaches(value, composeSchema(), []);
}

/** Compiled when they are first needed: the whole, and each alternative that was told apart. */
const validators = new WeakMap<object, ValidateFunction>();

function findBreaches(value: unknown, part: Schema, path: Path): Breach[] {
  const validate = validators.get(part) ?? ajv.compile({ ...part, definitions: composeSchema().definitions });
  validators.set(part, validate);
  return validate(value) ? [] : breachesOf(validate.errors ?? [], value, path);
}

/** @param errors as ajv tells them: those of alternatives that failed stand before the one that none fits */
function breachesOf(errors: readonly ErrorObject[], value: unknown, base: Path): Breach[] {
  const breaches: Breach[] = [];
  let covered: string | undefined;
  for (const error of errors.toReversed()) {
    if (covered !== undefined && `${error.instancePath}/`.startsWith(`${covered}/`)) continue;
    covered = undefined;
    const path = [...base, ...stepsOf(error.instancePath, value)];
    if (error.keyword === "oneOf" || error.keyword === "anyOf") {
      covered = error.instancePath;
      breaches.unshift(...closestOf(error, path));
    } else breaches.unshift(breachOf(error, path));
  }
  return breaches;
}

/** Of alternatives that all fail, the one that comes closest is told. */
function closestOf({ schema: alternatives, data }: ErrorObject, path: Path): Breach[] {
  const tried = (alternatives as readonly Schema[]).map((one) => findBreaches(data, one, path));
  const typesOf = (breaches: readonly Breach[]) =>
    breaches.flatMap((one) => (one.kind === "type" && one.path.length === path.length ? one.wanted : []));
  const close = tried
    .filter((breaches) => typesOf(breaches).length === 0)
    .sort((one, other) => one.length - other.length)[0];
  if (close !== undefined && close.length > 0) return close;
  if (close !== undefined) return [{ kind: "value", path, found: data, allowed: [] }];
  return [{ kind: "type", path, found: data, wanted: [...new Set(tried.flatMap(typesOf))] }];
}

function breachOf(
  { keyword, params, parentSchema, schema: rule, data: found }: ErrorObject,
  path: Path,
): Breach {
  switch (keyword) {
    case "type":
      return { kind: "type", path, found, wanted: [rule].flat() as string[] };
    case "additionalProperties": {
      const known = Object.keys((parentSchema?.properties as object | undefined) ?? {});
      return { kind: "unknown", path, found, key: String(params.additionalProperty), known };
    }
    case "required":
      return { kind: "missing", path, found, key: String(params.missingProperty) };
    case "uniqueItems": {
      const [first, second] = [Number(params.j), Number(params.i)].sort((one, other) => one - other);
      return { kind: "twice", path: [...path, second!], found: (found as unknown[])[second!], first: first! };
    }
    case "enum":
      return { kind: "value", path, found, allowed: (rule as unknown[]).map(String) };
    default:
      return { kind: "value", path, found, allowed: [] };
  }
}

/** A JSON pointer (RFC 6901) into a value as names, and numbers where a list is entered. */
function stepsOf(pointer: string, value: unknown): Path {
  let at = value;
  return pointer
    .split("/")
    .slice(1)
    .map((step) => {
      const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
      const key = Array.isArray(at) ? Number(name) : name;
      at = (at as Readonly<Record<string | number, unknown>>)[key];
      return key;
    });
}
