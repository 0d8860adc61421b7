import { defineConfig } from "vitest/config";

/** For what hangs, not for what is slow: a busy machine fails no test. */
const patience = { testTimeout: 900_000, hookTimeout: 900_000 };

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
            "{lib,components,bin}/**/*.test.{ts,tsx}",
            "tests/*.test.ts",
            "tests/deploy/*.test.ts",
            "tests/deploy/kubernetes/*.test.ts",
          ],
          ...patience,
        },
      },
      {
        test: {
          name: "nginx",
          environment: "node",
          include: ["tests/deploy/nginx/*.test.ts"],
          ...patience,
        },
      },
      {
        test: {
          name: "site",
          environment: "node",
          include: ["tests/site/**/*.test.ts", "tests/browser/**/*.test.ts", "tests/book/**/*.test.ts"],
          // Browsers wait more than they compute: two files at a time, also on two cores.
          maxWorkers: 2,
          ...patience,
        },
      },
    ],
  },
});
