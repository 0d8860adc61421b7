import type * as ko from "./ko.ts";

/**
 * The words of the site's language: `site.yaml` of a folder says which. Node finds the file by a condition
 * (`package.json`, `bin/speak.ts`), bundlers by an alias (`lib/build/store/words-alias.ts`, `next.config.mjs`).
 */
export * from "#words";

/** What every language has to say: the same names, texts for texts, and functions of the same parameters. */
export type Words = WordsLike<typeof ko>;

/** Words of the shape that those of one language have. */
export type WordsLike<Said> = { readonly [Name in keyof Said]: Widened<Said[Name]> };

type Widened<Value> = Value extends string
  ? string
  : Value extends ((...parameters: never) => unknown) | ReadonlyMap<string, string>
    ? Value
    : Value extends readonly string[]
      ? readonly string[]
      : { readonly [Key in keyof Value]: Widened<Value[Key]> };
