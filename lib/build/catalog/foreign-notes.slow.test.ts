import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { createCompileCache } from "../compile/cache.ts";
import type { Network } from "../pictures/fetch-picture.ts";
import { openStore } from "../store/store.ts";
import { buildCatalog } from "./build-catalog.ts";
import { readSettings } from "./settings.ts";

const PROJECT = join(import.meta.dirname, "..", "..", "..");
const temporary = mkdtempSync(join(tmpdir(), "foreign-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
const store = openStore(PROJECT, join(temporary, "store"));
const compile = createCompileCache(store);

/** The catalog of somebody's folder with these files. */
async function catalogOf(files: Record<string, string>, network?: Network) {
  const root = mkdtempSync(join(temporary, "project-"));
  const reference = { "glossary.yaml": "[]\n", "sources.yaml": "{}\n", "map.yaml": "notes: []\npaths: []\n" };
  const all = Object.entries({
    ...Object.fromEntries(Object.entries(reference).map(([name, text]) => [`content/${name}`, text])),
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`vault/${path}`, text])),
  });
  for (const [path, text] of all) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const catalog = await buildCatalog(
    readSettings(root, { NOTES_DIR: "vault" }),
    store,
    compile,
    undefined,
    network,
  );
  return {
    ...catalog,
    root,
    codes: catalog.findings.map((one) => `${one.severity} ${one.file}:${one.line}:${one.column} ${one.code}`),
    texts: (slug: string) =>
      catalog.notes.find((note) => note.slug === slug)?.blocks.map(({ kind, text }) => `${kind}: ${text}`),
    links: (slug: string) =>
      Object.entries(catalog.notes.find((note) => note.slug === slug)?.resolved ?? {}).map(
        ([target, one]) => `${target} → ${"href" in one ? one.href : one.kind}`,
      ),
    code: (slug: string) => {
      const body = catalog.notes.find((note) => note.slug === slug)?.body;
      const code = body?.kind === "compiled" ? body.code : "";
      return code.replace(/\\u([0-9A-F]{4})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
    },
  };
}

test("names in double brackets lead where Obsidian leads them", async () => {
  const { links, codes } = await catalogOf({
    ".obsidian/app.json": "{}",
    "a.md":
      "[[파드]] [[개념/파드|틀]] [[Pod]] [[파드#둘째 절 & (괄호)]] [[파드#^b1]] [[C++ & C#, (언어)]] [[#끝 절]] [[없음]]\n\n## 끝 절\n",
    "개념/파드.md": "---\naliases: [Pod]\n---\n# 파드란\n\n글. ^b1\n\n## 둘째 절 & (괄호)\n",
    "C++ & C#, (언어).md": "글\n",
  });
  expect(links("a")).toEqual([
    "wiki:파드 → /notes/gaenyeom/padeu/",
    "wiki:개념/파드 → /notes/gaenyeom/padeu/",
    "wiki:Pod → /notes/gaenyeom/padeu/",
    "wiki:파드#둘째 절 & (괄호) → /notes/gaenyeom/padeu/#duljjae-jeol-gwalho",
    "wiki:파드#^b1 → /notes/gaenyeom/padeu/#block-b1",
    "wiki:C++ & C#, (언어) → /notes/c-c-eoneo/",
    "wiki:#끝 절 → #kkeut-jeol",
    "wiki:없음 → missing",
  ]);
  expect(codes).toEqual(["warning vault/a.md:1:86 link/missing-note"]);
});

