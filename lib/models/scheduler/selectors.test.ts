import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { type Labels, matchesSelector, meetsRequirement } from "./label-selector.ts";
import { matchesNodeAffinity, matchesTerm, nodeAffinityFilter, nodeAffinityScore } from "./node-affinity.ts";
import { normalize } from "./normalize-score.ts";
import { taintFilter, taintScore, tolerates } from "./taint-toleration.ts";

const keys = fc.constantFrom("zone", "disk", "example.com/gpu", "constructor");
const values = fc.constantFrom("a", "b", "7", "-3", "");
const labels: fc.Arbitrary<Labels> = fc.dictionary(keys, values);

test("NotIn is the contrary of In, and DoesNotExist of Exists, for every label", () => {
  const valid = fc.array(fc.constantFrom("a", "b", ""), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(labels, keys, valid, (drawn, key, wanted) => {
      const meets = (operator: string, list: readonly string[]) =>
        meetsRequirement(drawn, { key, operator, values: list });
      expect(meets("NotIn", wanted)).toBe(!meets("In", wanted));
      expect(meets("DoesNotExist", [])).toBe(!meets("Exists", []));
    }),
    RUNS,
  );
});

test("a number is greater than, less than or equal to another, and a text is neither", () => {
  const number = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  fc.assert(
    fc.property(number, fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (label, bound) => {
      const meets = (operator: string) =>
        meetsRequirement({ key: String(label) }, { key: "key", operator, values: [String(bound)] });
      expect([meets("Gt"), meets("Lt")]).toEqual([label > bound, label < bound]);
    }),
    RUNS,
  );
  for (const operator of ["Gt", "Lt"]) {
    const meets = (label: string, list: readonly string[]) =>
      meetsRequirement({ key: label }, { key: "key", operator, values: list });
    expect(meets("text", ["1"])).toBe(false);
    expect(meets("5", ["text"])).toBe(false);
    expect(meets("5", [String(2n ** 63n)])).toBe(false);
    expect(meets("5", ["1", "9"])).toBe(false);
    expect(meets("5", [])).toBe(false);
  }
});

test("what the API server would not accept matches nothing, not even by its absence", () => {
  const refused = [
    { key: "a", operator: "NotIn", values: [] },
    { key: "a", operator: "NotIn", values: ["no spaces"] },
    { key: "a", operator: "NotIn", values: ["x".repeat(64)] },
    { key: "a", operator: "DoesNotExist", values: ["b"] },
    { key: "not/a/key", operator: "DoesNotExist" },
    { key: "Upper.Case/key", operator: "DoesNotExist" },
    { key: "a", operator: "Unlike", values: ["b"] },
  ];
  for (const requirement of refused) expect(meetsRequirement({}, requirement)).toBe(false);
  expect(meetsRequirement({}, { key: "a.b/c", operator: "DoesNotExist" })).toBe(true);
});

test("no selector selects nothing, an empty one everything", () => {
  fc.assert(
    fc.property(labels, (drawn) => {
      expect(matchesSelector(drawn, null)).toBe(false);
      expect(matchesSelector(drawn, undefined)).toBe(false);
      expect(matchesSelector(drawn, {})).toBe(true);
      expect(matchesSelector(drawn, { matchLabels: drawn })).toBe(true);
    }),
    RUNS,
  );
});

