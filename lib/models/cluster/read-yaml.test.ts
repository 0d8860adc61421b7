import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { runs } from "../../../tests/support/seeds.ts";
import { FILES } from "./golden/files.ts";
import { readYaml, YamlError } from "./read-yaml.ts";

/** What the library that reads the content of this site makes of a text. */
const byLibrary = (text: string) => {
  const documents = parseAllDocuments(text);
  return Array.isArray(documents)
    ? documents.map((one) => one.toJS() as unknown).filter((one) => one !== null)
    : [];
};

const EXAMPLES = join(import.meta.dirname, "../../../content/examples");

describe("a manifest", () => {
  const examples = globSync("**/*.{yaml,yml}", { cwd: EXAMPLES }).map((path) => ({
    name: path,
    text: readFileSync(join(EXAMPLES, path), "utf8"),
  }));
  test.each([...FILES.filter(({ name }) => name !== "broken.yaml"), ...examples])(
    "$name is read",
    ({ text }) => {
      expect(readYaml(text)).toEqual(byLibrary(text));
    },
  );

  test("of any values is read as it was written, in blocks, in flows and as JSON", () => {
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.string({ unit: "grapheme", maxLength: 6 }),
      fc.constantFrom(
        "a b",
        "web",
        "- a",
        "# no",
        "a: b",
        "a # b",
        " a",
        "a ",
        "",
        "\n",
        "a\nb\n",
        "a\n\n b\n",
        "1",
        "true",
        "~",
        "0x1f",
        "it's",
        '"',
        "{",
        "[a]",
        "x:y",
        "a:",
        "가나다",
        "80/TCP",
        "250m",
        "*",
        "&a",
        "!t",
        "|",
        ">",
        "%",
        "@",
        "---",
        "...",
        "a\n---\nb",
      ),
    );
    const key = fc.oneof(
      fc.constantFrom("name", "app.kubernetes.io/name", "a b", "x-y", "1", "a:b"),
      fc.string({ minLength: 1, maxLength: 5 }),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(
          word,
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
        ),
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(key, tie("tree"), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom("BLOCK", "FLOW", "JSON"), (value, how) => {
        if (value === null) return;
        const kept = JSON.parse(JSON.stringify(value)) as unknown;
        const text =
          how === "JSON"
            ? JSON.stringify(kept, null, 2)
            : stringify(kept, {
                version: "1.1",
                collectionStyle: how === "FLOW" ? "flow" : "block",
                aliasDuplicateObjects: false,
              });
        // Numbers to Go's ParseInt, and so to kubectl, which the writer leaves without quotes.
        fc.pre(how === "JSON" || !/\b0[BOX]/.test(text));
        expect(readYaml(text)).toEqual([kept]);
      }),
      runs(1),
    );
  });

  test("takes capital prefixes of numbers, as Go's ParseInt does", () => {
    expect(readYaml("a: 0X1F\nb: -0B101\nd: 0O17\nc: '0X1F'")).toEqual([{ a: 31, b: -5, d: 15, c: "0X1F" }]);
  });

  test.each(["\u00a0", "\u3000", "\u2003", "\ufeff"])(
    "keeps a blank that is no white space of YAML: %j",
    (blank) => {
      expect(readYaml(`a:\n- ${blank}\n- x${blank}\nb: ${blank}y`)).toEqual([
        { a: [blank, `x${blank}`], b: `${blank}y` },
      ]);
    },
  );

  test("that is any text at all is read or refused, and never both long and in vain", () => {
    const piece = fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "  ",
      "- ",
      "{",
      "}",
      "[",
      "]",
      ",",
      '"',
      "'",
      "#",
      "|",
      ">",
      "\t",
      "\\",
      "b: ",
      "---\n",
      "가",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 30 }).map((all) => all.join("")),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          try {
            readYaml(text);
          } catch (error) {
            expect(error).toBeInstanceOf(YamlError);
          }
        },
      ),
      runs(0.5),
    );
    expect(() => readYaml("[".repeat(100_000))).toThrow(YamlError);
    expect(() => readYaml("- ".repeat(20_000))).toThrow(YamlError);
  });
});

