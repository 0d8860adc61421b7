import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { noteHref } from "../../address/href.ts";
import type { Catalog } from "../catalog/build-catalog.ts";
import { readKept } from "../machine/kept.ts";
import { replaceFile } from "../machine/replace-file.ts";
import type { Published } from "./published.ts";

/** The finished pages of notes from earlier builds, so that an edit of one note makes one page. */
export type KeptPages = {
  /** Notes whose pages have to be made: never none, for Next exports no route without a page. */
  readonly wanted: readonly string[];
  /**
   * Puts the pages that were kept into the export.
   * @returns false, and does nothing, when the files that they load are not the ones published now
   */
  restore(out: string, published: Published, now: number): boolean;
  /** Keeps the pages that were made. */
  keep(out: string, published: Published): void;
};

/**
 * @param folder where they are kept
 * @param code a digest of everything but the notes that a page is made from
 */
export function openKeptPages(
  folder: string,
  code: string,
  { notes, site }: Pick<Catalog, "notes" | "site">,
): KeptPages {
  mkdirSync(folder, { recursive: true });
  // A page shows of the site what all pages may show; findings it shows to authors only.
  const common = digest(code, JSON.stringify({ ...site, findings: [] }));
  const keys = new Map(notes.map((note) => [note.slug, digest(common, JSON.stringify(note))]));
  const keptFile = (slug: string) => join(folder, `${keys.get(slug)}.html`);
  const publishedFile = join(folder, `${digest(code)}.json`);
  const known = readKept<string>(publishedFile);
  const slugs = [...keys.keys()];
  const missing = known === undefined ? slugs : slugs.filter((slug) => !existsSync(keptFile(slug)));
  const wanted = missing.length > 0 ? missing : slugs.slice(0, 1);

  const pageIn = (out: string, slug: string) => join(out, noteHref(slug), "index.html");
  return {
    wanted,
    restore(out, published, now) {
      const made = new Set(wanted);
      const kept = slugs.filter((slug) => !made.has(slug));
      if (kept.length > 0 && known !== describe(published)) return false;
      for (const slug of kept) {
        replaceFile(pageIn(out, slug), readFileSync(keptFile(slug)));
        utimesSync(keptFile(slug), now / 1000, now / 1000);
      }
      return true;
    },
    keep(out, published) {
      for (const slug of wanted) replaceFile(keptFile(slug), readFileSync(pageIn(out, slug)));
      replaceFile(publishedFile, JSON.stringify(describe(published)));
    },
  };
}

/** All that a page may load, by name and by bytes. */
function describe({ scripts, styles, islands }: Published): string {
  const sorted = (files: Iterable<readonly [string, unknown]>) =>
    [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return digest(JSON.stringify([sorted(scripts), sorted(styles), sorted(islands)]));
}

function digest(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}
