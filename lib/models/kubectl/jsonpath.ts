import { utf8Bytes } from "../../text/bytes.ts";
import type { ModelError } from "../model-error.ts";
import { JsonpathError, type JsonpathNode, parseJsonpath, type Slice } from "./jsonpath-parse.ts";
import type { Json } from "./objects.ts";

/** A literal of the template with a decimal point: it compares with fractions only. */
class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** What a node found; `undefined` is the nothing that an empty range runs over. */
type Found = Json | Float | undefined;

/**
 * What `-o jsonpath=TEMPLATE` prints of the data, `{ error }` in upstream's words. Text outside `{}` is
 * copied; several results are joined with one space; strings print as they are, objects and lists as
 * compact JSON. A missing field is an error unless `allowMissingKeys` (kubectl allows it); within a filter
 * and after `..` it is no result. Fields keep the order of the data (upstream's maps have none).
 *
 * Source: `kubernetes/client-go` `util/jsonpath/jsonpath.go`, `third_party/forked/golang/template/funcs.go`.
 */
export function jsonpath({
  template,
  data,
  allowMissingKeys = false,
}: {
  readonly template: string;
  readonly data: Json;
  readonly allowMissingKeys?: boolean;
}): string | ModelError {
  try {
    const evaluation = new Evaluation(allowMissingKeys);
    return evaluation
      .run(parseJsonpath(template), data)
      .map((results) => results.map(print).join(" "))
      .join("");
  } catch (error) {
    if (error instanceof JsonpathError) return { error: error.message };
    throw error;
  }
}

class Evaluation {
  readonly #allowMissingKeys: boolean;
  #beginRange = 0;
  #inRange = 0;
  #endRange = 0;
  #lastEnd: JsonpathNode | undefined;

  constructor(allowMissingKeys: boolean) {
    this.#allowMissingKeys = allowMissingKeys;
  }

  /** The results of each node up to the end or the `{end}` of the range it runs in. */
  run(nodes: readonly JsonpathNode[], data: Found): readonly (readonly Found[])[] {
    const all: (readonly Found[])[] = [];
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index];
      if (node === undefined) break;
      const results = this.#walk([data ?? undefined], node, this.#allowMissingKeys);
      if (this.#endRange > 0 && this.#endRange <= this.#inRange) {
        this.#endRange -= 1;
        this.#lastEnd = node;
        break;
      }
      if (this.#beginRange === 0) {
        all.push(results);
        continue;
      }
      this.#beginRange -= 1;
      this.#inRange += 1;
      const body = nodes.slice(index + 1);
      for (const value of results) all.push(...this.run(body, value));
      // Without a value the body still runs, so that its end is found.
      if (results.length === 0) this.run(body, undefined);
      this.#inRange -= 1;
      const end = this.#lastEnd === undefined ? -1 : nodes.indexOf(this.#lastEnd, index + 1);
      if (end > index) index = end;
    }
    return all;
  }

  #walk(input: readonly Found[], node: JsonpathNode, lenient: boolean): readonly Found[] {
    switch (node.type) {
      case "list":
        return this.#walkList(input, node.nodes, lenient);
      case "text":
        return [node.text];
      case "literal":
        return input.map(() =>
          node.isFloat && typeof node.value === "number" ? new Float(node.value) : node.value,
        );
      case "field": {
        const found = input.flatMap((value) => fieldOf(value, node.name));
        if (found.length > 0 || lenient || input.length === 0) return found;
        throw new JsonpathError(`${node.name} is not found`);
      }
      case "wildcard":
        return input.flatMap(childrenOf);
      case "recursive":
        return descend(input);
      case "union":
        return node.nodes.flatMap((part) => this.#walk(input, part, lenient));
      case "array":
        return input.flatMap((value) => sliceOf(value, node.slice));
      case "filter":
        return input.flatMap((value) => this.#filter(value, node));
      case "identifier":
        return this.#identifier(input, node.name);
    }
  }

  #walkList(input: readonly Found[], nodes: readonly JsonpathNode[], lenient: boolean): readonly Found[] {
    let current = input;
    let isLenient = lenient;
    for (const node of nodes) {
      current = this.#walk(current, node, isLenient);
      if (node.type === "recursive") isLenient = true;
    }
    return current;
  }

  #identifier(input: readonly Found[], name: string): readonly Found[] {
    if (name === "range") {
      this.#beginRange += 1;
      return input;
    }
    if (name !== "end") throw new JsonpathError(`unrecognized identifier ${name}`);
    if (this.#inRange === 0) throw new JsonpathError("not in range, nothing to end");
    this.#endRange += 1;
    return [];
  }

  #filter(list: Found, node: JsonpathNode & { readonly type: "filter" }): readonly Found[] {
    if (!Array.isArray(list)) {
      throw new JsonpathError(`${goText(list)} is not array or slice and cannot be filtered`);
    }
    const one = (results: readonly Found[]) => {
      if (results.length > 1) throw new JsonpathError("can only compare one element at a time");
      return results[0];
    };
    return (list as readonly Json[]).filter((item) => {
      const lefts = this.#walk([item], node.left, true);
      if (node.operator === "exists") return lefts.length > 0;
      if (lefts.length === 0) return false;
      const left = one(lefts);
      const rights = this.#walk([item], node.right, true);
      return rights.length > 0 && compare(left, node.operator, one(rights));
    });
  }
}

