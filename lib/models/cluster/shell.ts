import { isServedKind } from "../apimachinery/kind-schema.ts";
import { continueCommand, type Follow } from "../kubectl/follow.ts";
import { loadVerbs, type VerbPart } from "../kubectl/late-verbs.ts";
import { absentCommandOf, absentFlagOf, runKubectl, splitWords, verbPartOf } from "../kubectl/message.ts";
import { longTime } from "../kubectl/object-texts.ts";
import { findResourceType } from "../kubectl/resource-types.ts";
import { LiveCluster } from "./live-cluster.ts";
import { FILTER_NAMES, pipes } from "./pipes.ts";
import type { World } from "./world.ts";
import { YamlFiles } from "./yaml-files.ts";

/** A file of the lab: its name and its text. */
export type TextFile = { readonly name: string; readonly text: string };

/** A command that goes on in the foreground, and the pipe behind it. Plain data. */
export type Foreground = {
  readonly follow: Follow;
  readonly pipe: readonly (readonly string[])[];
  /** What the pipe waits with until its input ends. */
  readonly held: string;
  readonly wakeAt?: string;
};

export type Ran = {
  /** What the terminal shows, in order of printing. */
  readonly text: string;
  /** Undefined while the command goes on in the foreground. */
  readonly exitCode: number | undefined;
  readonly foreground: Foreground | undefined;
  /** Something that this cluster does not have: the lab says so in its own words. */
  readonly missing?: string;
};

const LONGEST_OUTPUT = 200_000;

const finished = (text: string, exitCode = 0): Ran => ({ text, exitCode, foreground: undefined });
const missing = (what: string): Ran => ({ text: "", exitCode: 1, foreground: undefined, missing: what });

