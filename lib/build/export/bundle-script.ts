import { join } from "node:path";
import { build } from "esbuild";

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
    write: false,
    minify: true,
    format,
    // What a browser searches with needs a third of FlexSearch, which is a build of its own.
    alias: { flexsearch: join(root, "node_modules/flexsearch/dist/flexsearch.light.module.min.js") },
    target: ["es2022"],
    legalComments: "none",
    charset: "utf8",
  });
  return result.outputFiles[0]!.text;
}
