import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Note } from "../../note/note.ts";
import type { Catalog } from "./build-catalog.ts";
import { loadNote, loadSite, loadWanted, writeCatalog } from "./store.ts";

const note = (slug: string, title: string) => ({ slug, meta: { title } }) as Note;
const catalog = (...notes: Note[]) => ({ site: { own: true }, notes }) as unknown as Catalog;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a note that was written is read back, one that was not is undefined", () => {
  const root = temporaryFolder();
  const before = process.cwd();
  process.chdir(root);
  onTestFinished(() => process.chdir(before));
  writeCatalog(catalog(note("network/tcp", "TCP")), join(root, ".cache", "catalog"));
  expect(loadSite()).toEqual({ own: true });
  expect(loadNote("network/tcp")).toEqual({ slug: "network/tcp", meta: { title: "TCP" } });
  expect(loadNote("network/udp")).toBeUndefined();
});

test("all pages are wanted, unless some are there already", () => {
  const root = temporaryFolder();
  const before = process.cwd();
  process.chdir(root);
  onTestFinished(() => process.chdir(before));
  writeCatalog(catalog(note("a", "가"), note("b", "나")), join(root, ".cache", "catalog"));
  expect(loadWanted()).toEqual(["a", "b"]);
  writeCatalog(catalog(note("a", "가"), note("b", "나")), join(root, ".cache", "catalog"), ["b"]);
  expect(loadWanted()).toEqual(["b"]);
});

test("a note that is gone is removed, one that stays is left untouched", () => {
  const cache = temporaryFolder();
  const file = (slug: string) => join(cache, "notes", `${slug}.json`);
  writeCatalog(catalog(note("a", "가"), note("b", "나")), cache);
  const before = statSync(file("a")).ino;
  writeCatalog(catalog(note("a", "가")), cache);
  expect(readdirSync(join(cache, "notes"))).toEqual(["a.json"]);
  expect(statSync(file("a")).ino).toBe(before);
  writeCatalog(catalog(note("a", "다")), cache);
  expect(JSON.parse(readFileSync(file("a"), "utf8"))).toEqual({ slug: "a", meta: { title: "다" } });
});

test("no half-written file is left behind", () => {
  const cache = temporaryFolder();
  writeCatalog(catalog(note("a", "가")), cache);
  expect(readdirSync(cache).sort()).toEqual(["notes", "notes.json", "site.json", "wanted.json"]);
});