function isObject(value: Found): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Float);
}

function fieldOf(value: Found, name: string): readonly Json[] {
  if (!isObject(value) || !Object.hasOwn(value, name)) return [];
  return [value[name] ?? null];
}

/** A string's elements are its bytes, as in Go. */
function childrenOf(value: Found): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  if (typeof value === "string") return [...utf8Bytes(value)];
  return isObject(value) ? Object.values(value) : [];
}

function descend(input: readonly Found[]): readonly Found[] {
  return input.flatMap((value) => {
    const children = childrenOf(value);
    return children.length === 0 ? [] : [value, ...descend(children)];
  });
}

function sliceOf(value: Found, slice: Slice): readonly Json[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new JsonpathError(`${goType(value)} is not array or slice`);
  const list = value as readonly Json[];
  const fromEnd = (index: number) => (index < 0 ? index + list.length : index);
  const from = fromEnd(slice.from ?? 0);
  let to = slice.to === undefined ? list.length : fromEnd(slice.to);
  if (slice.isIndex) {
    const next = (slice.from ?? 0) + 1;
    to = next <= 0 ? next + list.length : next;
  }
  if (from === to) return [];
  const outside = (index: number) =>
    new JsonpathError(`array index out of bounds: index ${index}, length ${list.length}`);
  if (from < 0 || from >= list.length) throw outside(from);
  if (to < 0 || to > list.length) throw outside(to - 1);
  if (from > to) throw new JsonpathError(`starting index ${from} is greater than ending index ${to}`);
  const { step = 1 } = slice;
  if (step <= 0) throw new JsonpathError("step must be > 0");
  return list.slice(from, to).filter((_, index) => index % step === 0);
}

function compare(left: Found, operator: string, right: Found): boolean {
  switch (operator) {
    case "==":
      return isEqual(left, right);
    case "!=":
      return !isEqual(left, right);
    case "<":
      return isLess(left, right);
    case "<=":
      return isLess(left, right) || isEqual(left, right);
    case ">":
      return !(isLess(left, right) || isEqual(left, right));
    case ">=":
      return !isLess(left, right);
    default:
      throw new JsonpathError(`unrecognized filter operator ${operator}`);
  }
}

function isEqual(left: Found, right: Found): boolean {
  kindOfBoth(left, right);
  return plain(left) === plain(right);
}

function isLess(left: Found, right: Found): boolean {
  if (kindOfBoth(left, right) === "bool") throw new JsonpathError("invalid type for comparison");
  const [a, b] = [plain(left), plain(right)];
  return typeof a === "number" ? a < Number(b) : String(a) < String(b);
}

function kindOfBoth(left: Found, right: Found): string {
  const kind = kindOf(left);
  if (kindOf(right) !== kind) throw new JsonpathError("incompatible types for comparison");
  return kind;
}

function kindOf(value: Found): string {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (value instanceof Float) return "float";
  throw new JsonpathError("invalid type for comparison");
}

function plain(value: Found): Json | undefined {
  return value instanceof Float ? value.value : value;
}

function goType(value: Found): string {
  if (isObject(value)) return "map[string]interface {}";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return value instanceof Float ? "float64" : typeof value === "boolean" ? "bool" : "string";
}

/** As Go's `%v` prints it. */
function goText(value: Found): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(goText).join(" ")}]`;
  if (isObject(value)) {
    const entries = Object.keys(value)
      .sort()
      .map((key) => `${key}:${goText(value[key])}`);
    return `map[${entries.join(" ")}]`;
  }
  return value === null || value === undefined ? "<nil>" : writeScalar(plain(value));
}

function writeScalar(value: Json | undefined): string {
  if (typeof value !== "number") return String(value);
  const isSmall = value !== 0 && Math.abs(value) < 1e-4;
  const text = isSmall ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

/** Go's JSON escapes what HTML could take for markup. */
function print(value: Found): string {
  if (value === undefined) return "<no value>";
  if (value === null) return "null";
  if (!Array.isArray(value) && !isObject(value)) return goText(value);
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
