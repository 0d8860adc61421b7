/** One file that a commit changed. `at` is the committer's time, in seconds since 1970. */
export type Change = {
  readonly at: number;
  /** As `git log --name-status` writes it: `A`, `M`, `T`, `D`, `R087`, `C100`. */
  readonly status: string;
  readonly path: string;
  /** The name before, of a rename or a copy. */
  readonly from?: string;
};

type Traced = { readonly published: number; readonly revised: number };

/**
 * When each of `files` came and when its text last changed, from changes told from the newest commit
 * to the oldest. A renamed file is followed to its older name, and a rename that leaves the text as
 * it was is no revision. What another file of the same name did before is not the file's history.
 */
export function traceDates(files: readonly string[], changes: Iterable<Change>): Map<string, Traced> {
  // What a file was called at the commit that is looked at, and what it is called now.
  const names = new Map(files.map((file) => [file, file]));
  const times = new Map<string, { published?: number; revised?: number }>(files.map((file) => [file, {}]));
  for (const { at, status, path, from } of changes) {
    const now = names.get(path);
    const known = now === undefined ? undefined : times.get(now);
    if (now === undefined || known === undefined) continue;
    if (status.startsWith("D") || /^C/.test(status) || status === "A") names.delete(path);
    if (status.startsWith("D")) continue;
    if (status !== "R100") known.revised = Math.max(at, known.revised ?? at);
    if (from !== undefined && status.startsWith("R")) {
      names.delete(path);
      names.set(from, now);
    } else if (!names.has(path)) known.published = at;
  }
  const traced = new Map<string, Traced>();
  for (const [file, { published, revised }] of times)
    if (published !== undefined && revised !== undefined) traced.set(file, { published, revised });
  return traced;
}
