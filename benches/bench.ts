import type { MeasuredSite } from "./support/measured-site.ts";

/** How a number is written: bytes as KB, milliseconds, seconds, megabytes, a share, a count, a score out of 100. */
export type Unit = "KB" | "ms" | "s" | "MB" | "/s" | "%" | "score" | "count";

/** One number, the median of its runs. `floor` is the same of the same note as bare HTML and CSS. */
export type Measure = {
  readonly subject: string;
  readonly metric: string;
  readonly unit: Unit;
  readonly value: number;
  readonly floor?: number;
};

/** Shown with a row for each subject and a column for each metric. */
export type Table = {
  readonly title: string;
  readonly measures: readonly Measure[];
  /** What a reader of the numbers must know. */
  readonly notes?: readonly string[];
};

export type Context = {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The export that is measured: copied, with a floor beside each page, and served. Made at the first call. */
  readonly openSite: () => Promise<MeasuredSite>;
  /** Numbers of notes to build with. */
  readonly noteCounts: readonly number[];
  /** True to measure another tool beside ours, which is installed for that from npm. */
  readonly peer: boolean;
  /** Told of progress, on stderr. */
  readonly say: (text: string) => void;
};

/** One measurement. Its name is what `--only` takes; add it to `benches` in `all-benches.ts`. */
export type Bench = {
  readonly name: string;
  /** Takes so long that it runs only when it is named. */
  readonly onlyByName?: boolean;
  readonly run: (context: Context) => Promise<readonly Table[]>;
};
