import type { ModelError } from "../model-error.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** The lists that are merged: field name → the field that names an item, `""` for lists of plain values. */
export type MergeKeys = Readonly<Record<string, string>>;

/** An item of a merged list that lacks its key, in upstream's words. */
class MergeKeyError extends Error {}

/**
 * What `kubectl apply` makes of an object: `original` is the file last applied (null = never), `modified`
 * the file now, `current` the live object.
 *
 * - What the file says wins; what only the last file said is removed; what only the live object has
 *   stays. A `null` in the file removes.
 * - Objects are merged field by field, lists only if `mergeKeys` names their field: items are matched by
 *   key (plain values by themselves) and treated like fields. Other lists are replaced.
 * - A merged list has the file's order; each item that only the live object has stands before the first
 *   item of the file that follows it in the live list, else at the end.
 *
 * Source: `kubernetes/apimachinery` `pkg/util/strategicpatch/patch.go` CreateThreeWayMergePatch,
 * StrategicMergePatch, mergeSortedSlice. `$patch` and `$retainKeys` are not modelled, nor the less
 * regular order when one change both deletes and adds items.
 */
export function threeWayMerge(input: {
  readonly original?: JsonObject | null;
  readonly modified?: JsonObject | null;
  readonly current?: JsonObject | null;
  readonly mergeKeys?: MergeKeys;
}): JsonObject | ModelError {
  const { original, modified, current, mergeKeys = {} } = input;
  const merge = new Merge(new Map(Object.entries(mergeKeys)));
  try {
    return merge.objects(original ?? {}, modified ?? {}, current ?? {});
  } catch (error) {
    if (error instanceof MergeKeyError) return { error: error.message };
    throw error;
  }
}

/** Three versions of one thing at each step; undefined = that version does not have it. */
class Merge {
  readonly #keys: ReadonlyMap<string, string>;

  constructor(keys: ReadonlyMap<string, string>) {
    this.#keys = keys;
  }

  objects(original: JsonObject, modified: JsonObject, current: JsonObject): JsonObject {
    const names = new Set([...Object.keys(current), ...Object.keys(modified)]);
    const fields = [...names].flatMap((name): [string, Json][] => {
      const [before, wanted, live] = [original, modified, current].map((one) => fieldOf(one, name));
      if (wanted === null) return [];
      if (wanted !== undefined) return [[name, this.#values(before, wanted, live, this.#keys.get(name))]];
      return before === undefined && live !== undefined ? [[name, live]] : [];
    });
    return Object.fromEntries(fields);
  }

  #values(original: Json | undefined, modified: Json, current: Json | undefined, mergeKey?: string): Json {
    if (isObject(modified)) {
      return this.objects(isObject(original) ? original : {}, modified, isObject(current) ? current : {});
    }
    if (!isList(modified) || mergeKey === undefined) return modified;
    return this.#lists(isList(original) ? original : [], modified, isList(current) ? current : [], mergeKey);
  }

  #lists(
    original: readonly Json[],
    modified: readonly Json[],
    current: readonly Json[],
    mergeKey: string,
  ): Json {
    const before = byId(original, mergeKey);
    const wanted = byId(modified, mergeKey);
    const live = byId(current, mergeKey);
    const places = new Map([...live.keys()].map((id, place) => [id, place]));
    const foreign = [...live.keys()].filter((id) => !wanted.has(id) && !before.has(id));

    const merged: Json[] = [];
    for (const [id, item] of wanted) {
      const place = places.get(id) ?? -1;
      while (foreign.length > 0 && (places.get(foreign[0]!) ?? 0) < place)
        merged.push(live.get(foreign.shift()!)!);
      merged.push(this.#values(before.get(id), item, live.get(id)));
    }
    return [...merged, ...foreign.map((id) => live.get(id)!)];
  }
}

/** Items in their order, by what tells them apart; the first one of a kind counts. */
function byId(items: readonly Json[], mergeKey: string): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  for (const item of items) {
    const key = mergeKey === "" ? item : isObject(item) ? fieldOf(item, mergeKey) : undefined;
    if (key === undefined) {
      throw new MergeKeyError(
        `map: ${JSON.stringify(item)} does not contain declared merge key: ${mergeKey}`,
      );
    }
    const id = JSON.stringify(key);
    if (!found.has(id)) found.set(id, item);
  }
  return found;
}

function fieldOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}
