import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hashSources } from "../machine/hash-sources.ts";
import { readKept } from "../machine/kept.ts";
import { replaceFile } from "../machine/replace-file.ts";
import type { CompileResult } from "./compile-note.ts";
import type { CompileInput } from "./context.ts";

/** Compiles through a folder of earlier results, keyed by everything the result depends on. */
export type CompileCache = (input: CompileInput) => Promise<CompileResult>;

/**
 * @param folder where results are kept; entries unused for 30 days go
 * @param root the project, for the digest of the compile room and the lock file: a
 *   change to either makes every entry new, so nobody bumps a version by hand
 */
export function createCompileCache(folder: string, root: string): CompileCache {
  mkdirSync(folder, { recursive: true });
  const room = digestOf(root);
  // The latest result of each file, for a process that compiles again and again.
  const latest = new Map<string, { key: string; result: CompileResult }>();
  return async (input) => {
    const key = createHash("sha256")
      .update(
        JSON.stringify([
          room,
          input.file,
          input.format,
          input.severity,
          input.text,
          input.terms.map((term) => [term.id, term.ko, term.section, ...term.aliases]),
          [...input.sourceKeys].sort(),
        ]),
      )
      .digest("hex");
    const recent = latest.get(input.file);
    if (recent?.key === key) return recent.result;
    const path = join(folder, `${key}.json`);
    const kept = readKept<CompileResult>(path);
    if (kept !== undefined) {
      latest.set(input.file, { key, result: kept });
      return kept;
    }
    const scratch = join(folder, `scratch-${process.pid}-${key.slice(0, 16)}`);
    try {
      // Loaded when first needed: a run that finds everything here starts much sooner.
      const { compileNote } = await import("./compile-note.ts");
      const result = await compileNote(input, scratch);
      // A note that did not compile is not stored: a fixed tool should try it again.
      if (result.code !== undefined) {
        replaceFile(path, JSON.stringify(result));
        latest.set(input.file, { key, result });
      }
      return result;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  };
}

function digestOf(root: string): string {
  const hash = createHash("sha256");
  for (const room of ["build/compile", "text", "address"]) hashSources(hash, join(root, "lib", room));
  return hash.update(readFileSync(join(root, "package-lock.json"))).digest("hex");
}
