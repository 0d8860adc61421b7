import { isModelError } from "../lib/models/model-error.ts";
import { runVectors } from "../lib/models/run-vectors.ts";
import { readVectorFile } from "../lib/models/vector-file.ts";
import { readArguments } from "./read-arguments.ts";
import { readNamedFile } from "./read-named-file.ts";
import { type Io, runCommand } from "./run-command.ts";

/**
 * `npm run -s lab -- FILE.json`: runs a file of test vectors through the models of the labs and prints
 * a report as one line of JSON, and nothing else, on stdout. A relative path counts from where the
 * command was typed. Ends with 1 if a vector failed, with 2 if there is no such file to run.
 */
export async function main(args: readonly string[], { cwd, stdout, stderr }: Io): Promise<number> {
  const { files, problem } = readArguments(args, { files: 1 });
  const [name] = files;
  const refuse = (sentence: string): number => {
    stderr(`${sentence}\n`);
    return 2;
  };
  if (problem !== undefined || name === undefined) {
    return refuse("벡터 파일 하나를 적어 주세요(예: npm run -s lab -- tests/vectors/images.json).");
  }
  const named = readNamedFile(cwd, name);
  if ("problem" in named) return refuse(named.problem);
  const file = readVectorFile(named.text);
  if (isModelError(file)) return refuse(`${name}: ${file.error}`);
  const report = runVectors(file);
  stdout(`${JSON.stringify(report)}\n`);
  return report.failed.length > 0 ? 1 : 0;
}

await runCommand(import.meta.filename, main);
