import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Note } from "../../note/note.ts";
import type { Site } from "../../note/site.ts";
import { replaceFile } from "../machine/replace-file.ts";
import type { Catalog } from "./build-catalog.ts";

/** Names the catalog that pages are made of, where it is not the one of `npm run dev`. */
export const CATALOG_FOLDER = "CATALOG_FOLDER";

/**
 * Writes the catalog where pages find it: one file for the site, one for each note. Files that did not change are left
 * untouched, and each is replaced in one step: a page never reads half of one.
 * @param wanted the notes whose pages are to be made; the others' are there already
 */
export function writeCatalog(
  catalog: Pick<Catalog, "site" | "notes">,
  folder: string,
  wanted: readonly string[] = catalog.notes.map((note) => note.slug),
): void {
  const kept = new Set<string>();
  write(join(folder, "site.json"), JSON.stringify(catalog.site));
  for (const note of catalog.notes) {
    const path = noteFile(folder, note.slug);
    kept.add(path);
    write(path, JSON.stringify(note));
  }
  const listPath = join(folder, "notes.json");
  let before: string[] = [];
  try {
    before = JSON.parse(readFileSync(listPath, "utf8")) as string[];
  } catch {
    // First run.
  }
  for (const slug of before)
    if (!kept.has(noteFile(folder, slug))) rmSync(noteFile(folder, slug), { force: true });
  write(listPath, JSON.stringify(catalog.notes.map((note) => note.slug)));
  write(join(folder, "wanted.json"), JSON.stringify(wanted));
}

function noteFile(folder: string, slug: string): string {
  return join(folder, "notes", `${slug.replaceAll("/", "__")}.json`);
}

const written = new Map<string, string>();

function write(path: string, text: string): void {
  const digest = createHash("sha1").update(text).digest("hex");
  try {
    if (written.get(path) === digest && existsSync(path)) return;
    written.set(path, digest);
    if (readFileSync(path, "utf8") === text) return;
  } catch {
    // Not there yet.
  }
  replaceFile(path, text);
}

const cacheFolder = () =>
  process.env[CATALOG_FOLDER] ?? devCatalogFolder(/* turbopackIgnore: true */ process.cwd());

/** Where `npm run dev` keeps its catalog. @param root the project */
export function devCatalogFolder(root: string): string {
  return join(/* turbopackIgnore: true */ root, ".cache", "catalog");
}

const remembered = new Map<string, unknown>();

function read<T>(path: string): T {
  // In development the file may have changed since; in a build it cannot.
  if (process.env.NODE_ENV !== "production") return JSON.parse(readFileSync(path, "utf8")) as T;
  if (!remembered.has(path)) remembered.set(path, JSON.parse(readFileSync(path, "utf8")));
  return remembered.get(path) as T;
}

/** The whole site in brief. */
export function loadSite(): Site {
  return read<Site>(join(cacheFolder(), "site.json"));
}

/** Slugs of the notes whose pages are to be made. */
export function loadWanted(): readonly string[] {
  return read<readonly string[]>(join(cacheFolder(), "wanted.json"));
}

/** One note with its body, or undefined when there is none of that slug. */
export function loadNote(slug: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(noteFile(cacheFolder(), slug), "utf8")) as Note;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Every note of the site, in its order. */
export function loadNotes(): Note[] {
  return loadSite()
    .notes.map(({ slug }) => loadNote(slug))
    .filter((note) => note !== undefined);
}
