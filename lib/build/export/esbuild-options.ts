import type { BuildOptions } from "esbuild";
import { wordsAlias } from "../store/words-alias.ts";

/** Tells `lib/address/base.ts`, in a bundle for browsers, below which path the site stands. */
export function defineBase(base: string): Readonly<Record<string, string>> {
  return { SITE_BASE: JSON.stringify(base) };
}

/** What every bundle for the browsers we support has in common. The same source gives the same bytes. @param base path of the site */
export function browserBundle(root: string, base: string) {
  return {
    absWorkingDir: root,
    alias: wordsAlias(root),
    bundle: true,
    minify: true,
    target: ["es2022"],
    legalComments: "none",
    charset: "utf8",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"', ...defineBase(base) },
  } as const satisfies BuildOptions;
}
