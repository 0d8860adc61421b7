import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findNginx } from "../tests/deploy/nginx/find-nginx.ts";
import { runCommand } from "./run-command.ts";

type Count = { passed: number; failed: number };

/**
 * `npm test`: format and lint, types, the notes, unit tests, the nginx configuration
 * where there is an nginx, then one production export and the site and browser tests
 * against it. All of it runs even when an early part fails; the last line sums up.
 */
await runCommand(import.meta.filename, async (_, { root }) => {
  const bin = (name: string) => join(root, "node_modules", name);
  const reports = join(root, ".cache", "reports");
  mkdirSync(reports, { recursive: true });
  const total: Count = { passed: 0, failed: 0 };
  // The tests are of this project's own notes, whatever the caller's environment says.
  const env = { ...process.env, NOTES_DIR: "", CHECK: "", SITE_URL: "" };

  function run(args: readonly string[]): Promise<number> {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
    return new Promise((done) => child.on("close", (code) => done(code ?? 1)));
  }
  async function step(name: string, args: readonly string[]): Promise<boolean> {
    process.stdout.write(`\n── ${name}\n`);
    const ok = (await run(args)) === 0;
    total[ok ? "passed" : "failed"]++;
    if (!ok) process.stdout.write(`✕ ${name}\n`);
    return ok;
  }
  async function vitest(project: string): Promise<void> {
    process.stdout.write(`\n── ${project}\n`);
    const report = join(reports, `${project}.json`);
    rmSync(report, { force: true });
    const code = await run([
      bin("vitest/vitest.mjs"),
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ]);
    let failed = 0;
    try {
      const summary = JSON.parse(readFileSync(report, "utf8")) as {
        numPassedTests: number;
        numFailedTests: number;
      };
      total.passed += summary.numPassedTests;
      failed = summary.numFailedTests;
    } catch {
      failed = 1;
    }
    // A file that cannot even be loaded fails no test of its own, but fails the run.
    total.failed += code !== 0 && failed === 0 ? 1 : failed;
  }

  await step("형식과 린트", [bin("@biomejs/biome/bin/biome"), "ci", "."]);
  await step("타입", [bin("typescript/bin/tsc"), "--noEmit", "-p", "tsconfig.json"]);
  await step("순수한 방의 타입", [bin("typescript/bin/tsc"), "--noEmit", "-p", "tsconfig.pure.json"]);
  await step("노트 검사", [join(root, "bin/check.ts")]);
  await vitest("unit");
  // Where CI has none the tests fail: there nothing may be left out unseen.
  if (process.env.CI || hasNginx()) await vitest("nginx");
  else process.stdout.write("\n── nginx\nnginx가 없어 deploy/nginx의 테스트를 건너뜁니다(docs/deploy.md).\n");
  const built = await step("사이트 만들기", [join(root, "bin/build.ts"), "--if-changed"]);
  if (built) await vitest("site");
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
});

function hasNginx(): boolean {
  try {
    findNginx();
    return true;
  } catch {
    return false;
  }
}
