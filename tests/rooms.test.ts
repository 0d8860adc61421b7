import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

const PURE = [
  "text",
  "diagnostics",
  "address",
  "note",
  "reference",
  "lint",
  "headers",
  "models",
  "sim",
  "labs",
  "search",
  "share",
];

/** What each room of `lib` may import of ours. A new room is added here in the commit that opens it. */
const LIB_ROOMS: Readonly<Record<string, readonly string[]>> = {
  text: [],
  files: [],
  diagnostics: [],
  reference: [],
  address: ["text"],
  note: ["address", "text", "diagnostics", "reference"],
  content: ["note", "diagnostics", "text", "reference", "labs"],
  compile: ["files", "note", "address", "text", "diagnostics", "reference"],
  ledger: ["files", "diagnostics", "text", "address"],
  lint: ["note", "diagnostics", "text", "reference"],
  models: [],
  sim: [],
  labs: ["sim", "models", "text"],
  import: ["content", ...PURE],
  examples: ["files", "diagnostics", "text"],
  catalog: ["files", "content", "compile", "ledger", "diagrams", "examples", ...PURE],
  search: ["note", "address", "text"],
  share: ["note", "address", "headers", "lint", "text", "reference"],
  pictures: ["files", "share"],
  history: [],
  book: ["browser", "delivery", "headers", "text"],
  headers: [],
  release: ["headers"],
  islands: [],
  delivery: ["catalog", "content", "files", "islands", "pictures", "history", ...PURE],
  browser: [],
  diagrams: ["files", "browser", "note", "text"],
};

type SourceFile = { readonly path: string; readonly source: string };
type Import = { readonly wanted: string; readonly line: number; readonly typeOnly: boolean };

/** Every breach of the table among the files given, as `file:line  rule`. Paths are relative to the project. */
function findImportBreaches(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, source }) =>
    importsOf(source).flatMap((one) => {
      const rule = ruleBroken(path, one);
      return rule === undefined ? [] : [`${path}:${one.line}  ${rule}`];
    }),
  );
}

function importsOf(source: string): Import[] {
  return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName, pos }) => {
    const before = source.slice(0, pos);
    const statement = before.slice(Math.max(before.lastIndexOf("import"), before.lastIndexOf("export")));
    return {
      wanted: fileName,
      line: before.split("\n").length,
      typeOnly: /^(?:import|export)\s+type\b/.test(statement),
    };
  });
}

function ruleBroken(path: string, { wanted, typeOnly }: Import): string | undefined {
  const [top = "", room = ""] = path.split("/");
  if (!wanted.startsWith(".")) {
    const framework = /^(?:react|react-dom|next)(?:\/|$)/.test(wanted);
    return top === "lib" && framework ? `lib knows neither React nor Next: ${wanted}` : undefined;
  }
  const target = posix.join(dirname(path), wanted);
  const [toTop = "", toRoom = ""] = target.split("/");
  if (toTop === "bin" && top !== "bin") return `nobody imports bin: ${target}`;
  switch (top) {
    case "lib": {
      const allowed = LIB_ROOMS[room];
      if (allowed === undefined) return `lib/${room} is no room of the table in tests/rooms.test.ts`;
      if (toTop !== "lib") return `lib imports nothing outside lib: ${target}`;
      if (toRoom === room || allowed.includes(toRoom)) return undefined;
      return `lib/${room} may import ${allowed.join(", ") || "nothing of ours"}: ${target}`;
    }
    case "components":
      if (toTop === "components" || (toTop === "lib" && PURE.includes(toRoom))) return undefined;
      if (toTop === "lib" && toRoom === "catalog" && typeOnly) return undefined;
      // The one component that runs while the page is made, and not what React makes of it.
      if (path === "components/islands/Island.tsx" && toRoom === "islands") return undefined;
      return `components may import components, pure rooms of lib, and types of lib/catalog: ${target}`;
    case "app":
      if (toTop === "app" || toTop === "components") return undefined;
      if (toTop === "lib" && toRoom !== "content" && toRoom !== "compile") return undefined;
      return `app may import app, components, and lib except content and compile: ${target}`;
    default:
      return undefined;
  }
}

/** Places in pure rooms that read the clock or chance, as `file:line  rule`. */
function findImpurities(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => PURE.some((room) => path.startsWith(`lib/${room}/`)))
    .flatMap(({ path, source }) =>
      source.split("\n").flatMap((text, index) => {
        const found = /\bDate\.now\b|\bnew Date\(|\bMath\.random\b/.exec(text)?.[0];
        return found === undefined
          ? []
          : [`${path}:${index + 1}  pure rooms have no clock and no chance: ${found}`];
      }),
    );
}

