import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { publishScripts } from "./publish-scripts.ts";

const out = mkdtempSync(join(tmpdir(), "publish-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

test("scripts, and sheets that scripts load, move to names that hold their hash", () => {
  writeFileSync(join(out, "a.js"), "export {};");
  writeFileSync(join(out, "a.css"), "p{}");
  writeFileSync(join(out, "index.html"), "<!doctype html>");
  const published = publishScripts(out);
  expect([...published.keys()]).toEqual(["/a.css", "/a.js"]);
  for (const [address, { href, integrity }] of published) {
    expect(href).toMatch(/^\/_next\/static\/scripts\/a\.[0-9a-f]{12}\.(?:js|css)$/);
    expect(integrity).toMatch(/^sha256-/);
    expect(href.endsWith(address.slice(2))).toBe(true);
    expect(existsSync(join(out, address))).toBe(false);
    expect(readFileSync(join(out, href), "utf8").length).toBeGreaterThan(0);
  }
  expect(existsSync(join(out, "index.html"))).toBe(true);
});
