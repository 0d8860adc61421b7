import { defineConfig } from "vitest/config";

/**
 * `unit` needs nothing but the sources, `nginx` an nginx, and `site` a finished
 * export in `out/`: they are run apart.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: [
            "{lib,components,bin}/**/*.test.ts",
            "tests/*.test.ts",
            "tests/deploy/*.test.ts",
            "tests/deploy/kubernetes/*.test.ts",
          ],
          // Some tests compile a dozen notes; on a busy machine that takes a while.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "nginx",
          environment: "node",
          include: ["tests/deploy/nginx/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "site",
          environment: "node",
          include: ["tests/site/**/*.test.ts", "tests/browser/**/*.test.ts", "tests/book/**/*.test.ts"],
          // Browsers wait more than they compute: two files at a time, also on two cores.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