test("pictures, sounds, films and files are shown in place, whichever folder they lie in", async () => {
  const { links, assets, code, codes } = await catalogOf({
    "a.md":
      "![[그림.png]] ![[그림.png|150]] ![[그림.png|설명|80x60]] ![[소리.mp3]] ![[b.mp4]] ![[문서.pdf]] ![](그림.png)\n",
    "첨부/그림.png": "",
    "첨부/소리.mp3": "",
    "첨부/b.mp4": "",
    "첨부/문서.pdf": "",
    "첨부/안 쓰는.pdf": "",
  });
  expect(new Set(links("a").map((link) => link.split(" → ")[1]))).toEqual(
    new Set(
      ["그림.png", "소리.mp3", "b.mp4", "문서.pdf"].map(
        (name) => `/assets/${["첨부", name].map(encodeURIComponent).join("/")}`,
      ),
    ),
  );
  expect(assets).toHaveLength(4);
  expect(code("a")).toMatch(/width:"80",height:"60"/);
  expect(codes.filter((code) => !code.startsWith("hint"))).toEqual([]);
});

test("a note, a section and a block stand where they are embedded, without being searched for twice in headings", async () => {
  const { texts, notes } = await catalogOf({
    "a.md": "앞 문단이다.\n\n![[b#둘째]]\n\n![[b#^x]]\n\n문장 안의 ![[b]]는 링크이다.\n",
    "b.md": "# 나\n\n첫 글.\n\n블록이다. ^x\n\n## 둘째\n\n둘째 글 [[a]].\n\n### 더\n\n더한 글.\n\n## 셋째\n",
  });
  expect(texts("a")).toEqual([
    "paragraph: 앞 문단이다.",
    "paragraph: 둘째 글 a.",
    "paragraph: 더",
    "paragraph: 더한 글.",
    "paragraph: — b › 둘째",
    "paragraph: 블록이다.",
    "paragraph: — b",
    "paragraph: 문장 안의 b는 링크이다.",
  ]);
  expect(notes[0]!.outline).toEqual([]);
});

test("a vault keeps its line breaks and its tags, a repository has neither", async () => {
  const files = { "a.md": "---\ntags: [기초]\n---\n첫째 줄 #도커 #네트워크/기초 #1\n둘째 줄 C#과 `#코드`\n" };
  const vault = await catalogOf({ ...files, ".obsidian/app.json": "{}" });
  expect(vault.code("a")).toContain(".br");
  expect(vault.site.tags).toEqual([
    { name: "기초", id: "gicho", notes: ["a"] },
    { name: "네트워크/기초", id: "neteuwokeu-gicho", notes: ["a"] },
    { name: "도커", id: "dokeo", notes: ["a"] },
  ]);
  expect(vault.notes[0]!.tags?.map((tag) => tag.href)).toContain("/tags/#dokeo");
  const repository = await catalogOf(files);
  expect(repository.code("a")).not.toContain(".br");
  expect(repository.site.tags.map((tag) => tag.name)).toEqual(["기초"]);
});

test("callouts of any kind keep their title and whether they are folded", async () => {
  const { code, texts, codes } = await catalogOf({
    "a.md":
      "> [!info]- 접힌 **제목**\n> 안의 글\n\n> [!question]\n> 왜인가\n\n:::danger 조심\n글\n:::\n\n> [!낯선]\n> 글\n",
  });
  expect(code("a")).toMatch(/kind:"note",named:"info",fold:"-"/);
  expect(code("a")).toMatch(/kind:"note",named:"question"/);
  expect(code("a")).toMatch(/kind:"warning",named:"danger"/);
  expect(texts("a")).toContain("paragraph: 안의 글");
  expect(codes).toEqual([]);
});

test("Notion's names and tables, links from the root, and GitHub's anchors", async () => {
  const id = "0123456789abcdef0123456789abcdef";
  const { notes, links, texts, codes } = await catalogOf({
    "README.md": `# 처음\n\n[회의](%ED%9A%8C%EC%9D%98%20${id}.md) [답](/cs/os.md#rocket-출발) [폴더](cs/) [글](/cs/os/)\n\n[표](%ED%91%9C%20${id}.csv)\n`,
    [`회의 ${id}.md`]: "# 회의\n\n첫 줄\n둘째 줄\n",
    [`표 ${id}.csv`]: "이름,값\n가,1\n",
    "cs/README.md": "# 폴더\n",
    "cs/os.md": "# 운영체제\n\n## :rocket: 출발\n",
  });
  expect(notes.map((note) => note.slug)).toEqual(["readme", "cs", "cs/os", "hoeui"]);
  expect(
    links("readme")
      .slice(0, 4)
      .map((link) => link.split(" → ")[1]),
  ).toEqual(["/notes/hoeui/", "/notes/cs/os/#chulbal", "/notes/cs/", "/notes/cs/os/"]);
  expect(texts("readme")).toContain("row: 가 · 1");
  expect(codes).toEqual([]);
});

