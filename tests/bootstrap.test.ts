import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** A project folder with the bootstrap alone, and an npm that only records how it was called. */
function project(npm = "process.exit(0)"): { folder: string; npm: string } {
  const folder = mkdtempSync(join(tmpdir(), "whale-bootstrap-"));
  mkdirSync(join(folder, "bin"));
  for (const name of ["bin/bootstrap.mjs", "bin/live-line.mjs"]) cpSync(join(root, name), join(folder, name));
  for (const name of ["hello", "start", "test"])
    writeFileSync(
      join(folder, `bin/${name}.ts`),
      'process.stdout.write(["hello", ...process.argv.slice(2)].join(" ") + "\\n");',
    );
  const script = join(folder, "npm-cli.js");
  writeFileSync(script, npm);
  return { folder, npm: script };
}

function run({ folder, npm }: { folder: string; npm: string }, ...args: string[]) {
  return spawnSync(process.execPath, [join(folder, "bin/bootstrap.mjs"), ...args], {
    encoding: "utf8",
    env: { ...process.env, npm_execpath: npm },
  });
}

const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages: { "": {}, ...packages } });

test("without a lock file it says how to get it back", () => {
  const answer = run(project(), "hello");
  expect(answer.status).toBe(1);
  expect(answer.stderr).toBe(
    "package-lock.json이 없거나 읽을 수 없습니다. `git checkout package-lock.json`으로 되돌린 뒤 다시 실행하세요.\n",
  );
});

test("a lock file cut short counts as missing", () => {
  const target = project();
  writeFileSync(join(target.folder, "package-lock.json"), '{"packages":');
  expect(run(target, "hello").stderr).toContain("package-lock.json이 없거나 읽을 수 없습니다");
});

test("it installs when node_modules is missing, and keeps stdout for the command", () => {
  const target = project(
    'require("node:fs").mkdirSync("node_modules"); console.log("npm says"); process.exit(0)',
  );
  writeFileSync(join(target.folder, "package-lock.json"), lock({ "node_modules/a": { version: "1.0.0" } }));
  const answer = run(target, "hello", "--flag");
  expect(answer.stdout).toBe("hello --flag\n");
  expect(answer.stderr).toContain("의존성을 설치합니다");
  expect(answer.status).toBe(0);
});

test("it does not install when what is there is what the lock file names", () => {
  const target = project('console.error("must not run"); process.exit(1)');
  const packages = { "node_modules/a": { version: "1.0.0", integrity: "x" } };
  writeFileSync(join(target.folder, "package-lock.json"), lock(packages));
  mkdirSync(join(target.folder, "node_modules/a"), { recursive: true });
  writeFileSync(join(target.folder, "node_modules/.package-lock.json"), JSON.stringify({ packages }));
  const answer = run(target, "hello");
  expect(answer.stdout).toBe("hello\n");
  expect(answer.stderr).toBe("");
});

test.each([
  ["another version", { "node_modules/a": { version: "0.9.0", integrity: "x" } }],
  [
    "a package too many",
    { "node_modules/a": { version: "1.0.0", integrity: "x" }, "node_modules/b": { version: "1.0.0" } },
  ],
  ["a package missing", {}],
])("it installs again when there is %s", (_, installed) => {
  const target = project('console.error("npm runs")');
  writeFileSync(
    join(target.folder, "package-lock.json"),
    lock({ "node_modules/a": { version: "1.0.0", integrity: "x" } }),
  );
  mkdirSync(join(target.folder, "node_modules/a"), { recursive: true });
  writeFileSync(
    join(target.folder, "node_modules/.package-lock.json"),
    JSON.stringify({ packages: installed }),
  );
  expect(run(target, "hello").stderr).toContain("npm runs");
});

test.each([
  ["a full disk", 'console.error("npm error code ENOSPC"); process.exit(1)', "디스크에 남은 공간이 없어"],
  [
    "a lock file that does not fit",
    'console.error("npm error code EUSAGE"); process.exit(1)',
    "서로 다릅니다",
  ],
  ["anything else", 'console.error("npm error network"); process.exit(1)', "의존성을 설치하지 못했습니다"],
])("an installation that fails for %s ends in one sentence", (_, npm, sentence) => {
  const target = project(npm);
  writeFileSync(join(target.folder, "package-lock.json"), lock({ "node_modules/a": { version: "1.0.0" } }));
  const answer = run(target, "hello");
  expect(answer.status).toBe(1);
  expect(answer.stderr.trim().split("\n").at(-1)).toContain(sentence);
});

