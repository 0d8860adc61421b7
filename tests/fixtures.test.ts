import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { getMDXComponent } from "mdx-bundler/client/index.js";
import { type ComponentType, createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, describe, expect, test } from "vitest";
import { type CompileResult, compileNote } from "../lib/build/compile/compile-note.ts";
import type { CompileInput } from "../lib/build/compile/context.ts";
import { compareFindings } from "../lib/diagnostics/finding.ts";
import { formatFinding } from "../lib/diagnostics/format.ts";
import type { Term } from "../lib/reference/schemas.ts";
import { normalizeText } from "../lib/text/normalize.ts";

/**
 * Each file of tests/fixtures is compiled and rendered to a page fragment that a
 * person can read or open. Components of ours stand as `<x-name>`.
 */

const FOLDER = join(import.meta.dirname, "fixtures");
const scratch = mkdtempSync(join(tmpdir(), "fixtures-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const term = (id: string, ko: string, section: string): Term => ({
  id,
  ko,
  en: id,
  aliases: [],
  short: "뜻.",
  note: "n",
  section,
});
const terms = [
  term("image", "이미지", "image-definition"),
  term("layer", "이미지 레이어", "layers"),
  term("container", "컨테이너", "container-definition"),
];

const cards = new Map(terms.map(({ ko, id }) => [ko, id]));

type Props = { children?: ReactNode; [name: string]: unknown };

/** Shows a component as an element of its own, with its attributes. */
const standIn = (name: string) => (props: Props) => createElement(`x-${name}`, props);
const components: Record<string, ComponentType<Props>> = {
  Cite: standIn("cite"),
  TermLink: standIn("term-link"),
  Callout: standIn("callout"),
  Correction: standIn("correction"),
  CorrectionRow: standIn("correction-row"),
  TableFrame: standIn("table-frame"),
  TableCaption: standIn("table-caption"),
  CodeBlock: standIn("code-block"),
  Diagram: standIn("diagram"),
  // React would ask for pictures in advance with a <link> in the middle of the snapshot.
  img: (props) => createElement("img", { ...props, loading: "lazy" }),
};

function compile(text: string, format: CompileInput["format"], file = `a.${format}`): Promise<CompileResult> {
  const sourceKeys = new Set(["dk-overview", "oci-image"]);
  return compileNote(
    { file, severity: "error", terms, cards, sourceKeys, text, format },
    join(scratch, format),
  );
}

function render(result: CompileResult): string {
  if (result.code === undefined) return "<!-- not compiled -->";
  return renderToStaticMarkup(createElement(getMDXComponent(result.code), { components }));
}

const files = globSync("*.{md,mdx}", { cwd: FOLDER }).sort();

describe.each(files)("the fixture %s", (name) => {
  const text = normalizeText(readFileSync(join(FOLDER, name), "utf8"));
  const format = extname(name) === ".mdx" ? "mdx" : "md";

  test("becomes the HTML and the findings of its snapshot", async () => {
    const result = await compile(text, format, name);
    const findings = [...result.findings].sort(compareFindings).map((finding) => formatFinding(finding));
    const comment = findings.length === 0 ? "" : `<!--\n${findings.join("\n")}\n-->\n`;
    const snapshot = join(FOLDER, "__snapshots__", `${basename(name)}.html`);
    await expect(`${comment}${render(result)}\n`).toMatchFileSnapshot(snapshot);
  });

  test("carries no style, no script and no handler into the page", async () => {
    const html = render(await compile(text, format, name));
    expect(html).not.toMatch(/\sstyle=|<script|\son[a-z]+=|javascript:/i);
  });

  test("compiles to the same result a second time", async () => {
    expect(await compile(text, format, name)).toEqual(await compile(text, format, name));
  });
});

test("every fixture was found", () => {
  expect(files).toContain("particles.md");
  expect(files).toContain("callouts.mdx");
  expect(files.length).toBeGreaterThanOrEqual(12);
});

test("emphasis closes beside a particle, with brackets or quotes inside", async () => {
  const html = render(await compile('**마크다운(Markdown)**을, **"따옴표"**와, ~~지운(x)~~을', "md"));
  expect(html).toBe(
    "<p><strong>마크다운(Markdown)</strong>을, <strong>&quot;따옴표&quot;</strong>와, <del>지운(x)</del>을</p>",
  );
});

test("one tilde is a range, two strike out", async () => {
  const html = render(await compile("0.4~0.8%이니 201~111배, ~~지운~~ 것", "md"));
  expect(html).toBe("<p>0.4~0.8%이니 201~111배, <del>지운</del> 것</p>");
});

test("stray angle brackets and braces in Markdown are text", async () => {
  expect(render(await compile("a < b, {중괄호}, 1<2", "md"))).toBe("<p>a &lt; b, {중괄호}, 1&lt;2</p>");
});

test("footnotes refer to the heading that labels them, which is no section of the note", async () => {
  const result = await compile("글[^1]\n\n[^1]: 각주", "md");
  const html = render(result);
  expect(html).toContain('aria-describedby="footnote-label"');
  expect(html).toContain('id="footnote-label"');
  expect(result.body.outline).toEqual([]);
});

test("a picture sized by Typora keeps its size as a width, in Markdown and in MDX", async () => {
  for (const format of ["md", "mdx"] as const) {
    const html = render(await compile('<img src="a.png" alt="" style="zoom:50%" />', format));
    expect(html).toContain('width="50%"');
  }
});

test("text inside a script element never reaches the page, nor the search index", async () => {
  const result = await compile("글\n\n<script>alert('비밀')</script>\n\n끝", "md");
  expect(render(result)).not.toContain("비밀");
  expect(JSON.stringify(result.body)).not.toContain("비밀");
});

test("hard breaks are breaks, soft ones are not", async () => {
  expect(render(await compile("하나  \n둘\\\n셋\n넷", "md"))).toBe("<p>하나<br/>\n둘<br/>\n셋\n넷</p>");
});
