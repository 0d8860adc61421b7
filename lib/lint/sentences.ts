import { UNSEEN, visibleText } from "./prose.ts";
import type { LintSource, Passage, Place } from "./source.ts";

export type Sentence = Place & { readonly text: string };

/** A full stop ends a sentence when blank space, a footnote's mark or the end follows, brackets and quotes aside. */
const END = /[.?!…]+["'”’)\]]*(?=\uE001*(?:\s|$))/g;

const known = new WeakMap<Passage, readonly Sentence[]>();

/** The sentences of a paragraph, each with the place where it begins. Several rules ask for the same ones. */
export function sentencesOf(paragraph: Passage, source: Pick<LintSource, "placeAt">): readonly Sentence[] {
  let sentences = known.get(paragraph);
  if (sentences === undefined) {
    sentences = split(paragraph, source);
    known.set(paragraph, sentences);
  }
  return sentences;
}

/** False when a paragraph cannot have a text of that length, whatever its markup: most are short. */
export function mayReach({ prose }: Passage, length: number): boolean {
  return prose.shown.length > length;
}

function split({ prose }: Passage, { placeAt }: Pick<LintSource, "placeAt">): Sentence[] {
  const sentences: Sentence[] = [];
  const { masked, begins } = prose;
  const cut = (start: number, end: number) => {
    const text = visibleText(prose, start, end);
    if (text === "") return;
    let at = start;
    while (at < end && (masked[at] === UNSEEN || /\s/.test(masked[at]!))) at++;
    sentences.push({ ...placeAt(begins[at]!), text });
  };
  let start = 0;
  for (const end of masked.matchAll(END)) {
    const stop = end.index + end[0].length;
    cut(start, stop);
    start = stop;
  }
  cut(start, masked.length);
  return sentences;
}
