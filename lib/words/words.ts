import type * as ko from "./ko.ts";

/** The words of the site's language; another language is another file of the same shape, named here. */
export * from "./ko.ts";

/** What every language has to say: the same names, texts for texts, and functions of the same parameters. */
export type Words = { readonly [Name in keyof typeof ko]: Widened<(typeof ko)[Name]> };

type Widened<Value> = Value extends string
  ? string
  : Value extends (...parameters: never) => unknown
    ? Value
    : { readonly [Key in keyof Value]: Widened<Value[Key]> };
