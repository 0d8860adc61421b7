import type * as ko from "./figures-ko.ts";
import type { WordsLike } from "./words.ts";

/** The words of figures in the site's language, as `words.ts` has those of everything else. */
export * from "#figure-words";

export type FigureWords = WordsLike<typeof ko>;
