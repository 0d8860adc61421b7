import fc from "fast-check";
import { expect, test } from "vitest";
import { findRelationFaults, neighboursOf, type RELATIONS, relationsOf, stepsOf, wayTo } from "./concepts.ts";
import type { Term } from "./schemas.ts";

type Around = Partial<Pick<Term, (typeof RELATIONS)[number]>>;

function term(id: string, around: Around = {}): Term {
  return { id, ko: id, en: id, aliases: [], short: `${id}.`, note: "a", section: "b", ...around };
}

const DOCKER = [
  term("image"),
  term("layer", { partOf: ["image"] }),
  term("union", { needs: ["layer"], replaces: ["aufs"] }),
  term("aufs"),
  term("volume", { needs: ["union", "image"], contrasts: ["bind"] }),
  term("bind"),
  term("alone"),
];

test("a relation that one term tells is seen from both", () => {
  const around = neighboursOf(DOCKER);
  expect(around.get("image")).toMatchObject({ parts: ["layer"], neededBy: ["volume"], needs: [] });
  expect(around.get("bind")).toMatchObject({ contrasts: ["volume"] });
  expect(around.get("aufs")).toMatchObject({ replacedBy: ["union"] });
  expect(around.get("union")).toMatchObject({ needs: ["layer"], replaces: ["aufs"], neededBy: ["volume"] });
  expect(around.has("alone")).toBe(false);
});

test("what needs more comes later, and the way to it leads through all of that", () => {
  const steps = stepsOf(DOCKER);
  expect([...steps]).toEqual([
    ["image", 0],
    ["layer", 1],
    ["union", 2],
    ["aufs", 0],
    ["volume", 3],
    ["bind", 0],
  ]);
  expect(wayTo(DOCKER, steps, "volume")).toEqual(["image", "layer", "union"]);
  expect(wayTo(DOCKER, steps, "image")).toEqual([]);
});

test("a relation to nothing, to oneself, told twice or in a circle is a fault", () => {
  const faults = findRelationFaults([
    term("a", { needs: ["b"], contrasts: ["c"] }),
    term("b", { partOf: ["c"], replaces: ["nothing"] }),
    term("c", { needs: ["a"], contrasts: ["a", "c"] }),
  ]);
  expect(faults.map(({ kind, relation, circle }) => [kind, relation.from, relation.to, circle])).toEqual([
    ["unknown", "b", "nothing", []],
    ["twice", "c", "a", []],
    ["self", "c", "c", []],
    ["circle", "a", "b", ["a", "b", "c", "a"]],
  ]);
});

test("of any glossary without a circle every concept comes after all that its way holds", () => {
  const glossaries = fc
    .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 20 })
    .map((rows) =>
      rows.map((before, index) =>
        term(`t${index}`, { needs: index === 0 ? [] : [...new Set(before.map((one) => `t${one % index}`))] }),
      ),
    );
  fc.assert(
    fc.property(glossaries, (terms) => {
      expect(findRelationFaults(terms)).toEqual([]);
      const steps = stepsOf(terms);
      for (const { from, to } of relationsOf(terms)) expect(steps.get(from)).toBeGreaterThan(steps.get(to)!);
      for (const [id, step] of steps)
        for (const before of wayTo(terms, steps, id)) expect(steps.get(before)).toBeLessThan(step);
    }),
  );
});

test("a circle does not hang what is computed from it", () => {
  const terms = [term("a", { needs: ["b"] }), term("b", { needs: ["a"] })];
  expect(stepsOf(terms).size).toBe(2);
  expect(wayTo(terms, stepsOf(terms), "a")).toEqual(["b"]);
});
