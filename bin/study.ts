import { join } from "node:path";
import { z } from "zod";
import { readReference } from "../lib/build/content/read-reference.ts";
import { gradeAnswer } from "../lib/study/grade.ts";
import { reanchor } from "../lib/study/reanchor.ts";
import { scheduleOf } from "../lib/study/schedule.ts";
import { readArguments } from "./read-arguments.ts";
import { readNamedFile } from "./read-named-file.ts";
import { type Io, runCommand } from "./run-command.ts";

const USES = "npm run -s study -- --grade 파일.jsonl처럼 적어 주세요(--grade, --reanchor, --schedule).";

const id = z.union([z.string(), z.number()]);
const answerLine = z.object({ id, accepted: z.array(z.string()).min(1), answer: z.string() });
const highlightLine = z.object({
  id,
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  after: z.array(z.string()),
});
const ratingOf = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const reviewsLine = z.object({
  id,
  reviews: z.array(z.object({ at: z.iso.datetime({ offset: true }), rating: ratingOf })).min(1),
});

/**
 * `npm run -s study -- --grade FILE`, `--reanchor FILE`, `--schedule FILE`: the study layer over lines of
 * JSON, through the code of the page. One line is printed for each line read, and nothing else on stdout. A
 * line that cannot be read is named on stderr, the others are still answered, and the command ends with 1.
 */
export async function main(args: readonly string[], { root, cwd, stdout, stderr }: Io): Promise<number> {
  const { values, problem } = readArguments(args, { values: ["--grade", "--reanchor", "--schedule"] });
  const refuse = (sentence: string): number => {
    stderr(`${sentence}\n`);
    return 2;
  };
  const [asked] = values;
  if (problem !== undefined || asked === undefined || values.size > 1) return refuse(problem ?? USES);
  const [task, name] = asked;
  const named = readNamedFile(cwd, name);
  if ("problem" in named) return refuse(named.problem);
  const answer = answererOf(task, root);
  let failed = false;
  for (const [index, line] of named.text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      stdout(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
    } catch (error) {
      failed = true;
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      stderr(`${name}:${index + 1}: 읽을 수 없는 줄입니다. ${reason}\n`);
    }
  }
  return failed ? 1 : 0;
}

function answererOf(task: string, root: string): (line: unknown) => object {
  switch (task) {
    case "--grade": {
      const { terms } = readReference(join(root, "content"), (absolute) => absolute);
      return (line) => {
        const { id, accepted, answer } = answerLine.parse(line);
        return { id, grade: gradeAnswer(accepted, answer, terms) };
      };
    }
    case "--reanchor":
      return (line) => {
        const { id, after, ...highlight } = highlightLine.parse(line);
        return { id, ...reanchor(highlight, after) };
      };
    default:
      return (line) => {
        const { id, reviews } = reviewsLine.parse(line);
        const schedule = scheduleOf(reviews.map(({ at, rating }) => ({ at: Date.parse(at), rating })))!;
        return { id, ...schedule, due: new Date(schedule.due).toISOString() };
      };
  }
}

await runCommand(import.meta.filename, main);
