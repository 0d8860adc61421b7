import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { ownerGC } from "./owner-gc.ts";
import { resourceConflict } from "./resource-conflict.ts";
import { type JsonObject, threeWayMerge } from "./three-way-merge.ts";

const MERGE_KEYS = { mergingList: "name", mergingIntList: "" };

const LEAF = fc.oneof(fc.nat(2), fc.constantFrom("a", "b"), fc.array(fc.nat(2), { maxLength: 2 }));
const ITEM = fc.record({ name: fc.nat(3), value: fc.nat(2), other: LEAF }, { requiredKeys: ["name"] });
const OBJECT: fc.Arbitrary<JsonObject> = fc.record(
  {
    name: LEAF,
    simpleMap: fc.dictionary(fc.constantFrom("x", "y", "z"), LEAF),
    mergingList: fc.uniqueArray(ITEM, { selector: ({ name }) => name, maxLength: 4 }),
    mergingIntList: fc.uniqueArray(fc.nat(4), { maxLength: 4 }),
  },
  { requiredKeys: [] },
);

test("applying the same file again changes nothing", () => {
  fc.assert(
    fc.property(OBJECT, OBJECT, OBJECT, (original, modified, current) => {
      const once = threeWayMerge({ original, modified, current, mergeKeys: MERGE_KEYS }) as JsonObject;
      expect(threeWayMerge({ original: modified, modified, current: once, mergeKeys: MERGE_KEYS })).toEqual(
        once,
      );
    }),
    RUNS,
  );
});

test("a file applied to nothing is the object, and one that says nothing removes what it said", () => {
  fc.assert(
    fc.property(OBJECT, (object) => {
      expect(threeWayMerge({ modified: object, mergeKeys: MERGE_KEYS })).toEqual(object);
      expect(
        threeWayMerge({ original: object, modified: {}, current: object, mergeKeys: MERGE_KEYS }),
      ).toEqual({});
      expect(threeWayMerge({ modified: {}, current: object, mergeKeys: MERGE_KEYS })).toEqual(object);
    }),
    RUNS,
  );
});

test("a merged list keeps the file's order and the live order of foreign items", () => {
  const ids = fc.uniqueArray(fc.nat(9), { maxLength: 8 });
  fc.assert(
    fc.property(ids, ids, (wanted, live) => {
      const merged = threeWayMerge({
        modified: { mergingIntList: wanted },
        current: { mergingIntList: live },
        mergeKeys: MERGE_KEYS,
      }) as { readonly mergingIntList: readonly number[] };
      const foreign = live.filter((id) => !wanted.includes(id));
      expect(merged.mergingIntList.filter((id) => wanted.includes(id))).toEqual(wanted);
      expect(merged.mergingIntList.filter((id) => !wanted.includes(id))).toEqual(foreign);
    }),
    RUNS,
  );
});

test("a foreign item stands before the first item of the file that follows it in the live list", () => {
  const order = (wanted: readonly number[], live: readonly number[]) =>
    threeWayMerge({ modified: { list: wanted }, current: { list: live }, mergeKeys: { list: "" } });
  expect(order([3, 2, 1], [1, 9, 2, 3])).toEqual({ list: [9, 3, 2, 1] });
  expect(order([2, 1], [9, 1, 8, 2])).toEqual({ list: [9, 8, 2, 1] });
  expect(order([1], [1, 9, 8])).toEqual({ list: [1, 9, 8] });
});

test("null in the file removes, in any depth, and leaves nothing behind", () => {
  const merge = (modified: JsonObject, current: JsonObject) =>
    threeWayMerge({ modified, current, mergeKeys: MERGE_KEYS });
  expect(merge({ a: null, b: { c: null } }, { a: 1, d: 2 })).toEqual({ b: {}, d: 2 });
  expect(merge({ b: null }, { b: { c: 1 } })).toEqual({});
  expect(merge({ b: { c: 1 } }, { b: [1] })).toEqual({ b: { c: 1 } });
});

test("an item of a merged list needs its key", () => {
  const result = threeWayMerge({ modified: { mergingList: [{ value: 1 }] }, mergeKeys: MERGE_KEYS });
  expect(result).toEqual({ error: 'map: {"value":1} does not contain declared merge key: name' });
});