describe("what is written by hand", () => {
  test.each([
    ["a: 1 # one\n# two\nb: x#y\n", { a: 1, b: "x#y" }],
    ["mode: 0644\nhex: 0x1f\nbig: 1_000\nfloat: 1.5e3\n", { mode: 420, hex: 31, big: 1000, float: 1500 }],
    ["a: yes\nb: Off\nc: 'yes'\nd: ~\ne:\n", { a: true, b: false, c: "yes", d: null, e: null }],
    ["list:\n- a\n- b: 1\n  c: 2\n-\n  d: 3\n", { list: ["a", { b: 1, c: 2 }, { d: 3 }] }],
    ["- - a\n  - b\n- c\n", [["a", "b"], "c"]],
    [
      "text: |\n  one\n    two\n\n  three\nnext: >-\n  a\n  b\n\n  c\n",
      { text: "one\n  two\n\nthree\n", next: "a b\nc" },
    ],
    ["keep: |+\n  a\n\n\nstrip: |-\n  a\n\n", { keep: "a\n\n\n", strip: "a" }],
    ["deep: |2\n    a\n   b\n", { deep: "  a\n b\n" }],
    [
      "command: [sh, -c, 'echo \"hi\"; exit 1']\nargs: [\n  a, # first\n  b,\n]\n",
      { command: ["sh", "-c", 'echo "hi"; exit 1'], args: ["a", "b"] },
    ],
    ['labels: {app: web, tier: "front\\tend"}\n', { labels: { app: "web", tier: "front\tend" } }],
    ["flow: [one\n  two, {a: b\n c}]\n", { flow: ["one two", { a: "b c" }] }],
    ["long: one\n  two\n\n  three\n", { long: "one two\nthree" }],
    ['quoted: "one\n  two \\\n  three"\n', { quoted: "one two three" }],
    ["url: http://a:80/b\ntime: 12:30\n", { url: "http://a:80/b", time: "12:30" }],
    ["__proto__:\n  a: 1\n", Object.fromEntries([["__proto__", { a: 1 }]])],
    ["\"a b\": 1\n'c''d': 2\n", { "a b": 1, "c'd": 2 }],
  ])("%j", (text, value) => {
    expect(readYaml(text)).toEqual([value]);
  });

  test("documents are apart, and empty ones are none", () => {
    expect(readYaml("---\na: 1\n---\n# nothing\n---\nb: 2\n...\n")).toEqual([{ a: 1 }, { b: 2 }]);
    expect(readYaml("")).toEqual([]);
  });

  test.each([
    ["a: 1\n   b: 2\n", 2, "mapping values are not allowed in this context"],
    ["a: b: c\n", 1, "mapping values are not allowed in this context"],
    ["a:\n   b: 1\n  c: 2\n", 3, "did not find expected key"],
    ["a: 1\nb\n", 2, "could not find expected ':'"],
    ["a:\n\t- b\n", 2, "found character that cannot start any token"],
    ["a: @b\n", 1, "found character that cannot start any token"],
    ["a: [b, c\nd: 1\n", 1, "did not find expected ',' or ']'"],
    ["a: 'b\n", 1, "found unexpected end of stream"],
    ["a: 1\na: 2\n", 2, 'key "a" already set in map'],
    ["a: &b c\n", 1, "anchors, aliases and tags are not read here"],
    ['a: "\\q"\n', 1, "found unknown escape character"],
  ])("%j is refused at line %d", (text, line, message) => {
    expect(() => readYaml(text)).toThrow(message);
    try {
      readYaml(text);
    } catch (error) {
      expect((error as YamlError).line).toBe(line);
    }
  });
});
