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

const OLDEST_NODE = 20;
const RUNTIME_MAJOR = 24;

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

/** True when `node_modules` holds what the lock file names, as npm itself recorded it. */
function isInstalled(lock) {
  const installed = readJson(join(root, "node_modules", ".package-lock.json"));
  if (!installed?.packages) return false;
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === "") continue;
    const found = installed.packages[path];
    if (!found) {
      if (wanted.optional || wanted.devOptional) continue;
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

function install() {
  say("의존성을 설치합니다. 처음에는 1분쯤 걸립니다.");
  const npm = process.env.npm_execpath;
  const flags = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const [command, args] = npm && /\.c?js$/.test(npm) ? [process.execPath, [npm, ...flags]] : ["npm", flags];
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", 2, "pipe"],
    env: { ...process.env, NODE_ENV: "development" },
    shell: command === "npm" && process.platform === "win32",
  });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
    process.stderr.write(chunk);
  });
  return new Promise((done) => {
    let interrupted = false;
    const onSignal = () => {
      interrupted = true;
    };
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
    child.on("error", () =>
      done({ ok: false, reason: "npm을 실행할 수 없습니다. Node와 함께 npm을 설치한 뒤 다시 실행하세요." }),
    );
    child.on("close", (code) => {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
      if (interrupted)
        done({
          ok: false,
          reason: "설치를 멈췄습니다. 같은 명령을 다시 실행하면 처음부터 설치합니다.",
          code: 130,
        });
      else if (code === 0) done({ ok: true });
      else if (/ENOSPC|no space left/i.test(errors))
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

if (!isInstalled(lock) || !findRuntime()) {
  const result = await install();
  if (!result.ok) stop(result.reason, result.code || 1);
}
const runtime = findRuntime();
if (!runtime)
  stop(
    `이 기계에 맞는 Node ${RUNTIME_MAJOR}을 설치하지 못했습니다. Node ${RUNTIME_MAJOR}을 직접 설치한 뒤 다시 실행하세요.`,
    1,
  );

const [command, ...args] = process.argv.slice(2);
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
