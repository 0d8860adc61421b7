import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { writeSelector } from "./label-selector.ts";
import { matchSelector, parseSelector } from "./parse-selector.ts";
import { safeEncode } from "./safe-encode.ts";
import { validateLabelKey, validateLabelValue } from "./validate-label.ts";
import { validateName } from "./validate-name.ts";

const VALUE = fc.stringMatching(/^([a-z0-9][a-z0-9_.-]{0,4})?[a-z0-9]$/);
const KEY = fc.oneof(
  VALUE,
  VALUE.map((name) => `example.com/${name}`),
  fc.constantFrom("in", "notin"),
);
const REQUIREMENT = fc.oneof(
  KEY,
  KEY.map((key) => `!${key}`),
  fc
    .tuple(KEY, fc.constantFrom("=", "==", "!="), fc.oneof(VALUE, fc.constant("")))
    .map((all) => all.join("")),
  fc.tuple(KEY, fc.constantFrom(">", "<"), fc.nat(99)).map((all) => all.join("")),
  fc
    .tuple(KEY, fc.constantFrom("in", "notin"), fc.array(fc.oneof(VALUE, fc.constant("")), { maxLength: 4 }))
    .map(([key, operator, values]) => `${key} ${operator}\t( ${values.join(" , ")} )`),
);

test("the canonical text of a selector says the same and is its own canonical text", () => {
  fc.assert(
    fc.property(fc.array(REQUIREMENT, { maxLength: 5 }), fc.dictionary(VALUE, VALUE), (parts, labels) => {
      const written = parts.join(" ,\n");
      const requirements = parseSelector(written);
      if ("error" in requirements) throw new Error(`${written}: ${requirements.error}`);
      const text = writeSelector(requirements);
      expect(parseSelector(text)).toEqual(requirements);
      expect(matchSelector(text, labels)).toBe(matchSelector(written, labels));
    }),
    RUNS,
  );
});

test("a selector and its negation never both select", () => {
  const values = fc.array(VALUE, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(VALUE, values, fc.dictionary(VALUE, VALUE), fc.boolean(), (key, list, others, isMember) => {
      const labels = isMember ? { ...others, [key]: list[0] ?? "" } : others;
      const select = (operator: string) => matchSelector(`${key} ${operator} (${list.join(",")})`, labels);
      expect(select("in")).toBe(!select("notin"));
      expect(matchSelector(key, labels)).toBe(!matchSelector(`!${key}`, labels));
      if (isMember) expect(select("in")).toBe(true);
    }),
    RUNS,
  );
});

test("no text stops the reader, and what is no selector says what was found", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("x", "in", "notin", "=", "==", "!=", "!", "(", ")", ",", "<", ">", " "), {
        maxLength: 10,
      }),
      (parts) => {
        const result = parseSelector(parts.join(" "));
        if ("error" in result) expect(result.error).toMatch(/found '[^']*',? expected: |must be an integer/);
      },
    ),
    RUNS,
  );
});

test("errors stand in upstream's words", () => {
  const errors: readonly (readonly [string, string])[] = [
    ["x,", "found '', expected: identifier after ','"],
    [",x", "found ',', expected: !, identifier, or 'end of string'"],
    ["!", "unable to parse requirement: found '', expected: identifier"],
    ["!x=a", "found '=', expected: ',' or 'end of string'"],
    ["x y", "unable to parse requirement: found 'y', expected: in, notin, =, ==, !=, gt, lt"],
    ["x in a", "unable to parse requirement: found 'a' expected: '('"],
    ["x in (", "unable to parse requirement: found '', expected: ',', ')' or identifier"],
    ["x in (a", "unable to parse requirement: found '', expected: ',' or ')'"],
    ["x in (a,=)", "unable to parse requirement: found '=', expected: ',', or identifier"],
    ["x=(", "unable to parse requirement: found '(', expected: identifier"],
    [
      "x>a b",
      "unable to parse requirement: values[0]: Invalid value: \"a\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
  ];
  for (const [text, error] of errors) expect(parseSelector(text), text).toEqual({ error });
  expect(parseSelector("x=-")).toHaveProperty(
    "error",
    expect.stringContaining('values[0][x]: Invalid value: "-"'),
  );
  expect(parseSelector("x>-")).toHaveProperty(
    "error",
    expect.stringMatching(/requirement: \[values\[0\]: .*, values\[0\]\[x\]: /),
  );
  expect(parseSelector("파드")).toHaveProperty(
    "error",
    expect.stringContaining('<nil>: Invalid value: "파드": name part'),
  );
});

test("integers are compared as 64-bit integers, and beyond that there are none", () => {
  const most = `${2n ** 63n - 1n}`;
  expect(matchSelector("x>9223372036854775806", { x: most })).toBe(true);
  expect(matchSelector("x<1", { x: "-3" })).toBe(true);
  expect(matchSelector("x<1", { x: `-${2n ** 63n + 1n}` })).toBe(false);
  expect(parseSelector(`x>${2n ** 63n}`)).toHaveProperty(
    "error",
    expect.stringContaining("must be an integer"),
  );
});

test("labels are looked up among the object's own", () => {
  expect(matchSelector("constructor", {})).toBe(false);
  expect(matchSelector("!toString", {})).toBe(true);
});

test("lengths are bytes: 22 syllables of Hangul are too long for a label", () => {
  expect(validateLabelValue("가".repeat(22))[0]).toBe("must be no more than 63 bytes");
  expect(validateLabelValue("가".repeat(21))).toHaveLength(1);
  expect(validateLabelKey(`a/${"가".repeat(22)}`)[0]).toBe("name part must be no more than 63 bytes");
  expect(validateName("dns1123Subdomain", "가".repeat(85))[0]).toBe("must be no more than 253 bytes");
  expect(validateName("dns1123Label", `${"a".repeat(63)}.b`)).toEqual([
    "must be no more than 63 bytes",
    "must not contain dots",
  ]);
});

test("a key has one prefix at most, and neither part may be empty", () => {
  expect(validateLabelKey("/a")).toEqual(["prefix part must be non-empty"]);
  expect(validateLabelKey("")[0]).toBe("name part must be non-empty");
  expect(validateLabelKey("A.b/c")[0]).toMatch(/^prefix part a lowercase RFC 1123 subdomain/);
  expect(validateLabelKey("a//b")).toHaveLength(1);
});

test("a label is a subdomain, and a DNS-1035 label is a DNS-1123 label", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9.-]{0,70}$/), (value) => {
      const isValid = (kind: Parameters<typeof validateName>[0]) => validateName(kind, value).length === 0;
      if (isValid("dns1035Label")) expect(isValid("dns1123Label")).toBe(true);
      if (isValid("dns1123Label")) expect(isValid("dns1123Subdomain")).toBe(true);
      if (isValid("dns1123Label")) expect(validateLabelValue(value)).toEqual([]);
    }),
    RUNS,
  );
});

test("an encoded text has no vowel and the same length", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[!-~]*$/), (text) => {
      expect(safeEncode(text)).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]*$/);
      expect(safeEncode(text)).toHaveLength(text.length);
    }),
    RUNS,
  );
  expect(safeEncode("0123456789")).toBe("456789bcdf");
});
