/** What a file uses that is loaded later, and says of itself when it is. */
export type Later<T> = {
  /** @throws where it is not there yet */
  readonly get: () => T;
  readonly fill: (value: T) => void;
};

/** @param part of `loadVerbs`, which loads it */
export function later<T>(part: string): Later<T> {
  let kept: { readonly value: T } | undefined;
  return {
    get: () => {
      if (kept === undefined) throw new Error(`loadVerbs("${part}") first`);
      return kept.value;
    },
    fill: (value) => {
      kept = { value };
    },
  };
}
