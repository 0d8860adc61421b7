import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createCompileCache } from "../compile/cache.ts";
import { openStore } from "../store/store.ts";
import { buildCatalog } from "./build-catalog.ts";
import { ledgerPath } from "./keep-ledger.ts";
import { recordAddresses } from "./ledger-file.ts";
import { readSettings } from "./settings.ts";

const PROJECT = join(import.meta.dirname, "..", "..", "..");
const temporary = mkdtempSync(join(tmpdir(), "ledger-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
const store = openStore(PROJECT, join(temporary, "store"));
const compile = createCompileCache(store);

const GLOSSARY =
  "- id: image\n  ko: 이미지\n  en: image\n  short: 틀이다.\n  note: images\n  section: definition\n";
const MAP = `notes:
  - { slug: images, title: 이미지, short: 이미지, group: container }
  - { slug: containers, title: 컨테이너, short: 컨테이너, group: container, prerequisites: [images] }
paths:
  - { id: all, for: 모두, title: 전부, summary: 전부 읽는다., notes: [images, containers] }
`;
const note = (title: string, order: number, body: string, ...more: string[]) =>
  [
    "---",
    `title: ${title}`,
    "summary: 요약이다.",
    "group: container",
    `order: ${order}`,
    "verifiedOn: 2026-01-01",
    ...more,
    "---",
    "",
    body,
    "",
  ].join("\n");
const FIGURE =
  '```mermaid id="stack" caption="쌓임"\nflowchart LR\n  accTitle: 층\n  accDescr: 층이 쌓인다.\n  a --> b\n```';
const IMAGES = note(
  "이미지",
  1,
  `## 정의 [#definition]\n\n글이다.\n\n## 레이어 [#layers]\n\n${FIGURE}\n\n## 캐시 [#cache]\n\n글이다.`,
  "questions:\n  - text: 레이어란\n    section: layers",
);
const CONTAINERS = note(
  "컨테이너",
  2,
  "## 시작 [#start]\n\n[레이어](/notes/images/#layers)와 [[images#cache]], [이미지](/notes/images/), [파일](./images.mdx#layers), [[images]], [[image]]를 본다.",
  "prerequisites: [images]",
);

type Files = Record<string, string | undefined>;

/** A project that is changed and checked again, as an author does. */
function createProject() {
  const root = mkdtempSync(join(temporary, "project-"));
  const settings = readSettings(root, {});
  function write(files: Files): void {
    for (const [path, text] of Object.entries(files)) {
      const absolute = join(root, "content", path);
      mkdirSync(dirname(absolute), { recursive: true });
      if (text === undefined) rmSync(absolute);
      else writeFileSync(absolute, text);
    }
  }
  async function check() {
    const catalog = await buildCatalog(settings, store, compile);
    const serious = catalog.findings.filter((one) => one.severity === "error");
    return {
      ...catalog,
      // The notes here are too short to have a summary; lint/summary.test.ts is about those that do.
      findings: catalog.findings.filter((one) => one.code !== "lint/no-summary"),
      errors: serious.map((one) => `${one.file}:${one.line} ${one.code} ${one.hint}`),
      hints: catalog.findings.filter((one) => one.severity === "hint").map((one) => one.code),
      note: (slug: string) => catalog.notes.find((one) => one.slug === slug),
    };
  }
  const ledger = () => readFileSync(ledgerPath(settings), "utf8");
  const fix = async () => recordAddresses(ledgerPath(settings), (await check()).unrecorded);
  const addLine = (line: string) => writeFileSync(ledgerPath(settings), `${ledger()}${line}\n`);
  write({
    "glossary.yaml": GLOSSARY,
    "sources.yaml": "{}\n",
    "map.yaml": MAP,
    "notes/images.mdx": IMAGES,
    "notes/containers.mdx": CONTAINERS,
  });
  return { write, check, fix, addLine, ledger };
}

/** A project whose addresses have been published. */
async function createPublished() {
  const project = createProject();
  await project.fix();
  return project;
}

test("every page, section, figure and term is recorded, and then there is nothing to say", async () => {
  const project = createProject();
  const before = await project.check();
  expect(before.errors).toEqual([]);
  expect(before.findings.map((one) => `${one.severity} ${one.code}`)).toContain("warning ledger/unrecorded");
  await project.fix();
  const lines = project
    .ledger()
    .split("\n")
    .filter((line) => line.startsWith("- "));
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    "- /
    - /accessibility/
    - /cheatsheet/
    - /corrections/
    - /glossary/
    - /glossary/#image
    - /labs/
    - /map/
    - /my/
    - /notes/
    - /notes/containers/
    - /notes/containers/#start
    - /notes/images/
    - /notes/images/#cache
    - /notes/images/#definition
    - /notes/images/#fig-stack
    - /notes/images/#layers
    - /original/
    - /review/
    - /search/
    - /sources/
    - /versions/"
  `);
  const after = await project.check();
  expect(after.findings).toEqual([]);
  expect(after.unrecorded).toEqual([]);
  expect(after.site.gone).toEqual([]);
});

test("a section is renamed with one line: links, questions and glossary follow", async () => {
  const project = await createPublished();
  const renamed = IMAGES.replace("[#layers]", "[#image-layers]").replace("[#definition]", "[#what-it-is]");
  project.write({ "notes/images.mdx": renamed });
  const broken = await project.check();
  expect(broken.errors.filter((error) => error.includes("ledger/"))).toMatchInlineSnapshot(`
    [
      "content/addresses.yaml:19 ledger/disappeared 가장 가까운 주소: /notes/images/#what-it-is. 옮겼다면 이 줄을 더하세요: - /notes/images/#definition: /notes/images/#what-it-is",
      "content/addresses.yaml:21 ledger/disappeared 가장 가까운 주소: /notes/images/#image-layers. 옮겼다면 이 줄을 더하세요: - /notes/images/#layers: /notes/images/#image-layers",
    ]
  `);
  project.addLine("- /notes/images/#layers: /notes/images/#image-layers");
  project.addLine("- /notes/images/#definition: /notes/images/#what-it-is");
  const { errors, hints, note, site } = await project.check();
  expect(errors).toEqual([]);
  expect(hints).toEqual(["link/moved", "link/moved"]);
  expect(note("images")?.moves).toEqual({
    anchors: { "image-layers": ["layers"], "what-it-is": ["definition"] },
    away: [],
  });
  expect(note("images")?.meta.questions[0]?.section).toBe("image-layers");
  expect(note("containers")?.resolved["/notes/images/#layers"]).toMatchObject({
    kind: "internal",
    href: "/notes/images/#image-layers",
  });
  expect(note("images")?.backlinks.map((link) => link.section)).toContain("image-layers");
  expect(site.terms[0]?.href).toBe("/notes/images/#what-it-is");
});

test("a section that moved to another note leaves a link where it was", async () => {
  const project = await createPublished();
  project.write({
    "notes/images.mdx": IMAGES.replace("## 캐시 [#cache]\n\n글이다.", ""),
    "notes/containers.mdx": `${CONTAINERS}\n## 캐시 [#build-cache]\n\n글이다.\n`,
  });
  project.addLine("- /notes/images/#cache: /notes/containers/#build-cache");
  const { errors, note, unrecorded } = await project.check();
  expect(errors).toEqual([]);
  expect(unrecorded).toEqual(["/notes/containers/#build-cache"]);
  expect(note("images")?.moves.away).toEqual([
    { id: "cache", href: "/notes/containers/#build-cache", title: "컨테이너 › 캐시" },
  ]);
});