/** A project in which npm recorded that all but the packages of development is installed. */
function siteOnly(npm: string) {
  const target = project(npm);
  const packages = { "node_modules/a": { version: "1.0.0", integrity: "x" } };
  const dev = { "node_modules/d": { version: "1.0.0", integrity: "y", dev: true } };
  writeFileSync(join(target.folder, "package-lock.json"), lock({ ...packages, ...dev }));
  mkdirSync(join(target.folder, "node_modules/a"), { recursive: true });
  writeFileSync(join(target.folder, "node_modules/.package-lock.json"), JSON.stringify({ packages }));
  return target;
}

test("a site is made without the packages of development; whoever needs them gets them", () => {
  const target = siteOnly("console.error(process.argv.slice(2).join(' '))");
  expect(run(target, "start").stderr).toBe("");
  expect(run(target, "test").stderr).toContain("ci --include=dev --include=optional");
  rmSync(join(target.folder, "node_modules"), { recursive: true });
  expect(run(target, "start").stderr).toContain("ci --omit=dev --include=optional");
});

test("what npm says of an installation that went well is not shown, how long it took is", () => {
  const target = project('console.log("added 594 packages"); process.exit(0)');
  writeFileSync(join(target.folder, "package-lock.json"), lock({ "node_modules/a": { version: "1.0.0" } }));
  expect(run(target, "start").stderr).toMatch(
    /^의존성을 설치합니다\. 처음에는 1분쯤 걸립니다\.\n의존성을 설치했습니다\(\d+초\)\.\n$/,
  );
});

test("npm is told to keep warnings to itself, such as of a Node that it takes for the one in use", () => {
  const target = project("console.error(process.argv.slice(2).join(' '))");
  writeFileSync(join(target.folder, "package-lock.json"), lock({ "node_modules/a": { version: "1.0.0" } }));
  expect(run(target, "start").stderr).toContain("--loglevel=error");
});

test("every command of package.json comes by here, so that what it needs is there", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Readonly<Record<string, string>>;
  };
  for (const script of Object.values(scripts)) {
    const name = /^node bin\/bootstrap\.mjs (\S+)/.exec(script)?.[1] ?? "";
    expect(existsSync(join(root, "bin", `${name}.ts`)), script).toBe(true);
  }
});

test("the command's exit code is passed on", () => {
  const target = project();
  writeFileSync(join(target.folder, "package-lock.json"), lock({}));
  mkdirSync(join(target.folder, "node_modules"));
  writeFileSync(join(target.folder, "node_modules/.package-lock.json"), JSON.stringify({ packages: {} }));
  writeFileSync(join(target.folder, "bin/fail.ts"), "process.exit(7)");
  expect(run(target, "fail").status).toBe(7);
});

test("a server ends with the npm that started it, though a shell stands between", async () => {
  const target = project();
  writeFileSync(
    join(target.folder, "bin/serve.ts"),
    'setInterval(() => {}, 1000); process.stdout.write(process.pid + "\\n");',
  );
  mkdirSync(join(target.folder, "node_modules"));
  writeFileSync(join(target.folder, "package-lock.json"), lock({}));
  writeFileSync(join(target.folder, "node_modules/.package-lock.json"), lock({}));
  const shell = spawn("sh", ["-c", `"${process.execPath}" bin/bootstrap.mjs serve; true`], {
    cwd: target.folder,
    env: { ...process.env, npm_execpath: target.npm, npm_lifecycle_event: "serve" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = await new Promise<number>((done) => shell.stdout.once("data", (text) => done(Number(text))));
  shell.kill("SIGKILL");
  try {
    await expect.poll(() => isAlive(pid)).toBe(false);
  } finally {
    if (isAlive(pid)) process.kill(pid);
  }
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
