import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";

/** A shell that reads scripts and runs none of them. */
export type ShellReader = {
  /** What bash says of a script, in English; nothing when it has nothing against it or cannot be asked. */
  readonly read: (script: string) => Promise<string>;
  /** Lets the shell go. It is not asked any more. */
  readonly close: () => void;
};

/**
 * One bash for all scripts, which starts another (`bash -n`) for each: a process as large as ours takes
 * some 30 ms to start a child (190 notes: 6 s), a shell one. Scripts and answers end with a NUL.
 */
const LOOP = `while IFS= read -r -d '' script; do "$BASH" --norc --noprofile -n <<< "$script"; printf '\\0' >&2; done`;

/** How long one script may take, in milliseconds. It is for what hangs. */
const PATIENCE = 10_000;

/** Nothing is started before the first script; no file of the reader's shell is loaded. */
export function openShellReader(bash: string): ShellReader {
  let shell: ChildProcessByStdio<Writable, null, Readable> | undefined;
  let waiting: ((said: string) => void)[] = [];

  function start(): ChildProcessByStdio<Writable, null, Readable> {
    const child = spawn(bash, ["--norc", "--noprofile", "-c", LOOP], {
      stdio: ["pipe", "ignore", "pipe"],
      env: { LC_ALL: "C" } as unknown as NodeJS.ProcessEnv,
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      const answers = (said + chunk).split("\0");
      said = answers.pop()!;
      for (const answer of answers) waiting.shift()?.(answer);
    });
    child.stdin.on("error", () => {});
    const ended = () => {
      if (shell !== child) return;
      shell = undefined;
      const unanswered = waiting;
      waiting = [];
      for (const answer of unanswered) answer("");
    };
    child.on("error", ended);
    child.on("close", ended);
    return child;
  }

  return {
    read(script) {
      shell ??= start();
      const asked = shell;
      return new Promise((done) => {
        const timer = setTimeout(() => asked.kill("SIGKILL"), PATIENCE);
        waiting.push((said) => {
          clearTimeout(timer);
          done(said);
        });
        asked.stdin.write(`${script.replaceAll("\0", "")}\0`);
      });
    },
    close() {
      shell?.stdin.end();
    },
  };
}
