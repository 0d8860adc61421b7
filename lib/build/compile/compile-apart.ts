import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CompileResult, compileNote } from "./compile-note.ts";
import type { CompileInput } from "./context.ts";

/** Compiles a note in a scratch folder of its own, outside of everything that another process may tidy up meanwhile. */
export async function compileApart(input: CompileInput): Promise<CompileResult> {
  const scratch = mkdtempSync(join(tmpdir(), "whale-compile-"));
  try {
    return await compileNote(input, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
