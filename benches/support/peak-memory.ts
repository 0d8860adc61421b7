import { readdirSync, readFileSync } from "node:fs";

const EVERY_MS = 250;

/**
 * Watches a process and all that it starts. Memory that processes share is counted once (PSS).
 * @returns a function that ends watching and answers with the most that was used, in MB; NaN where
 *   the system does not tell (everywhere but on Linux)
 */
export function watchPeakMemory(pid: number): () => number {
  let peak = Number.NaN;
  const look = () => {
    const bytes = memoryOf(pid);
    if (bytes > 0) peak = Math.max(Number.isNaN(peak) ? 0 : peak, bytes / 1024 ** 2);
  };
  const timer = setInterval(look, EVERY_MS);
  look();
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function memoryOf(root: number): number {
  if (process.platform !== "linux") return 0;
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    // The name of the program, in parentheses, may hold anything.
    const fields = read(`/proc/${name}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ");
    parents.set(Number(name), Number(fields[1]));
  }
  const isOurs = (pid: number): boolean => {
    for (let one: number | undefined = pid; one !== undefined && one > 1; one = parents.get(one))
      if (one === root) return true;
    return false;
  };
  let kilobytes = 0;
  for (const pid of parents.keys())
    if (isOurs(pid)) kilobytes += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
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
