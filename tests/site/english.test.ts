import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DefaultTreeAdapterMap, parse } from "parse5";
import { expect, test } from "vitest";
import { openCheckout } from "../deep/checkout.ts";

const HANGUL = /[가-힣]/;

test("a folder whose site.yaml says `language: en` has an English interface, and says so", async () => {
  const checkout = openCheckout();
  const folder = join(checkout.root, "../english");
  try {
    checkout.write(join(folder, "site.yaml"), "title: Field notes\nlanguage: en\n");
    checkout.write(
      join(folder, "tides.md"),
      "---\ntags: [sea]\n---\n# Tides\n\nThe moon pulls the sea. `ls -l` lists files.\n\n## Spring tides\n\n> [!NOTE]\n> Twice a month.\n\n| When | How high |\n| --- | --- |\n| noon | 3 m |\n\n```sh\nls -l\n```\n\n```mermaid\nflowchart LR\n  A[Moon] --> B[Sea]\n```\n",
    );
    checkout.write(join(folder, "glossary.yaml"), "- ko: tide\n  short: The rise and fall of the sea.\n");
    const { code, output } = await checkout.run("build", { NOTES_DIR: folder }).ended;
    expect(code, output).toBe(0);
    const out = join(checkout.root, "out");
    const pages = globSync("**/*.html", { cwd: out });
    expect(pages).toEqual(expect.arrayContaining(["index.html", "notes/tides/index.html", "404.html"]));
    const read = (path: string) => readFileSync(join(out, path), "utf8");
    for (const path of pages) {
      expect(read(path), path).toMatch(/<html[^>]* lang="en"/);
      const korean = textsIn(read(path)).filter((text) => HANGUL.test(text));
      expect(korean, path).toEqual([]);
    }
    expect(read("notes/tides/index.html")).toContain("Skip to the text");
    expect(JSON.parse(read("manifest.webmanifest"))).toMatchObject({ lang: "en", name: "Field notes" });
    expect(read("sitemap.xml")).toContain('hreflang="en"');
    const scripts = globSync("**/*.js", { cwd: out }).filter((path) =>
      /로 찾았습니다|닫기|"다시 시도"/.test(read(path)),
    );
    expect(scripts).toEqual([]);
  } finally {
    checkout.remove();
  }
});

/** What a page says: its texts, and the attributes that are spoken or shown. */
function textsIn(html: string): string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterMap["node"]): void => {
    // What is drawn is told in Korean still (`lib/build/diagrams/reading`).
    if ("attrs" in node && node.attrs.some(({ name, value }) => name === "class" && /\bfig\b/.test(value)))
      return;
    if ("value" in node && node.nodeName === "#text") found.push(node.value.trim());
    if ("attrs" in node)
      for (const { name, value } of node.attrs)
        if (/^(?:aria-label|aria-description|alt|title|placeholder|content|data-[\w-]+)$/.test(name))
          found.push(value);
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}
