import { withJosa } from "../lib/text/josa.ts";
import { findNearest } from "../lib/text/nearest.ts";

/** What a command was asked; `problem` is a sentence for the user, after which it ends with code 2. */
type Arguments = {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly files: readonly string[];
  readonly problem: string | undefined;
};

/**
 * Reads a command line: flags, options that take a value (`--to DIR` or `--to=DIR`), and files.
 * Nothing unknown is passed over in silence.
 */
export function readArguments(
  args: readonly string[],
  known: { readonly flags?: readonly string[]; readonly values?: readonly string[]; readonly files?: number },
): Arguments {
  const { flags: knownFlags = [], values: knownValues = [], files: mostFiles = 0 } = known;
  const names = [...knownFlags, ...knownValues];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const files: string[] = [];
  let problem: string | undefined;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    const [name = "", ...rest] = arg.split("=");
    if (knownFlags.includes(arg)) flags.add(arg);
    else if (knownValues.includes(name)) {
      const value = arg.includes("=") ? rest.join("=") : args[++index];
      if (value === undefined || value === "" || value.startsWith("--"))
        problem ??= `${name} 뒤에 값을 적어 주세요.`;
      else values.set(name, value);
    } else if (!arg.startsWith("-") && files.length < mostFiles) files.push(arg);
    else {
      const options = `쓸 수 있는 옵션: ${names.join(", ")}.`;
      const guess = arg.startsWith("-") ? findNearest(name, names) : undefined;
      const said = arg.startsWith("-") ? "없는 옵션입니다" : "여기에 쓸 수 없습니다";
      problem ??= `${withJosa(arg, "은/는")} ${said}. ${options}${guess ? ` 혹시 ${guess}인가요?` : ""}`;
    }
  }
  return { flags, values, files, problem };
}
