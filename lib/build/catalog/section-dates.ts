import { realpathSync } from "node:fs";
import type { Heading } from "../../note/note.ts";
import { git } from "./run-git.ts";

/** The second at which the text of a section last changed, by its id, in the order of the note. */
export type SectionTimes = readonly (readonly [id: string, seconds: number])[];

const HEADING = /^ {0,3}## /;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * When the sections (`##`) of a note last changed: the newest commit that wrote one of their lines, as
 * `git blame` tells. Lines that no commit holds yet have no time.
 * @param folder in which the repository is asked, and the note's path inside it
 * @returns none where the history says nothing, or the file's headings are not those of the outline
 */
export async function readSectionTimes(
  folder: string,
  path: string,
  outline: readonly Pick<Heading, "depth" | "id">[],
): Promise<SectionTimes> {
  const ids = outline.filter(({ depth }) => depth === 2).map(({ id }) => id);
  if (ids.length === 0) return [];
  try {
    const told = await git(realpathSync(folder), [
      "-c",
      "blame.ignoreRevsFile=",
      "blame",
      "--porcelain",
      "-w",
      "--",
      path,
    ]);
    return timesOf(blamedLines(told), ids);
  } catch {
    return [];
  }
}

export type BlamedLine = { readonly text: string; readonly seconds: number | undefined };

/** The lines of `git blame --porcelain`, each with the committer's time. */
export function blamedLines(told: string): BlamedLine[] {
  const times = new Map<string, number>();
  const lines: BlamedLine[] = [];
  let commit = "";
  for (const line of told.split("\n")) {
    const [, named] = /^([0-9a-f]{40,64}) \d+ \d+/.exec(line) ?? [];
    if (named !== undefined) commit = named;
    else if (line.startsWith("committer-time ")) times.set(commit, Number(line.slice(15)));
    else if (line.startsWith("\t"))
      lines.push({
        text: line.slice(1).replace(/\r$/, ""),
        // What is not committed has a name of zeros, and the time of the question.
        seconds: /^0+$/.test(commit) ? undefined : times.get(commit),
      });
  }
  return lines;
}

/** The newest time in each section; none where the headings found are not as many as the ids. */
export function timesOf(lines: readonly BlamedLine[], ids: readonly string[]): SectionTimes {
  const newest: number[] = [];
  let fence = "";
  for (const { text, seconds = 0 } of lines) {
    const [, mark] = FENCE.exec(text) ?? [];
    if (fence === "" && mark !== undefined) fence = mark;
    else if (mark?.startsWith(fence) && text.trim() === mark) fence = "";
    else if (fence === "" && HEADING.test(text)) newest.push(0);
    if (newest.length > 0) newest.push(Math.max(newest.pop()!, seconds));
  }
  if (newest.length !== ids.length) return [];
  return newest.flatMap((seconds, index) => (seconds > 0 ? [[ids[index]!, seconds] as const] : []));
}
