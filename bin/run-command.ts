import { realpathSync } from "node:fs";
import { join } from "node:path";
import { describeError } from "./describe-error.ts";
import { speakAnew } from "./speak.ts";

const RUNTIME_MAJOR = 24;

/** All that a command knows of where it runs. */
export type Io = {
  /** The project's folder. */
  readonly root: string;
  /** Where the user typed the command. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the user asked for. */
  readonly stdout: (text: string) => void;
  /** What the user is told meanwhile. */
  readonly stderr: (text: string) => void;
};

/** A command: does what the arguments ask and gives the code to end with. */
export type Main = (args: readonly string[], io: Io) => Promise<number>;

/**
 * Runs a command where its file is what Node was started with, and exits with its code; a test, which
 * imports the file, calls `main` itself.
 * @param file the command's own file, `import.meta.filename`
 */
export async function runCommand(file: string, main: Main): Promise<void> {
  const started = process.argv[1];
  if (started === undefined || realpathSync(started) !== realpathSync(file)) return;
  const major = Number(process.versions.node.split(".")[0]);
  if (major < RUNTIME_MAJOR) {
    process.stderr.write(
      `Node ${RUNTIME_MAJOR}에서 실행해야 합니다. \`npm run\`으로 실행하면 알아서 고릅니다.\n`,
    );
    process.exit(1);
  }
  const cwd = process.env.INIT_CWD || process.cwd();
  const spoken = await speakAnew(process.env, cwd);
  if (spoken !== undefined) {
    process.exitCode = spoken;
    return;
  }
  process.exitCode = await finish(main, process.argv.slice(2), {
    root: join(import.meta.dirname, ".."),
    cwd,
    env: process.env,
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
  });
}

/**
 * Runs a command to its code. Of a failure that the command foresaw its sentence is shown, of any
 * other its stack, and the code is 1.
 */
export async function finish(main: Main, args: readonly string[], io: Io): Promise<number> {
  try {
    return await main(args, io);
  } catch (error) {
    io.stderr(`${describeError(error, io.env)}\n`);
    return 1;
  }
}