const requirement = fc.record({
  key: keys,
  operator: fc.constantFrom("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
  values: fc.array(values, { maxLength: 2 }),
});
const term = fc.record({ matchExpressions: fc.array(requirement, { maxLength: 3 }) });

test("one more term never takes a node away, one more expression never adds one", () => {
  fc.assert(
    fc.property(labels, fc.array(term, { maxLength: 3 }), term, requirement, (...drawn) => {
      const [nodeLabels, requiredTerms, more, expression] = drawn;
      const node = { name: "n", labels: nodeLabels };
      if (matchesNodeAffinity(node, { requiredTerms })) {
        expect(matchesNodeAffinity(node, { requiredTerms: [...requiredTerms, more] })).toBe(true);
      }
      const stricter = { matchExpressions: [...more.matchExpressions, expression] };
      if (more.matchExpressions.length > 0 && matchesTerm(node, stricter)) {
        expect(matchesTerm(node, more)).toBe(true);
      }
    }),
    RUNS,
  );
});

test("no term and an empty term match no node, and added terms hold for every pod", () => {
  const node = { labels: { zone: "a" }, nodeName: "n" };
  expect(nodeAffinityFilter({ ...node, requiredTerms: [] })).toBe(false);
  expect(nodeAffinityFilter({ ...node, requiredTerms: [{}] })).toBe(false);
  expect(nodeAffinityFilter(node)).toBe(true);
  const named = (operator: string, values: readonly string[]) => [
    { matchFields: [{ key: "metadata.name", operator, values }] },
  ];
  expect(nodeAffinityFilter({ ...node, addedTerms: named("In", ["n"]) })).toBe(true);
  expect(nodeAffinityFilter({ ...node, addedTerms: named("NotIn", ["n"]) })).toBe(false);
  expect(nodeAffinityFilter({ ...node, addedTerms: named("In", ["n", "m"]) })).toBe(false);
  expect(nodeAffinityFilter({ ...node, addedTerms: named("Exists", ["n"]) })).toBe(false);
});

test("the node that matches most weight gets 100", () => {
  const preferred = fc.array(
    fc.record({ weight: fc.integer({ min: 1, max: 100 }), matchExpressions: fc.array(requirement) }),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(preferred, fc.array(labels, { minLength: 1, maxLength: 4 }), (terms, drawn) => {
      const nodes = drawn.map((nodeLabels, index) => ({ name: `n${index}`, labels: nodeLabels }));
      const scores = Object.values(nodeAffinityScore({ preferred: terms, addedPreferred: [], nodes }));
      const any = nodes.some((node) => terms.some((one) => matchesTerm(node, one)));
      expect(Math.max(...scores)).toBe(any ? 100 : 0);
    }),
    RUNS,
  );
});

const taint = fc.record({
  key: fc.constantFrom("a", "b"),
  value: fc.constantFrom("x", "y", ""),
  effect: fc.constantFrom("NoSchedule", "PreferNoSchedule", "NoExecute"),
});
const toleration = fc.record(
  {
    key: fc.constantFrom("a", "b", ""),
    operator: fc.constantFrom("Exists", "Equal", ""),
    value: fc.constantFrom("x", "y", ""),
    effect: fc.constantFrom("NoSchedule", "PreferNoSchedule", "NoExecute", ""),
  },
  { requiredKeys: [] },
);

test("one more toleration never keeps a pod out, and one that takes all lets it in everywhere", () => {
  fc.assert(
    fc.property(fc.array(taint), fc.array(toleration), toleration, (taints, tolerations, more) => {
      if (taintFilter({ tolerations, taints }).fits) {
        expect(taintFilter({ tolerations: [...tolerations, more], taints }).fits).toBe(true);
      }
      expect(taintFilter({ tolerations: [{ operator: "Exists" }], taints })).toEqual({ fits: true });
    }),
    RUNS,
  );
  expect(tolerates({ key: "a", operator: "Lt", value: "9" }, { key: "a", value: "1", effect: "" })).toBe(
    false,
  );
});

test("a node with more taints that the pod does not tolerate never scores higher", () => {
  fc.assert(
    fc.property(fc.array(toleration), fc.array(taint), taint, (tolerations, taints, more) => {
      const nodes = [
        { name: "less", taints },
        { name: "more", taints: [...taints, more] },
      ];
      const scores = taintScore({ tolerations, nodes });
      expect(scores.less).toBeGreaterThanOrEqual(scores.more!);
      expect(scores.less).toBeLessThanOrEqual(100);
      expect(scores.more).toBeGreaterThanOrEqual(0);
    }),
    RUNS,
  );
});

test("normalized scores keep their order, reversed they turn it around", () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), (one, other, third) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const scaled = normalize({ scores: [low, high, third], maxPriority: 100, reverse: false });
      const reversed = normalize({ scores: [low, high, third], maxPriority: 100, reverse: true });
      expect(scaled[0]).toBeLessThanOrEqual(scaled[1]!);
      expect(Math.max(...scaled)).toBe(Math.max(low, high, third) === 0 ? 0 : 100);
      expect(reversed).toEqual(scaled.map((score) => 100 - score));
    }),
    RUNS,
  );
  expect(normalize({ scores: [], maxPriority: 100, reverse: true })).toEqual([]);
});
