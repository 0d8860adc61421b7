import { openWorkerPool, type WorkerPool } from "../machine/worker-pool.ts";
import { digestOf } from "../store/sights.ts";
import type { Recipe, Store } from "../store/store.ts";
import type { CompileResult } from "./compile-note.ts";
import type { CompileInput } from "./context.ts";

/** Of notes that are asked for at one time so many are compiled here; more go to so many threads. */
const FEW = 8;
const THREADS = 2;

/** What a note of somebody's folder may take: ten times what the longest of ours does. */
const LIMITS = { cpuSeconds: 20, megabytes: 1024 };

/** Compiles notes; what was compiled earlier is taken from the store. */
export type CompileCache = (input: CompileInput) => Promise<CompileResult>;

export function createCompileCache(store: Store): CompileCache {
  // The latest result of each file, for a process that compiles again and again.
  const latest = new Map<string, { readonly key: string; readonly result: CompileResult }>();
  const compileFresh = createCompiler();
  return async (input) => {
    const recipe = recipeOf(input);
    const key = digestOf(JSON.stringify(recipe.inputs));
    const recent = latest.get(input.file);
    if (recent?.key === key) return recent.result;
    const result = await store.rememberJson(
      recipe,
      () => compileFresh(input),
      // A note that did not compile is tried again: the fault may have been another's.
      ({ code }) => code !== undefined,
    );
    if (result.code !== undefined) latest.set(input.file, { key, result });
    return result;
  };
}

/** Compiles a few notes in this thread, and many in threads that end when no note is left. */
function createCompiler(): (input: CompileInput) => Promise<CompileResult> {
  let [running, asked] = [0, 0];
  let pool: WorkerPool<CompileInput, CompileResult> | undefined;
  return async (input) => {
    running += 1;
    asked += 1;
    try {
      // What others wrote is compiled where it can be ended.
      if (asked > FEW || input.foreign !== undefined) {
        pool ??= openWorkerPool(
          new URL("./compile-worker.ts", import.meta.url),
          THREADS,
          undefined,
          input.foreign && LIMITS,
        );
        return await pool.run(input);
      }
      // Loaded when first needed: a run that finds everything in the store starts much sooner.
      const { compileApart } = await import("./compile-apart.ts");
      return await compileApart(input);
    } finally {
      running -= 1;
      if (running === 0) {
        const ended = pool;
        [asked, pool] = [0, undefined];
        await ended?.close();
      }
    }
  };
}

function recipeOf({
  file,
  format,
  severity,
  text,
  terms,
  cards,
  sourceKeys,
  examples,
  foreign,
}: CompileInput): Recipe {
  const names = terms.map((term) => [term.id, term.ko, term.section]);
  return {
    kind: "notes",
    code: ["lib/build/compile/compile-worker.ts"],
    inputs: [
      file,
      format,
      severity,
      text,
      names,
      [...(cards ?? [])],
      [...sourceKeys].sort(),
      examples && [...examples],
      ...(foreign ? [[foreign.lineBreaks, foreign.tags, [...foreign.embeds]]] : []),
    ],
  };
}
