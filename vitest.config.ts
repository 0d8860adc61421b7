import { defineConfig } from "vitest/config";

/** For what hangs, not for what is slow: a busy machine fails no test. */
const patience = { testTimeout: 900_000, hookTimeout: 900_000, expect: { poll: { timeout: 120_000 } } };

/** Tests that need nothing but the sources. */
const unit = {
  environment: "node",
  // Files share what they import: most of the time went into loading the same modules 190 times.
  isolate: false,
  // Vitest leaves one core for itself: on two that is half.
  maxWorkers: "100%",
  ...patience,
} as const;

/**
 * `unit` and `slow`, whose files take 5 seconds and more on two cores, need nothing but the sources, `nginx` an nginx,
 * and `site` a finished export in `out/`. `npm run test:deep` runs the others: `deep-site` on the same export (the
 * policy on every page too, every lab, every live figure), `chrome` on it in a Chrome that is installed, and `deep` in
 * copies of the project.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...unit,
          name: "unit",
          exclude: ["**/*.slow.test.ts"],
          include: [
            "{lib,components,bin}/**/*.test.{ts,tsx}",
            "tests/*.test.ts",
            "tests/deploy/*.test.ts",
            "tests/deploy/kubernetes/*.test.ts",
          ],
        },
      },
      {
        test: {
          ...unit,
          name: "slow",
          include: ["{lib,bin}/**/*.slow.test.ts", "tests/*.slow.test.ts", "tests/deploy/*.slow.test.ts"],
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
          include: ["tests/site/*.test.ts", "tests/browser/*.test.ts", "tests/book/*.test.ts"],
          globalSetup: "tests/browser/one-browser.ts",
          // Browsers wait more than they compute: two files at a time, also on two cores.
          maxWorkers: 2,
          ...patience,
        },
      },
      {
        test: {
          name: "deep-site",
          environment: "node",
          include: ["tests/deep/site/*.test.ts", "tests/browser/{policy,labs,live}.test.ts"],
          globalSetup: "tests/browser/one-browser.ts",
          maxWorkers: 2,
          ...patience,
        },
      },
      {
        test: {
          name: "chrome",
          environment: "node",
          include: ["tests/chrome/*.test.ts"],
          globalSetup: "tests/browser/one-browser.ts",
          ...patience,
        },
      },
      {
        test: {
          name: "deep",
          environment: "node",
          include: ["tests/deep/*.test.ts"],
          // Each builds sites in copies of the project, which takes both cores.
          fileParallelism: false,
          ...patience,
        },
      },
    ],
  },
});
