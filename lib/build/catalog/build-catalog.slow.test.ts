import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { createCompileCache } from "../compile/cache.ts";
import { openStore } from "../store/store.ts";
import { buildCatalog } from "./build-catalog.ts";
import { readSettings } from "./settings.ts";

const PROJECT = join(import.meta.dirname, "..", "..", "..");
const temporary = mkdtempSync(join(tmpdir(), "catalog-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
const store = openStore(PROJECT, join(temporary, "store"));
const compile = createCompileCache(store);

const GLOSSARY =
  "- id: image\n  ko: 이미지\n  en: image\n  short: 틀이다.\n  note: docker-images\n  section: definition\n";
const MAP = `notes:
  - { slug: docker-images, title: 이미지, short: 이미지, group: container }
  - { slug: cgroups, title: cgroup 깊이 보기, short: cgroup, group: virtualization }
paths: []
`;

/** Frontmatter of a note of ours, with extra lines. */
const meta = (title: string, order: number, ...more: string[]) =>
  [
    "---",
    `title: ${title}`,
    "summary: 요약이다.",
    "group: container",
    `order: ${order}`,
    "verifiedOn: 2026-01-01",
  ]
    .concat(more, "---", "")
    .join("\n");
const IMAGES = `${meta("이미지", 1)}\n## 정의 [#definition]\n\n글이다.\n\n## 레이어 [#layers]\n\n글이다.\n`;

type Options = { own?: boolean; check?: string; content?: Record<string, string> };

/** The catalog of a folder with these notes; `content` replaces files of the reference. */
async function catalogOf(notes: Record<string, string>, { own = false, check, content }: Options = {}) {
  const root = mkdtempSync(join(temporary, "project-"));
  const reference = { "glossary.yaml": GLOSSARY, "sources.yaml": "{}\n", "map.yaml": MAP, ...content };
  const folder = own ? "content/notes" : "foreign";
  const files = Object.entries({
    ...Object.fromEntries(Object.entries(reference).map(([name, text]) => [`content/${name}`, text])),
    ...Object.fromEntries(Object.entries(notes).map(([path, text]) => [`${folder}/${path}`, text])),
  });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const settings = readSettings(root, { ...(own ? {} : { NOTES_DIR: "foreign" }), CHECK: check });
  const catalog = await buildCatalog(settings, store, compile);
  // These projects have no ledger, and their notes no summary: keep-ledger.test.ts and lint/summary.test.ts are about those that have.
  const findings = catalog.findings.filter(
    (one) => !one.code.startsWith("ledger/") && one.code !== "lint/no-summary",
  );
  return {
    ...catalog,
    findings,
    note: (slug: string) => catalog.notes.find((note) => note.slug === slug),
    codes: findings.map((one) => `${one.severity} ${one.file}:${one.line} ${one.code}`),
    said: findings.map((one) => formatFinding(one, catalog.lineOf(one.file, one.line))).join("\n"),
  };
}

test("a foreign folder is complete without frontmatter", async () => {
  const { notes, findings, site } = await catalogOf({
    "01 시작.md": "# 시작하며\n\n이 글은 여러 노트의 첫머리에 놓인다.\n\n## 다음 절\n",
    "도커/이미지.md": "이미지를 설명하는 글이다. 제목이 없다.\n",
  });
  expect(findings).toEqual([]);
  expect(notes.map((note) => [note.slug, note.meta.title, note.meta.group, note.meta.order])).toEqual([
    ["01-sijak", "시작하며", "notes", 1],
    ["dokeo/imiji", "이미지", "도커", 2],
  ]);
  expect(notes[0]?.meta.summary).toBe("이 글은 여러 노트의 첫머리에 놓인다.");
  expect(site.groups.map((group) => [group.name, group.flag])).toEqual([
    ["노트", "folder"],
    ["도커", "folder"],
  ]);
  expect(site.map).toEqual({ notes: [], paths: [] });
});

test("what is an error in our notes is a warning in foreign ones, unless CHECK says otherwise", async () => {
  const notes = { "a.md": "[없는 곳](#nope)\n" };
  expect((await catalogOf(notes)).codes).toEqual(["warning foreign/a.md:1 link/missing-anchor"]);
  expect((await catalogOf(notes, { check: "strict" })).codes).toEqual([
    "error foreign/a.md:1 frontmatter/missing",
    "error foreign/a.md:1 link/missing-anchor",
  ]);
  const own = { "docker-images.mdx": `${IMAGES}\n[없는 곳](#nope)\n` };
  expect((await catalogOf(own, { own: true })).codes).toEqual([
    "error content/notes/docker-images.mdx:17 link/missing-anchor",
  ]);
  expect((await catalogOf(own, { own: true, check: "lenient" })).codes).toEqual([
    "warning content/notes/docker-images.mdx:17 link/missing-anchor",
  ]);
});

test("two files with one address are one finding that names both", async () => {
  const files = { "가나.md": "글 하나\n", "gana.md": "글 둘\n" };
  const lenient = await catalogOf(files);
  expect(lenient.said).toMatchInlineSnapshot(`
    "foreign/가나.md:1:1  warning  note/duplicate-slug
      주소 /notes/gana/가 foreign/gana.md와 겹칩니다.
      둘 중 한 파일의 이름을 바꿔 주세요.
        1 | 글 하나
          | ^"
  `);
  expect(lenient.notes.map((note) => [note.slug, note.path])).toEqual([
    ["gana", "gana.md"],
    ["gana-2", "가나.md"],
  ]);
  expect((await catalogOf(files, { check: "strict" })).codes).toContain(
    "error foreign/가나.md:1 note/duplicate-slug",
  );
});

test("backlinks carry the sentence, the section they come from and the one they lead to", async () => {
  const { note } = await catalogOf({
    "a.md":
      "# 가\n\n## 출발 [#start]\n\n앞 문장이다. 자세한 것은 [이미지](b.md#layers)에 있다. 뒤 문장이다.\n\n또 [같은 곳](b.md#layers)이다.\n",
    "b.md": "# 나\n\n## 레이어 [#layers]\n\n[가](a.md)로 돌아간다. [여기](#layers)는 세지 않는다.\n",
  });
  expect(note("b")?.backlinks).toEqual([
    {
      slug: "a",
      title: "가",
      anchor: "layers",
      section: "layers",
      from: "start",
      fromTitle: "출발",
      sentence: "자세한 것은 이미지에 있다.",
    },
  ]);
  expect(note("a")?.backlinks).toEqual([
    {
      slug: "b",
      title: "나",
      anchor: "",
      section: "",
      from: "layers",
      fromTitle: "레이어",
      sentence: "가로 돌아간다.",
    },
  ]);
});

test("every section that links is a backlink of its own; a figure counts as its section", async () => {
  const { note } = await catalogOf({
    "a.md":
      "# 가\n\n## 하나 [#one]\n\n[그림](b.md#fig-flow)을 본다.\n\n## 둘 [#two]\n\n[레이어](b.md#layers)를 본다. [나](b.md)도 본다.\n",
    "b.md": '# 나\n\n## 레이어 [#layers]\n\n```mermaid id="flow"\nflowchart LR\n  a --> b\n```\n',
  });
  expect(
    note("b")?.backlinks.map(({ from, fromTitle, anchor, section }) => [from, fromTitle, anchor, section]),
  ).toEqual([
    ["one", "하나", "fig-flow", "layers"],
    ["two", "둘", "layers", "layers"],
    ["two", "둘", "", ""],
  ]);
});

test("relative links and GitHub's Hangul anchors lead to our addresses", async () => {
  const { note, findings } = await catalogOf({
    "도커/이미지.md":
      "# 이미지\n\n[다음](../네트워크/%EA%B0%9C%EC%9A%94.md#%EC%B2%AB-%EC%A0%88) [둘째](#개요-1) [위로](#이미지) ![그림](그림.png) [읽기](../README)\n\n## 개요\n\n## 개요\n",
    "도커/그림.png": "",
    "네트워크/개요.md": "# 개요\n\n## 첫 절\n",
    "README.md": "# 읽기\n",
  });
  expect(findings).toEqual([]);
  const resolved = Object.entries(note("dokeo/imiji")?.resolved ?? {});
  expect(resolved.map(([target, to]) => [decodeURI(target), to.kind === "internal" && to.href])).toEqual([
    ["../네트워크/개요.md#첫-절", "/notes/neteuwokeu/gaeyo/#cheot-jeol"],
    ["#개요-1", "#gaeyo-2"],
    ["#이미지", "#"],
    ["../README", "/notes/readme/"],
    ["그림.png", "/assets/%EB%8F%84%EC%BB%A4/%EA%B7%B8%EB%A6%BC.png"],
  ]);
});

test("a missing picture is named as the author wrote it, with the nearest one", async () => {
  const { said } = await catalogOf({ "a.md": "글 ![가](그릠.png)\n", "그림.png": "" });
  expect(said).toMatchInlineSnapshot(`
    "foreign/a.md:1:3  warning  image/missing
      그림 파일을 찾을 수 없습니다: 그릠.png
      혹시 "그림.png"인가요?
        1 | 글 ![가](그릠.png)
          |    ^"
  `);
});

test("a planned note is a hint, a missing one an error with the nearest", async () => {
  const { said, note } = await catalogOf(
    {
      "docker-images.mdx": `${IMAGES}\n[나중에](/notes/cgroups/) [오타](/notes/docker-imagse/) [절](#layer) [[cgroups]]\n`,
    },
    { own: true },
  );
  expect(said).toMatchInlineSnapshot(`
    "content/notes/docker-images.mdx:17:1  hint  link/planned
      "cgroup 깊이 보기" 노트는 아직 없어 글자로만 보입니다.
      노트를 쓰면 링크가 됩니다.
        17 | [나중에](/notes/cgroups/) [오타](/notes/docker-imagse/) [절](#layer) [[cgroups]]
           | ^
    content/notes/docker-images.mdx:17:24  error  link/missing-note
      "docker-imagse" 노트가 없습니다.
      혹시 "docker-images"인가요?
        17 | [나중에](/notes/cgroups/) [오타](/notes/docker-imagse/) [절](#layer) [[cgroups]]
           |                           ^
    content/notes/docker-images.mdx:17:52  error  link/missing-anchor
      "/notes/docker-images/#layer"에는 그런 절이 없습니다.
      그 노트의 비슷한 절: #layers
        17 | [나중에](/notes/cgroups/) [오타](/notes/docker-imagse/) [절](#layer) [[cgroups]]
           |                                                         ^
    content/notes/docker-images.mdx:17:64  hint  link/planned
      "cgroup 깊이 보기" 노트는 아직 없어 글자로만 보입니다.
      노트를 쓰면 링크가 됩니다.
        17 | [나중에](/notes/cgroups/) [오타](/notes/docker-imagse/) [절](#layer) [[cgroups]]
           |                                                                      ^"
  `);
  expect(note("docker-images")?.resolved).toEqual({
    "/notes/cgroups/": { kind: "planned", title: "cgroup 깊이 보기" },
    "/notes/docker-imagse/": { kind: "missing" },
    "#layer": { kind: "missing" },
    "wiki:cgroups": { kind: "planned", title: "cgroup 깊이 보기" },
  });
});

test("frontmatter that names unknown notes and sections is reported where it does", async () => {
  const { said } = await catalogOf(
    {
      "docker-images.mdx": IMAGES.replace(
        "---\n\n",
        "prerequisites: [이미지, cgroup]\nrelated: [cgroups]\nquestions:\n  - text: layer란 무엇인가\n    section: layer\n---\n\n",
      ).replace("[이미지, cgroup]", "[cgroup]"),
    },
    { own: true },
  );
  expect(said).toMatchInlineSnapshot(`
    "content/notes/docker-images.mdx:7:17  error  frontmatter/unknown-note
      "cgroup"라는 노트가 없습니다.
      혹시 "cgroups"인가요?
        7 | prerequisites: [cgroup]
          |                 ^
    content/notes/docker-images.mdx:11:14  error  frontmatter/unknown-section
      이 노트에 "layer"이라는 절이 없습니다.
      혹시 "layers"인가요?
        11 |     section: layer
           |              ^"
  `);
});

test("glossary entries that lead nowhere are reported at their line", async () => {
  const entry = (id: string, note: string, section: string) =>
    `- id: ${id}\n  ko: ${id}\n  en: ${id}\n  short: 뜻.\n  note: ${note}\n  section: ${section}\n`;
  const glossary =
    GLOSSARY +
    entry("layer", "docker-images", "layer") +
    entry("pod", "kubernetes", "pod") +
    entry("cpu", "cgroups", "x");
  const { said } = await catalogOf(
    { "docker-images.mdx": IMAGES },
    { own: true, content: { "glossary.yaml": glossary } },
  );
  expect(said).toMatchInlineSnapshot(`
    "content/glossary.yaml:7:1  error  glossary/missing-section
      용어 "layer"이 가리키는 절 docker-images#layer이 없습니다.
      혹시 "layers"인가요?
        7 | - id: layer
          | ^
    content/glossary.yaml:13:1  error  glossary/missing-note
      용어 "pod"가 가리키는 노트 "kubernetes"가 없습니다.
        13 | - id: pod
           | ^"
  `);
});

test("everything wrong is reported in one run, in order, and every other note stands", async () => {
  const { codes, notes, findings } = await catalogOf(
    {
      "bad-meta.mdx": "---\ntitle: 하나\ngroup: nope\n---\n\n글이다.\n",
      "bad-mdx.mdx": `${meta("둘", 2)}\n<Callout kind="tip">\n`,
      "bad-links.mdx": `${meta("셋", 3)}\n[가](x.md) ![나](y.png) [다](javascript:alert(1)) ![라](https://a.b/c.png)\n`,
      "docker-images.mdx": IMAGES,
      "empty.mdx": "",
    },
    { own: true, content: { "sources.yaml": "a: [\n" } },
  );
  expect(codes.map((code) => code.replace("content/notes/", ""))).toEqual([
    "error bad-links.mdx:9 link/missing-file",
    "error bad-links.mdx:9 image/missing",
    "error bad-links.mdx:9 link/forbidden-scheme",
    "error bad-links.mdx:9 image/external",
    "error bad-mdx.mdx:9 mdx/syntax",
    "error bad-meta.mdx:2 frontmatter/missing-key",
    "error bad-meta.mdx:2 frontmatter/missing-key",
    "error bad-meta.mdx:2 frontmatter/missing-key",
    "error bad-meta.mdx:3 frontmatter/unknown-group",
    "error empty.mdx:1 frontmatter/missing",
    "error empty.mdx:1 note/empty",
    "error content/sources.yaml:1 reference/syntax",
  ]);
  expect([...new Set(findings.map((finding) => finding.file))]).toHaveLength(5);
  expect(notes.map((note) => `${note.slug} ${note.body.kind}`)).toEqual([
    "bad-links compiled",
    "bad-mdx broken",
    "bad-meta compiled",
    "docker-images compiled",
    "empty compiled",
  ]);
});

test("a foreign MDX note that is no MDX is shown as Markdown, with a warning", async () => {
  const { codes, note } = await catalogOf({ "a.mdx": "# 제목\n\nList<String>과 {중괄호}를 쓴다.\n" });
  expect(codes).toEqual(["warning foreign/a.mdx:3 mdx/syntax"]);
  expect(note("a")?.body.kind).toBe("compiled");
});

test("a note beyond the limit is listed and says why it is not shown", async () => {
  const { note, codes } = await catalogOf({ "big.md": "가".repeat(800_000), "a.md": "글이다.\n" });
  expect(codes).toEqual(["warning foreign/big.md:1 note/too-large"]);
  expect(note("big")?.body).toEqual({ kind: "broken", reason: "노트가 너무 커서 싣지 않았습니다." });
  expect(note("a")?.body.kind).toBe("compiled");
});

test("a folder that is not there is an error, not a crash", async () => {
  const settings = readSettings(join(temporary, "nowhere"), { NOTES_DIR: "foreign" });
  const { findings, notes } = await buildCatalog(settings, store, compile);
  expect(notes).toEqual([]);
  expect(findings.map((finding) => finding.code)).toContain("note/missing-folder");
});

test("nobody can change a note, nor anything in it", async () => {
  const { note, site } = await catalogOf({ "a.md": "# 가\n\n## 절\n\n글이다.\n" });
  const found = note("a");
  expect(() => Object.assign(found ?? {}, { slug: "b" })).toThrow(TypeError);
  expect(() => Object.assign(found?.meta ?? {}, { title: "b" })).toThrow(TypeError);
  expect(() => Object.assign(found?.outline[0] ?? {}, { id: "b" })).toThrow(TypeError);
  expect(() => (site.notes as unknown[]).push({})).toThrow(TypeError);
});

test("the same folder gives the same catalog", async () => {
  const files = {
    "b.md": "# 나\n\n[가](a.md)와 [다](c.mdx). 이미지는 용어다.[^1]\n\n[^1]: 각주\n",
    "a.md": "# 가\n\n[[b]]와 [나](b.md)\n\n```js\nconst a = 1;\n```\n",
    "c.mdx": '<Callout kind="tip">글</Callout>\n',
  };
  const [first, second] = [await catalogOf(files), await catalogOf(files)];
  expect(JSON.stringify(second.notes)).toBe(JSON.stringify(first.notes));
  expect(JSON.stringify(second.site)).toBe(JSON.stringify(first.site));
  expect(second.codes).toEqual(first.codes);
});

test("rows of versions have addresses that links reach, and rest on sources that exist", async () => {
  const versions = [
    "- { id: docker-29, product: 도커, version: '29', date: 2025-11-10, what: 나왔다., sources: [docs], verifiedOn: 2026-11-30 }",
    "- { id: docker-28, product: 도커, version: '28', date: '2025-02', what: 나왔다., sources: [dcos], verifiedOn: 2026-11-30 }",
    "- { id: docker-28, product: 도커, version: '28', date: '2025', what: 나왔다., sources: [docs], verifiedOn: 2026-11-30 }",
  ].join("\n");
  const sources = "docs: { title: Docs, publisher: Docker, checked: 2026-01-01 }\n";
  const body = `${IMAGES}\n[새 버전](/versions/#docker-29) [오타](/versions/#docker-2)\n`;
  const { said, site } = await catalogOf(
    { "docker-images.mdx": body },
    { own: true, content: { "versions.yaml": versions, "sources.yaml": sources } },
  );
  expect(site.versions.map(({ id, date }) => `${id} ${date}`)).toEqual([
    "docker-29 2025-11-10",
    "docker-28 2025-02",
    "docker-28 2025",
  ]);
  expect(said).toMatchInlineSnapshot(`
    "content/notes/docker-images.mdx:17:30  error  link/missing-anchor
      /versions/에 "docker-2" 항목이 없습니다.
      비슷한 항목: /versions/#docker-29
        17 | [새 버전](/versions/#docker-29) [오타](/versions/#docker-2)
           |                                 ^
    content/versions.yaml:2:1  error  versions/unknown-source
      버전 "docker-28"이 인용한 출처 "dcos"가 없습니다.
      혹시 "docs"인가요?
        2 | - { id: docker-28, product: 도커, version: '28', date: '2025-02', what: 나왔다., sources: [dcos], verifiedOn: 2026-11-30 }
          | ^
    content/versions.yaml:3:1  error  reference/duplicate-version
      버전 "docker-28"이 두 번 나옵니다.
      하나로 합쳐 주세요.
        3 | - { id: docker-28, product: 도커, version: '28', date: '2025', what: 나왔다., sources: [docs], verifiedOn: 2026-11-30 }
          | ^"
  `);
  // Somebody's notes have no such page.
  expect((await catalogOf({ "a.md": "[가](/versions/#docker-2)\n" })).codes).toEqual([
    "warning foreign/a.md:1 link/missing-file",
  ]);
});

test("cards stand where their term is meant, and what is wrong with scopes is told", async () => {
  const glossary = [
    "- { id: volume, ko: 볼륨(도커), en: volume, short: 뜻., note: docker-images, section: definition }",
    "- { id: volume-k8s, ko: 볼륨(쿠버네티스), en: Volume, short: 뜻., in: [kubernets], note: docker-images, section: layers }",
    "- { id: volume-x, ko: 볼륨, en: x, short: 뜻., note: docker-images, section: layers }",
  ];
  const body = IMAGES.replace("글이다.", "볼륨을 쓴다.");
  const wrong = await catalogOf(
    { "docker-images.mdx": body.replace("order: 1", "order: 1\nterms: [volum]") },
    { own: true, content: { "glossary.yaml": glossary.join("\n") } },
  );
  expect(wrong.said).toMatchInlineSnapshot(`
    "content/glossary.yaml:1:1  error  glossary/unsettled
      노트 docker-images에서 "볼륨"의 뜻이 둘입니다: volume, volume-x
      in으로 나누거나, 노트의 머리말에 terms: [volume]처럼 적어 주세요.
        1 | - { id: volume, ko: 볼륨(도커), en: volume, short: 뜻., note: docker-images, section: definition }
          | ^
    content/glossary.yaml:2:1  error  glossary/unknown-scope
      in의 "kubernets"는 주제도 노트도 아닙니다.
      혹시 "kubernetes"인가요?
        2 | - { id: volume-k8s, ko: 볼륨(쿠버네티스), en: Volume, short: 뜻., in: [kubernets], note: docker-images, section: layers }
          | ^
    content/notes/docker-images.mdx:6:1  error  frontmatter/unknown-term
      용어집에 "volum"이라는 용어가 없습니다.
      혹시 "volume"인가요?
        6 | terms: [volum]
          | ^"
  `);
  const right = async (written: string, ...more: string[]) => {
    const { note, codes } = await catalogOf(
      { "docker-images.mdx": [written, ...more].join("\n") },
      {
        own: true,
        content: { "glossary.yaml": `${glossary[0]}\n${glossary[1]!.replace("kubernets", "kubernetes")}` },
      },
    );
    expect(codes).toEqual([]);
    return note("docker-images")?.terms.map(({ term, anchor }) => `${term}#${anchor}`);
  };
  // The section that defines a term needs no card of it.
  expect(await right(body)).toEqual([]);
  const elsewhere = `${IMAGES}\n볼륨을 쓴다.\n`;
  expect(await right(elsewhere)).toEqual(["volume#layers"]);
  expect(await right(elsewhere.replace("order: 1", "order: 1\nterms: [-volume]"))).toEqual([]);
  expect(await right(elsewhere.replace("볼륨을", "[[volume-k8s|볼륨]]을"))).toEqual(["volume-k8s#layers"]);
});

test("what its author keeps back is nowhere: no note, index, backlink or file", async () => {
  const { notes, site, leftOut, assets, codes, said } = await catalogOf({
    "a.md":
      "# 가\n\n[초안](b.md) [비공개](c.md) [키](id_rsa) [설정](app.yml) ![그림](그림.png) %%혼잣말%%\n\n<!-- 비밀 -->\n",
    "b.md": "---\ndraft: true\n---\n[가](a.md)\n",
    "c.md": "---\ntitle: a: b\npublished: false\n---\n글\n",
    "d.md": "---\nunlisted: true\n---\n# 라\n\n[가](a.md)\n",
    "e.md": "---\ndate: 9999-01-01\n---\n# 마\n",
    "f.md": "---\ndate: 2020-01-01\n---\n# 바\n",
    id_rsa: "열쇠",
    "app.yml": "password: hunter2hunter2\n",
    "그림.png": "",
    "쓰지 않는.png": "",
    "credentials.json": "{}",
  });
  expect(notes.map((note) => note.slug)).toEqual(["a", "d", "f"]);
  expect(site.notes.map((note) => note.slug)).toEqual(["a", "f"]);
  expect(notes[0]!.backlinks).toEqual([]);
  expect(assets.map((asset) => asset.path)).toEqual(["그림.png"]);
  expect(leftOut.map(({ path, why }) => `${path} ${why}`)).toEqual([
    "b.md draft",
    "c.md unpublished",
    "e.md future",
    "app.yml unused",
    "credentials.json secret",
    "id_rsa secret",
    "쓰지 않는.png unused",
  ]);
  expect(JSON.stringify(notes)).not.toMatch(/혼잣말|비밀/);
  expect(codes).toEqual([
    "hint foreign/a.md:3 link/kept-back",
    "hint foreign/a.md:3 link/kept-back",
    "warning foreign/a.md:3 link/secret",
    "warning foreign/a.md:3 link/secret",
  ]);
  expect(said).toContain('"id_rsa"는 열쇠나 비밀번호가 든 파일로 보여 싣지 않습니다.');
});

test("site.yaml turns it round: only what says publish: true, without the folders it names", async () => {
  const { notes, leftOut } = await catalogOf({
    "site.yaml": "publish: marked\nleaveOut: [일기/]\n",
    "a.md": "---\npublish: true\n---\n# 가\n",
    "b.md": "# 나\n",
    "일기/c.md": "---\npublish: true\n---\n# 다\n",
  });
  expect(notes.map((note) => note.slug)).toEqual(["a"]);
  expect(leftOut).toEqual([
    { path: "일기/", why: "site" },
    { path: "b.md", why: "unmarked" },
  ]);
});

test("a foreign site is its author's: our glossary, sources and pages stay out, and its name is its own", async () => {
  const notes = { "image.md": "# 이미지란\n\n[[image]]와 [용어집](/glossary/#image)[^oci] 이미지를 본다.\n" };
  const plain = await catalogOf(notes, {
    content: { "sources.yaml": "oci: { title: OCI, publisher: OCI, checked: 2026-01-01 }\n" },
  });
  expect(plain.note("image")).toMatchObject({ terms: [], citations: [] });
  expect(plain.note("image")?.resolved["wiki:image"]).toMatchObject({
    href: "/notes/image/",
    title: "이미지란",
  });
  expect(plain.site).toMatchObject({
    name: "foreign",
    about: "",
    terms: [],
    labs: [],
    sources: {},
    versions: [],
  });
  expect(plain.otherTerms.map((term) => term.id)).toEqual(["image"]);
  expect(plain.codes).toEqual([
    "warning foreign/image.md:3 glossary/unknown-term",
    "warning foreign/image.md:3 source/unknown",
  ]);

  const named = await catalogOf({
    ...notes,
    "site.yaml": "title: 내 노트\ndescription: 배운 것을 적는다.\ngroups: { os: 운영체제 }\n",
    "glossary.yaml": "- ko: 레이어\n  short: 쌓이는 층이다.\n  note: image.md\n",
    "os/a.md": "레이어를 본다.\n",
  });
  expect(named.site).toMatchObject({ name: "내 노트", about: "배운 것을 적는다." });
  expect(named.site.groups.map((group) => group.name)).toEqual(["노트", "운영체제"]);
  expect(named.site.terms).toMatchObject([{ id: "reieo", href: "/notes/image/", noteTitle: "이미지란" }]);
  expect(named.note("os/a")?.terms).toEqual([{ term: "reieo", anchor: "" }]);
});

test("a misspelt site.yaml is an error, however lenient the run is", async () => {
  const { codes } = await catalogOf({ "a.md": "글이다.\n", "site.yaml": "leavOut: [일기/]\n" });
  expect(codes).toEqual(["error foreign/site.yaml:1 reference/unknown-key"]);
});
