import { readFileSync } from "node:fs";
import { join } from "node:path";
import { noteHref } from "../../address/href.ts";
import type { Catalog } from "../catalog/build-catalog.ts";
import { replaceFile } from "../machine/replace-file.ts";
import { digestOf } from "../store/sights.ts";
import type { Recipe, Store } from "../store/store.ts";
import type { PageSources } from "./page-sources.ts";
import type { Published } from "./published.ts";

/** The finished pages of notes from earlier builds, so that an edit of one note makes one page. */
export type KeptPages = {
  /** Notes whose pages have to be made: never none, for Next exports no route without a page. */
  readonly wanted: readonly string[];
  /**
   * Puts the pages that were kept into the export.
   * @returns false, and does nothing, when the files that they load are not the ones published now
   */
  readonly restore: (out: string, published: Published) => boolean;
  /** Keeps the pages that were made. */
  readonly keep: (out: string, published: Published) => Promise<void>;
};

/**
 * @param settings what shows on pages besides code and notes
 * @param fresh true for pages that are all to be made, whatever was kept
 */
export async function openKeptPages(
  store: Store,
  { modules, files }: PageSources,
  settings: readonly string[],
  { notes, site }: Pick<Catalog, "notes" | "site">,
  fresh = false,
): Promise<KeptPages> {
  // A page shows of the site what all pages may show; findings it shows to authors only.
  const common = digestOf(JSON.stringify({ ...site, findings: [] }));
  const recipeOf = (kind: string, inputs: readonly unknown[]): Recipe => ({
    kind,
    code: modules,
    inputs: [files, settings, ...inputs],
  });
  const recipes = new Map(notes.map((note) => [note.slug, recipeOf("pages", [common, note])]));
  const loads = recipeOf("published", []);
  const known = fresh ? undefined : (await store.find(loads))?.toString("utf8");
  const kept = new Map<string, Buffer>();
  if (known !== undefined)
    for (const [slug, recipe] of recipes) {
      const page = await store.find(recipe);
      if (page !== undefined) kept.set(slug, page);
    }
  const missing = [...recipes.keys()].filter((slug) => !kept.has(slug));
  const wanted = missing.length > 0 ? missing : [...recipes.keys()].slice(0, 1);

  const pageIn = (out: string, slug: string) => join(out, noteHref(slug), "index.html");
  return {
    wanted,
    restore(out, published) {
      const made = new Set(wanted);
      const rest = [...kept].filter(([slug]) => !made.has(slug));
      if (rest.length > 0 && known !== describe(published)) return false;
      for (const [slug, page] of rest) replaceFile(pageIn(out, slug), page);
      return true;
    },
    async keep(out, published) {
      for (const slug of wanted) await store.keep(recipes.get(slug)!, readFileSync(pageIn(out, slug)));
      await store.keep(loads, Buffer.from(describe(published)));
    },
  };
}

/** All that a page may load, by name and by bytes. */
function describe({ scripts, styles, islands }: Published): string {
  const sorted = (files: Iterable<readonly [string, unknown]>) =>
    [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return digestOf(JSON.stringify([sorted(scripts), sorted(styles), sorted(islands)]));
}
