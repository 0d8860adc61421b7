import { realpathSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { normalizeText } from "../../text/normalize.ts";
import { listFolder, readBytes } from "../store/sights.ts";
import { isIgnoredName } from "./is-ignored.ts";
import { ASKS_ENDING, type AsksFile, readAsks } from "./read-asks.ts";

/** A note as it lies on disk. `path` is relative to the notes folder, NFC, with `/`. */
export type NoteFile = {
  readonly path: string;
  /** The name findings are reported under. */
  readonly file: string;
  readonly format: "md" | "mdx";
  readonly text: string;
  /** True when the file is beyond the limit: its text is not compiled. */
  readonly tooLarge: boolean;
};

/** A file beside a note that notes may show or link. */
export type AssetFile = { readonly path: string; readonly absolute: string };

/** Questions and cards beside a note, as they lie on disk. */
export type StudyText = { readonly file: string; readonly text: string };

export type NotesFolder = {
  readonly notes: readonly NoteFile[];
  /** By the path of the note they belong to. */
  readonly studies: ReadonlyMap<string, StudyText>;
  readonly assets: readonly AssetFile[];
  /** Questions that notes answer, by the path of the note without its ending. */
  readonly asks: ReadonlyMap<string, AsksFile>;
  readonly findings: readonly Finding[];
};

export const LARGEST_NOTE_BYTES = 2 * 1024 * 1024;
const STUDY_NAME = /\.study\.ya?ml$/i;
const ASSET_TYPES = new Set([
  ".png",
  ".jpg",
  ".jpeg",
  ".gif",
  ".webp",
  ".avif",
  ".svg",
  ".pdf",
  ".mp4",
  ".webm",
  ".txt",
  ".csv",
  ".json",
  ".yaml",
  ".yml",
]);

/**
 * Reads every note and asset under `root`, in path order. What cannot be read is
 * a finding; everything else is still read. Hidden entries and `node_modules`
 * are skipped; linked folders are followed once.
 *
 * @param nameOf turns an absolute path into the name findings use
 */
export function readNotesFolder(
  root: string,
  nameOf: (absolute: string) => string,
  severity: Severity,
): NotesFolder {
  const notes: NoteFile[] = [];
  const assets: AssetFile[] = [];
  const studies = new Map<string, StudyText>();
  const asks = new Map<string, AsksFile>();
  const findings: Finding[] = [];
  const report = (absolute: string, code: FindingCode, message: string, hint: string, line = 1, column = 1) =>
    findings.push({ code, severity, file: nameOf(absolute), line, column, message, hint });

  function readQuestions(path: string, absolute: string): void {
    try {
      const read = readAsks(normalizeText(readBytes(absolute).toString("utf8")), nameOf(absolute), severity);
      asks.set(path.slice(0, -ASKS_ENDING.length), read);
      findings.push(...read.findings);
    } catch (error) {
      const message = `파일을 읽을 수 없습니다(${codeOf(error)}).`;
      report(absolute, "note/unreadable", message, "읽기 권한을 확인해 주세요.");
    }
  }

  function visit(folder: string, prefix: string, ancestors: readonly string[]): void {
    let names: string[];
    try {
      names = listFolder(folder);
    } catch (error) {
      report(
        folder,
        "note/unreadable",
        `폴더를 읽을 수 없습니다(${codeOf(error)}).`,
        "읽기 권한을 확인해 주세요.",
      );
      return;
    }
    for (const name of names) {
      if (isIgnoredName(name)) continue;
      const absolute = join(folder, name);
      const path = `${prefix}${name}`.normalize("NFC");
      const isNote = /\.mdx?$/i.test(name);
      let real: string;
      let isFolder: boolean;
      try {
        real = realpathSync(absolute);
        isFolder = statSync(real).isDirectory();
      } catch (error) {
        const loop = codeOf(error) === "ELOOP";
        report(
          absolute,
          loop ? "note/symlink-loop" : "note/missing-file",
          loop ? "심볼릭 링크가 자기 자신으로 돌아옵니다." : `파일을 찾을 수 없습니다(${codeOf(error)}).`,
          "가리키는 곳을 고치거나 링크를 지워 주세요.",
        );
        continue;
      }
      if (isFolder) {
        if (isNote) {
          report(
            absolute,
            "note/is-directory",
            "노트 이름인데 폴더입니다.",
            `폴더 이름에서 ${withJosa(extname(name), "을/를")} 빼 주세요.`,
          );
        }
        if (ancestors.includes(real)) {
          report(
            absolute,
            "note/symlink-loop",
            "심볼릭 링크가 위쪽 폴더로 돌아옵니다.",
            "가리키는 곳을 고치거나 링크를 지워 주세요.",
          );
        } else if (!isNote) visit(absolute, `${path}/`, [...ancestors, real]);
        continue;
      }
      if (STUDY_NAME.test(name)) {
        keepStudy(absolute, path, names);
        continue;
      }
      if (!isNote) {
        if (path.endsWith(ASKS_ENDING)) readQuestions(path, absolute);
        else if (ASSET_TYPES.has(extname(name).toLowerCase())) assets.push({ path, absolute });
        continue;
      }
      let bytes: Buffer;
      try {
        bytes = readBytes(absolute);
      } catch (error) {
        report(
          absolute,
          "note/unreadable",
          `파일을 읽을 수 없습니다(${codeOf(error)}).`,
          "읽기 권한을 확인해 주세요.",
        );
        continue;
      }
      const tooLarge = bytes.length > LARGEST_NOTE_BYTES;
      if (tooLarge) {
        report(
          absolute,
          "note/too-large",
          `노트가 ${(bytes.length / 1024 / 1024).toFixed(1)}MiB입니다. 2MiB까지 쓸 수 있습니다.`,
          "여러 노트로 나누어 주세요.",
        );
      }
      const bad = tooLarge ? -1 : firstInvalidByte(bytes);
      if (bad >= 0) {
        const before = bytes.subarray(0, bad).toString("utf8");
        report(
          absolute,
          "note/invalid-utf8",
          `UTF-8이 아닌 바이트(0x${bytes[bad]!.toString(16)})가 있습니다.`,
          "편집기에서 UTF-8로 다시 저장해 주세요.",
          before.split("\n").length,
          before.length - before.lastIndexOf("\n"),
        );
      }
      const text = tooLarge ? "" : normalizeText(bytes.toString("utf8"));
      if (!tooLarge && text.trim() === "")
        report(absolute, "note/empty", "빈 노트입니다.", "내용을 적거나 파일을 지워 주세요.");
      notes.push({
        path,
        file: nameOf(absolute),
        format: name.toLowerCase().endsWith(".mdx") ? "mdx" : "md",
        text,
        tooLarge,
      });
    }
  }

  /** Never an asset: what is asked is published with the note, not as a file. */
  function keepStudy(absolute: string, path: string, names: readonly string[]): void {
    const own = path.slice(path.lastIndexOf("/") + 1).replace(STUDY_NAME, "");
    const note = names.find(
      (name) => /\.mdx?$/i.test(name) && name.normalize("NFC").replace(/\.mdx?$/i, "") === own,
    );
    if (note === undefined) {
      const message = `곁에 ${own}.md나 ${own}.mdx가 없습니다.`;
      report(absolute, "study/no-note", message, "파일 이름을 노트의 이름에 맞춰 주세요.");
      return;
    }
    try {
      const folder = path.slice(0, path.lastIndexOf("/") + 1);
      const text = normalizeText(readBytes(absolute).toString("utf8"));
      studies.set(`${folder}${note.normalize("NFC")}`, { file: nameOf(absolute), text });
    } catch (error) {
      const message = `파일을 읽을 수 없습니다(${codeOf(error)}).`;
      report(absolute, "note/unreadable", message, "읽기 권한을 확인해 주세요.");
    }
  }

  let start: string;
  try {
    start = realpathSync(root);
    if (!statSync(start).isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
  } catch (error) {
    const code = codeOf(error);
    findings.push({
      code: "note/missing-folder",
      severity: "error",
      file: nameOf(root),
      line: 1,
      column: 1,
      message:
        code === "ENOTDIR" ? "노트 폴더가 아니라 파일입니다." : `노트 폴더를 찾을 수 없습니다(${code}).`,
      hint: "NOTES_DIR에 Markdown 파일이 있는 폴더를 적어 주세요.",
    });
    return { notes, studies, assets, asks, findings };
  }
  visit(root, "", [start]);
  const names = notes.map(({ path }) => path.replace(/\.mdx?$/i, ""));
  for (const [name, { file }] of asks) {
    if (names.includes(name)) continue;
    const guess = findNearest(name, names);
    findings.push({
      code: "asks/no-note",
      severity: "warning",
      file,
      line: 1,
      column: 1,
      message: `이 물음에 답할 노트 ${name}.md나 ${name}.mdx가 없습니다.`,
      hint: guess ? `혹시 "${guess}${ASKS_ENDING}"인가요?` : "노트와 같은 이름으로 바꾸거나 지워 주세요.",
    });
  }
  return { notes, studies, assets, asks, findings };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "알 수 없는 까닭";
}

/** Index of the first byte that is not UTF-8, or -1. */
function firstInvalidByte(bytes: Buffer): number {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return -1;
  } catch {
    let low = 0;
    let high = bytes.length;
    const decodes = (length: number, stream = true) => {
      try {
        new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream });
        return true;
      } catch {
        return false;
      }
    };
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (decodes(middle)) low = middle;
      else high = middle;
    }
    // The letter that breaks off there began earlier: what is wrong is its first byte.
    while (low > 0 && !decodes(low, false)) low--;
    return low;
  }
}
