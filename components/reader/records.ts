import type { showToast } from "../boot/toast.ts";
import type { keep } from "../records/keep.ts";
import type { readEntries } from "../records/store.ts";

/** What has the database: `reader.js` hands it in, so that it is not loaded twice. */
export type Records = {
  readonly keep: typeof keep;
  readonly readEntries: typeof readEntries;
  readonly showToast: typeof showToast;
};
