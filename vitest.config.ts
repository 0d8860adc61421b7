import { defineConfig } from "vitest/config";

/**
 * `unit` needs nothing but the sources; `site` needs a finished export in `out/`,
 * so the two are run at different times.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["lib/**/*.test.ts", "tests/*.test.ts"],
          // Some tests compile a dozen notes; on a busy machine that takes a while.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "site",
          environment: "node",
          include: ["tests/site/**/*.test.ts", "tests/browser/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
