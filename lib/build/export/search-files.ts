import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { versionHref } from "../../address/href.ts";
import { buildIndex } from "../../search/build-index.ts";
import { collectInput } from "../../search/collect.ts";
import type { SearchDocument, SearchPage } from "../../search/documents.ts";
import { type IndexFile, joinPostings } from "../../search/index-file.ts";
import type { PassageFile } from "../../search/passages.ts";
import { PAGES } from "../../sharing/site-pages.ts";
import type { Catalog } from "../catalog/build-catalog.ts";
import { readLexicon, readWords } from "../content/read-words.ts";

/** Where search finds its files, seen from the root of the site. */
export const SEARCH_FOLDER = "search";
/** An index with postings of more characters than this has them in files of their own. */
const WHOLE = 420_000;
const SHARD = 150_000;

/**
 * The search index of a catalog as files, by path below the site: `search/index.json`, the passages
 * that are quoted (`search/passages/<note>.json`), and for large collections the postings in shards.
 * The same catalog gives the same bytes.
 * @param content folder of the reference files
 */
export function searchFilesOf(
  catalog: Pick<Catalog, "notes" | "site" | "otherTerms">,
  content: string,
): ReadonlyMap<string, string> {
  const { terms, labs } = catalog.site;
  const { asks } = catalog.site;
  const asksOfLab = new Map(asks.labs);
  const places = labs.map((lab) => ({
    ...lab,
    slug: lab.places[0]!.slug,
    asks: asksOfLab.get(lab.id) ?? [],
  }));
  const asksOfTerm = new Map(asks.terms);
  const asked = terms.map((term) => ({ ...term, asks: asksOfTerm.get(term.id) ?? [] }));
  const listed = catalog.notes.filter((note) => !note.unlisted);
  const input = collectInput(
    listed,
    asked,
    readWords(content),
    readLexicon(content),
    catalog.otherTerms,
    places,
    pagesOf(catalog),
  );
  const { core, postings } = buildIndex(input);
  const version = createHash("sha256").update(JSON.stringify(input.documents)).digest("hex").slice(0, 12);
  const files = new Map<string, string>();
  const index: IndexFile = { ...core, version, postings: postingsOf(postings, version, files) };
  files.set(`${SEARCH_FOLDER}/index.json`, JSON.stringify(index));
  input.notes.forEach((_, note) => {
    const passages: PassageFile = { version, sections: sectionsOf(input.documents, note) };
    files.set(`${SEARCH_FOLDER}/passages/${note}.json`, JSON.stringify(passages));
  });
  return files;
}

/** What can be found of our own content besides notes, labs and terms. */
function pagesOf({ site }: Pick<Catalog, "site">): SearchPage[] {
  if (!site.own) return [];
  const { cheatsheet, original, versions } = PAGES;
  return [
    { href: cheatsheet.href, title: cheatsheet.title, about: [cheatsheet.description], entries: [] },
    { href: original.href, title: original.title, about: [original.description], entries: [] },
    {
      href: versions.href,
      title: versions.title,
      about: [versions.description],
      entries: site.versions.map(({ id, product, version, date, what }) => ({
        href: versionHref(id),
        title: `${product} ${version}`,
        texts: [`${what} (${date})`],
      })),
    },
  ];
}

/** Writes the files below `folder` in place of what was there. */
export function writeSearchFiles(files: ReadonlyMap<string, string>, folder: string): void {
  for (const old of ["passages", "postings"])
    rmSync(join(folder, SEARCH_FOLDER, old), { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function postingsOf(
  postings: readonly string[],
  version: string,
  files: Map<string, string>,
): IndexFile["postings"] {
  const whole = joinPostings(postings);
  if (whole.length <= WHOLE) return whole;
  const shards: [number, string][] = [];
  let from = 0;
  let size = 0;
  const close = (to: number) => {
    const path = `${SEARCH_FOLDER}/postings/${shards.length}-${version}.json`;
    files.set(path, JSON.stringify(joinPostings(postings, from, to)));
    shards.push([from, `/${path}`]);
    from = to;
    size = 0;
  };
  postings.forEach((posting, term) => {
    size += posting.length + 1;
    if (size > SHARD) close(term + 1);
  });
  if (from < postings.length) close(postings.length);
  return shards;
}

function sectionsOf(documents: readonly SearchDocument[], note: number): PassageFile["sections"] {
  return documents.flatMap((document, number) =>
    document.note === note
      ? [
          [
            number,
            document.passages.map(({ kind, text, at }) => (at ? [kind, text, at] : [kind, text])),
          ] as const,
        ]
      : [],
  );
}
