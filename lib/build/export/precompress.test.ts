import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { precompress } from "./precompress.ts";

function site(files: Readonly<Record<string, string>>): { out: string; kept: string } {
  const folder = mkdtempSync(join(tmpdir(), "precompress-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, "out");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(out, path, ".."), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  return { out, kept: join(folder, "kept") };
}
const LONG = "노트와 절을 읽는다. ".repeat(100);

test("what gains is compressed, and what does not, and stubs, are left as they are", async () => {
  const { out } = site({ "a.html": LONG, "b.html": "짧다", "c.png": LONG, "s/a/b/index.html": LONG });
  await precompress(out);
  expect(readdirSync(out).sort()).toEqual(["a.html", "a.html.br", "a.html.gz", "b.html", "c.png", "s"]);
  expect(readdirSync(join(out, "s/a/b"))).toEqual(["index.html"]);
  expect(brotliDecompressSync(readFileSync(join(out, "a.html.br"))).toString()).toBe(LONG);
  expect(gunzipSync(readFileSync(join(out, "a.html.gz"))).toString()).toBe(LONG);
});

test("what was compressed before is taken from there, by its contents and not by its name", async () => {
  const { out, kept } = site({ "a.html": LONG });
  await precompress(out, { folder: kept, now: Date.now() });
  const name = readdirSync(kept).find((one) => one.endsWith(".gz"))!;
  writeFileSync(join(kept, name), "marked");
  writeFileSync(join(out, "b.html"), LONG);
  writeFileSync(join(out, "c.html"), `${LONG}.`);
  await precompress(out, { folder: kept, now: Date.now() });
  expect(readFileSync(join(out, "b.html.gz"), "utf8")).toBe("marked");
  expect(gunzipSync(readFileSync(join(out, "c.html.gz"))).toString()).toBe(`${LONG}.`);
});
