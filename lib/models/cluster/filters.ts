import { utf8Bytes } from "../../text/bytes.ts";
import { type Filtered, pipes } from "./pipes.ts";

const done = (stdout: string, exitCode = 0): Filtered => ({ stdout, stderr: "", exitCode });
const failed = (stderr: string, exitCode = 2): Filtered => ({ stdout: "", stderr: `${stderr}\n`, exitCode });
const linesOf = (text: string) => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));
const join = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
const LONGEST_PATTERN = 200;
const MOST_REPEATS = 3;

type Options = {
  readonly flags: ReadonlyMap<string, string>;
  readonly args: readonly string[];
  readonly bad: string | undefined;
};

/** Short options, some with a value; `-5` is `-n 5`. */
function readOptions(words: readonly string[], plain: string, valued: string): Options {
  const flags = new Map<string, string>();
  const args: string[] = [];
  let rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift()!;
    if (word === "--") {
      args.push(...rest);
      break;
    }
    if (/^-\d+$/.test(word) && valued.includes("n")) flags.set("n", word.slice(1));
    else if (!word.startsWith("-") || word === "-") args.push(word);
    else {
      for (let place = 1; place < word.length; place++) {
        const letter = word[place]!;
        if (plain.includes(letter)) flags.set(letter, "");
        else if (valued.includes(letter)) {
          const value = word.slice(place + 1) || (rest[0] ?? "");
          if (word.length === place + 1) rest = rest.slice(1);
          flags.set(letter, value);
          break;
        } else return { flags, args, bad: letter };
      }
    }
  }
  return { flags, args, bad: undefined };
}

/** A basic regular expression of POSIX as one of JavaScript's. */
function fromBasic(pattern: string): string {
  return pattern.replace(
    /\\([|+?(){}])|([|+?(){}])/g,
    (_, escaped?: string, bare?: string) => escaped ?? `\\${bare}`,
  );
}

