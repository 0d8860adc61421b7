import { realpathSync } from "node:fs";
import { git } from "./run-git.ts";
import { type Change, traceDates } from "./trace-dates.ts";

/** When a file came and when its text last changed: `2026-11-22T01:02:03Z`, as the commits say. */
type FileDates = {
  readonly published: string;
  /** Missing where the file on disk differs from the last commit: its day is not known yet. */
  readonly revised?: string;
};

export type History = {
  /** By path inside the folder, NFC, with `/`. Files that no commit holds are not in it. */
  readonly dates: ReadonlyMap<string, FileDates>;
  /** Why there are no dates, as a sentence. */
  readonly reason?: string;
};

/** What a user may have configured and the reading below must not depend on. */
const LOG_SETTINGS = ["showRoot=true", "follow=false", "showSignature=false"].flatMap((one) => [
  "-c",
  `log.${one}`,
]);

/**
 * The dates of the files below `folder`, from the commits of the repository that it lies in. Dates
 * are those of the committer: when a text came to where it is now.
 *
 * Nothing is invented. Without git, without a repository, in one that git does not trust, and in a
 * shallow clone, whose oldest commit seems to have made every file, there are no dates but a reason.
 */
export async function readDates(folder: string): Promise<History> {
  try {
    const cwd = realpathSync(folder);
    const shallow = await git(cwd, ["rev-parse", "--is-shallow-repository"]);
    if (shallow.trim() !== "false")
      return none(
        "이 저장소는 얕은 복제본(shallow clone)이라 날짜를 알 수 없습니다. git fetch --unshallow로 나머지를 받으세요.",
      );
    const tracked = fieldsOf(await git(cwd, ["ls-files", "-z", "--", "."]));
    const log = await git(cwd, [
      ...LOG_SETTINGS,
      ...["log", "-z", "--topo-order", "--no-merges", "--format=%x01%ct"],
      ...["--name-status", "--find-renames", "--relative", "--no-ext-diff", "--no-color", "--", "."],
    ]);
    const differing = ["diff", "-z", "--name-only", "--no-renames", "--relative", "--no-ext-diff"];
    const changed = new Set(fieldsOf(await git(cwd, [...differing, "HEAD", "--", "."])));
    const dates = new Map<string, FileDates>();
    for (const [path, { published, revised }] of traceDates(tracked, changesOf(log)))
      dates.set(path.normalize("NFC"), {
        published: toDate(published),
        ...(!changed.has(path) && { revised: toDate(revised) }),
      });
    return { dates };
  } catch (error) {
    return none(reasonOf(error));
  }
}

function none(reason: string): History {
  return { dates: new Map(), reason };
}

function fieldsOf(output: string): string[] {
  return output.split("\0").filter((field) => field !== "");
}

/** `\x01<seconds>\0\n<status>\0<path>\0…`: a rename has two paths, every other change one. */
function* changesOf(log: string): Generator<Change> {
  for (const commit of log.split("\x01").slice(1)) {
    const [seconds, ...fields] = commit.split("\0");
    const at = Number(seconds);
    for (let index = 0; index < fields.length; ) {
      const status = fields[index++]!.trim();
      if (status === "") continue;
      const path = fields[index++] ?? "";
      if (/^[RC]/.test(status)) yield { at, status, from: path, path: fields[index++] ?? "" };
      else yield { at, status, path };
    }
  }
}

function toDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

function reasonOf(error: unknown): string {
  const { code, stderr = "", message = "" } = error as { code?: unknown; stderr?: string; message?: string };
  if (code === "ENOENT") return "git이 없거나 폴더를 찾지 못해 날짜를 읽지 못했습니다.";
  if (stderr.includes("dubious ownership"))
    return "저장소의 소유자가 달라 git이 읽기를 거부했습니다. 믿는 폴더라면 git config의 safe.directory에 더하세요.";
  if (stderr.includes("not a git repository")) return "폴더가 git 저장소 안에 있지 않아 날짜가 없습니다.";
  if (/ambiguous argument 'HEAD'|bad revision 'HEAD'|does not have any commits/.test(stderr))
    return "저장소에 커밋이 아직 없어 날짜가 없습니다.";
  return `git이 날짜를 읽지 못했습니다: ${(stderr || message).trim().split("\n")[0]}`;
}
