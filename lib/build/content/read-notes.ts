import { realpathSync, type Stats, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { withoutNotionId } from "../../address/find-by-name.ts";
import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { normalizeText } from "../../text/normalize.ts";
import { listFolder, readBytes, readText, seeAsset } from "../store/sights.ts";
import { decodeOther } from "./decode-other.ts";
import { type IgnoreTest, readGitignore } from "./gitignore.ts";
import { isIgnoredName } from "./is-ignored.ts";
import type { LeftOut } from "./left-out.ts";
import { ASKS_ENDING, type AsksFile, readAsks } from "./read-asks.ts";
import { PICTURES_LOCK, SITE_FILE } from "./site-file.ts";

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
  /** Every other file: which of them are published is for the notes to say. */
  readonly assets: readonly AssetFile[];
  readonly leftOut: readonly LeftOut[];
  /** The program that the folder was written with, by what it leaves there. */
  readonly program?: "obsidian" | "notion" | undefined;
  /** Questions that notes answer, by the path of the note without its ending. */
  readonly asks: ReadonlyMap<string, AsksFile>;
  readonly findings: readonly Finding[];
};

export const LARGEST_NOTE_BYTES = 2 * 1024 * 1024;
const STUDY_NAME = /\.study\.ya?ml$/i;
/** A link to a file of the system would never end. */
const DEEPEST_FOLDER = 64;
/** Folders that lead to each other twice have more ways through them than there is time. */
const MOST_VISITS = 4;
/** Files in which an author says things of the site, and no notes: at the top of the folder. */
const SITE_FILES: ReadonlySet<string> = new Set([SITE_FILE, "glossary.yaml", PICTURES_LOCK]);
/** Where Jekyll keeps what is not to be published. */
const DRAFT_FOLDER = "_drafts";

type Ignores = readonly {
  readonly below: string;
  readonly ignores: IgnoreTest;
  readonly why: LeftOut["why"];
}[];

/**
 * Reads every note under `root` and lists every other file, in path order. What cannot be read is
 * a finding; everything else is still read. Hidden entries and `node_modules`
 * are skipped, and so is what a `.gitignore` in the folder or `leaveOut` names; linked folders
 * are followed a few times, and never out of the folder. Only files are opened: a pipe would never end.
 *
 * @param nameOf turns an absolute path into the name findings use
 * @param leaveOut patterns as in a `.gitignore`
 */
