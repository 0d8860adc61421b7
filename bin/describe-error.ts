import { inspect } from "node:util";

/** Kinds that the engine throws: a fault of the program, even where they quote an author's Korean. */
const ENGINE = /^(?:Type|Range|Syntax|Reference|URI|Eval|Aggregate)Error$/;

/** A Korean sentence, or one that introduces a list. */
const SENTENCE = /[가-힣][.:]/;

/**
 * What a command says of an error. One that the command foresaw is an `Error` with a Korean sentence, and that
 * sentence is all; any other is told with its stack and its causes. `DEBUG=whale` has them told of every one.
 */
export function describeError(
  error: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const debug = environment.DEBUG?.split(",").includes("whale") ?? false;
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOSPC") {
    const sentence = "디스크에 남은 공간이 없습니다. 공간을 비운 뒤 같은 명령을 다시 실행하세요.";
    return debug ? `${sentence}\n${inspect(error)}` : sentence;
  }
  if (debug) return inspect(error);
  if (isForeseen(error)) return error.message;
  return `예상하지 못한 오류로 멈췄습니다. 고래노트의 잘못일 수 있습니다.\n${inspect(error)}`;
}

function isForeseen(error: unknown): error is Error {
  return (
    error instanceof Error && !("code" in error) && !ENGINE.test(error.name) && SENTENCE.test(error.message)
  );
}
