import { PlainError } from "./kubectl-error.ts";

/**
 * The flags of a command, one word each: `name:type[:shorthand][?value]`. Types: `b` boolean, `s` string,
 * `i` int64, `j` int32, `l` list (commas separate), `a` list (whole values), `d` duration. `?value` is what
 * the flag means without a value (`--dry-run`).
 */
export type FlagDefinitions = ReadonlyMap<string, FlagDefinition>;

type FlagDefinition = {
  readonly name: string;
  readonly type: string;
  readonly shorthand: string;
  readonly withoutValue: string | undefined;
};

export function defineFlags(words: string): FlagDefinitions {
  const flags = new Map<string, FlagDefinition>();
  for (const word of words.split(" ").filter(Boolean)) {
    const [definition = "", withoutValue] = word.split("?");
    const [name = "", type = "b", shorthand = ""] = definition.split(":");
    flags.set(name, { name, type, shorthand, withoutValue: type === "b" ? "true" : withoutValue });
  }
  return flags;
}

/** Flags as given. A flag that was not given is absent; the reader knows its default. */
export class Flags {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The last value given. */
  text(name: string, otherwise = ""): string {
    return this.#values.get(name)?.at(-1) ?? otherwise;
  }

  number(name: string, otherwise: number): number {
    return this.has(name) ? Number(this.text(name)) : otherwise;
  }

  isOn(name: string, otherwise = false): boolean {
    return this.has(name) ? TRUE.has(this.text(name)) : otherwise;
  }

  list(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}

/** A command line split into flags and arguments. `dash` is how many arguments came before `--`, or −1. */
export type ParsedFlags = { readonly flags: Flags; readonly args: readonly string[]; readonly dash: number };

const TRUE: ReadonlySet<string> = new Set(["1", "t", "T", "true", "TRUE", "True"]);
const FALSE: ReadonlySet<string> = new Set(["0", "f", "F", "false", "FALSE", "False"]);

/**
 * Reads a command's words; throws a `PlainError` in the words of kubectl.
 *
 * Source: `spf13/pflag` `flag.go` parseLongArg, parseSingleShortArg, `errors.go`; `kubernetes/kubectl`
 * `pkg/util/templates/templater.go` FlagErrorFunc.
 */
export function parseFlags(
  words: readonly string[],
  definitions: FlagDefinitions,
  path: string,
): ParsedFlags {
  const values = new Map<string, string[]>();
  const args: string[] = [];
  let dash = -1;
  let rest = words;
  const fail = (text: string) => new PlainError(`${text}\nSee '${path} --help' for usage.`);

  const set = (flag: FlagDefinition, value: string) => {
    const problem = problemOf(flag.type, value);
    if (problem !== undefined) {
      const shown = flag.shorthand === "" ? `--${flag.name}` : `-${flag.shorthand}, --${flag.name}`;
      throw fail(`invalid argument ${JSON.stringify(value)} for "${shown}" flag: ${problem}`);
    }
    const list = values.get(flag.name) ?? [];
    list.push(...(flag.type === "l" ? (value === "" ? [] : value.split(",")) : [value]));
    values.set(flag.name, list);
  };
  const takeNext = (flag: FlagDefinition, missing: string) => {
    const [value, ...after] = rest;
    if (value === undefined) throw fail(`flag needs an argument: ${missing}`);
    rest = after;
    set(flag, value);
  };

  const parseLong = (word: string) => {
    const body = word.slice(2);
    if (/^[-=]/.test(body)) throw fail(`bad flag syntax: ${word}`);
    const equals = body.indexOf("=");
    const name = equals < 0 ? body : body.slice(0, equals);
    const flag = definitions.get(name.replaceAll("_", "-"));
    if (flag === undefined) throw fail(`unknown flag: --${name}`);
    if (equals >= 0) set(flag, body.slice(equals + 1));
    else if (flag.withoutValue !== undefined) set(flag, flag.withoutValue);
    else takeNext(flag, word);
  };
  const parseShort = (word: string) => {
    for (let place = 1; place < word.length; place++) {
      const letter = word[place] ?? "";
      const flag = [...definitions.values()].find(({ shorthand }) => shorthand === letter);
      if (flag === undefined) throw fail(`unknown shorthand flag: '${letter}' in -${word.slice(place)}`);
      const after = word.slice(place + 1);
      if (after.length > 1 && after.startsWith("=")) return set(flag, after.slice(1));
      if (flag.withoutValue !== undefined) set(flag, flag.withoutValue);
      else if (after !== "") return set(flag, after);
      else return takeNext(flag, `'${letter}' in -${word.slice(place)}`);
    }
  };

  while (rest.length > 0) {
    const [word = "", ...after] = rest;
    rest = after;
    if (word === "--") {
      dash = args.length;
      args.push(...rest);
      break;
    }
    if (word.startsWith("--")) parseLong(word);
    else if (word.startsWith("-") && word !== "-") parseShort(word);
    else args.push(word);
  }
  return { flags: new Flags(values), args, dash };
}

const DURATION = /^[+-]?(0|(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*)$/;

function problemOf(type: string, value: string): string | undefined {
  if (type === "b") {
    return TRUE.has(value) || FALSE.has(value)
      ? undefined
      : `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
  }
  if (type === "d") {
    if (DURATION.test(value)) return undefined;
    return /^[\d.]+$/.test(value)
      ? `time: missing unit in duration ${JSON.stringify(value)}`
      : `time: invalid duration ${JSON.stringify(value)}`;
  }
  if (type !== "i" && type !== "j") return undefined;
  const problem = (what: string) => `strconv.ParseInt: parsing ${JSON.stringify(value)}: ${what}`;
  if (!/^[+-]?(0x[\da-f]+|0b[01]+|0o?[0-7]*|[1-9]\d*)$/i.test(value)) return problem("invalid syntax");
  const number = BigInt(value.replace(/^[+-]/, ""));
  const most = 2n ** (type === "i" ? 63n : 31n);
  return number > (value.startsWith("-") ? most : most - 1n) ? problem("value out of range") : undefined;
}
