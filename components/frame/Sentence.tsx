import { createElement, Fragment, type ReactNode } from "react";

/** A sentence of the words file whose parts are partly elements: which comes where is for the language to say. */
export function Sentence({ parts }: { readonly parts: readonly ReactNode[] }) {
  return createElement(Fragment, null, ...parts);
}
