/** Endings of verbs made of a noun and 하다 or 되다, and of other verbs, taken down to one form. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/(?:합니다|해요|한다|하는|하기|하다|하고|하며|해서|하면|함|한|해)$/, ""],
  [/(?:됩니다|돼요|되어요|된다|되는|되기|되다|되고|됨|된|돼)$/, "되"],
  [/(?:습니다|ㅂ니다|어요|아요|는다|은|는|다|음|기)$/, ""],
];
const PARTICLES =
  /(?:에서는|에서|에게|까지|부터|마다|처럼|으로|로|이랑|하고|을|를|이|가|은|는|의|에|와|과|도|만)$/;
const NEGATION = /않|못|^안$|없|아니/;

/** What the words of a phrase say, endings and particles aside. */
function stemsOf(phrase: string): string[] {
  return phrase
    .toLowerCase()
    .replace(/[.,!?]/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => {
      if (!/[가-힣]/.test(word) || word.length < 2) return word;
      for (const [ending, stem] of ENDINGS) {
        const bare = word.replace(ending, stem);
        if (bare !== word && bare !== "") return bare;
      }
      const noun = word.replace(PARTICLES, "");
      return noun === "" ? word : noun;
    });
}

/** Whether two phrases of two words or more say the same in other endings. */
export function isSamePhrase(form: string, typed: string): boolean {
  const [one, other] = [stemsOf(form), stemsOf(typed)];
  return one.length > 1 && NEGATION.test(form) === NEGATION.test(typed) && one.join(" ") === other.join(" ");
}

/** Whether a phrase is one of three words or more without one of them that is not the last. */
export function isPhraseWithoutOne(form: string, typed: string): boolean {
  const [one, other] = [stemsOf(form), stemsOf(typed)];
  if (one.length < 3 || other.length !== one.length - 1 || NEGATION.test(form) !== NEGATION.test(typed))
    return false;
  return one.slice(0, -1).some((_, at) => one.toSpliced(at, 1).join(" ") === other.join(" "));
}