function readSources(): SourceFile[] {
  return globSync("{lib,components,app,bin}/**/*.{ts,tsx,js,mjs}", { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .sort()
    .map((path) => ({ path, source: readFileSync(join(ROOT, path), "utf8") }));
}

test("every import keeps to the table of rooms", () => {
  const sources = readSources();
  expect(sources.length).toBeGreaterThan(30);
  expect(findImportBreaches(sources)).toEqual([]);
});

test("pure rooms read neither the clock nor chance", () => {
  expect(findImpurities(readSources())).toEqual([]);
});

test("pure rooms compile without DOM, Node and React types", () => {
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const run = () =>
    execFileSync(process.execPath, [tsc, "-p", "tsconfig.pure.json"], { cwd: ROOT, encoding: "utf8" });
  expect(run()).toBe("");
}, 60_000);

test("every folder of lib is a room of the table", () => {
  const folders = new Set(
    readSources().flatMap(({ path }) => (path.startsWith("lib/") ? [path.split("/")[1]] : [])),
  );
  const unknown = [...folders].filter((folder) => folder !== undefined && !(folder in LIB_ROOMS));
  expect(unknown).toEqual([]);
});

test("a planted breach of each rule is caught, with file and line", () => {
  const planted: SourceFile[] = [
    { path: "lib/text/a.ts", source: 'import { x } from "./b.ts";\nimport { y } from "../note/note.ts";' },
    { path: "lib/address/a.ts", source: '\n\nexport * from "../content/read-notes.ts";' },
    { path: "lib/note/a.ts", source: 'const room = await import("../catalog/store.ts");' },
    { path: "lib/catalog/a.ts", source: 'import type { ReactNode } from "react";\nimport "next/link";' },
    { path: "lib/compile/a.ts", source: 'import { Icon } from "../../components/frame/Icon.tsx";' },
    { path: "lib/utils/a.ts", source: 'import { x } from "../text/josa.ts";' },
    { path: "components/a.tsx", source: 'import { loadSite } from "../lib/catalog/store.ts";' },
    { path: "components/b.tsx", source: 'import type { Site } from "../lib/compile/context.ts";' },
    { path: "app/page.tsx", source: 'import { compileNote } from "../lib/compile/compile-note.ts";' },
    { path: "app/layout.tsx", source: 'import { runCommand } from "../bin/run-command.ts";' },
  ];
  expect(findImportBreaches(planted).join("\n")).toMatchInlineSnapshot(`
    "lib/text/a.ts:2  lib/text may import nothing of ours: lib/note/note.ts
    lib/address/a.ts:3  lib/address may import text: lib/content/read-notes.ts
    lib/note/a.ts:1  lib/note may import address, text, diagnostics, reference: lib/catalog/store.ts
    lib/catalog/a.ts:1  lib knows neither React nor Next: react
    lib/catalog/a.ts:2  lib knows neither React nor Next: next/link
    lib/compile/a.ts:1  lib imports nothing outside lib: components/frame/Icon.tsx
    lib/utils/a.ts:1  lib/utils is no room of the table in tests/rooms.test.ts
    components/a.tsx:1  components may import components, pure rooms of lib, and types of lib/catalog: lib/catalog/store.ts
    components/b.tsx:1  components may import components, pure rooms of lib, and types of lib/catalog: lib/compile/context.ts
    app/page.tsx:1  app may import app, components, and lib except content and compile: lib/compile/compile-note.ts
    app/layout.tsx:1  nobody imports bin: bin/run-command.ts"
  `);
});

test("imports that the table allows are left alone", () => {
  const allowed: SourceFile[] = [
    {
      path: "lib/catalog/a.ts",
      source: 'import { x } from "../compile/cache.ts";\nimport { z } from "zod";',
    },
    { path: "components/note/a.tsx", source: 'import type {\n  Site,\n} from "../../lib/catalog/site.ts";' },
    { path: "components/note/b.tsx", source: 'import { noteHref } from "../../lib/address/href.ts";' },
    {
      path: "app/page.tsx",
      source: 'import { loadSite } from "../lib/catalog/store.ts";\nimport Link from "next/link";',
    },
    { path: "bin/build.ts", source: 'import { compileNote } from "../lib/compile/compile-note.ts";' },
    {
      path: "lib/text/a.ts",
      source: "// import { x } from '../note/note.ts';\nconst s = `import '../app/x'`;",
    },
  ];
  expect(findImportBreaches(allowed)).toEqual([]);
});

test("a planted clock in a pure room is caught, elsewhere it is not", () => {
  const source = "const a = 1;\nconst b = Date.now() + Math.random();\nconst c = new Date(2020);";
  expect(
    findImpurities([
      { path: "lib/note/a.ts", source },
      { path: "lib/compile/a.ts", source },
    ]),
  ).toEqual([
    "lib/note/a.ts:2  pure rooms have no clock and no chance: Date.now",
    "lib/note/a.ts:3  pure rooms have no clock and no chance: new Date(",
  ]);
});
