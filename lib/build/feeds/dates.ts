import type { Dates } from "../../note/note.ts";

/** The dates of a site's texts, as far as they are known: by slug, by id, and of the files behind pages. */
export type SiteDates = {
  readonly notes: ReadonlyMap<string, Dates>;
  readonly labs?: ReadonlyMap<string, Dates>;
  readonly glossary?: Dates | undefined;
  readonly sources?: Dates | undefined;
  readonly versions?: Dates | undefined;
};

/** The last day on which one of these changed; unknown when it is for one of them, or for none at all. */
export function latestRevision(all: readonly (Dates | undefined)[]): string | undefined {
  let latest: string | undefined;
  for (const dates of all) {
    if (dates?.revised === undefined) return undefined;
    if (latest === undefined || dates.revised > latest) latest = dates.revised;
  }
  return latest;
}
