import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { precompress } from "../../../lib/build/export/precompress.ts";

const script = `${"document.title;".repeat(100)}\n`;
const style = `${"a{color:red}".repeat(100)}\n`;
const integrity = (text: string) => `sha384-${createHash("sha384").update(text).digest("base64")}`;

/** A page as long as a note, with its parts as the export names them. */
export const page = `<!doctype html><html lang="ko"><meta charset="utf-8"><title>노트</title><link rel="stylesheet" href="/_next/static/chunks/0f.css"><script src="/boot.js" type="module" integrity="${integrity(script)}"></script><main>${"본문 ".repeat(800)}</main></html>`;

export const lostPage = `<!doctype html><html lang="ko"><meta charset="utf-8"><title>없는 주소</title><main>${"없는 주소 ".repeat(200)}</main></html>`;

/** One file of every kind that a site may hold, by path. */
export const siteFiles: Readonly<Record<string, string>> = {
  "index.html": page,
  "404.html": lostPage,
  "notes/a/index.html": page,
  "notes/empty/picture.png": "png",
  "boot.js": script,
  "lab.mjs": script,
  "_next/static/chunks/0f.css": style,
  "_next/static/chunks/1a.js": script,
  "_next/static/media/icon.0f.svg": `<svg xmlns="http://www.w3.org/2000/svg">${"<g/>".repeat(300)}</svg>`,
  "_next/static/media/font.0f.woff2": "wOF2",
  "assets/picture.png": "png",
  "search.json": JSON.stringify({ words: "노트 ".repeat(300) }),
  "speculation.json": JSON.stringify({ prefetch: [] }),
  "sitemap.xml": `<urlset>${"<url/>".repeat(200)}</urlset>`,
  "feed.atom": "<feed/>",
  "site.webmanifest": "{}",
  "notes/a/index.md": "# 노트\n",
  "cards/a.png": "card",
  ".secret": "no",
  ".git/config": "no",
  "notes/.hidden/index.html": "no",
  ".well-known/security.txt": "Contact: mailto:a@example.org\n",
};

/** Writes the site, compressed as the build compresses it. */
export async function makeSite(folder: string): Promise<void> {
  for (const [path, text] of Object.entries(siteFiles)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  await precompress(folder);
}
