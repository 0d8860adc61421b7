import { Cluster, type KubeObject } from "./cluster.ts";
import { CommandRun, type Files } from "./command-run.ts";
import { type Command, KUBECTL } from "./commands.ts";
import { defineFlags, parseFlags } from "./flags.ts";
import type { Follow } from "./follow.ts";
import { errorsOf, PlainError, usageError, writeErrors } from "./kubectl-error.ts";
import type { VerbPart } from "./late-verbs.ts";

/** What a command prints. */
export type Message = { readonly stdout: string; readonly stderr: string; readonly exitCode: number };

/** A command line (`kubectl get pods`) and what it finds: the cluster's objects, and files by name. */
export type MessageInput = {
  readonly command: string;
  readonly objects: readonly KubeObject[];
  readonly files?: Readonly<Record<string, readonly KubeObject[]>>;
  /** The time for ages, RFC 3339. */
  readonly now?: string;
};

/** What a kubectl command prints. */
export function message({
  command,
  objects,
  files = {},
  now = "1970-01-01T00:00:00Z",
}: MessageInput): Message {
  const { stdout, stderr, exitCode } = runKubectl({
    command,
    cluster: new Cluster(objects),
    files: new Map(Object.entries(files)),
    now,
  });
  return { stdout, stderr, exitCode };
}

/** What came of a command: also in the order of printing, and what it goes on doing. */
export type CommandResult = Message & { readonly transcript: string; readonly follow?: Follow };

/**
 * Runs one kubectl command on a cluster.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd` (per command in its own file), `spf13/cobra` `command.go`.
 */
export function runKubectl({
  command,
  cluster,
  files,
  now,
}: {
  readonly command: string;
  readonly cluster: Cluster;
  readonly files: Files;
  /** RFC 3339. */
  readonly now: string;
}): CommandResult {
  let run: CommandRun | undefined;
  const finish = (exitCode: number, errors = ""): CommandResult => ({
    stdout: run?.stdout ?? "",
    stderr: (run?.stderr ?? "") + errors,
    transcript: (run?.transcript ?? "") + errors,
    exitCode,
    // What failed goes on only where failing means that it waits.
    ...(run?.follow === undefined || (errors !== "" && run.follow.type !== "wait")
      ? {}
      : { follow: run.follow }),
  });
  try {
    const words = splitWords(command);
    const found = findCommand(words.slice(1));
    const { flags, args, dash } = parseFlags(found.words, found.command.flags, found.path);
    if (flags.isOn("help")) return finish(0);
    const missing = found.command.required.filter((name) => !flags.has(name));
    if (missing.length > 0) {
      const names = missing.map((name) => JSON.stringify(name)).join(", ");
      throw new PlainError(`required flag(s) ${names} not set`);
    }
    if (found.command.run === undefined) {
      const [word] = args;
      if (word !== undefined && found.command.commands.length > 0)
        throw usageError(found.path, `unknown command "${word}"`);
      return finish(found.command.commands.length > 0 ? 1 : 0);
    }
    run = new CommandRun({ path: found.path, line: command, args, dash, flags, cluster, files, now });
    found.command.run(run);
    return finish(0);
  } catch (error) {
    return finish(1, writeErrors(errorsOf(error)));
  }
}

/** The command by its whole name, where kubectl knows it and this cluster does nothing for it. */
export function absentCommandOf(command: string): string | undefined {
  try {
    const found = findCommand(splitWords(command).slice(1));
    return found.command.isAbsent ? found.path : undefined;
  } catch {
    return undefined;
  }
}

/** A flag of the command whose effect this cluster does not have; undefined where there is none, or it is wrong. */
export function absentFlagOf(command: string): string | undefined {
  try {
    const found = findCommand(splitWords(command).slice(1));
    const { flags } = parseFlags(found.words, found.command.flags, found.path);
    const name = found.command.absent.find((one) => flags.has(one));
    return name === undefined ? undefined : `--${name}`;
  } catch {
    return undefined;
  }
}

/** The part of kubectl that a command needs loaded; undefined where it needs none, or is no command. */
export function verbPartOf(command: string): VerbPart | undefined {
  try {
    const { run } = findCommand(splitWords(command).slice(1)).command;
    return run !== undefined && "part" in run ? run.part : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The command that the words name, and the words without its names.
 *
 * Source: `spf13/cobra` `command.go` Find, stripFlags, findSuggestions; `kubernetes/kubectl` `pkg/cmd/cmd.go`.
 */
function findCommand(words: readonly string[]): {
  readonly command: Command;
  readonly path: string;
  readonly words: readonly string[];
} {
  let command = KUBECTL;
  let path = "kubectl";
  let rest = words;
  for (;;) {
    const place = firstArgument(rest);
    const word = rest[place];
    const inner = word === undefined ? undefined : command.commands.find(({ names }) => names.includes(word));
    if (inner === undefined) {
      if (command === KUBECTL && word !== undefined) {
        // Flags are looked at first only when no command is named at all.
        throw new PlainError(`unknown command ${JSON.stringify(word)} for "kubectl"${suggestions(word)}`);
      }
      return { command, path, words: rest };
    }
    command = inner;
    path += ` ${inner.names[0]}`;
    rest = rest.filter((_, index) => index !== place);
  }
}

const GLOBAL_FLAGS = defineFlags(
  "namespace:s:n server:s:s context:s cluster:s user:s kubeconfig:s token:s as:s request-timeout:s v:i:v",
);

/** Where the first word is that is neither a flag nor a flag's value; −1 if there is none. */
function firstArgument(words: readonly string[]): number {
  for (let place = 0; place < words.length; place++) {
    const word = words[place] ?? "";
    if (word === "--") return -1;
    if (!word.startsWith("-") || word === "-") return place;
    const name = word.replace(/^--?/, "");
    const takesNext = [...GLOBAL_FLAGS.values()].some(
      (flag) => flag.name === name || flag.shorthand === name,
    );
    if (takesNext) place += 1;
  }
  return -1;
}

function suggestions(word: string): string {
  const near = KUBECTL.commands
    .map(({ names }) => names[0] ?? "")
    .filter((name) => distance(word, name) <= 2 || name.startsWith(word.toLowerCase()));
  return near.length === 0 ? "" : `\n\nDid you mean this?\n${near.map((name) => `\t${name}`).join("\n")}`;
}

/** The Levenshtein distance. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1]?.toLowerCase() === to[j - 1]?.toLowerCase() ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/** Words as a shell splits them: quotes group, a backslash takes the next character as it is. */
export function splitWords(line: string): readonly string[] {
  const words = line.match(/(?:[^\s'"\\]|\\.|'[^']*'?|"(?:[^"\\]|\\.)*"?)+/gs) ?? [];
  return words.map((word) =>
    word.replace(
      /'([^']*)'?|"((?:[^"\\]|\\.)*)"?|\\(.)/gs,
      (_, single?: string, double?: string, escaped?: string) =>
        single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped ?? "",
    ),
  );
}