test("an author's note wins over a word of the glossary", async () => {
  const { links } = await catalogOf({
    "glossary.yaml": "- ko: 파드\n  en: pod\n  short: 뜻이다.\n- ko: 노드\n  en: node\n  short: 뜻이다.\n",
    "a.md": "[[pod]] [[node]]\n",
    "pod.md": "# 파드\n",
  });
  expect(links("a")).toEqual(["wiki:pod → /notes/pod/", "wiki:node → /glossary/#node"]);
});

test("addresses of a part of a site, and of the pages of folders", async () => {
  const { links, codes } = await catalogOf({
    "concepts/_index.md": "---\ntitle: 개념\n---\n글\n",
    "concepts/pods/_index.md": "---\ntitle: 파드\n---\n## 란? {#What_is}\n",
    "tasks/a.md":
      "[가](/ko/docs/concepts/pods/#what-is) [나](/docs/concepts/) [다](/ko/docs/concepts/pods/#What_is) [[pods]]\n",
  });
  expect(links("tasks/a").map((link) => link.split(" → ")[1])).toEqual([
    "/notes/concepts/pods/#what-is",
    "/notes/concepts/",
    "/notes/concepts/pods/#what-is",
    "/notes/concepts/pods/",
  ]);
  expect(codes).toEqual([]);
});

test("what has a place stands there, folders by their pages", async () => {
  const { site } = await catalogOf({
    "z/_index.md": "---\nweight: 1\n---\n# 앞 폴더\n",
    "z/b.md": "---\nweight: 20\n---\n# 둘\n",
    "z/c.md": "---\nweight: 3\n---\n# 하나\n",
    "z/a.md": "# 끝\n",
    "a/x.md": "# 뒤 폴더\n",
    "README.md": "# 처음\n",
  });
  expect(site.notes.map((note) => note.title)).toEqual(["처음", "앞 폴더", "하나", "둘", "끝", "뒤 폴더"]);
});

test("who wrote a note and when is kept with it, and its cover stands on top", async () => {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>';
  const { notes, links, assets, code, codes } = await catalogOf({
    "a.md":
      "---\ndate: 2026-03-01\nauthor: 김고래\ncover:\n  image: img/a.svg\n---\n# 제목\n\n첫 문장이 여기에 있다.\n\n[없는 곳](없음.md)\n",
    "img/a.svg": picture,
    "b.md": "---\nimage: 없는.png\n---\n글이다.\n",
    "c.md": "---\nimage: https://example.org/c.png\n---\n글이다.\n",
  });
  const [a, b] = [notes.find(({ slug }) => slug === "a")!, notes.find(({ slug }) => slug === "b")!];
  expect(a.written).toEqual({ by: ["김고래"], on: "2026-03-01" });
  expect(b.written).toBeUndefined();
  expect([a.meta.title, a.meta.summary]).toEqual(["제목", "첫 문장이 여기에 있다."]);
  expect(a.outline).toEqual([]);
  expect(links("a")).toContain("img/a.svg → /assets/img/a.svg");
  expect(assets.map(({ path }) => path)).toEqual(["img/a.svg"]);
  expect(code("a").indexOf("img/a.svg")).toBeLessThan(code("a").indexOf("첫 문장이"));
  expect(links("c")).toEqual([]);
  // A finding stands at the line that has the fault.
  expect(codes.filter((one) => one.includes("a.md"))).toEqual(["warning vault/a.md:11:1 link/missing-file"]);
  expect(codes.filter((one) => one.includes("b.md"))).toEqual(["warning vault/b.md:1:1 image/missing"]);
});

