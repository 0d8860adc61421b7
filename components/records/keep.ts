import type { Draft, Entry } from "../../lib/records/log.ts";
import { readSummary, writeSummary } from "./flag.ts";
import { addEntries, entryOf } from "./store.ts";

let asked = false;

/**
 * Writes down what a reader did, now.
 * @returns the entries, and whether they outlive the page
 */
export async function keep(
  ...drafts: readonly Draft[]
): Promise<{ readonly entries: Entry[]; readonly kept: boolean }> {
  const at = Date.now();
  const entries = drafts.map((draft, index) => entryOf(draft, at + index));
  const kept = await addEntries(entries);
  if (kept) {
    const summary = readSummary();
    const fresh = drafts.filter((draft) => draft.kind === "keep" && draft.on).length;
    writeSummary({ ...summary, fresh: summary.fresh + fresh });
    // There is something to lose now; whether the browser agrees changes nothing that we do.
    if (!asked) navigator.storage?.persist?.().catch(() => undefined);
    asked = true;
  }
  return { entries, kept };
}
