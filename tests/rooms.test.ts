import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** The pure rooms of `lib`, and which of each other they may import. A room is added in the commit that opens it. */
const PURE: Readonly<Record<string, readonly string[]>> = {
  text: [],
  diagnostics: [],
  headers: [],
  models: ["text", "sim"],
  sim: ["text"],
  records: [],
  reference: [],
  address: ["text"],
  labs: ["sim", "models", "text"],
  note: ["address", "diagnostics", "labs", "reference", "study", "text"],
  addresses: ["address", "diagnostics", "text"],
  lint: ["note", "diagnostics", "text", "reference"],
  search: ["note", "address", "text"],
  words: ["text"],
  sharing: ["note", "address", "headers", "text", "reference", "words"],
  study: ["records", "text"],
};

/** The rooms of `lib/build`, and which of each other they may import. All of them may import what is pure. */
const BUILD: Readonly<Record<string, readonly string[]>> = {
  machine: [],
  publish: [],
  serve: [],
  store: ["machine"],
  content: ["store"],
  compile: ["machine", "store"],
  diagrams: ["machine", "store"],
  examples: ["machine", "store"],
  cards: ["machine", "store"],
  import: ["content"],
  pictures: ["machine", "store"],
  catalog: ["compile", "content", "diagrams", "examples", "machine", "pictures", "store"],
  feeds: ["cards", "catalog", "compile", "store"],
  export: ["cards", "catalog", "content", "feeds", "machine", "pictures", "store"],
  book: ["export", "machine"],
};

/** What of `lib/build` an address may ask. */
const BUILD_FOR_APP = ["catalog", "export", "feeds"];

type SourceFile = { readonly path: string; readonly source: string };
type Arrow = { readonly wanted: string; readonly line: number };

/** Every breach of the tables among the files given, as `file:line  rule`. Paths are relative to the project. */
function findBreaches(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, source }) =>
    arrowsOf(path, source).flatMap(({ wanted, line }) => {
      const rule = ruleBroken(path, wanted);
      return rule === undefined ? [] : [`${path}:${line}  ${rule}`];
    }),
  );
}

/**
 * What a file imports, and what it names as text for somebody else to import (`"components/boot/boot.ts"`,
 * `new URL("./card-worker.ts", …)`): files from the project's root, packages by their names.
 */