/** A line split at its pipes; undefined where it wants more of a shell than pipes. */
function splitPipe(line: string): readonly string[] | undefined {
  const parts: string[] = [];
  let part = "";
  let quote = "";
  for (let place = 0; place < line.length; place++) {
    const letter = line[place]!;
    if (quote === "" && /[;&<>`]/.test(letter)) return undefined;
    if (quote === "" && letter === "|") {
      if (line[place + 1] === "|") return undefined;
      parts.push(part);
      part = "";
      continue;
    }
    if (letter === "\\" && quote !== "'") {
      part += letter + (line[++place] ?? "");
      continue;
    }
    if (quote === "" && (letter === "'" || letter === '"')) quote = letter;
    else if (letter === quote) quote = "";
    part += letter;
  }
  return [...parts, part].map((one) => one.trim());
}

/** Commands that are typed short. */
function withoutAlias(command: string): string {
  return command.replace(/^k(?=\s|$)/, "kubectl");
}

/** Loads what a line needs to run, if it is not there yet. */
export async function loadLine(line: string): Promise<void> {
  const verbs = verbPartsOf(line);
  // Read as the shell reads them: quotes and backslashes hide no word.
  const makes = splitWords(line).some((word) => ["apply", "autoscale", "create", "replace"].includes(word));
  await Promise.all([
    verbs.length > 0 ? loadVerbs(...verbs) : undefined,
    line.includes("|") ? import("./filters.ts") : undefined,
    makes ? loadLateControllers() : undefined,
  ]);
}

/** Loads what any line needs. */
export async function loadShell(): Promise<void> {
  await Promise.all([loadVerbs(), import("./filters.ts"), loadLateControllers()]);
}

/** What some controllers do, which no cluster needs until somebody makes an object for them. */
export function loadLateControllers(): Promise<unknown> {
  return Promise.all([import("./controllers/hpa-sync.ts"), import("./controllers/cron-job-sync.ts")]);
}

function verbPartsOf(line: string): readonly VerbPart[] {
  return (splitPipe(line) ?? []).flatMap((part): VerbPart[] => {
    const command = withoutAlias(part);
    if (!command.startsWith("kubectl")) return [];
    const verbs = verbPartOf(command);
    const hasTemplate = splitWords(command).some((word) => /jsonpath|custom-columns|sort-by/.test(word));
    return [...(verbs === undefined ? [] : [verbs]), ...(hasTemplate ? (["jsonpath"] as const) : [])];
  });
}

/**
 * Runs one line of a terminal: kubectl, `cat` and `ls` of the lab's files, `echo`, `date`, and behind pipes grep,
 * head, tail, wc and sort. What the line needs is loaded before, by `loadLine`.
 */
export function runLine(world: World, files: readonly TextFile[], line: string): Ran {
  const parts = splitPipe(line.replace(/(^|\s)#.*$/, ""));
  if (parts === undefined) return missing("; & < > `");
  const [first = "", ...rest] = parts;
  if (first === "" && rest.length === 0) return finished("");
  if (parts.includes("")) return finished("bash: syntax error near unexpected token `|'\n", 2);
  const pipe = rest.map(splitWords);
  const unknown = pipe.find(
    ([name = ""]) => !FILTER_NAMES.includes(name) && withoutAlias(name) !== "kubectl",
  );
  if (unknown !== undefined) return finished(`bash: ${unknown[0]}: command not found\n`, 127);
  const started = runCommand(world, files, withoutAlias(first), undefined);
  if (started.missing !== undefined) return missing(started.missing);
  if (started.follow?.type === "wait") {
    // It has failed so far; should it have been met, there is nothing to wait for.
    if (started.exitCode === 0) return finished(started.transcript);
    return {
      text: "",
      exitCode: undefined,
      foreground: { follow: started.follow, pipe, held: "", wakeAt: started.follow.until },
    };
  }
  if (started.follow !== undefined) {
    const foreground: Foreground = { follow: started.follow, pipe, held: "" };
    const passed = pass(foreground, started.stdout, false);
    const shown = pipe.length === 0 ? started.transcript : started.stderr + passed.text;
    const again = continueLine(world, files, { ...foreground, held: passed.held });
    return { ...again, text: shown + again.text };
  }
  // kubectl may stand behind a pipe: `cat web.yaml | kubectl apply -f -`.
  const [next = "", ...after] = rest;
  if (/^(kubectl|k)(\s|$)/.test(next)) {
    const second = runCommand(world, files, withoutAlias(next), started.stdout);
    if (second.missing !== undefined) return missing(second.missing);
    const passed = pass({ pipe: after.map(splitWords), held: "" }, second.stdout, true);
    const text = after.length === 0 ? second.transcript : second.stderr + passed.text;
    return finished(started.stderr + text, after.length === 0 ? second.exitCode : passed.exitCode);
  }
  if (pipe.length === 0) return finished(started.transcript.slice(0, LONGEST_OUTPUT), started.exitCode);
  const passed = pass({ pipe, held: "" }, started.stdout, true);
  return finished(started.stderr + passed.text, passed.exitCode);
}

/** A command in the foreground goes on: what it prints now. */
export function continueLine(world: World, files: readonly TextFile[], foreground: Foreground): Ran {
  const followed = continueCommand(foreground.follow, new LiveCluster(world), world.time, (line) => {
    const { stdout, stderr, exitCode } = runCommand(world, files, line, undefined);
    return { stdout, stderr, exitCode };
  });
  const passed = pass(foreground, followed.stdout, followed.exitCode !== undefined);
  const text = foreground.pipe.length === 0 ? followed.transcript : followed.stderr + passed.text;
  if (followed.exitCode !== undefined || followed.follow === undefined) {
    return finished(text, foreground.pipe.length > 0 ? passed.exitCode : (followed.exitCode ?? 0));
  }
  const { wakeAt } = followed;
  const next: Foreground = {
    follow: followed.follow,
    pipe: foreground.pipe,
    held: passed.held,
    ...(wakeAt === undefined ? {} : { wakeAt }),
  };
  return { text, exitCode: undefined, foreground: next };
}

/** What a pipe prints of more input. What cannot work line by line waits for the end. */
function pass(
  { pipe, held }: Pick<Foreground, "pipe" | "held">,
  input: string,
  isLast: boolean,
): { readonly text: string; readonly held: string; readonly exitCode: number } {
  const streams = pipe.every((words) => pipes.get().isStreaming(words));
  if (!streams && !isLast) return { text: "", held: held + input, exitCode: 0 };
  let text = streams ? input : held + input;
  let errors = "";
  let exitCode = 0;
  for (const [name = "", ...words] of pipe) {
    const filtered = pipes.get().filter(name, words, text) ?? {
      stdout: "",
      stderr: `bash: ${name}: command not found\n`,
      exitCode: 127,
    };
    text = filtered.stdout;
    errors += filtered.stderr;
    exitCode = filtered.exitCode;
  }
  return { text: errors + text, held: streams ? "" : held, exitCode };
}

type Started = {
  readonly stdout: string;
  readonly stderr: string;
  readonly transcript: string;
  readonly exitCode: number;
  readonly follow?: Follow;
  readonly missing?: string;
};

const said = (stdout: string, stderr = "", exitCode = 0): Started => ({
  stdout,
  stderr,
  transcript: stderr + stdout,
  exitCode,
});

function runCommand(
  world: World,
  files: readonly TextFile[],
  command: string,
  input: string | undefined,
): Started {
  const [name = "", ...words] = splitWords(command);
  switch (name) {
    case "kubectl":
      return runOnCluster(world, files, command, words, input);
    case "cat": {
      const texts = words.map(
        (word) => [word, files.find((file) => file.name === word.replace(/^\.\//, ""))] as const,
      );
      const lost = texts
        .filter(([, file]) => file === undefined)
        .map(([word]) => `cat: ${word}: No such file or directory\n`);
      const found = texts.map(([, file]) => file?.text ?? "").join("");
      return said(found, lost.join(""), lost.length > 0 ? 1 : 0);
    }
    case "ls":
      return said(
        files
          .map((file) => `${file.name}\n`)
          .sort()
          .join(""),
      );
    case "echo":
      return said(`${words.join(" ")}\n`);
    case "date":
      return said(`${dateText(world.time)}\n`);
    case "clear":
      return said("");
    default:
      return said("", `bash: ${name}: command not found\n`, 127);
  }
}

function runOnCluster(
  world: World,
  files: readonly TextFile[],
  command: string,
  words: readonly string[],
  input: string | undefined,
): Started {
  const verb = words.find((word) => !word.startsWith("-")) ?? "";
  const absent = absentCommandOf(command);
  if (absent !== undefined) return { ...said("", "", 1), missing: absent };
  if (verb === "" || words.includes("--help") || (words.includes("-h") && verb !== "")) {
    return { ...said("", "", 1), missing: "--help" };
  }
  const kind = ["get", "describe", "delete"].includes(verb)
    ? words
        .filter((word) => !word.startsWith("-") && word !== verb)
        .slice(0, 1)
        .flatMap((word) => word.split(","))
        .find((word) => isMissingKind(word.split("/")[0] ?? ""))
    : undefined;
  if (kind !== undefined) return { ...said("", "", 1), missing: kind };
  const flag = absentFlagOf(command);
  if (flag !== undefined) return { ...said("", "", 1), missing: flag };
  const texts = new Map(files.map((file) => [file.name, file.text]));
  const { stdout, stderr, transcript, exitCode, follow } = runKubectl({
    command,
    cluster: new LiveCluster(world),
    files: new YamlFiles(texts, input),
    now: world.time,
  });
  return { stdout, stderr, transcript, exitCode, ...(follow === undefined ? {} : { follow }) };
}

/** A kind that Kubernetes has and this cluster does not: it would say that there are none. */
function isMissingKind(word: string): boolean {
  const type = findResourceType(word);
  return type !== undefined && !isServedKind(type.kind) && !["Event", "EndpointSlice"].includes(type.kind);
}

/** `Mon Nov 30 00:00:03 UTC 2026`. */
function dateText(time: string): string {
  const [weekday = "", day = "", month = "", year = "", clock = ""] = longTime(time)
    .replace(",", "")
    .split(" ");
  return `${weekday} ${month} ${day.replace(/^0/, " ")} ${clock} UTC ${year}`;
}
