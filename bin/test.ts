import { spawn } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { findInstalled } from "../lib/build/machine/find-chromium.ts";
import { findNginx } from "../tests/deploy/nginx/find-nginx.ts";
import { readArguments } from "./read-arguments.ts";
import { type Io, runCommand } from "./run-command.ts";

const UNIT = ["unit", "slow"];

/**
 * The tests, in three speeds; all of a speed runs even when an early part fails, and the last line sums up.
 *
 * - `npm run test:quick` (`--quick`): format and lint, types, unit tests that take no time. For while one writes.
 * - `npm test`: these, the slow unit tests, the notes, the nginx configuration where there is an nginx, then one
 *   production export and the site and browser tests against it. All that a copy of the project has to prove.
 * - `npm run test:deep` (`--deep`): what takes longest and changes seldom: properties with 10,000 seeds,
 *   two whole builds compared, every page printed, a Chrome where one is installed, and commands that are
 *   killed, starved and surprised.
 * - `npm run test:chrome` (`--chrome`): what an installed Chrome does differently, on the export that is there.
 */
export async function main(args: readonly string[], { root, env: around, stdout, stderr }: Io) {
  const { flags, problem } = readArguments(args, { flags: ["--quick", "--deep", "--chrome"] });
  if (problem !== undefined) {
    stderr(`${problem}\n`);
    return 2;
  }
  const bin = (name: string) => join(root, "node_modules", name);
  const reports = join(root, ".cache", "reports");
  mkdirSync(reports, { recursive: true });
  const total = { passed: 0, failed: 0 };
  /** A line for each thing that failed: said again at the end, where somebody looks first. */
  const failures: string[] = [];
  // The tests are of this project's own notes, whatever the caller's environment says.
  const environment = {
    ...process.env,
    NOTES_DIR: "",
    CHECK: "",
    SITE_URL: "",
    DEEP: flags.has("--deep") ? "1" : "",
  };

  /** Runs a program of Node's to its code; what it says is shown at once, or given to `hear`. */
  function run(program: readonly string[], hear?: (text: string) => void): Promise<number> {
    const child = spawn(process.execPath, program, {
      cwd: root,
      env: environment,
      stdio: ["ignore", hear ? "pipe" : "inherit", hear ? "pipe" : "inherit"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => hear?.(text));
    return new Promise((done) => child.on("close", (code) => done(code ?? 1)));
  }
  function count(name: string, ok: boolean): void {
    total[ok ? "passed" : "failed"]++;
    if (!ok) failures.push(name);
  }
  async function step(name: string, program: readonly string[]): Promise<boolean> {
    stdout(`\n── ${name}\n`);
    const ok = (await run(program)) === 0;
    count(name, ok);
    return ok;
  }
  /** A step that runs beside others: it says what it has to say when it has ended. */
  async function stepBeside(name: string, program: readonly string[]): Promise<void> {
    let said = "";
    const ok = (await run(program, (text) => (said += text))) === 0;
    count(name, ok);
    stdout(`\n── ${name}\n${said}`);
  }
  async function vitest(projects: readonly string[], files: readonly string[] = []): Promise<void> {
    const name = projects.join(", ");
    stdout(`\n── ${name}\n`);
    const report = join(reports, `${projects[0]}.json`);
    rmSync(report, { force: true });
    const code = await run([
      bin("vitest/vitest.mjs"),
      "run",
      ...projects.flatMap((project) => ["--project", project]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...files,
    ]);
    const summary = readReport(report);
    const own = summary ? failuresOf(summary, root) : [];
    total.passed += summary?.numPassedTests ?? 0;
    let failed = summary?.numFailedTests ?? 0;
    // A file that cannot even be loaded fails no test of its own, but fails the run; so does a run without a report.
    if (failed === 0 && (code !== 0 || !summary)) {
      failed = 1;
      if (own.length === 0) own.push(name);
    }
    total.failed += failed;
    failures.push(...own);
  }

  async function testExport(project: string): Promise<void> {
    if (await step("사이트 만들기", [join(root, "bin/build.ts"), "--if-changed"])) await vitest([project]);
  }

  if (flags.has("--chrome")) await vitest(["chrome"]);
  else if (flags.has("--deep")) {
    await vitest(UNIT, filesThatDeepChanges(root));
    await testExport("deep-site");
    if (findInstalled(around) !== undefined) await vitest(["chrome"]);
    else stdout("\n── chrome\n설치된 크롬이나 크로미움이 없어 tests/chrome을 건너뜁니다.\n");
    await vitest(["deep"]);
  } else {
    await Promise.all([
      stepBeside("형식과 린트", [bin("@biomejs/biome/bin/biome"), "ci", "."]),
      stepBeside("타입", [bin("typescript/bin/tsc"), "--noEmit", "-p", "tsconfig.json"]),
      stepBeside("순수한 방의 타입", [bin("typescript/bin/tsc"), "--noEmit", "-p", "tsconfig.pure.json"]),
    ]);
    if (!flags.has("--quick")) await step("노트 검사", [join(root, "bin/check.ts")]);
    await vitest(flags.has("--quick") ? ["unit"] : UNIT);
    if (!flags.has("--quick")) {
      // Where CI has none the tests fail: there nothing may be left out unseen.
      if (around.CI || hasNginx()) await vitest(["nginx"]);
      else stdout("\n── nginx\nnginx가 없어 deploy/nginx의 테스트를 건너뜁니다(docs/deploy.md).\n");
      await testExport("site");
    }
  }
  if (failures.length > 0) stdout(`\n── 실패\n${failures.map((failure) => `✕ ${failure}\n`).join("")}`);
  stdout(`\n${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
}

/** What is read of Vitest's JSON report. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
}

/** The report of a run; nothing where it ended before it had written one. */
function readReport(path: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** A line for each test that failed, and for each file that could not be loaded: where, which, and why in short. */
function failuresOf({ testResults }: VitestReport, root: string): string[] {
  const firstLine = (text = "") => text.split("\n", 1)[0]?.slice(0, 300) ?? "";
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => `${file} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
    return status === "failed" && failed.length === 0 ? [`${file}: ${firstLine(message)}`] : failed;
  });
}

function hasNginx(): boolean {
  try {
    findNginx();
    return true;
  } catch {
    return false;
  }
}

/** Unit tests that do more with `DEEP=1`: those with properties, and those that ask. */
function filesThatDeepChanges(root: string): string[] {
  return globSync("{lib,components,bin,tests}/**/*.test.ts", { cwd: root })
    .filter((path) => /support\/seeds\.ts"|process\.env\.DEEP/.test(readFileSync(join(root, path), "utf8")))
    .sort();
}

await runCommand(import.meta.filename, main);