test("a figure that was renamed keeps its old id", async () => {
  const project = await createPublished();
  project.write({ "notes/images.mdx": IMAGES.replace('id="stack"', 'id="layer-stack"') });
  const broken = await project.check();
  expect(broken.errors).toMatchInlineSnapshot(`
    [
      "content/addresses.yaml:20 ledger/disappeared 가장 가까운 주소: /notes/images/#fig-layer-stack. 옮겼다면 이 줄을 더하세요: - /notes/images/#fig-stack: /notes/images/#fig-layer-stack",
    ]
  `);
  project.addLine("- /notes/images/#fig-stack: /notes/images/#fig-layer-stack");
  expect((await project.check()).note("images")?.moves.anchors).toEqual({ "fig-layer-stack": ["fig-stack"] });
});

test("a note is renamed with one line: links, map, prerequisites and glossary follow", async () => {
  const project = await createPublished();
  project.write({ "notes/images.mdx": undefined, "notes/image-basics.mdx": IMAGES });
  const broken = await project.check();
  expect(broken.errors.filter((error) => error.includes("ledger/"))).toMatchInlineSnapshot(`
    [
      "content/addresses.yaml:17 ledger/disappeared 가장 가까운 주소: /notes/image-basics/. 옮겼다면 이 줄을 더하세요: - /notes/images/: /notes/image-basics/",
    ]
  `);
  project.addLine("- /notes/images/: /notes/image-basics/");
  const { errors, note, site } = await project.check();
  expect(errors).toEqual([]);
  expect(site.gone).toMatchObject([
    { slug: "images", href: "/notes/image-basics/", title: "이미지", whole: true },
  ]);
  expect(site.gone[0]?.sections.map(({ id, href }) => [id, href])).toEqual([
    ["definition", "/notes/image-basics/#definition"],
    ["layers", "/notes/image-basics/#layers"],
    ["cache", "/notes/image-basics/#cache"],
    ["fig-stack", "/notes/image-basics/#fig-stack"],
  ]);
  expect(site.map.notes.map((one) => [one.slug, one.prerequisites])).toEqual([
    ["image-basics", []],
    ["containers", ["image-basics"]],
  ]);
  expect(site.map.paths[0]?.notes).toEqual(["image-basics", "containers"]);
  expect(note("containers")?.meta.prerequisites).toEqual(["image-basics"]);
  expect(note("containers")?.resolved["wiki:images#cache"]).toMatchObject({
    href: "/notes/image-basics/#cache",
    title: "이미지",
  });
  expect(note("containers")?.resolved["./images.mdx#layers"]).toMatchObject({
    href: "/notes/image-basics/#layers",
  });
  expect(site.terms[0]).toMatchObject({ note: "image-basics", href: "/notes/image-basics/#definition" });
});