function arrowsOf(path: string, source: string): Arrow[] {
  const lineAt = (position: number) => source.slice(0, position).split("\n").length;
  const imported = ts.preProcessFile(source, true, true).importedFiles.map(({ fileName, pos }) => ({
    wanted: fileName.startsWith(".") ? posix.join(dirname(path), fileName) : fileName,
    line: lineAt(pos),
  }));
  const named = [
    ...source.matchAll(
      /(["'])(?:\.\/)?((?:app|bin|components|lib)\/[^"'\s]+\.(?:ts|tsx|mjs|css))\1|new URL\("(\.[^"]+\.tsx?)"/g,
    ),
  ].map(({ 2: fromRoot, 3: fromHere, index }) => ({
    wanted: fromRoot ?? posix.join(dirname(path), fromHere!),
    line: lineAt(index),
  }));
  return [...imported, ...named];
}

function ruleBroken(path: string, target: string): string | undefined {
  const from = roomOf(path);
  const to = roomOf(target);
  if (to === undefined) {
    const framework = /^(?:react|react-dom|next)(?:\/|$)/.test(target);
    return from?.top === "lib" && framework ? `lib knows neither React nor Next: ${target}` : undefined;
  }
  if (from === undefined) return undefined;
  if (to.top === "bin" && from.top !== "bin") return `nobody imports bin: ${target}`;
  const inside = from.top === to.top && from.build === to.build && from.room === to.room;
  if (inside) return undefined;
  const pure = to.top === "lib" && !to.build;
  switch (from.top) {
    case "lib": {
      const allowed = (from.build ? BUILD : PURE)[from.room];
      if (allowed === undefined) return `${nameOf(from)} is no room of the tables in tests/rooms.test.ts`;
      // Islands and figures are bundled from here: by name, for React is another one there, or none.
      if (from.build && from.room === "export" && /^components\/(?:islands|live)\//.test(target))
        return undefined;
      if (to.top !== "lib") return `lib imports nothing outside lib: ${target}`;
      if (from.build && pure) return undefined;
      if (from.build === to.build && allowed.includes(to.room)) return undefined;
      if (!from.build && to.build) return `lib outside lib/build is pure: ${target}`;
      return `${nameOf(from)} may import ${allowed.join(", ") || "nothing of ours"}: ${target}`;
    }
    case "components":
      if (to.top === "components" || pure) return undefined;
      // The one component that runs while the page is made, and not what React makes of it.
      if (path === "components/islands/Island.tsx" && to.build && to.room === "export") return undefined;
      return `components may import components and what is pure of lib: ${target}`;
    case "app":
      if (to.top !== "lib" || pure || BUILD_FOR_APP.includes(to.room)) return undefined;
      return `app may import of lib/build only ${BUILD_FOR_APP.join(", ")}: ${target}`;
    default:
      return undefined;
  }
}

type Room = { readonly top: string; readonly build: boolean; readonly room: string };

/** Where a file of ours lives; undefined for a package. */
function roomOf(path: string): Room | undefined {
  const [top = "", second = "", third = ""] = path.split("/");
  if (!["lib", "components", "app", "bin"].includes(top)) return undefined;
  const build = top === "lib" && second === "build";
  return { top, build, room: top === "lib" ? (build ? third : second) : "" };
}

function nameOf({ build, room }: Room): string {
  return build ? `lib/build/${room}` : `lib/${room}`;
}

/** Places outside `lib/build` that read the clock or chance, as `file:line  rule`. */
function findImpurities(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith("lib/") && !path.startsWith("lib/build/"))
    .flatMap(({ path, source }) =>
      source.split("\n").flatMap((text, index) => {
        const found = /\bDate\.now\b|\bnew Date\(|\bMath\.random\b/.exec(text)?.[0];
        return found === undefined
          ? []
          : [`${path}:${index + 1}  pure rooms have no clock and no chance: ${found}`];
      }),
    );
}

/** Files that lead back to themselves, each circle once, in alphabetical order of its first file. */
function findCircles(files: readonly SourceFile[]): string[][] {
  const known = new Set(files.map(({ path }) => path));
  const next = new Map(
    files.map(({ path, source }) => [
      path,
      // A file may name itself: what it makes depends on it.
      [...new Set(arrowsOf(path, source).map(({ wanted }) => wanted))].filter(
        (one) => known.has(one) && one !== path,
      ),
    ]),
  );
  const reach = (start: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(next.get(start) ?? [])];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      open.push(...(next.get(path) ?? []));
    }
    return seen;
  };
  const reached = new Map([...known].map((path) => [path, reach(path)]));
  const circles = new Map<string, string[]>();
  for (const [path, ahead] of reached) {
    if (!ahead.has(path)) continue;
    const circle = [...ahead].filter((other) => reached.get(other)?.has(path)).sort();
    circles.set(circle.join(), circle);
  }
  return [...circles.values()].sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}

function readSources(): SourceFile[] {
  return globSync("{lib,components,app,bin}/**/*.{ts,tsx,js,mjs}", { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .sort()
    .map((path) => ({ path, source: readFileSync(join(ROOT, path), "utf8") }));
}

const sources = readSources();

test("every import, and every file named as text, keeps to the tables of rooms", () => {
  expect(sources.length).toBeGreaterThan(30);
  expect(findBreaches(sources)).toEqual([]);
});

test("what is pure reads neither the clock nor chance", () => {
  expect(findImpurities(sources)).toEqual([]);
});

test("no file leads back to itself", () => {
  expect(findCircles(sources)).toEqual([]);
});

test("every folder of lib is a room of the tables, and every room of the tables a folder", () => {
  const rooms = sources.flatMap(({ path }) => roomOf(path) ?? []).filter(({ top }) => top === "lib");
  const namesOf = (build: boolean) => [
    ...new Set(rooms.filter((one) => one.build === build).map(({ room }) => room)),
  ];
  expect(namesOf(false).sort()).toEqual(Object.keys(PURE).sort());
  expect(namesOf(true).sort()).toEqual(Object.keys(BUILD).sort());
});

test("each room opens with what it answers and what it may touch, and names only what is there", () => {
  const rooms = globSync(["lib/*/", "lib/build/*/", "components/*/"], { cwd: ROOT })
    .map((path) => path.replaceAll("\\", "/").replace(/\/$/, ""))
    .filter((room) => room !== "lib/build");
  expect(rooms.length).toBeGreaterThan(30);
  expect(rooms.flatMap(faultsOfReadme).sort()).toEqual([]);
});

test("docs/architecture.md fits a page and names only files that are there", () => {
  const text = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
  const named = [
    ...text.matchAll(/(?<![\w./<>-])(?:app|components|content|lib|tests)\/[\w./[\]-]+\.(?:tsx?|yaml)/g),
  ];
  expect(named.length).toBeGreaterThan(20);
  expect(named.map(([path]) => path).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(text.split("\n").length).toBeLessThan(75);
});

/** What is missing in a room's README, and which files it names that are not there. */
function faultsOfReadme(room: string): string[] {
  const path = `${room}/README.md`;
  if (!existsSync(join(ROOT, path)))
    return [`${path} is missing: say in a few lines what the room answers and what it may touch`];
  const [title, answers = "", touches = ""] = readFileSync(join(ROOT, path), "utf8").trim().split("\n\n");
  const named = [...`${answers}\n${touches}`.matchAll(/`([\w./-]+\.(?:tsx?|css))`|\]\(([^)#]+)/g)];
  return [
    ...(title === `# ${room}` ? [] : [`${path} begins with "# ${room}"`]),
    ...(answers === "" || touches === "" ? [`${path} needs a paragraph of each: answers, may touch`] : []),
    ...named
      .map(([, name, link]) => link ?? name!)
      .filter((name) => ![room, "."].some((from) => existsSync(join(ROOT, from, name))))
      .map((name) => `${path} names ${name}, which is not there`),
  ];
}

test("a planted breach of each rule is caught, with file and line", () => {
  const planted: SourceFile[] = [
    { path: "lib/text/a.ts", source: 'import { x } from "./b.ts";\nimport { y } from "../note/note.ts";' },
    { path: "lib/address/a.ts", source: '\n\nexport * from "../build/content/read-notes.ts";' },
    { path: "lib/note/a.ts", source: 'const room = await import("../build/catalog/store.ts");' },
    {
      path: "lib/build/catalog/a.ts",
      source: 'import type { ReactNode } from "react";\nimport "next/link";\nimport "../feeds/feed.ts";',
    },
    {
      path: "lib/build/compile/a.ts",
      source:
        'import { Icon } from "../../../components/frame/Icon.tsx";\nconst b = "components/boot/boot.ts";',
    },
    { path: "lib/build/cards/a.ts", source: '\nnew Worker(new URL("../book/worker.ts", import.meta.url))' },
    { path: "lib/utils/a.ts", source: 'import { x } from "../text/josa.ts";' },
    { path: "components/a.tsx", source: 'import { loadSite } from "../lib/build/catalog/store.ts";' },
    { path: "components/b.tsx", source: 'import type { Site } from "../lib/build/compile/context.ts";' },
    { path: "components/c.tsx", source: 'const script = `import("./lib/build/export/a.ts")`;' },
    { path: "app/page.tsx", source: 'import { compileNote } from "../lib/build/compile/compile-note.ts";' },
    { path: "app/layout.tsx", source: 'import { runCommand } from "../bin/run-command.ts";' },
  ];
  expect(findBreaches(planted).join("\n")).toMatchInlineSnapshot(`
    "lib/text/a.ts:2  lib/text may import nothing of ours: lib/note/note.ts
    lib/address/a.ts:3  lib outside lib/build is pure: lib/build/content/read-notes.ts
    lib/note/a.ts:1  lib outside lib/build is pure: lib/build/catalog/store.ts
    lib/build/catalog/a.ts:1  lib knows neither React nor Next: react
    lib/build/catalog/a.ts:2  lib knows neither React nor Next: next/link
    lib/build/catalog/a.ts:3  lib/build/catalog may import compile, content, diagrams, examples, machine, pictures, store: lib/build/feeds/feed.ts
    lib/build/compile/a.ts:1  lib imports nothing outside lib: components/frame/Icon.tsx
    lib/build/compile/a.ts:2  lib imports nothing outside lib: components/boot/boot.ts
    lib/build/cards/a.ts:2  lib/build/cards may import machine, store: lib/build/book/worker.ts
    lib/utils/a.ts:1  lib/utils is no room of the tables in tests/rooms.test.ts
    components/a.tsx:1  components may import components and what is pure of lib: lib/build/catalog/store.ts
    components/b.tsx:1  components may import components and what is pure of lib: lib/build/compile/context.ts
    components/c.tsx:1  components may import components and what is pure of lib: lib/build/export/a.ts
    app/page.tsx:1  app may import of lib/build only catalog, export, feeds: lib/build/compile/compile-note.ts
    app/layout.tsx:1  nobody imports bin: bin/run-command.ts"
  `);
});

test("imports that the tables allow are left alone", () => {
  const allowed: SourceFile[] = [
    {
      path: "lib/build/catalog/a.ts",
      source:
        'import { x } from "../compile/cache.ts";\nimport { y } from "../../text/josa.ts";\nimport { z } from "zod";',
    },
    { path: "lib/build/export/a.ts", source: 'export const START = "components/islands/islands.ts";' },
    { path: "components/note/b.tsx", source: 'import { noteHref } from "../../lib/address/href.ts";' },
    {
      path: "app/page.tsx",
      source: 'import { loadSite } from "../lib/build/catalog/store.ts";\nimport Link from "next/link";',
    },
    { path: "bin/build.ts", source: 'import { compileNote } from "../lib/build/compile/compile-note.ts";' },
    { path: "lib/text/a.ts", source: "// import { x } from '../note/note.ts';" },
  ];
  expect(findBreaches(allowed)).toEqual([]);
});

test("a planted circle is found, through types and through names in text", () => {
  const planted: SourceFile[] = [
    { path: "lib/text/a.ts", source: 'import type { B } from "./b.ts";' },
    { path: "lib/text/b.ts", source: 'new Worker(new URL("./c.ts", import.meta.url));' },
    { path: "lib/text/c.ts", source: 'export * from "./a.ts";\nexport * from "./d.ts";' },
    { path: "lib/text/d.ts", source: "" },
  ];
  expect(findCircles(planted)).toEqual([["lib/text/a.ts", "lib/text/b.ts", "lib/text/c.ts"]]);
});

test("a planted clock is caught where it is pure, and not under lib/build", () => {
  const source = "const a = 1;\nconst b = Date.now() + Math.random();\nconst c = new Date(2020);";
  expect(
    findImpurities([
      { path: "lib/note/a.ts", source },
      { path: "lib/build/compile/a.ts", source },
    ]),
  ).toEqual([
    "lib/note/a.ts:2  pure rooms have no clock and no chance: Date.now",
    "lib/note/a.ts:3  pure rooms have no clock and no chance: new Date(",
  ]);
});
