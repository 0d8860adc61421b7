import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** What `npm run format` makes of files, by path. */
function formatted(files: Readonly<Record<string, string>>): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "format-"));
  try {
    copyFileSync(join(ROOT, "biome.jsonc"), join(folder, "biome.jsonc"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const biome = join(ROOT, "node_modules/.bin/biome");
    const args = ["format", "--write", "--vcs-enabled=false", "."];
    const { status, stderr } = spawnSync(biome, args, { cwd: folder, encoding: "utf8" });
    expect(status, stderr).toBe(0);
    return Object.fromEntries(
      Object.keys(files).map((path) => [path, readFileSync(join(folder, path), "utf8")]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("the formatter leaves notes alone: it takes their frontmatter for lists and rules", () => {
  const note =
    "---\ntitle: 런타임\nquestions:\n  - text: 무엇인가\n    section: what\norder: 2\n---\n\n## 뜻 [#what]\n";
  expect(formatted({ "content/notes/runtime.md": note, "docs/a.md": "#  A\n" })).toEqual({
    "content/notes/runtime.md": note,
    "docs/a.md": "# A\n",
  });
});