function grep(words: readonly string[], input: string): Filtered {
  const { flags, args, bad } = readOptions(words, "EFGiovcnwxq", "eABCm");
  if (bad !== undefined)
    return failed(
      `grep: invalid option -- '${bad}'\nUsage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.`,
    );
  const pattern = flags.get("e") ?? args[0];
  if (pattern === undefined)
    return failed("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.");
  // A pattern comes with a link: one that JavaScript would try for hours is none.
  const repeats = (pattern.match(/[*+?{]/g) ?? []).length;
  if (pattern.length > LONGEST_PATTERN || repeats > MOST_REPEATS || /\\?\)[*+?{]|\\[1-9]/.test(pattern)) {
    return failed("grep: exceeded PCRE's backtracking limit");
  }
  const own = flags.has("F")
    ? pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    : flags.has("E")
      ? pattern
      : fromBasic(pattern);
  const whole = flags.has("x") ? `^(?:${own})$` : flags.has("w") ? `(?<![\\w])(?:${own})(?![\\w])` : own;
  let expression: RegExp;
  try {
    expression = new RegExp(whole, flags.has("i") ? "i" : "");
  } catch {
    return failed("grep: Unmatched [, [^, [:, [., or [=");
  }
  const numbered = linesOf(input).map((line, index) => [index + 1, line] as const);
  const most = flags.has("m") ? Number(flags.get("m")) : Number.POSITIVE_INFINITY;
  const matching = numbered.filter(([, line]) => expression.test(line) !== flags.has("v")).slice(0, most);
  const exitCode = matching.length > 0 ? 0 : 1;
  if (flags.has("q")) return done("", exitCode);
  if (flags.has("c")) return done(`${matching.length}\n`, exitCode);
  const around = (letter: string) => Number(flags.get(letter) ?? flags.get("C") ?? 0);
  const [before, after] = [around("B"), around("A")];
  if (before + after > 0) {
    const shown = new Set(
      matching.flatMap(([number]) =>
        Array.from({ length: before + after + 1 }, (_, index) => number - before + index),
      ),
    );
    return done(join(numbered.filter(([number]) => shown.has(number)).map(([, line]) => line)), exitCode);
  }
  if (flags.has("o")) {
    const all = new RegExp(whole, flags.has("i") ? "gi" : "g");
    return done(
      join(matching.flatMap(([, line]) => [...line.matchAll(all)].map(([text]) => text).filter(Boolean))),
      exitCode,
    );
  }
  return done(
    join(matching.map(([number, line]) => (flags.has("n") ? `${number}:${line}` : line))),
    exitCode,
  );
}

function count(name: "head" | "tail", words: readonly string[], input: string): Filtered {
  const { flags, bad } = readOptions(words, "q", "nc");
  if (bad !== undefined)
    return failed(`${name}: invalid option -- '${bad}'\nTry '${name} --help' for more information.`, 1);
  const text = flags.get("n") ?? "10";
  if (!/^[+-]?\d+$/.test(text)) return failed(`${name}: invalid number of lines: ‘${text}’`, 1);
  const lines = linesOf(input);
  const wanted = Number(text);
  if (name === "head") return done(join(lines.slice(0, wanted)));
  return done(
    join(
      text.startsWith("+")
        ? lines.slice(wanted - 1)
        : lines.slice(Math.max(0, lines.length - Math.abs(wanted))),
    ),
  );
}

function wordCount(words: readonly string[], input: string): Filtered {
  const { flags, bad } = readOptions(words, "lwcm", "");
  if (bad !== undefined)
    return failed(`wc: invalid option -- '${bad}'\nTry 'wc --help' for more information.`, 1);
  const counts: readonly (readonly [string, number])[] = [
    ["l", (input.match(/\n/g) ?? []).length],
    ["w", (input.match(/\S+/g) ?? []).length],
    ["c", utf8Bytes(input).length],
  ];
  const wanted = counts.filter(
    ([letter]) => flags.size === 0 || flags.has(letter) || (letter === "c" && flags.has("m")),
  );
  const text = wanted.map(([, number]) => (wanted.length > 1 ? String(number).padStart(7) : String(number)));
  return done(`${text.join(" ")}\n`);
}

function sort(words: readonly string[], input: string): Filtered {
  const { flags, bad } = readOptions(words, "rnufbhV", "kt");
  if (bad !== undefined)
    return failed(`sort: invalid option -- '${bad}'\nTry 'sort --help' for more information.`);
  const [, key = "0", options = ""] = /^(\d+)(?:,\d+)?([a-z]*)$/.exec(flags.get("k") ?? "") ?? [];
  const isNumeric = flags.has("n") || flags.has("h") || options.includes("n");
  const fieldOf = (line: string) =>
    key === "0"
      ? line
      : (line
          .trim()
          .split(/\s+/)
          .slice(Number(key) - 1)
          .join(" ") ?? "");
  const numberOf = (line: string) => Number.parseFloat(fieldOf(line)) || 0;
  const compare = (a: string, b: string) => {
    const [left, right] = [fieldOf(a), fieldOf(b)];
    const order = isNumeric ? numberOf(a) - numberOf(b) : left < right ? -1 : left > right ? 1 : 0;
    return order || (a < b ? -1 : a > b ? 1 : 0);
  };
  const sorted = linesOf(input).toSorted((a, b) =>
    flags.has("r") || options.includes("r") ? compare(b, a) : compare(a, b),
  );
  return done(join(flags.has("u") ? [...new Set(sorted)] : sorted));
}

const FILTERS: ReadonlyMap<string, (words: readonly string[], input: string) => Filtered> = new Map([
  ["grep", grep],
  ["egrep", (words: readonly string[], input: string) => grep(["-E", ...words], input)],
  ["head", (words: readonly string[], input: string) => count("head", words, input)],
  ["tail", (words: readonly string[], input: string) => count("tail", words, input)],
  ["wc", wordCount],
  ["sort", sort],
  ["cat", (_: readonly string[], input: string) => done(input)],
]);

/** Whether a filter can work line by line on what comes in little by little. */
export function isStreaming([name, ...words]: readonly string[]): boolean {
  if (name !== "grep" && name !== "egrep") return name === "cat";
  // What counts has to see everything.
  return !words.some(
    (word) => /^-[a-zA-Z]*[cnm]/.test(word) || /^--(count|line-number|max-count)/.test(word),
  );
}

/** One command of a pipe; undefined if there is none of that name. Source: GNU grep and coreutils, their common options. */
export function filter(name: string, words: readonly string[], input: string): Filtered | undefined {
  return FILTERS.get(name)?.(words, input);
}

pipes.fill({ filter, isStreaming });