test("a note is split: every old section leads to the note that has it now", async () => {
  const project = await createPublished();
  project.write({
    "notes/images.mdx": undefined,
    "notes/image-basics.mdx": note("이미지 기초", 1, "## 정의 [#definition]\n\n글이다."),
    "notes/image-layers.mdx": note(
      "레이어",
      3,
      `## 레이어 [#layers]\n\n${FIGURE}\n\n## 캐시 [#build-cache]\n\n글이다.`,
    ),
  });
  project.addLine("- /notes/images/: /notes/image-layers/");
  project.addLine("- /notes/images/#definition: /notes/image-basics/#definition");
  project.addLine("- /notes/images/#cache: /notes/image-layers/#build-cache");
  const { errors, site } = await project.check();
  expect(errors).toEqual([]);
  expect(site.gone).toMatchObject([{ slug: "images", href: "/notes/image-layers/", whole: false }]);
  expect(site.gone[0]?.sections).toEqual([
    { id: "definition", href: "/notes/image-basics/#definition", title: "이미지 기초 › 정의" },
    { id: "layers", href: "/notes/image-layers/#layers", title: "레이어 › 레이어" },
    { id: "cache", href: "/notes/image-layers/#build-cache", title: "레이어 › 캐시" },
    { id: "fig-stack", href: "/notes/image-layers/#fig-stack", title: "레이어 › 층" },
  ]);
  expect(site.terms[0]?.href).toBe("/notes/image-basics/#definition");
});

test("a term that was renamed is still found under its old name", async () => {
  const project = await createPublished();
  project.write({ "glossary.yaml": GLOSSARY.replace("id: image", "id: container-image") });
  expect((await project.check()).errors.filter((error) => error.includes("ledger/"))).toMatchInlineSnapshot(`
    [
      "content/addresses.yaml:10 ledger/disappeared 가장 가까운 주소: /glossary/#container-image. 옮겼다면 이 줄을 더하세요: - /glossary/#image: /glossary/#container-image",
    ]
  `);
  project.addLine("- /glossary/#image: /glossary/#container-image");
  const { errors, note, site } = await project.check();
  expect(errors).toEqual([]);
  expect(note("containers")?.resolved["wiki:image"]).toMatchObject({
    href: "/glossary/#container-image",
    title: "이미지",
  });
  expect(site.movedTerms.anchors).toEqual({ "container-image": ["image"] });
});

test("a note that does not compile and a glossary that cannot be read lose no address", async () => {
  const project = await createPublished();
  project.write({ "notes/images.mdx": `${IMAGES}\n<Callout kind="tip">\n`, "glossary.yaml": "- id: [\n" });
  const { errors } = await project.check();
  expect(errors.filter((error) => error.includes("ledger/"))).toEqual([]);
  expect(errors.length).toBeGreaterThan(0);
});

test("foreign notes have no ledger", async () => {
  const root = mkdtempSync(join(temporary, "foreign-"));
  mkdirSync(join(root, "foreign"));
  writeFileSync(join(root, "foreign", "a.md"), "# 가\n");
  mkdirSync(join(root, "content"));
  writeFileSync(join(root, "content", "addresses.yaml"), "- /notes/nope/\n");
  const { findings, unrecorded } = await buildCatalog(
    readSettings(root, { NOTES_DIR: "foreign" }),
    store,
    compile,
  );
  expect(findings.filter((one) => one.code.startsWith("ledger/"))).toEqual([]);
  expect(unrecorded).toEqual([]);
});
