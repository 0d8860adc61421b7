import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DefaultTreeAdapterMap, parse } from "parse5";
import { expect, test } from "vitest";
import { openCheckout } from "../checkout.ts";

const HANGUL = /[가-힣]/;

test("a folder whose site.yaml says `language: en` has an English interface, and says so", async () => {
  const checkout = openCheckout();
  const folder = join(checkout.root, "../english");
  try {
    checkout.write(join(folder, "site.yaml"), "title: Field notes\nlanguage: en\n");
    for (const [name, text] of Object.entries(NOTES)) checkout.write(join(folder, name), text);
    checkout.write(
      join(folder, "tides.md"),
      "---\ntags: [sea]\n---\n# Tides\n\nThe moon pulls the sea. `ls -l` lists files.\n\n## Spring tides\n\n> [!NOTE]\n> Twice a month.\n\n| When | How high |\n| --- | --- |\n| noon | 3 m |\n\n```sh\nls -l\n```\n\n```mermaid\nflowchart LR\n  A[Moon] --> B[Sea]\n```\n",
    );
    checkout.write(
      join(folder, "glossary.yaml"),
      "- ko: tide\n  short: The rise and fall of the sea.\n- ko: neap tide\n  short: The least tide.\n  partOf: [tide]\n",
    );
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
    // What search reads Korean queries by is in its index, whatever the notes are written in; nobody is shown it.
    const others = globSync("**/*.{md,txt,xml,json,webmanifest,css,svg}", { cwd: out }).filter(
      (path) => path !== "search/index.json",
    );
    expect(others).toEqual(expect.arrayContaining(["llms.txt", "sitemap.xml", "notes/tides/index.md"]));
    expect(others.filter((path) => HANGUL.test(read(path)))).toEqual([]);
    const scripts = globSync("**/*.js", { cwd: out }).filter((path) =>
      /로 찾았습니다|닫기|"다시 시도"/.test(read(path)),
    );
    expect(scripts).toEqual([]);
  } finally {
    checkout.remove();
  }
});

const figure = (lines: string) => `\`\`\`mermaid\n${lines}\n\`\`\`\n`;

/** What the interface has words around: every kind of figure, what is missing, what is kept, what cannot be shown. */
const NOTES: Readonly<Record<string, string>> = {
  "figures.md": `# Figures\n\nEvery kind.\n\n${[
    "flowchart LR\n  subgraph one\n    A[Moon]\n  end\n  A -. pulls .-> B[Sea]\n  B --- C[Coast]",
    "sequenceDiagram\n  Moon->>Sea: pulls\n  loop twice a day\n    Sea-->>Moon: bulges\n  end\n  Sea->>Sea: settles\n  Sea-xMoon: lost\n  Note over Sea: slow",
    "stateDiagram-v2\n  [*] --> Low\n  Low --> High: six hours\n  High --> High: storm\n  High --> [*]",
    'classDiagram\n  Tide <|-- Spring\n  Tide "1" --> "2" Moon : of',
    "erDiagram\n  COAST ||--o{ HARBOUR : has\n  COAST {\n    string name PK\n  }",
    "gantt\n  dateFormat YYYY-MM-DD\n  section Watch\n    High water :done, a, 2026-01-01, 2d\n    Low water :crit, after a, 1d",
    "mindmap\n  root((Sea))\n    Tide\n    Wave",
    "timeline\n  title Theory\n  1687 : Newton\n  1775 : Laplace",
    'pie title Pull\n  "Moon" : 68\n  "Sun" : 32',
    'C4Context\n  Person(a, "Pilot")\n  System(b, "Harbour")\n  Rel(a, b, "asks")',
  ]
    .map(figure)
    .join("\n")}`,
  "lost.md":
    "# Lost things\n\n![A chart](chart.png) and ![far](https://example.com/far.png) and [[nowhere]].\n\n## Kept\n\nOne.[^a] Again.[^a]\n\n$$x^2$$\n\n> [!WARNING]- Folded\n> Water.\n\n- [x] seen\n\n[^a]: Said by a pilot.\n",
  "broken.mdx": "# Broken\n\n<Open>\n\nNever closed.\n",
  "harbour/old.md":
    "---\naliases: [Quay]\ndate: 2026-01-02\n---\n# Old harbour\n\nIt leads to [tides](../tides.md).\n",
};

/** What a page says: its texts, and the attributes that are spoken or shown. */
function textsIn(html: string): string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterMap["node"]): void => {
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
