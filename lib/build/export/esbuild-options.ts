import type { BuildOptions } from "esbuild";

/** What every bundle for the browsers we support has in common. The same source gives the same bytes. */
export function browserBundle(root: string) {
  return {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    target: ["es2022"],
    legalComments: "none",
    charset: "utf8",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  } as const satisfies BuildOptions;
}
