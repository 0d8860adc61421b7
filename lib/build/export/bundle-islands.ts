import { readFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { wordsAlias } from "../store/words-alias.ts";
import { browserBundle } from "./esbuild-options.ts";

/** Where the figures are listed, and what draws them, from the project's root. */
const FIGURES = "components/live/figures.ts";
const JSX = "components/live/jsx.ts";

export type IslandBundle = {
  /** The file that every page with an island loads. */
  readonly start: string;
  /** The file that leads to all islands; the rest is loaded through it. */
  readonly entry: string;
  /** All files, by path inside the folder that they are put in together. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What each island loads when it comes to life, the entry first. */
  readonly partsOf: ReadonlyMap<string, readonly string[]>;
  /** What all islands share: the entry and React. */
  readonly runtime: readonly string[];
  /** The file that leads to all figures that move. */
  readonly figures: string;
  /** What each figure loads, by the id of its lab: that file, what all figures share, and its own. */
  readonly partsOfFigures: ReadonlyMap<string, readonly string[]>;
};

/**
 * Bundles the islands for the browser: a small file that waits, React's runtime
 * once, and a file for each island. Names hold a hash of the contents. The figures of
 * notes are bundled beside them, with a renderer of their own in React's place.
 * @param registry a module like `components/islands/registry.ts`, from `root`
 * @param base path of the site on its host
 */
export async function bundleIslands(root: string, registry: string, base = ""): Promise<IslandBundle> {
  const options = {
    ...browserBundle(root, base),
    format: "esm",
    outdir: root,
    metafile: true,
    write: false,
  } as const;
  const waiting = await build({
    ...options,
    entryPoints: ["components/islands/islands.ts"],
    entryNames: "[name].[hash]",
  });
  const lazily = (sourcefile: string, contents: string, jsx: Plugin) =>
    build({
      ...options,
      stdin: { contents, resolveDir: root, sourcefile },
      splitting: true,
      plugins: [ownWords(root), jsx],
      entryNames: `islands/${basename(sourcefile, ".ts")}.[hash]`,
      chunkNames: "islands/[name].[hash]",
    });
  const parts = await lazily(
    "entry.ts",
    `export { registry } from "./${registry}";
     export const loadHydrate = () => import("./components/islands/hydrate.tsx");`,
    ownJsx(root, base),
  );
  const drawn = await lazily(
    "figures.ts",
    `export { registry as figures } from "./${FIGURES}";
     export { mount } from "./components/live/mount.ts";`,
    drawnJsx(root),
  );
  const files = new Map(
    [...waiting.outputFiles, ...parts.outputFiles, ...drawn.outputFiles].map(({ path, contents }) => [
      path.slice(root.length + 1).replaceAll("\\", "/"),
      contents,
    ]),
  );
  const style = [...files.keys()].find((name) => !name.endsWith(".js"));
  if (style !== undefined)
    throw new Error(`${style}: 섬은 스타일을 가져오지 않습니다. components/styles에 두세요.`);
  const { metafile } = parts;
  const entry = outputOf(metafile, "entry.ts");
  const react = outputOf(metafile, "components/islands/hydrate.tsx");
  const runtime = [...new Set([entry, ...filesBehind(metafile, entry), ...filesBehind(metafile, react)])];
  const figures = outputOf(drawn.metafile, "figures.ts");
  const partsOf = new Map(await partsIn(metafile, registry, runtime));
  const partsOfFigures = new Map(
    await partsIn(drawn.metafile, FIGURES, [figures, ...filesBehind(drawn.metafile, figures)]),
  );
  const start = Object.keys(waiting.metafile.outputs)[0]!;
  return { start, entry, files, partsOf, runtime, figures, partsOfFigures };

  /** The files of each module that a registry loads, after those that all of them need. */
  async function partsIn(
    { inputs, ...rest }: Metafile,
    path: string,
    shared: readonly string[],
  ): Promise<(readonly [string, readonly string[]])[]> {
    const names = await namesIn(join(root, path));
    const sources = inputs[path]!.imports.filter(({ kind }) => kind === "dynamic-import");
    if (sources.length !== names.length)
      throw new Error(`${path}: 섬마다 import()를 정확히 하나씩 적어 주세요.`);
    const all = { inputs, ...rest };
    return names.map((name, index) => {
      const own = filesBehind(all, outputOf(all, sources[index]!.path));
      return [name, [...new Set([...shared, ...own])]] as const;
    });
  }
}

/** JSX as `components/live/draw.ts` draws it; what has hooks does not build. */
function drawnJsx(root: string): Plugin {
  return {
    name: "drawn-jsx",
    setup({ onResolve }) {
      onResolve({ filter: /^react(?:\/jsx-runtime)?$/ }, () => ({ path: join(root, JSX) }));
    },
  };
}

/**
 * Gives every file that says something its own copy of `lib/words`, of which it keeps only what it says. One
 * copy would be loaded whole by everybody, since esbuild puts files into chunks and not what is in them
 * (https://github.com/evanw/esbuild/releases/tag/v0.11.7).
 */
function ownWords(root: string): Plugin {
  const folder = join(root, "lib/words");
  return {
    name: "own-words",
    setup({ onResolve, onLoad }) {
      onResolve(
        { filter: /^#words$|(^\.|\/words)\/[\w-]+\.ts$/ },
        ({ path, importer, resolveDir, pluginData }) => {
          const file = path === "#words" ? wordsAlias(root)[path] : join(resolveDir, path);
          if (dirname(file) !== folder) return undefined;
          const sayer: unknown = pluginData ?? relative(root, importer);
          return { path: file, suffix: `?${sayer}`, pluginData: sayer };
        },
      );
      // What esbuild reads itself loses who asked for it.
      onLoad({ filter: /\/words\/[\w-]+\.ts$/ }, async ({ path, pluginData }) =>
        dirname(path) === folder
          ? { contents: await readFile(path), loader: "ts", resolveDir: folder, pluginData }
          : undefined,
      );
    },
  };
}

const JSX_OF_REACT =
  'import * as runtime from "react/jsx-runtime"; export const { jsx, jsxs, Fragment } = runtime;';

/** The addresses that islands are given are counted from the site's root, and those that they draw are not. */
const JSX_BELOW_BASE = `
  import * as runtime from "react/jsx-runtime";
  import { atAddresses } from "./lib/address/base.ts";
  const below = (make) => (type, props, key) => make(type, typeof type === "string" ? atAddresses(props) : props, key);
  export const jsx = below(runtime.jsx), jsxs = below(runtime.jsxs), Fragment = runtime.Fragment;`;

/**
 * React's JSX functions as bindings of a module. As the CommonJS module that they come in, each file would wrap
 * them for itself and look them up at each call.
 */
function ownJsx(root: string, base: string): Plugin {
  return {
    name: "own-jsx",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^react\/jsx-runtime$/ }, ({ namespace }) =>
        namespace === "own-jsx" ? undefined : { path: "jsx", namespace: "own-jsx" },
      );
      onLoad({ filter: /./, namespace: "own-jsx" }, () => ({
        contents: base === "" ? JSX_OF_REACT : JSX_BELOW_BASE,
        resolveDir: root,
      }));
    },
  };
}

/** A file and everything that it imports at once. */
function filesBehind(metafile: Metafile, file: string): string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const one of metafile.outputs[path]!.imports)
      if (one.kind === "import-statement" && !one.external) visit(one.path);
  };
  visit(file);
  return [...found].sort();
}

function outputOf(metafile: Metafile, source: string): string {
  const found = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === source);
  if (!found) throw new Error(`${basename(source)}의 스크립트가 따로 나뉘지 않았습니다.`);
  return found[0];
}

/** The names, in the order in which they are written. Nothing is imported that they name. */
async function namesIn(registry: string): Promise<string[]> {
  const module = (await import(pathToFileURL(registry).href)) as {
    registry: object;
  };
  return Object.keys(module.registry);
}
