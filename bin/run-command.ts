import { join } from "node:path";

const RUNTIME_MAJOR = 24;

/**
 * Runs a command's body with the project folder and exits with its code. A
 * failure that the command foresaw is an Error with a sentence; its text is all
 * that is shown.
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
    const code = (error as NodeJS.ErrnoException).code;
    const text =
      code === "ENOSPC"
        ? "디스크에 남은 공간이 없습니다. 공간을 비운 뒤 같은 명령을 다시 실행하세요."
        : error instanceof Error
          ? error.message
          : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}
