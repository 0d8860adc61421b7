import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { isHashed } from "../../headers/cache-control.ts";
import { filesUnder } from "./files-under.ts";
import { makePagesPlain } from "./static-pages.ts";

const bytes = new TextEncoder().encode("3;");
const noIslands = {
  start: "islands.0f.js",
  entry: "",
  files: new Map([["islands.0f.js", bytes]]),
  partsOf: new Map(),
  figures: "",
  partsOfFigures: new Map(),
  runtime: [],
};
const page = `<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><link rel="stylesheet" href="/_next/static/chunks/a.css"><script src="/boot.js" data-keep=""></script></head><body><main>글</main><script>self.__next_f.push([0])</script></body></html>`;

function exportSite(files: Readonly<Record<string, string>> = {}): string {
  const out = mkdtempSync(join(tmpdir(), "whale-export-"));
  const all = {
    "index.html": page,
    "404/index.html": page,
    "index.txt": "0:{}",
    "boot.js": "1;",
    "_next/static/chunks/a.css": "a{}",
    "_next/static/chunks/runtime.js": "0;",
    "_next/static/static/_buildManifest.js": "0;",
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  return out;
}

test("what is shipped is pages, style sheets, and scripts named by their hash", () => {
  const out = exportSite();
  makePagesPlain(out, noIslands);
  expect(filesUnder(out).map((path) => path.slice(out.length + 1))).toMatchInlineSnapshot(`
    [
      "_next/static/chunks/a.css",
      "_next/static/scripts/boot.0889a34434e5.js",
      "index.html",
    ]
  `);
});

test("a file of public/ is published as it is, whatever its name ends in", () => {
  const given = { "verify.txt": "주인", "google1.html": "google-site-verification: google1.html" };
  const out = exportSite(given);
  makePagesPlain(out, noIslands, [], new Set(Object.keys(given)));
  for (const [name, text] of Object.entries(given)) expect(readFileSync(join(out, name), "utf8")).toBe(text);
});

test("every script and style sheet is what its integrity says, at an address that caches keep", () => {
  const out = exportSite();
  makePagesPlain(out, noIslands);
  const html = readFileSync(join(out, "index.html"), "utf8");
  const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"[^>]* integrity="(sha256-[^"]+)"/g)];
  expect(loaded).toHaveLength(2);
  for (const [, href = "", integrity] of loaded) {
    const sent = readFileSync(join(out, href));
    expect(`sha256-${createHash("sha256").update(sent).digest("base64")}`, href).toBe(integrity);
    expect(isHashed(href), href).toBe(true);
  }
});

test("a script that changes gets another name, so that open tabs still find the old one", () => {
  const [before, after] = [exportSite(), exportSite({ "boot.js": "2;" })];
  for (const out of [before, after]) makePagesPlain(out, noIslands);
  const nameIn = (out: string) => /src="([^"]+)"/.exec(readFileSync(join(out, "index.html"), "utf8"))?.[1];
  expect(nameIn(before)).not.toBe(nameIn(after));
  expect(existsSync(join(after, "boot.js"))).toBe(false);
});

test("a script that no page uses stops the build", () => {
  const out = exportSite({ "lab.js": "1;" });
  expect(() => makePagesPlain(out, noIslands)).toThrow("/lab.js: 어느 페이지도");
});

test("islands are written beside our scripts, and a page with one learns its files", () => {
  const island =
    '<div data-island="counter"><script src="/islands.js" type="module" async="" data-keep=""></script></div>';
  const out = exportSite({ "index.html": page.replace("<main>", `<main>${island}`) });
  const files = new Map(
    ["islands.0f.js", "islands/react.1a.js", "islands/Counter.2b.js"].map((name) => [name, bytes]),
  );
  const parts = ["islands/react.1a.js", "islands/Counter.2b.js"];
  makePagesPlain(out, {
    start: "islands.0f.js",
    entry: "",
    files,
    partsOf: new Map([["counter", parts]]),
    figures: "",
    partsOfFigures: new Map(),
    runtime: parts,
  });
  const html = readFileSync(join(out, "index.html"), "utf8");
  expect(html).toContain(
    '<script src="/_next/static/scripts/islands.0f.js" type="module" async="" integrity="sha256-',
  );
  expect(html).toMatch(
    /data-files="\/_next\/static\/scripts\/islands\/react\.1a\.js sha256-\S+ \/_next\/static\/scripts\/islands\/Counter\.2b\.js sha256-\S+"/,
  );
  for (const name of files.keys())
    expect(existsSync(join(out, "_next/static/scripts", name)), name).toBe(true);
});
