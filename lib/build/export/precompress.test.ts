import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { openStore, type Store } from "../store/store.ts";
import { precompress } from "./precompress.ts";

function site(files: Readonly<Record<string, string>>): { out: string; store: Store; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "precompress-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, "out");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(out, path, ".."), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  return { out, store: openStore(folder, join(folder, "store")), folder: join(folder, "store/compressed") };
}
const LONG = "노트와 절을 읽는다. ".repeat(100);

test("what gains is compressed, and what does not, and stubs, are left as they are", async () => {
  const { out, store } = site({ "a.html": LONG, "b.html": "짧다", "c.png": LONG, "s/a/b/index.html": LONG });
  await precompress(out, store);
  expect(readdirSync(out).sort()).toEqual(["a.html", "a.html.br", "a.html.gz", "b.html", "c.png", "s"]);
  expect(readdirSync(join(out, "s/a/b"))).toEqual(["index.html"]);
  expect(brotliDecompressSync(readFileSync(join(out, "a.html.br"))).toString()).toBe(LONG);
  expect(gunzipSync(readFileSync(join(out, "a.html.gz"))).toString()).toBe(LONG);
});

test("what was compressed before is taken from there, by its contents and not by its name", async () => {
  const { out, store, folder } = site({ "a.html": LONG });
  await precompress(out, store);
  const kept = globSync(join(folder, "*/*")).sort();
  expect(kept).toHaveLength(2);
  writeFileSync(join(out, "b.html"), LONG);
  await precompress(out, store);
  expect(globSync(join(folder, "*/*")).sort()).toEqual(kept);
  expect(gunzipSync(readFileSync(join(out, "b.html.gz"))).toString()).toBe(LONG);
  writeFileSync(join(out, "c.html"), `${LONG}.`);
  await precompress(out, store);
  expect(globSync(join(folder, "*/*"))).toHaveLength(4);
  expect(gunzipSync(readFileSync(join(out, "c.html.gz"))).toString()).toBe(`${LONG}.`);
});

test("a kept file that is cut short or changed is compressed anew, not published", async () => {
  const { out, store, folder } = site({ "a.html": LONG });
  await precompress(out, store);
  for (const damage of [(bytes: Buffer) => bytes.subarray(0, bytes.length - 9), flipLastByte]) {
    for (const path of globSync(join(folder, "*/*"))) writeFileSync(path, damage(readFileSync(path)));
    await precompress(out, store);
    expect(gunzipSync(readFileSync(join(out, "a.html.gz"))).toString()).toBe(LONG);
    expect(brotliDecompressSync(readFileSync(join(out, "a.html.br"))).toString()).toBe(LONG);
  }
});

function flipLastByte(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  changed[changed.length - 1]! ^= 0xff;
  return changed;
}
