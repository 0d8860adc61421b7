import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readLexicon, readWords } from "../build/content/read-words.ts";
import { squeeze } from "./squeeze.ts";
import { candidatesOf } from "./stems.ts";
import { foldCase, tokenise } from "./tokens.ts";

const ROOT = join(import.meta.dirname, "../..");
const lexicon = readLexicon(join(ROOT, "content"));
type Judged = { readonly q: string; readonly relevant: readonly string[] };
const nonsense = ["judged.yaml", "judged-spoken.yaml"]
  .flatMap((name) => parse(readFileSync(join(ROOT, "tests/search", name), "utf8")) as Judged[])
  .filter(({ relevant }) => relevant.length === 0);

test("no group of the lexicon has all that a query wants that nothing answers", () => {
  const forms = new Set(lexicon.flat().map(squeeze));
  const fired = nonsense.filter(({ q }) =>
    tokenise(foldCase(q)).every(({ text }) => candidatesOf(text).some((candidate) => forms.has(candidate))),
  );
  expect(fired.map(({ q }) => q)).toEqual([]);
});

test("verbs stand as in a dictionary, no form twice in a group, and no group is one of words.yaml", () => {
  for (const group of lexicon) expect(new Set(group.map(squeeze)).size, group.join()).toBe(group.length);
  const names = new Set(readWords(join(ROOT, "content")).map((group) => group.map(squeeze).sort().join()));
  expect(lexicon.filter((group) => names.has(group.map(squeeze).sort().join()))).toEqual([]);
});