test("pictures of other sites become files where their author asks for it, and only there", async () => {
  const asked: string[] = [];
  const network: Network = {
    resolve: async (host) => (host === "inside.test" ? ["192.168.0.1"] : ["93.184.216.34"]),
    open: async ({ href }) => {
      asked.push(href);
      const answer = new PassThrough() as unknown as IncomingMessage & PassThrough;
      Object.assign(answer, { statusCode: 200, headers: { "content-type": "image/gif" } });
      answer.end(Buffer.from("GIF89a\x5a\0\x14\0", "latin1"));
      return answer;
    },
  };
  const note = "![배지](https://a.test/a.gif)\n\n![안](https://inside.test/a.gif)\n";
  const download = { "a.md": note, "site.yaml": "images: download\n" };
  expect((await catalogOf({ "a.md": note }, network)).codes).toEqual([
    "hint vault/a.md:1:1 image/external",
    "hint vault/a.md:3:1 image/external",
  ]);
  expect(
    (await catalogOf(download)).findings.map(({ severity, message }) => `${severity} ${message}`),
  ).toEqual([
    "hint 아직 내려받지 않은 바깥 그림입니다: https://a.test/a.gif",
    "hint 아직 내려받지 않은 바깥 그림입니다: https://inside.test/a.gif",
  ]);
  expect(asked).toEqual([]);
  const { codes, notes, assets, root } = await catalogOf(download, network);
  expect(asked).toEqual(["https://a.test/a.gif"]);
  expect(codes).toEqual(["warning vault/a.md:3:1 image/not-fetched"]);
  const href = assets[0]?.href;
  expect(href).toMatch(/^\/assets\/elsewhere\/[\da-f]{16}\.gif$/);
  expect(notes[0]?.resolved["https://a.test/a.gif"]).toMatchObject({
    href,
    picture: { width: 90, height: 20 },
  });
  expect(Object.keys(JSON.parse(readFileSync(join(root, "vault/images.lock.json"), "utf8")))).toEqual([
    "https://a.test/a.gif",
  ]);
  const torn = await catalogOf({ ...download, "images.lock.json": "{" }, network);
  expect(torn.codes).toContain("warning vault/images.lock.json:1:1 image/lock");
  expect(asked).toHaveLength(1);
});

test("a photograph that a note shows brings its copies, a file that it shows its size", async () => {
  const jpeg = "\xff\xd8\xff\xc0\0\x11\x08\x03\x20\x07\xd0";
  const { notes, assets } = await catalogOf({
    "a.md": "![바다](a.jpg)\n\n![글](b.pdf)\n\n![[b.pdf#page=2]]\n",
    "b.pdf": "%PDF",
  });
  expect(notes[0]?.resolved["b.pdf"]).toEqual({ kind: "internal", href: "/assets/b.pdf", bytes: 4 });
  expect(notes[0]?.resolved["wiki:b.pdf#page=2"]).toEqual(notes[0]?.resolved["b.pdf"]);
  expect(assets.map(({ href }) => href)).toEqual(["/assets/b.pdf"]);
  const root = mkdtempSync(join(temporary, "photos-"));
  writeFileSync(join(root, "a.md"), "![바다](a.jpg)\n");
  writeFileSync(join(root, "a.jpg"), Buffer.from(jpeg, "latin1"));
  const settings = readSettings(root, { NOTES_DIR: root, INIT_CWD: root });
  const shown = await buildCatalog(settings, store, compile);
  expect(shown.assets.map(({ href, width }) => [href, width])).toEqual([
    ["/assets/a.jpg", undefined],
    ["/assets/a.jpg.816.webp", 816],
    ["/assets/a.jpg.1632.webp", 1632],
  ]);
  truncateSync(join(root, "a.jpg"), 2 ** 32);
  const huge = await buildCatalog(settings, store, compile);
  expect(huge.assets.map(({ href }) => href)).toEqual(["/assets/a.jpg"]);
});
