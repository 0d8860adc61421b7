import { existsSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { newSiteFiles } from "../lib/build/content/new-site.ts";
import { readArguments } from "./read-arguments.ts";
import { type Io, runCommand } from "./run-command.ts";

/**
 * `npm run new-site -- 폴더`: puts `site.yaml` and `glossary.yaml` into a folder of notes, to be filled in. What
 * is there already is left as it is.
 */
export async function main(args: readonly string[], { cwd, stdout, stderr }: Io): Promise<number> {
  const { files, problem } = readArguments(args, { files: 1 });
  const [folder] = files;
  if (problem !== undefined || folder === undefined) {
    stderr(`${problem ?? "쓰는 법: npm run new-site -- 노트폴더"}\n`);
    return 2;
  }
  const target = resolve(cwd, folder);
  if (!statSync(target, { throwIfNoEntry: false })?.isDirectory()) {
    stderr(`${folder}: 폴더가 없습니다. Markdown 파일이 있는 폴더를 적어 주세요.\n`);
    return 1;
  }
  for (const { path, text } of newSiteFiles(basename(target).normalize("NFC"))) {
    const there = existsSync(join(target, path));
    if (!there) writeFileSync(join(target, path), text, { flag: "wx" });
    stdout(`${path}: ${there ? "이미 있어 그대로 두었습니다." : "적었습니다."}\n`);
  }
  stdout(`\n다음: NOTES_DIR=${folder} npm start\n`);
  return 0;
}

await runCommand(import.meta.filename, main);
