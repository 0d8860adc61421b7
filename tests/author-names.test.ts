import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, expect, test } from "vitest";
import { NoteBodyView } from "../components/note/NoteBodyView.tsx";
import { NoteEnd } from "../components/note/NoteEnd.tsx";
import { slugOfPath, toAsciiId } from "../lib/address/slug.ts";
import { planMoves } from "../lib/addresses/moves.ts";
import { buildCatalog } from "../lib/build/catalog/build-catalog.ts";
import { readSettings } from "../lib/build/catalog/settings.ts";
import { createCompileCache } from "../lib/build/compile/cache.ts";
import { checkYaml } from "../lib/build/examples/yaml.ts";
import { sharedFilesOf } from "../lib/build/feeds/shared-files.ts";
import { importNote } from "../lib/build/import/import-note.ts";
import { openStore } from "../lib/build/store/store.ts";
import { sectionStubs } from "../lib/sharing/shared-note.ts";

/** Everything that a plain object has before anybody puts a key into it: no text of an author may find it. */
const NAMES = [...Object.getOwnPropertyNames(Object.prototype), "prototype", "then", "toJSON"];

const ROOT = join(import.meta.dirname, "..");
const temporary = mkdtempSync(join(tmpdir(), "names-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
const store = openStore(ROOT, join(temporary, "store"));
const compile = createCompileCache(store);

async function catalogOf(notes: ReadonlyMap<string, string>, own = false) {
  const root = mkdtempSync(join(temporary, "project-"));
  const files = new Map([
    ["LICENSE", "MIT License\n"],
    ["content/glossary.yaml", glossary()],
    ["content/sources.yaml", sources()],
    ["content/map.yaml", "notes: []\npaths: []\n"],
    ...[...notes].map(([path, text]) => [`${own ? "content/notes" : "foreign"}/${path}`, text] as const),
  ]);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const settings = readSettings(root, own ? {} : { NOTES_DIR: "foreign" });
  return { settings, catalog: await buildCatalog(settings, store, compile) };
}

/** Ids are lower case letters, so of the names only `constructor` and its like can be one. */
const ids = NAMES.filter((name) => /^[a-z]+$/.test(name));
const glossary = () =>
  ids
    .map(
      (id) =>
        `- { id: ${id}, ko: 용어 ${id}, en: ${id}, short: 뜻이다., note: everything, section: ${id} }\n`,
    )
    .join("");
const sources = () =>
  ids
    .map(
      (id) =>
        `${id}: { title: 출처 ${id}, publisher: 누군가, url: "https://example.com/page", checked: 2026-01-01 }\n`,
    )
    .join("");

/** A note in which the name stands wherever an author may write one. */
const everything = (name: string) => `## ${name}

[링크](${name}) [절](#${name}) [[${name}]] [[${name}|글]] [[#${name}]] ![그림](${name}) [정의][${name}]

글이다.[^${name}] 출처다.[^${name}-note]

> [!${name}]
> 콜아웃

> [!CORRECTION]
> - ${name}: 가
> - 원본의 설명: 나
> - 고친 설명: 다
> - 이유: 라

\`\`\`${name} title="${name}" ${name}="x"
코드
\`\`\`

\`\`\`mermaid id="${name}"
flowchart TB
  ${name} --> b
\`\`\`

<div id="${name}" class="${name}">글</div>

<${name.replace(/_/g, "")}>태그</${name.replace(/_/g, "")}> :${name}:

[${name}]: https://example.com/page
[^${name}-note]: 각주
`;

test("a file or heading of any name gets an address", () => {
  expect(toAsciiId("constructor")).toBe("constructor");
  for (const name of NAMES) {
    expect(toAsciiId(name)).toMatch(/^[a-z0-9-]+$/);
    expect(slugOfPath(`${name}/${name}.md`)).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/);
  }
});

test("a folder of notes named so, with the names everywhere in them, compiles, renders and is copied", async () => {
  const notes = new Map(
    NAMES.flatMap((name) => [
      [`${name}.md`, everything(name)],
      [`${name}/글.md`, `---\ntitle: ${name}\n${name}: ${name}\n__proto__: { a: 1 }\n---\n# ${name}\n\n글`],
    ]),
  );
  const { catalog, settings } = await catalogOf(notes);
  expect(catalog.findings.filter(({ code }) => /^(?:mdx|internal)\//.test(code))).toEqual([]);
  expect(catalog.notes.filter((note) => note.body.kind === "broken").map((note) => note.path)).toEqual([]);
  expect(catalog.notes).toHaveLength(notes.size);
  for (const note of catalog.notes) {
    const html = renderToStaticMarkup(createElement(NoteBodyView, { note, site: catalog.site }));
    expect(html).not.toMatch(/function |\[native code\]|\[object /);
    renderToStaticMarkup(createElement(NoteEnd, { note, site: catalog.site }));
    for (const stub of sectionStubs(note)) expect(stub.href).toMatch(/^\/s\//);
  }
  const files = sharedFilesOf(catalog, { notes: new Map() }, settings, "https://example.org");
  for (const [path, text] of files)
    expect([path, /\[native code\]|\[object |undefined/.exec(text)?.[0]]).toEqual([path, undefined]);
});

test("our own notes may have such ids for sections, terms and sources", async () => {
  const head =
    "---\ntitle: 글\nsummary: 요약이다.\ngroup: container\norder: 1\nverifiedOn: 2026-01-01\n---\n";
  const summary = `> [!SUMMARY]\n${ids.map((id) => `> - [절](#${id})`).join("\n")}\n\n`;
  const text =
    head + summary + ids.map((id) => `## 절 ${id} [#${id}]\n\n글이다.[^${id}] [[${id}]]\n`).join("\n");
  const { catalog } = await catalogOf(new Map([["everything.md", text]]), true);
  expect(
    catalog.findings.map(({ code, message }) => `${code} ${message}`).filter((said) => !/^ledger/.test(said)),
  ).toEqual([]);
  const note = catalog.notes[0]!;
  expect(note.citations).toEqual(ids);
  const html = renderToStaticMarkup(createElement(NoteBodyView, { note, site: catalog.site }));
  for (const id of ids) expect(html).toContain(`출처 ${id}`);
});

test("old addresses of such names keep landing", () => {
  const moved = new Map(NAMES.map((name) => [`/notes/a/#old-${name}`, `/notes/a/#${name}`]));
  const { onPage } = planMoves(moved, new Set(["/notes/a/"]), () => true);
  for (const name of NAMES) expect(onPage.get("/notes/a/")!.anchors.get(name)).toEqual([`old-${name}`]);
});

test("examples and imported notes take such names for what they are", async () => {
  for (const name of NAMES) {
    const yaml = `apiVersion: v1\nkind: ${name}\nmetadata: { name: a }\n${name}: ${name}\n`;
    expect((await checkYaml(yaml, { own: true })).map(({ code }) => code)).toContain("unknown-kind");
    const compose = `services:\n  ${name}:\n    image: nginx:1.30\n    volumes: ["${name}:/data"]\n    ${name}: 1\n`;
    for (const { message } of await checkYaml(compose, { own: true }))
      expect(message).not.toMatch(/function|\[object/);
    const { notes } = importNote({
      text: `# ${name}\n\n${everything(name)}`,
      name,
      split: false,
      slugs: new Set(),
      fetchFile: () => ({ kind: "missing" }),
    });
    expect(notes[0]!.text).not.toMatch(/\[native code\]|\[object /);
  }
});
