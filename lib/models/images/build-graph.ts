/**
 * A build as a graph of operations: what it needs, what the cache has, and when each runs.
 *
 * Source: moby/buildkit `docs/dev/solver.md`; `solver/edge.go`, `solver/llbsolver/ops/exec.go` (a run is compared
 * by its definition and its inputs) and `solver/llbsolver/ops/file.go` with `CalcSlowCache` of
 * `solver/llbsolver/ops/opsutils` (a copy is compared by the content of what it copies, wherever that comes from).
 */

/** One operation: fetching an image, running a command, or copying files. */
export type Operation = {
  readonly id: string;
  /** As it is written. */
  readonly instruction: string;
  /** The operation whose file system it starts from; undefined for an image. */
  readonly on?: string;
  /** The operation whose files it copies; undefined where it copies from the context or not at all. */
  readonly from?: string;
  /** The checksum of what it copies from the context; undefined for what is no such copy. */
  readonly copies?: string;
  /** What it produces, for those who copy that: the same text stands for the same files. */
  readonly makes: string;
  /** How long it takes when it is run. */
  readonly seconds: number;
};

export type Outcome = "unused" | "cached" | "run";

/** When an operation began and ended, in seconds from the start of the build; both the same where nothing ran. */
export type Worked = { readonly outcome: Outcome; readonly start: number; readonly end: number };

export type Solved = {
  readonly worked: Readonly<Record<string, Worked>>;
  /** How long the build took: operations that do not wait for each other run at the same time. */
  readonly seconds: number;
  /** What the cache knows afterwards: all that it knew, and what ran. */
  readonly cache: readonly string[];
};

/**
 * Builds `target` with what the cache has. Operations that the target does not rest on are not run.
 * @param operations each after those that it names
 */
export function solveBuild(
  operations: readonly Operation[],
  target: string,
  cache: readonly string[],
): Solved {
  const needed = neededFor(operations, target);
  const known = new Set(cache);
  const keys = new Map<string, string>();
  const worked: Record<string, Worked> = {};
  for (const operation of operations) {
    const { id, on, from, seconds } = operation;
    if (!needed.has(id)) {
      worked[id] = { outcome: "unused", start: 0, end: 0 };
      continue;
    }
    const source = operations.find((one) => one.id === from);
    const key = `${keys.get(on ?? "") ?? ""}/${operation.instruction} ${source?.makes ?? operation.copies ?? ""}`;
    keys.set(id, key);
    const start = Math.max(worked[on ?? ""]?.end ?? 0, worked[from ?? ""]?.end ?? 0);
    const outcome = known.has(key) ? "cached" : "run";
    known.add(key);
    worked[id] = { outcome, start, end: outcome === "run" ? start + seconds : start };
  }
  return { worked, seconds: worked[target]?.end ?? 0, cache: [...known] };
}

/** The operations that the target rests on, itself among them. */
function neededFor(operations: readonly Operation[], target: string): ReadonlySet<string> {
  const needed = new Set([target]);
  for (const { id, on, from } of [...operations].reverse())
    if (needed.has(id)) for (const input of [on, from]) if (input !== undefined) needed.add(input);
  return needed;
}
