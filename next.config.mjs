/**
 * The site is exported as static files. `output: 'export'` stays off in the
 * development server, where it would answer 404 for a note added after start.
 */
export default function config() {
  return {
    // The build exports into a folder of its own and puts it in place when it is finished. Without one it only compiles.
    ...(process.env.EXPORT_FOLDER && { output: "export", distDir: process.env.EXPORT_FOLDER }),
    trailingSlash: true,
    reactStrictMode: true,
    poweredByHeader: false,
    devIndicators: false,
    generateBuildId: () => "static",
    images: { unoptimized: true },
    experimental: {
      globalNotFound: true,
      // Both take longer to write than they save: measured with 190 notes, 9 of 55 s of CPU and 3 of 46.
      turbopackFileSystemCacheForBuild: false,
      turbopackSourceMaps: false,
      // What runs on the server runs once; of the client's files only the styles are published.
      turbopackMinify: { server: false, client: true },
    },
    // Node finds the words by a condition; Turbopack knows none of ours (`bin/speak.ts`).
    turbopack: {
      resolveAlias: { "#words": `./lib/words/${process.env.SITE_LANGUAGE || "ko"}.ts` },
    },
    serverExternalPackages: ["esbuild", "elkjs"],
    typescript: { ignoreBuildErrors: true }, // `npm test` runs tsc itself
  };
}
