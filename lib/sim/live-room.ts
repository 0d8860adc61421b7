import { type Shown, writeNumber } from "./live.ts";

/** The longest that each text of a figure gets, so that room can be kept for it and nothing moves. */
export type LiveRoom = {
  readonly sentence: string;
  readonly numbers: Readonly<Record<string, string>>;
  readonly results: Readonly<Record<string, string>>;
};

/** A number with more values than this is looked at here and there: lengths change slowly. */
const MOST_LOOKS = 120;

/**
 * What the figure says while each of its numbers goes through its values, the others staying as they are.
 * @param numbers those that a reader can move
 */
export function roomOf(
  first: Shown<unknown>,
  numbers: readonly string[],
  results: readonly string[],
): LiveRoom {
  const seen = [
    first,
    ...numbers.flatMap((name) => {
      const { values } = first.number(name);
      const every = Math.ceil(values.length / MOST_LOOKS);
      return values
        .filter((_, index) => index % every === 0 || index === values.length - 1)
        .map((value) => first.set(name, value));
    }),
  ];
  const longest = (texts: readonly string[]) =>
    texts.reduce((most, text) => (widthOf(text) > widthOf(most) ? text : most), "");
  const texts = (names: readonly string[], textOf: (shown: Shown<unknown>, name: string) => string) =>
    Object.fromEntries(names.map((name) => [name, longest(seen.map((shown) => textOf(shown, name)))]));
  return {
    sentence: longest(seen.map(({ sentence }) => sentence)),
    numbers: texts(numbers, (shown, name) => writeNumber(shown.number(name))),
    results: texts(results, (shown, name) => shown.result(name)),
  };
}

/** How many digits wide a text is, about: Hangul is wider than a digit, points and commas are narrower. */
function widthOf(text: string): number {
  return [...text].reduce(
    (sum, letter) => sum + (/[.,]/.test(letter) ? 0.4 : /[가-힣]/.test(letter) ? 1.6 : 1),
    0,
  );
}
