import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { OfflineList, Release } from "../../records/offline.ts";
import { describeFile } from "./published.ts";
import { writeOffline } from "./write-offline.ts";

const root = mkdtempSync(join(tmpdir(), "offline-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const WORKER = "/_next/static/scripts/offline-worker.0a.js";
const site = {
  groups: [
    { id: "container", name: "컨테이너" },
    { id: "cloud", name: "클라우드" },
  ],
  notes: [{ slug: "images", group: "container" }],
  labs: [{ href: "/labs/images-layers/", group: "container" }],
};

/** Writes it for these files besides the usual ones. @returns what the worker is told, and the list */
function write(more: Readonly<Record<string, string>> = {}) {
  const out = mkdtempSync(join(root, "out-"));
  const files = {
    [WORKER]: "worker()",
    "/_next/static/scripts/boot.1b.js": "boot()",
    "/_next/static/scripts/boot.1b.js.gz": "packed",
    "/index.html": "home",
    "/offline/index.html": "offline",
    "/search/index.html": "search",
    "/search/index.json": "{}",
    "/search/passages/0.json": "{}",
    "/review/index.html": "review",
    "/review/deck.json": "{}",
    "/notes/images/index.html": "images",
    "/labs/images-layers/index.html": "layers",
    "/cards/images.png": "picture",
    ...more,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  const scripts = new Map([["/offline-worker.js", describeFile(WORKER, "worker()")]]);
  writeOffline(out, site, "aabbccdd", { scripts, styles: new Map(), islands: new Map() });
  const text = readFileSync(join(out, "sw.js"), "utf8");
  const [release = "", code] = text.split("\n");
  return {
    code,
    release: JSON.parse(release.slice("self.release=".length, -1)) as Release,
    list: JSON.parse(readFileSync(join(out, "offline/list.json"), "utf8")) as OfflineList,
  };
}

test("the worker is told the files that never change, and the pages and data of the shell that are there", () => {
  const { code, release } = write();
  expect(code).toBe("worker()");
  expect(release.site).toBe("aabbccdd");
  expect(release.files).toEqual(["/_next/static/scripts/boot.1b.js"]);
  expect(release.pages).toEqual([
    "/",
    "/search/",
    "/review/",
    "/offline/",
    "/offline/list.json",
    "/review/deck.json",
    "/search/index.json",
    "/search/passages/0.json",
  ]);
});

test("the same files are the same release; another page of the shell, or file, is another", () => {
  const { release } = write();
  expect(write().release).toEqual(release);
  expect(write({ "/index.html": "home, mended" }).release.version).not.toBe(release.version);
  expect(write({ "/_next/static/css/2c.css": "p{}" }).release.version).not.toBe(release.version);
});

test("a subject is its notes and labs with their size; one without pages is none", () => {
  const { subjects } = write().list;
  expect(subjects.map(({ id, pages }) => [id, pages])).toEqual([
    ["container", ["/notes/images/", "/labs/images-layers/"]],
  ]);
  expect(subjects[0]!.bytes).toBeGreaterThan(10);
});
