import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A history of more than this is not read. */
const LONGEST_OUTPUT = 512 * 1024 * 1024;

/** Variables by which a hook or a script points git to another repository than the folder's. */
const POINTERS =
  /^GIT_(?:DIR|COMMON_DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|NAMESPACE|PREFIX|EXTERNAL_DIFF)$/;

/** What a user may have configured and what is read must not depend on. */
const SETTINGS = ["quotePath=false", "fsmonitor=false"].flatMap((one) => ["-c", `core.${one}`]);

/** What git says in the repository that `cwd` lies in. @throws what `execFile` throws, with what git said in English */
export async function git(cwd: string, command: readonly string[]): Promise<string> {
  // Messages in English, to be told apart; and nobody waits for an optional lock.
  const env = { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" };
  for (const name of Object.keys(env)) if (POINTERS.test(name)) Reflect.deleteProperty(env, name);
  const { stdout } = await promisify(execFile)("git", ["--no-pager", ...SETTINGS, ...command], {
    cwd,
    env,
    maxBuffer: LONGEST_OUTPUT,
    encoding: "utf8",
  });
  return stdout;
}
