import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isModelError } from "../lib/models/model-error.ts";
import { runVectors } from "../lib/models/run-vectors.ts";
import { readVectorFile } from "../lib/models/vector-file.ts";
import { withJosa } from "../lib/text/josa.ts";
import { readArguments } from "./read-arguments.ts";
import { runCommand } from "./run-command.ts";

/**
 * `npm run -s lab -- FILE.json`: runs a file of test vectors through the models of the labs and prints
 * a report as one line of JSON, and nothing else, on stdout. A relative path counts from where the
 * command was typed. Ends with 1 if a vector failed, with 2 if there is no such file to run.
 */
await runCommand(async () => {
  const { files, problem } = readArguments(process.argv.slice(2), { files: 1 });
  const [name] = files;
  if (problem !== undefined || name === undefined) {
    return refuse("벡터 파일 하나를 적어 주세요(예: npm run -s lab -- tests/vectors/images.json).");
  }
  let text: string;
  try {
    text = readFileSync(resolve(process.env.INIT_CWD || process.cwd(), name), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refuse(
      code === "ENOENT"
        ? `${name} 파일이 없습니다.`
        : `${withJosa(name, "을/를")} 읽을 수 없습니다(${code}).`,
    );
  }
  const file = readVectorFile(text);
  if (isModelError(file)) return refuse(`${name}: ${file.error}`);
  const report = runVectors(file);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return report.failed.length > 0 ? 1 : 0;
});

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}
