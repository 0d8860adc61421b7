// Adults read 900–1,200 syllables of easy Korean a minute; technical prose, read to be understood, goes at half of
// that. A cell of a table is looked up rather than read, a line of code is taken apart.
const CHARACTERS_PER_MINUTE = 450;
const SECONDS_PER_CELL = 3;
const SECONDS_PER_CODE_LINE = 4;

/** What there is to read: running text, the cells of tables, the lines of code. */
export type ReadingMatter = {
  readonly prose: string;
  readonly cells: number;
  readonly codeLines: number;
};

/** Whole minutes needed to read and understand a text, at least 1. Blanks are not read. */
export function readingMinutes({ prose, cells, codeLines }: ReadingMatter): number {
  const characters = [...prose.replace(/\s+/g, "")].length;
  const minutes =
    characters / CHARACTERS_PER_MINUTE + (cells * SECONDS_PER_CELL + codeLines * SECONDS_PER_CODE_LINE) / 60;
  return Math.max(1, Math.round(minutes));
}
