import type { ReleasePlan, Upload } from "./plan-release.ts";
import { RELEASES_FILE } from "./releases.ts";

/** A plan as lines of text: what is put where with which headers, in order. */
export function formatPlan(plan: ReleasePlan): string {
  const put = (file: Upload) => `put\t${file.path}\t${file.contentType}\t${file.cacheControl}`;
  return [
    ...plan.assets.map(put),
    `list\t${RELEASES_FILE}\t${plan.recorded.map(({ id }) => id).join(" ")}`,
    ...plan.files.map(put),
    ...plan.pages.map(put),
    ...plan.removed.map((path) => `remove\t${path}`),
    `list\t${RELEASES_FILE}\t${plan.kept.map(({ id }) => id).join(" ")}`,
    "",
  ].join("\n");
}
