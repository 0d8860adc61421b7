import { execFile } from "node:child_process";
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { BucketCommands, Command } from "./bucket-commands.ts";
import type { Upload } from "./plan-release.ts";
import type { ReleaseTarget } from "./release-target.ts";

const run = promisify(execFile);

/** More than any list of releases takes. */
const MOST_OUTPUT = 64 * 1024 * 1024;

/**
 * An object storage. The program copies in bulk, one folder for each set of
 * headers; the folders are laid out beside the site, by links where that works.
 */
export function bucketTarget(commands: BucketCommands): ReleaseTarget {
  return {
    async read(path) {
      if (!(await isThere(commands, path))) return undefined;
      return execute(commands.print(path));
    },
    write: (file, text) =>
      copyStaged(commands, [file], (place) => {
        writeFileSync(place, text);
      }),
    async copy(from, files) {
      const byHeaders = Map.groupBy(files, (file) => `${file.contentType}\n${file.cacheControl}`);
      for (const group of byHeaders.values())
        await copyStaged(commands, group, (place, { path }) => linkOrCopy(join(from, path), place));
    },
    async remove(paths) {
      for (const path of paths) await execute(commands.remove(path));
    },
  };
}

async function copyStaged(
  commands: BucketCommands,
  files: readonly Upload[],
  make: (place: string, file: Upload) => void,
): Promise<void> {
  const [first] = files;
  if (first === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), "whale-upload-"));
  try {
    for (const file of files) {
      const place = join(folder, file.path);
      mkdirSync(dirname(place), { recursive: true });
      make(place, file);
    }
    await execute(commands.copyFolder(folder, first));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

async function isThere(commands: BucketCommands, path: string): Promise<boolean> {
  const command = commands.list(path);
  try {
    const { stdout } = await run(command.program, command.args);
    return stdout.trim() !== "";
  } catch (error) {
    const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
    if (commands.meansNotThere(code, stderr.trim())) return false;
    throw explain(command, error);
  }
}

async function execute(command: Command): Promise<string> {
  try {
    return (await run(command.program, command.args, { maxBuffer: MOST_OUTPUT })).stdout;
  } catch (error) {
    throw explain(command, error);
  }
}

function explain({ program, args }: Command, error: unknown): Error {
  const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
  if (code === "ENOENT")
    return new Error(`${program} 명령이 없습니다. 설치하고 계정을 설정한 뒤 다시 실행하세요.`, {
      cause: error,
    });
  return new Error(
    `${[program, ...args].join(" ")}\n${stderr.trim()}\n올리다가 멈췄습니다. 같은 명령을 다시 실행하면 이어집니다.`,
    { cause: error },
  );
}
