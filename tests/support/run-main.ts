import { join } from "node:path";
import { finish, type Main } from "../../bin/run-command.ts";

/** Runs a command in this process, as if it were typed in the folder `cwd`, and gives all that it said. */
export async function runMain(
  main: Main,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let [out, err] = ["", ""];
  const code = await finish(main, args, {
    root: join(import.meta.dirname, "../.."),
    cwd,
    env: { ...process.env, INIT_CWD: cwd, NOTES_DIR: "", CHECK: "", SITE_URL: "", ...env },
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}
