import { inlineOf } from "../../lib/study/inline.ts";
import { makeElement } from "../share/dom.ts";

/** The text of a question or a card, as nodes. */
export function inlineTexts(text: string): Node[] {
  return inlineOf(text).map((part) =>
    part.kind === "text" ? document.createTextNode(part.text) : makeElement(part.kind, {}, part.text),
  );
}
