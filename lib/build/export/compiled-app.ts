import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../store/store.ts";
import { packFolder, unpackFolder } from "./packed-folder.ts";
import type { PageSources } from "./page-sources.ts";
import { runNext } from "./run-next.ts";

/** Which pages were made: Next writes it, and would believe an older one. */
const PRERENDERED = "prerender-manifest.json";
/** What making pages needs of `.next`. */
const NEEDED =
  /^(?:server|static|node_modules)(?:\/|$)|^BUILD_ID$|^(?!prerender-|required-|export-)[\w-]+\.json$/;

/**
 * Puts into `.next` what Next compiles of `app/`: it is the same for all notes, so an edit of a note compiles nothing.
 * @param signal ends the compiler
 * @throws Error with a sentence, and when it was ended
 */
export async function compileApp(
  root: string,
  store: Store,
  { modules, files }: PageSources,
  signal: AbortSignal,
): Promise<void> {
  const folder = join(root, ".next");
  const recipe = { kind: "app", code: modules, inputs: [root, files] };
  const kept = await store.find(recipe);
  for (const name of ["server", "static", "node_modules"])
    rmSync(join(folder, name), { recursive: true, force: true });
  if (kept !== undefined) return unpackFolder(kept, folder);
  await runNext(root, "compile", {}, signal);
  await store.keep(
    recipe,
    packFolder(folder, (path) => NEEDED.test(path)),
  );
}

/**
 * Makes pages with what `compileApp` put into `.next`.
 * @param environment names the catalog, and the folder that the pages are exported to
 * @throws Error with what Next said
 */
export function generatePages(root: string, environment: Readonly<Record<string, string>>): Promise<void> {
  rmSync(join(root, ".next", PRERENDERED), { force: true });
  return runNext(root, "generate", environment);
}
