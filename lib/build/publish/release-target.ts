import type { Upload } from "./plan-release.ts";

/** A place that a site is published to. Paths have no first slash. */
export type ReleaseTarget = {
  /** The text of a file there, or undefined when there is none. @throws Error when that cannot be known */
  readonly read: (path: string) => Promise<string | undefined>;
  readonly write: (file: Upload, text: string) => Promise<void>;
  /** Copies files of the folder `from`. When it returns, all of them are there. */
  readonly copy: (from: string, files: readonly Upload[]) => Promise<void>;
  /** What is not there already is no mistake. */
  readonly remove: (paths: readonly string[]) => Promise<void>;
};
