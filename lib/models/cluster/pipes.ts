import { later } from "../kubectl/later.ts";

/** What a command of a pipe made of its input. */
export type Filtered = { readonly stdout: string; readonly stderr: string; readonly exitCode: number };

/** What may stand behind a pipe besides kubectl. */
export const FILTER_NAMES: readonly string[] = ["grep", "egrep", "head", "tail", "wc", "sort", "cat"];

/** The commands of a pipe: they come when somebody writes one. */
export const pipes = later<{
  /** @returns undefined where there is no such command */
  readonly filter: (name: string, words: readonly string[], input: string) => Filtered | undefined;
  /** Whether it works line by line. */
  readonly isStreaming: (words: readonly string[]) => boolean;
}>("pipes");
