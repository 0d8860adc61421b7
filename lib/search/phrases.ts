import { isHangul } from "../text/keystrokes.ts";
import { squeeze } from "./squeeze.ts";
import { Vocabulary } from "./vocabulary.ts";

type NearPhrase = { readonly phrase: string; readonly weight: number; readonly kind: "sound" | "typo" };

const SHORTEST = 4;
const LONGEST = 14;
/** How many words a heading may have that is looked up as one. */
const MOST_WORDS = 3;

/**
 * Names and headings of several words as they are written when joined: 로드 밸런서 as 로드밸런서. The dictionary
 * in which a joined word is looked up, also with slips.
 */
export class Phrases {
  readonly #written = new Map<string, string>();
  readonly #texts: () => Iterable<string>;
  #vocabulary: Vocabulary | undefined;

  /** @param texts asked for when the dictionary is first needed */
  constructor(texts: () => Iterable<string>) {
    this.#texts = texts;
  }

  has(phrase: string): boolean {
    this.#load();
    return this.#written.has(phrase);
  }

  /** A phrase as it is written where it stands. */
  written(phrase: string): string {
    return this.#written.get(phrase) ?? phrase;
  }

  /** The phrase that sounds the same or that a slip or two have turned into `word`. */
  near(word: string): NearPhrase | undefined {
    const vocabulary = this.#load();
    const [alike = word.length > 5 ? vocabulary.inLatin(word, 1)[0] : undefined] = vocabulary.soundingLike(
      word,
      1,
    );
    if (alike !== undefined) return { phrase: vocabulary.terms[alike]!, weight: 0.85, kind: "sound" };
    const [slip] = vocabulary.near(word, 1);
    return slip === undefined ? undefined : { phrase: vocabulary.terms[slip]!, weight: 0.75, kind: "typo" };
  }

  #load(): Vocabulary {
    if (this.#vocabulary) return this.#vocabulary;
    for (const text of this.#texts()) {
      const [name = ""] = text.split("(");
      const phrase = squeeze(name);
      // What is long in Latin letters may be looked up by its sound: 풀버추얼라이제이션.
      if (phrase.length < SHORTEST || (phrase.length > LONGEST && isHangul(phrase))) continue;
      if (name.trim().split(/\s+/).length <= MOST_WORDS && !this.#written.has(phrase))
        this.#written.set(phrase, name.trim());
    }
    const terms = [...this.#written.keys()].sort();
    this.#vocabulary = new Vocabulary(terms, "#".repeat(terms.length));
    return this.#vocabulary;
  }
}
