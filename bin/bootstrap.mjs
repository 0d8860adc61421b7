/**
 * Makes sure that the locked dependencies and the locked Node are in place,
 * then runs `bin/<command>.ts` on that Node.
 *
 * Plain JavaScript without dependencies, because it runs before anything is
 * installed and on whatever Node the machine has. It writes to stderr only:
 * stdout belongs to the command.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLiveLine } from "./live-line.mjs";

const OLDEST_NODE = 20;
const RUNTIME_MAJOR = 24;

/** Commands that need only what a site is made of; all others need the packages of development too. */
const SITE_COMMANDS = [
  "start",
  "dev",
  "build",
  "check",
  "import",
  "new-site",
  "search",
  "lab",
  "headers",
  "upload",
];

/** Who ran this: npm, or the shell that npm runs scripts in. */
const parent = process.ppid;
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const localBin = join(root, "node_modules", ".bin");
const localNode = join(localBin, process.platform === "win32" ? "node.cmd" : "node");

function say(text) {
  process.stderr.write(`${text}\n`);
}

function stop(text, code) {
  say(text);
  process.exit(code);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** True when `node_modules` holds what a command needs of the lock file, as npm itself recorded it. */
function isInstalled(lock, all) {
  const installed = readJson(join(root, "node_modules", ".package-lock.json"));
  if (!installed?.packages) return false;
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === "") continue;
    const found = installed.packages[path];
    if (!found) {
      if (wanted.optional || wanted.devOptional || (wanted.dev && !all)) continue;
      return false;
    }
    if (found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
    if (!wanted.optional && !existsSync(join(root, path))) return false;
  }
  return Object.keys(installed.packages).every((path) => lock.packages[path]);
}

/** The Node to run on: the installed one, or this one where it is recent enough. */
function findRuntime() {
  if (existsSync(localNode)) {
    const answer = spawnSync(localNode, ["--version"], {
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (answer.status === 0 && answer.stdout.startsWith(`v${RUNTIME_MAJOR}.`)) return localNode;
  }
  return Number(process.versions.node.split(".")[0]) >= RUNTIME_MAJOR ? process.execPath : undefined;
}

/** Where npm puts the packages that it will install here. */
function foldersOf(lock, all) {
  const suits = (list, mine) =>
    !list || list.includes(mine) || (list[0].startsWith("!") && !list.includes(`!${mine}`));
  return Object.entries(lock.packages)
    .filter(([path, wanted]) => path !== "" && (all || !wanted.dev))
    .filter(
      ([, wanted]) =>
        suits(wanted.os, process.platform) &&
        suits(wanted.cpu, process.arch) &&
        suits(wanted.libc, existsSync("/etc/alpine-release") ? "musl" : "glibc"),
    )
    .map(([path]) => join(root, path));
}

function install(lock, all) {
  const folders = foldersOf(lock, all);
  const line = createLiveLine(process.stderr);
  const started = Date.now();
  line.step("의존성을 설치합니다. 처음에는 1분쯤 걸립니다.", () => {
    const there = folders.filter((folder) => existsSync(join(folder, "package.json")));
    return `${folders.length}개 가운데 ${there.length}개`;
  });
  const npm = process.env.npm_execpath;
  // Warnings of npm are about other people's packages: nobody here can act on them.
  const flags = ["ci", all ? "--include=dev" : "--omit=dev", "--include=optional", "--loglevel=error"];
  flags.push("--no-audit", "--no-fund", "--no-progress");
  const [command, args] = npm && /\.c?js$/.test(npm) ? [process.execPath, [npm, ...flags]] : ["npm", flags];
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "development" },
    shell: command === "npm" && process.platform === "win32",
  });
  let errors = "";
  child.stdout.resume();
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  return new Promise((done) => {
    let interrupted = false;
    const onSignal = () => {
      interrupted = true;
    };
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
    child.on("error", () => {
      line.end();
      done({ ok: false, reason: "npm을 실행할 수 없습니다. Node와 함께 npm을 설치한 뒤 다시 실행하세요." });
    });
    child.on("close", (code) => {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
      line.end();
      process.stderr.write(errors);
      if (interrupted)
        done({
          ok: false,
          reason: "설치를 멈췄습니다. 같은 명령을 다시 실행하면 처음부터 설치합니다.",
          code: 130,
        });
      else if (code === 0) {
        say(`의존성을 설치했습니다(${Math.round((Date.now() - started) / 1000)}초).`);
        done({ ok: true });
      } else if (/ENOSPC|no space left/i.test(errors))
        done({
          ok: false,
          reason: "디스크에 남은 공간이 없어 설치하지 못했습니다. 2GB쯤 비운 뒤 같은 명령을 다시 실행하세요.",
        });
      else if (
        /EUSAGE|can only install packages when your package\.json and package-lock\.json/i.test(errors)
      )
        done({
          ok: false,
          reason:
            "package.json과 package-lock.json이 서로 다릅니다. `git checkout package.json package-lock.json`으로 되돌린 뒤 다시 실행하세요.",
        });
      else
        done({
          ok: false,
          reason: "의존성을 설치하지 못했습니다. 위의 npm 메시지를 확인하고 같은 명령을 다시 실행하세요.",
        });
    });
  });
}

if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE)
  stop(
    `Node ${OLDEST_NODE} 이상이 필요합니다. 지금은 ${process.version}입니다. https://nodejs.org 에서 새 판을 설치하세요.`,
    1,
  );

const lock = readJson(join(root, "package-lock.json"));
if (!lock?.packages)
  stop(
    "package-lock.json이 없거나 읽을 수 없습니다. `git checkout package-lock.json`으로 되돌린 뒤 다시 실행하세요.",
    1,
  );

const [command, ...args] = process.argv.slice(2);
const all = !SITE_COMMANDS.includes(command);
if (!isInstalled(lock, all) || !findRuntime()) {
  const result = await install(lock, all);
  if (!result.ok) stop(result.reason, result.code || 1);
}
const runtime = findRuntime();
if (!runtime)
  stop(
    `이 기계에 맞는 Node ${RUNTIME_MAJOR}을 설치하지 못했습니다. Node ${RUNTIME_MAJOR}을 직접 설치한 뒤 다시 실행하세요.`,
    1,
  );

const child = spawn(runtime, [join(root, "bin", `${command}.ts`), ...args], {
  cwd: root,
  stdio: "inherit",
  shell: runtime.endsWith(".cmd"),
  env: {
    ...process.env,
    INIT_CWD: process.env.INIT_CWD || process.cwd(),
    // Commands are TypeScript: what Node made of it the last time saves a fifth of a second.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(root, ".cache", "node"),
    NEXT_TELEMETRY_DISABLED: "1",
    PATH: `${localBin}${delimiter}${process.env.PATH}`,
  },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// Such a shell passes no signal on: npm ends, and a server would stay behind on its port.
if (process.env.npm_lifecycle_event)
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
child.on("close", (code, signal) => process.exit(code === null ? (signal === "SIGINT" ? 130 : 1) : code));
