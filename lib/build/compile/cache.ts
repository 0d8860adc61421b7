import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf } from "../store/sights.ts";
import type { Recipe, Store } from "../store/store.ts";
import type { CompileResult } from "./compile-note.ts";
import type { CompileInput } from "./context.ts";

/** Compiles notes; what was compiled earlier is taken from the store. */
export type CompileCache = (input: CompileInput) => Promise<CompileResult>;

export function createCompileCache(store: Store): CompileCache {
  // The latest result of each file, for a process that compiles again and again.
  const latest = new Map<string, { readonly key: string; readonly result: CompileResult }>();
  return async (input) => {
    const recipe = recipeOf(input);
    const key = digestOf(JSON.stringify(recipe.inputs));
    const recent = latest.get(input.file);
    if (recent?.key === key) return recent.result;
    const result = await store.rememberJson(
      recipe,
      async () => {
        // Outside of everything that another process may tidy up meanwhile.
        const scratch = mkdtempSync(join(tmpdir(), "whale-compile-"));
        try {
          // Loaded when first needed: a run that finds everything here starts much sooner.
          const { compileNote } = await import("./compile-note.ts");
          return await compileNote(input, scratch);
        } finally {
          rmSync(scratch, { recursive: true, force: true });
        }
      },
      // A note that did not compile is tried again: the fault may have been another's.
      ({ code }) => code !== undefined,
    );
    if (result.code !== undefined) latest.set(input.file, { key, result });
    return result;
  };
}

function recipeOf({ file, format, severity, text, terms, sourceKeys }: CompileInput): Recipe {
  const names = terms.map((term) => [term.id, term.ko, term.section, ...term.aliases]);
  return {
    kind: "notes",
    code: ["lib/build/compile/compile-note.ts"],
    inputs: [file, format, severity, text, names, [...sourceKeys].sort()],
  };
}
