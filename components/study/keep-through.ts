import type { Draft } from "../../lib/records/log.ts";
import * as words from "../../lib/words/words.ts";
import { withPart } from "../boot/load-part.ts";

/**
 * Writes down what a reader did through the part that has the database: from now on the device holds something, and
 * that part is wanted anyway.
 * @returns whether it outlives the page
 */
export function keepThrough(...drafts: readonly Draft[]): Promise<boolean> {
  return new Promise((done) =>
    withPart<typeof import("../reader/reader.ts")>(
      "reader",
      ({ keep }) => keep(...drafts).then(({ kept }) => done(kept)),
      words.partNotLoaded,
    ),
  );
}
