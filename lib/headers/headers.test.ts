import { expect, test } from "vitest";
import { cacheControl } from "./cache-control.ts";
import { documentPolicy, metaPolicy } from "./content-policy.ts";
import { contentType } from "./content-type.ts";
import { responseHeaders } from "./response-headers.ts";
import { staticHostHeaders } from "./static-host.ts";

test("a page may load its own files, and nothing else", () => {
  expect(documentPolicy({ tls: true }).split("; ").join("\n")).toMatchInlineSnapshot(`
    "default-src 'none'
    script-src 'self'
    style-src 'self'
    img-src 'self'
    font-src 'self'
    media-src 'self'
    connect-src 'self'
    worker-src 'self'
    manifest-src 'self'
    base-uri 'none'
    form-action 'self'
    frame-ancestors 'none'
    require-trusted-types-for 'script'
    trusted-types default
    upgrade-insecure-requests"
  `);
});

test("what a page carries itself is what its headers say, less what only a header may say", () => {
  const inHeaders = documentPolicy({ tls: false }).split("; ");
  const missing = inHeaders.filter((directive) => !metaPolicy().split("; ").includes(directive));
  expect(missing).toEqual(["frame-ancestors 'none'"]);
  expect(metaPolicy().split("; ").length).toBe(inHeaders.length - 1);
});

test("a script file, which may be a worker, is not bound to Trusted Types and loads only scripts and data", () => {
  for (const path of ["/search-worker.js", "/_next/static/chunks/0f.js", "/lab.mjs"]) {
    const policy = responseHeaders(path, { tls: false })["Content-Security-Policy"];
    expect(policy).toBe("default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'");
  }
  expect(responseHeaders("/notes/a/", { tls: false })["Content-Security-Policy"]).toContain("trusted-types");
});

test("HSTS and the upgrade of requests are for TLS only", () => {
  const plain = JSON.stringify(responseHeaders("/", { tls: false }));
  expect(plain).not.toMatch(/Strict-Transport|upgrade-insecure/);
  const tls = responseHeaders("/", { tls: true });
  expect(tls["Strict-Transport-Security"]).toBe("max-age=63072000; includeSubDomains");
});

test("a card may be shown by another site, nothing else may", () => {
  const policyOf = (path: string) => responseHeaders(path, { tls: true })["Cross-Origin-Resource-Policy"];
  expect(policyOf("/cards/docker-images/whiteout.png")).toBe("cross-origin");
  for (const path of ["/", "/assets/cards/a.png", "/notes/cards/", "/search/index.json"])
    expect(policyOf(path), path).toBe("same-origin");
});

test("a file named by its hash is kept for a year, everything else and every error is asked about", () => {
  const hashed = "/_next/static/chunks/0qho9woe7e_eq.css";
  expect(cacheControl(hashed)).toBe("public, max-age=31536000, immutable");
  expect(cacheControl(hashed, 304)).toBe("public, max-age=31536000, immutable");
  expect(cacheControl("/_next/static/scripts/boot.0123456789ab.js")).toBe(cacheControl(hashed));
  expect(cacheControl(hashed, 404)).toBe("no-cache");
  for (const path of [
    "/",
    "/notes/a/",
    "/boot.js",
    "/assets/picture.png",
    "/sitemap.xml",
    "/_next/static/build-id/_buildManifest.js",
    "/notes/_next/static/chunks/a.css",
  ])
    expect(cacheControl(path), path).toBe("no-cache");
});

test("types come from the end of the name, and text says it is UTF-8", () => {
  expect(contentType("notes/a/index.html")).toBe("text/html; charset=utf-8");
  expect(contentType("a/b.min.MJS")).toBe("text/javascript; charset=utf-8");
  expect(contentType("manifest.webmanifest")).toBe("application/manifest+json");
  expect(contentType("feed.atom")).toBe("application/atom+xml; charset=utf-8");
  expect(contentType("font.woff2")).toBe("font/woff2");
  expect(contentType("speculation.json")).toBe("application/speculationrules+json");
  expect(contentType("/speculation.json")).toBe("application/speculationrules+json");
  expect(contentType("other-speculation.json")).toBe("application/json");
  expect(contentType("LICENSE")).toBe("application/octet-stream");
});

test("on hosts that join rules no header is given twice for one address, and no line is too long for them", () => {
  const lines = staticHostHeaders().split("\n");
  const names = lines.filter((line) => line.startsWith("  ")).map((line) => line.trim().split(":")[0]);
  const once = names.filter((name) => name !== "Cache-Control");
  expect(new Set(once).size).toBe(once.length);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(2000);
  expect(staticHostHeaders()).not.toContain("trusted-types");
});
