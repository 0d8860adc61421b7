import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { newSiteFiles, workflowFile } from "../lib/build/content/new-site.ts";
import { readArguments } from "./read-arguments.ts";
import { type Io, runCommand } from "./run-command.ts";

const USAGE = "쓰는 법: npm run new-site -- 노트폴더 [--github 이름/whale-notes]";

/**
 * `npm run new-site -- 폴더`: puts `site.yaml` and `glossary.yaml` into a folder of notes, to be filled in. What
 * is there already is left as it is. `--github 이름/whale-notes` adds what publishes the folder, which is a repository
 * then, at each push: it says where this project is.
 */
export async function main(args: readonly string[], { cwd, stdout, stderr }: Io): Promise<number> {
  const { files, values, problem } = readArguments(args, { values: ["--github"], files: 1 });
  const [folder] = files;
  const builder = values.get("--github");
  const mistake =
    problem ??
    (folder === undefined ? USAGE : undefined) ??
    (builder === undefined || /^[\w-]+\/[\w.-]+$/.test(builder)
      ? undefined
      : `--github ${builder}: 이 프로젝트가 있는 GitHub 저장소를 이름/저장소로 적어 주세요.`);
  if (mistake !== undefined || folder === undefined) {
    stderr(`${mistake}\n`);
    return 2;
  }
  const target = resolve(cwd, folder);
  if (!statSync(target, { throwIfNoEntry: false })?.isDirectory()) {
    stderr(`${folder}: 폴더가 없습니다. Markdown 파일이 있는 폴더를 적어 주세요.\n`);
    return 1;
  }
  const made = newSiteFiles(basename(target).normalize("NFC"));
  for (const { path, text } of builder === undefined ? made : [...made, workflowFile(builder)]) {
    const there = existsSync(join(target, path));
    mkdirSync(dirname(join(target, path)), { recursive: true });
    if (!there) writeFileSync(join(target, path), text, { flag: "wx" });
    stdout(`${path}: ${there ? "이미 있어 그대로 두었습니다." : "적었습니다."}\n`);
  }
  stdout(`\n다음: NOTES_DIR=${folder} npm start\n`);
  return 0;
}

await runCommand(import.meta.filename, main);