test("what the collector leaves has no owner that is gone, whatever the policy", () => {
  const uids = ["a", "b", "c", "d", "e", "f"];
  const object = fc.record({
    owners: fc.uniqueArray(fc.constantFrom(...uids, "gone"), { maxLength: 3 }),
    namespace: fc.constantFrom("one", "two"),
    clusterScoped: fc.boolean(),
  });
  const policy = fc.constantFrom("Background", "Foreground", "Orphan");
  fc.assert(
    fc.property(fc.array(object, { minLength: 6, maxLength: 6 }), policy, (all, by) => {
      const objects = all.map((one, index) => ({ ...one, uid: uids[index] ?? "" }));
      const result = ownerGC({ objects, delete: "a", policy: by });
      if ("error" in result) throw new Error(result.error);
      const { deleted, remaining } = result;
      expect(deleted).toContain("a");
      expect([...deleted, ...Object.keys(remaining)].toSorted()).toEqual(uids);
      for (const [uid, owners] of Object.entries(remaining)) {
        const one = objects.find((candidate) => candidate.uid === uid)!;
        for (const owner of owners) expect(one.clusterScoped || owner in remaining).toBe(true);
      }
    }),
    RUNS,
  );
});

const TREE = [
  { uid: "deploy" },
  { uid: "rs1", owners: ["deploy"] },
  { uid: "rs2", owners: ["deploy"] },
  { uid: "p1", owners: ["rs1"] },
  { uid: "p2", owners: ["rs1", "rs2"] },
];

test("foreground deletes dependents first, and one with another owner goes with its last owner", () => {
  expect(ownerGC({ objects: TREE, delete: "deploy", policy: "Foreground" })).toEqual({
    deleted: ["p1", "rs1", "p2", "rs2", "deploy"],
    remaining: {},
  });
  expect(ownerGC({ objects: TREE, delete: "rs1", policy: "Foreground" })).toEqual({
    deleted: ["p1", "rs1"],
    remaining: { deploy: [], rs2: ["deploy"], p2: ["rs2"] },
  });
});

test("owners in a circle do not stop the collector", () => {
  const objects = [
    { uid: "a", owners: ["b"] },
    { uid: "b", owners: ["a"] },
  ];
  expect(ownerGC({ objects, delete: "a", policy: "Foreground" })).toHaveProperty("deleted", ["b", "a"]);
  expect(ownerGC({ objects, delete: "a", policy: "Background" })).toHaveProperty("deleted", ["a", "b"]);
  expect(ownerGC({ objects, delete: "a", policy: "Orphan" })).toEqual({
    deleted: ["a"],
    remaining: { b: [] },
  });
  expect(ownerGC({ objects, delete: "c", policy: "Orphan" })).toHaveProperty("error");
});

test("a cluster-wide object whose owner lives in a namespace is never collected", () => {
  const objects = [
    { uid: "x", namespace: "one" },
    { uid: "w", clusterScoped: true, owners: ["x"] },
    { uid: "y", namespace: "two", owners: ["w"] },
  ];
  expect(ownerGC({ objects, delete: "x", policy: "Background" })).toEqual({
    deleted: ["x"],
    remaining: { w: ["x"], y: ["w"] },
  });
});

test("a delete with preconditions needs the object it means", () => {
  const request = {
    verb: "delete",
    resource: "pods",
    name: "web",
    live: { uid: "u1", resourceVersion: "5" },
  } as const;
  expect(resourceConflict(request)).toEqual({ code: 200 });
  expect(resourceConflict({ ...request, sent: { uid: "u2" } })).toEqual({
    code: 409,
    reason: "Conflict",
    message:
      'Operation cannot be fulfilled on pods "web": the UID in the precondition (u2) does not match the UID in ' +
      "record (u1). The object might have been deleted and then recreated",
  });
  expect(resourceConflict({ ...request, sent: { uid: "u1", resourceVersion: "4" } })).toHaveProperty(
    "code",
    409,
  );
  expect(resourceConflict({ ...request, live: null })).toHaveProperty("reason", "NotFound");
  expect(resourceConflict({ ...request, verb: "create", live: null })).toEqual({ code: 201 });
  expect(resourceConflict({ ...request, verb: "update", sent: { resourceVersion: "0" } })).toEqual({
    code: 200,
  });
});
