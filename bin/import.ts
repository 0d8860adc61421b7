import { readFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { readSettings } from "../lib/build/catalog/settings.ts";
import { decodeOther } from "../lib/build/content/decode-other.ts";
import { createFetcher, notesIn, writeNew } from "../lib/build/import/files.ts";
import { importNote } from "../lib/build/import/import-note.ts";
import { formatReport } from "../lib/build/import/report.ts";
import { withJosa } from "../lib/text/josa.ts";
import { normalizeText } from "../lib/text/normalize.ts";
import { readArguments } from "./read-arguments.ts";
import { type Io, runCommand } from "./run-command.ts";

const USAGE = "사용법: npm run import -- 파일.md [--split] [--to 폴더]";

/** `npm run import -- FILE.md [--split] [--to DIR]`: turns a raw note into well-formed ones, beside those there are. */
export async function main(args: readonly string[], { root, env, cwd, stdout, stderr }: Io): Promise<number> {
  const asked = readArguments(args, { flags: ["--split"], values: ["--to"], files: 1 });
  const [file] = asked.files;
  const problem = asked.problem ?? (file === undefined ? "옮길 파일을 적어 주세요." : undefined);
  if (file === undefined || problem !== undefined) {
    stderr(`${problem}\n${USAGE}\n`);
    return 2;
  }
  const settings = readSettings(root, env);
  const path = resolve(cwd, file);
  const to = asked.values.has("--to") ? resolve(cwd, asked.values.get("--to")!) : settings.notes;
  const raw = settings.nameOf(path);
  const text = readRaw(path, raw);

  const there = notesIn(to);
  const { fetchFile, copies } = createFetcher(dirname(path), to);
  const result = importNote({
    text,
    name: basename(path, extname(path)),
    split: asked.flags.has("--split"),
    slugs: new Set(there.keys()),
    fetchFile,
  });
  for (const { slug } of result.notes) {
    const other = there.get(slug);
    if (other === undefined) continue;
    const name = withJosa(settings.nameOf(join(to, other)), "이/가");
    throw new Error(
      `${name} 이미 있어 아무것도 쓰지 않았습니다. 파일 이름을 바꾸거나 --to로 다른 폴더를 적어 주세요.`,
    );
  }
  writeNew(to, [...copies, ...result.notes.map((note) => ({ name: `${note.slug}.md`, bytes: note.text }))]);
  const names = copies.map((copy) => copy.name);
  stdout(`${formatReport(result, raw, names, (name) => settings.nameOf(join(to, name)))}\n`);
  return 0;
}

/** @throws Error with a Korean sentence when the file is no text that can be imported */
function readRaw(path: string, name: string): string {
  if (!/\.(?:md|markdown|txt)$/i.test(path))
    throw new Error(`${withJosa(name, "은/는")} Markdown 파일이 아닙니다. .md 파일을 적어 주세요.`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "알 수 없는 까닭";
    throw new Error(
      code === "ENOENT"
        ? `${withJosa(name, "이라/라")}는 파일이 없습니다.`
        : `${withJosa(name, "을/를")} 읽을 수 없습니다(${code}).`,
      { cause: error },
    );
  }
  let text: string;
  try {
    text = decodeOther(bytes)?.text ?? new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error(
      `${withJosa(name, "은/는")} UTF-8도 UTF-16도 EUC-KR도 아닙니다. 편집기에서 UTF-8로 다시 저장해 주세요.`,
      { cause },
    );
  }
  if (text.trim() === "") throw new Error(`${withJosa(name, "은/는")} 빈 파일입니다.`);
  return normalizeText(text);
}

await runCommand(import.meta.filename, main);
