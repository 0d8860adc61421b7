import { spawn } from "node:child_process";
import { join } from "node:path";

/** Tells `next.config.mjs` where to export to. */
export const EXPORT_FOLDER = "EXPORT_FOLDER";

/**
 * Next's process ends with ours, however ours ends: one that went on would meet the next build in `.next`.
 * Its workers would inherit the arguments, and end before they have begun.
 */
const ENDS_WITH_US =
  "data:text/javascript,process.once('disconnect',()=>process.exit(1));process.channel.unref();process.execArgv=[]";

/** Of 450 MB that Next takes for the pages of 60 notes, 120 are what V8 lets fill up before it clears away. */
const CLEARS_AWAY_SOONER = "--max-semi-space-size=4";

/**
 * Runs a half of `next build` and shows its output only when it fails: `compile` makes `.next` out of the code, and
 * `generate` makes pages with it.
 * @param signal ends it
 */
export function runNext(
  root: string,
  half: "compile" | "generate",
  environment: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<void> {
  const next = join(root, "node_modules/next/dist/bin/next");
  const child = spawn(
    process.execPath,
    ["--import", ENDS_WITH_US, next, "build", "--experimental-build-mode", half],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        ...process.env,
        ...environment,
        NODE_ENV: "production",
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} ${CLEARS_AWAY_SOONER}`,
        NEXT_TELEMETRY_DISABLED: "1",
      },
      ...(signal && { signal }),
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  return new Promise((done, fail) => {
    // One that was ended is waited for too: it writes to `.next` until then.
    child.on("error", (error) => (child.pid === undefined || error.name !== "AbortError") && fail(error));
    child.on("close", (code, killed) => {
      if (code === 0) done();
      else if (killed)
        fail(new Error("만드는 중에 멈췄습니다. 같은 명령을 다시 실행하면 처음부터 만듭니다."));
      else if (/ENOSPC|no space left/i.test(output))
        fail(Object.assign(new Error("no space"), { code: "ENOSPC" }));
      else fail(new Error(`${output}\n페이지를 만들지 못했습니다. 위의 메시지를 확인하세요.`));
    });
  });
}
