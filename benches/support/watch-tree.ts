import { readdirSync, readFileSync } from "node:fs";

const EVERY_MS = 250;

/** Linux counts the time of processes in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** What a process and all that it started took; NaN where the system does not tell (everywhere but on Linux). */
export type Taken = {
  /** The most memory at one time, in MB. What processes share is counted once (PSS). */
  readonly peak: number;
  /** Time of the processor, in seconds, which a busy machine makes longer by little. */
  readonly cpu: number;
};

/** Watches a process and all that it starts. @returns a function that ends watching and answers with what they took */
export function watchTree(pid: number): () => Taken {
  let peak = Number.NaN;
  const ticks = new Map<number, number>();
  const look = () => {
    const bytes = lookAtTree(pid, ticks);
    if (bytes > 0) peak = Math.max(Number.isNaN(peak) ? 0 : peak, bytes / 1024 ** 2);
  };
  const timer = setInterval(look, EVERY_MS);
  look();
  return () => {
    clearInterval(timer);
    const sum = [...ticks.values()].reduce((all, one) => all + one, 0);
    return { peak, cpu: ticks.size > 0 ? sum / TICKS_PER_SECOND : Number.NaN };
  };
}

/** Notes the time of each process of a tree. @returns the memory of all of them, in bytes */
function lookAtTree(root: number, ticks: Map<number, number>): number {
  if (process.platform !== "linux") return 0;
  const parents = new Map<number, number>();
  const times = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    // The name of the program, in parentheses, may hold anything.
    const fields = read(`/proc/${name}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ");
    parents.set(Number(name), Number(fields[1]));
    times.set(Number(name), Number(fields[11]) + Number(fields[12]));
  }
  const isOurs = (pid: number): boolean => {
    for (let one: number | undefined = pid; one !== undefined && one > 1; one = parents.get(one))
      if (one === root) return true;
    return false;
  };
  let kilobytes = 0;
  for (const pid of [...parents.keys()].filter(isOurs)) {
    ticks.set(pid, Math.max(ticks.get(pid) ?? 0, times.get(pid) || 0));
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  }
  return kilobytes * 1024;
}

/** Empty when the process has ended in the meantime. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
