import { join } from "node:path";
import { describeError } from "./describe-error.ts";

const RUNTIME_MAJOR = 24;

/**
 * Runs a command's body with the project folder and exits with its code. Of a
 * failure that the command foresaw its sentence is shown, of any other its stack.
 */
export async function runCommand(body: (root: string) => Promise<number>): Promise<void> {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < RUNTIME_MAJOR) {
    process.stderr.write(
      `Node ${RUNTIME_MAJOR}에서 실행해야 합니다. \`npm run\`으로 실행하면 알아서 고릅니다.\n`,
    );
    process.exit(1);
  }
  const root = join(import.meta.dirname, "..");
  try {
    process.exitCode = await body(root);
  } catch (error) {
    process.stderr.write(`${describeError(error, process.env)}\n`);
    process.exitCode = 1;
  }
}