export function readNotesFolder(
  root: string,
  nameOf: (absolute: string) => string,
  severity: Severity,
  leaveOut: readonly string[] = [],
): NotesFolder {
  const notes: NoteFile[] = [];
  const assets: AssetFile[] = [];
  const leftOut: LeftOut[] = [];
  const studies = new Map<string, StudyText>();
  const asks = new Map<string, AsksFile>();
  const findings: Finding[] = [];
  /** How often each folder was entered, by where it really is. */
  const entered = new Map<string, number>();
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

  function visit(folder: string, prefix: string, ancestors: readonly string[], ignored: Ignores): void {
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
    const ignores: Ignores = names.includes(".gitignore")
      ? [
          ...ignored,
          { below: prefix, ignores: readGitignore(textOf(join(folder, ".gitignore"))), why: "gitignore" },
        ]
      : ignored;
    for (const name of names) {
      const absolute = join(folder, name);
      const path = `${prefix}${name}`.normalize("NFC");
      if (isIgnoredName(name)) {
        if (!UNSAID.has(name)) leftOut.push({ path, why: "hidden" });
        continue;
      }
      if (prefix === "" && SITE_FILES.has(name)) continue;
      const isNote = /\.mdx?$/i.test(name);
      let real: string;
      let stat: Stats;
      try {
        real = realpathSync(absolute);
        stat = statSync(real);
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
      const isFolder = stat.isDirectory();
      const passed = ignores.find((rule) => rule.ignores(path.slice(rule.below.length), isFolder));
      if (passed !== undefined || (isFolder && name === DRAFT_FOLDER)) {
        leftOut.push({ path: isFolder ? `${path}/` : path, why: passed?.why ?? "draft" });
        continue;
      }
      if (real !== start && !real.startsWith(start.endsWith(sep) ? start : start + sep)) {
        report(
          absolute,
          "note/outside",
          "심볼릭 링크가 노트 폴더 밖을 가리켜 싣지 않았습니다.",
          "실으려면 폴더 안으로 복사해 주세요.",
        );
        leftOut.push({ path, why: "outside" });
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
        const visits = (entered.get(real) ?? 0) + 1;
        entered.set(real, visits);
        // Where it really lies it is entered in any case.
        const isOften = visits > MOST_VISITS && real !== join(start, relative(root, absolute));
        const loops = ancestors.includes(real) || ancestors.length > DEEPEST_FOLDER;
        if (loops || isOften) {
          report(
            absolute,
            "note/symlink-loop",
            loops
              ? "심볼릭 링크가 위쪽 폴더로 돌아옵니다."
              : `심볼릭 링크로 같은 폴더가 ${MOST_VISITS}번 넘게 나옵니다.`,
            "가리키는 곳을 고치거나 링크를 지워 주세요.",
          );
        } else if (!isNote) visit(absolute, `${path}/`, [...ancestors, real], ignores);
        continue;
      }
      if (!stat.isFile()) {
        leftOut.push({ path, why: "special" });
        if (isNote)
          report(
            absolute,
            "note/special",
            "파일이 아니라 파이프나 장치여서 읽지 않았습니다.",
            "글이 든 파일로 바꾸거나 지워 주세요.",
          );
        continue;
      }
      if (STUDY_NAME.test(name)) {
        keepStudy(absolute, path, names);
        continue;
      }
      if (!isNote) {
        if (path.endsWith(ASKS_ENDING)) readQuestions(path, absolute);
        else assets.push({ path, absolute });
        continue;
      }
      const tooLarge = stat.size > LARGEST_NOTE_BYTES;
      let bytes: Buffer;
      try {
        if (tooLarge) seeAsset(absolute);
        bytes = tooLarge ? Buffer.alloc(0) : readBytes(absolute);
      } catch (error) {
        report(
          absolute,
          "note/unreadable",
          `파일을 읽을 수 없습니다(${codeOf(error)}).`,
          "읽기 권한을 확인해 주세요.",
        );
        continue;
      }
      if (tooLarge) {
        report(
          absolute,
          "note/too-large",
          `노트가 ${(stat.size / 1024 / 1024).toFixed(1)}MiB입니다. 2MiB까지 쓸 수 있습니다.`,
          "여러 노트로 나누어 주세요.",
        );
      }
      const decoded = severity === "error" ? undefined : decodeOther(bytes);
      if (decoded !== undefined)
        findings.push({
          code: "note/decoded",
          severity: "hint",
          file: nameOf(absolute),
          line: 1,
          column: 1,
          message: `${withJosa(decoded.encoding, "으로/로")} 적힌 글을 UTF-8로 바꿔 읽었습니다.`,
          hint: "편집기에서 UTF-8로 저장해 두면 다른 도구도 읽습니다.",
        });
      const bad = decoded === undefined ? firstInvalidByte(bytes) : -1;
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
      const text = normalizeText(decoded?.text ?? bytes.toString("utf8"));
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
    return { notes, studies, assets, asks, leftOut, findings };
  }
  const first: Ignores = [{ below: "", ignores: readGitignore(leaveOut.join("\n")), why: "site" }];
  visit(root, "", [start], first);
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
  const isVault = statSync(join(start, ".obsidian"), { throwIfNoEntry: false })?.isDirectory() ?? false;
  const isNotion = notes.some(({ path }) => withoutNotionId(path) !== path);
  return {
    notes,
    studies,
    assets,
    asks,
    leftOut,
    program: isVault ? "obsidian" : isNotion ? "notion" : undefined,
    findings,
  };
}

/** What nobody misses: the programs' own folders. */
const UNSAID: ReadonlySet<string> = new Set([
  ".git",
  ".gitignore",
  ".gitattributes",
  ".obsidian",
  ".DS_Store",
  "node_modules",
]);

function textOf(path: string): string {
  try {
    return readText(path);
  } catch {
    return "";
  }
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
