import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { Catalog } from "../catalog/build-catalog.ts";
import { replaceFile } from "../machine/replace-file.ts";
import { openStore } from "../store/store.ts";
import { openKeptPages } from "./kept-pages.ts";
import type { Published } from "./published.ts";

type Kept = Pick<Catalog, "notes" | "site">;
const catalog = (notes: Readonly<Record<string, string>>, site: object = {}) =>
  ({ site, notes: Object.entries(notes).map(([slug, body]) => ({ slug, body })) }) as unknown as Kept;
const published = (integrity = "sha384-a"): Published => ({
  scripts: new Map([["/boot.js", { href: "/boot.0.js", integrity }]]),
  styles: new Map(),
  islands: new Map(),
});

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kept-pages-"));
  out = join(folder, "out");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const pageOf = (slug: string) => join(out, "notes", slug, "index.html");
/** As a build does: makes what is wanted, adds what was kept, keeps what was made. */
async function build(
  notes: Readonly<Record<string, string>>,
  code = "code",
  site: object = {},
  files = published(),
) {
  replaceFile(join(folder, "app/page.ts"), `export const code = ${JSON.stringify(code)};`);
  const store = openStore(folder, join(folder, "store"));
  const sources = { modules: ["app/page.ts"], files: "" };
  const pages = await openKeptPages(store, sources, ["strict"], catalog(notes, site));
  rmSync(out, { recursive: true, force: true });
  for (const slug of pages.wanted) {
    mkdirSync(join(out, "notes", slug), { recursive: true });
    writeFileSync(pageOf(slug), `page of ${notes[slug]}`);
  }
  const restored = pages.restore(out, files);
  if (restored) await pages.keep(out, files);
  return { wanted: pages.wanted, restored };
}

test("after an edit only the page of that note is made, and the others are as they were", async () => {
  expect((await build({ a: "1", "b/c": "1", d: "1" })).wanted).toEqual(["a", "b/c", "d"]);
  expect(await build({ a: "1", "b/c": "2", d: "1" })).toEqual({ wanted: ["b/c"], restored: true });
  expect(["a", "b/c", "d"].map((slug) => readFileSync(pageOf(slug), "utf8"))).toEqual([
    "page of 1",
    "page of 2",
    "page of 1",
  ]);
});

test("going back makes nothing but the one page that Next must have", async () => {
  await build({ a: "1", b: "1" });
  await build({ a: "2", b: "1" });
  expect((await build({ a: "1", b: "1" })).wanted).toEqual(["a"]);
});

test("another code, another site and a page that is not whole make pages anew", async () => {
  await build({ a: "1", b: "1" });
  expect((await build({ a: "1", b: "1" }, "other code")).wanted).toEqual(["a", "b"]);
  expect((await build({ a: "1", b: "1" }, "code", { terms: [1] })).wanted).toEqual(["a", "b"]);
  expect((await build({ a: "1", b: "1" }, "code", { findings: [1] })).wanted).toEqual(["a"]);
});

test("pages whose scripts or styles are others now are not used", async () => {
  await build({ a: "1", b: "1" });
  expect(await build({ a: "1", b: "1" }, "code", {}, published("sha384-b"))).toEqual({
    wanted: ["a"],
    restored: false,
  });
  expect(existsSync(pageOf("b"))).toBe(false);
});
