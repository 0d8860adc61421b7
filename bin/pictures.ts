import { spawn } from "node:child_process";
import { join } from "node:path";
import { runCommand } from "./run-command.ts";

/**
 * `npm run pictures`: takes the pictures of pages anew, which `npm run test:deep` compares pages with. For a change
 * that is wanted, after a look at `.cache/pictures/index.html`.
 */
await runCommand(import.meta.filename, async (_, { root }) => {
  const run = (program: readonly string[]): Promise<number> => {
    const child = spawn(process.execPath, program, {
      cwd: root,
      env: { ...process.env, NOTES_DIR: "", CHECK: "", SITE_URL: "", PICTURES: "write" },
      stdio: "inherit",
    });
    return new Promise((done) => child.on("close", (code) => done(code ?? 1)));
  };
  const built = await run([join(root, "bin/build.ts"), "--if-changed"]);
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  return built || run([vitest, "run", "--project", "deep-site", "tests/deep/site/pictures.test.ts"]);
});
