import { PHASE_DEVELOPMENT_SERVER } from "next/constants.js";

/**
 * The site is exported as static files. `output: 'export'` stays off in the
 * development server, where it would answer 404 for a note added after start.
 */
export default function config(phase) {
  return {
    ...(phase === PHASE_DEVELOPMENT_SERVER ? {} : { output: "export" }),
    trailingSlash: true,
    reactStrictMode: true,
    poweredByHeader: false,
    devIndicators: false,
    generateBuildId: () => "static",
    images: { unoptimized: true },
    serverExternalPackages: ["esbuild"],
    typescript: { ignoreBuildErrors: true }, // `npm test` runs tsc itself
  };
}
