import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin, transform } from "esbuild";
import { basePathOf, readSiteUrl } from "../catalog/site-url.ts";
import { wordsAlias } from "../store/words-alias.ts";
import { defineBase } from "./esbuild-options.ts";

/** A style sheet that a script imports is its minified text, for `adoptStyles`. */
const stylesAsText: Plugin = {
  name: "styles-as-text",
  setup({ onLoad, initialOptions }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), {
        loader: "css",
        minify: true,
        target: initialOptions.target,
        charset: "utf8",
      });
      return { contents: code, loader: "text" };
    });
  },
};

/** `serwist` imports `idb` for parts that our worker does without; a module that nothing uses is left out. */
const idbWhereUsed: Plugin = {
  name: "idb-where-used",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^idb$/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (pluginData === idbWhereUsed) return undefined;
      const found = await resolve(path, { kind, importer, resolveDir, pluginData: idbWhereUsed });
      return { ...found, sideEffects: false };
    });
  },
};

/**
 * Bundles one of the page scripts for the browsers we support. The same source
 * gives the same bytes.
 * @param format "iife" for a classic script that blocks, "esm" for a module
 */
export async function bundleScript(entry: string, root: string, format: "iife" | "esm"): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    plugins: [stylesAsText, idbWhereUsed],
    write: false,
    minify: true,
    format,
    // What a browser searches with needs a third of FlexSearch, which is a build of its own.
    alias: {
      ...wordsAlias(root),
      flexsearch: join(root, "node_modules/flexsearch/dist/flexsearch.light.module.min.js"),
    },
    target: ["es2022"],
    define: defineBase(basePathOf(readSiteUrl(process.env))),
    legalComments: "none",
    charset: "utf8",
  });
  return result.outputFiles[0]!.text;
}

/** A style sheet that a script loads, in one file. */
export async function bundleStyle(entry: string, root: string): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    minify: true,
    target: ["es2022"],
    legalComments: "none",
    charset: "utf8",
  });
  return result.outputFiles[0]!.text;
}
