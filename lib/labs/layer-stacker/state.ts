import { BASES, type Context, type DoneStep } from "./build.ts";
import { type Instruction, parseDockerfile } from "./dockerfile.ts";
import type { Entry } from "./layer.ts";

/** A Dockerfile built line by line: layers, cache, merged file system, a container on top, and a pull. */

export type StackState = {
  readonly text: string;
  readonly context: Context;
  /** Number of the build that runs. */
  readonly build: number;
  readonly steps: readonly DoneStep[];
  /** Builds before this one, oldest first: what the cache knows. */
  readonly cache: readonly (readonly DoneStep[])[];
  readonly failed: { readonly line: number; readonly error: string } | undefined;
  /** What the container wrote, as its upper directory holds it; undefined while there is none. */
  readonly upper: readonly Entry[] | undefined;
  readonly commands: number;
  /** What the last command in the container printed, and whether it ended with an error. */
  readonly output: string;
  readonly status: 0 | 1;
  /** ChainIDs that the other machine has, and what its last pull took. */
  readonly remote: readonly string[];
  readonly pulled: { readonly fetched: number; readonly skipped: number; readonly bytes: number } | undefined;
};

export type StackEvent =
  | { readonly type: "build" }
  | { readonly type: "write"; readonly text: string }
  | { readonly type: "edit"; readonly file: string }
  | { readonly type: "start" }
  | { readonly type: "exec"; readonly command: string }
  | { readonly type: "remove" }
  | { readonly type: "pull" };

export const MB = 1_000_000;
export const CONTEXT: Context = {
  "b.bin": { size: 10 * MB, edition: 1 },
  "app/main.py": { size: 4000, edition: 1 },
  "app/util.py": { size: 2000, edition: 1 },
  "requirements.txt": { size: 300, edition: 1 },
};
export const BASE_NAMES = BASES.map((base) => base.name);

export function instructionsOf(text: string): readonly Instruction[] {
  const parsed = parseDockerfile(text, BASE_NAMES);
  return parsed.ok ? parsed.instructions : [];
}

export function isBuilt(state: StackState): boolean {
  return state.failed === undefined && state.steps.length === instructionsOf(state.text).length;
}
