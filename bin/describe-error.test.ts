import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { describeError } from "./describe-error.ts";

const root = join(import.meta.dirname, "..");

type Thrown = {
  readonly place: string;
  readonly message: string;
  readonly inCatch: boolean;
  readonly cause: boolean;
};

/** Every `new Error(…)` of the program, its message as it stands in the source. */
const thrown = globSync("{lib,bin}/**/*.ts", { cwd: root })
  .filter((path) => !path.endsWith(".test.ts"))
  .flatMap((path) => errorsIn(path, readFileSync(join(root, path), "utf8")));

function errorsIn(path: string, source: string): Thrown[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: Thrown[] = [];
  const visit = (node: ts.Node, inCatch: boolean): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === "Error") {
      const [message, options] = node.arguments ?? [];
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const cause = options?.getText().includes("cause") ?? false;
      found.push({ place: `${path}:${line}`, message: message?.getText() ?? "", inCatch, cause });
    }
    ts.forEachChild(node, (child) => visit(child, inCatch || ts.isCatchClause(node)));
  };
  visit(file, false);
  return found;
}

test("an error that was foreseen is its sentence and nothing else", () => {
  const error = new Error('PORT="x"는 쓸 수 없습니다. 번호를 적어 주세요.', { cause: new Error("inner") });
  expect(describeError(error, {})).toBe(error.message);
});

test("every sentence in Korean that is thrown counts as foreseen", () => {
  const sentences = thrown.filter(({ message }) => /[가-힣]/.test(message));
  expect(sentences.length).toBeGreaterThan(30);
  expect(sentences.filter(({ message }) => describeError(new Error(message), {}) !== message)).toEqual([]);
});

test("an error that is thrown in place of another keeps it as its cause", () => {
  expect(errorsIn("a.ts", "try { a(); } catch { throw new Error(`a`); }")).toMatchObject([
    { inCatch: true, cause: false },
  ]);
  expect(thrown.filter(({ inCatch, cause }) => inCatch && !cause).map(({ place }) => place)).toEqual([]);
});

test.each([
  ["the engine's", new TypeError("Cannot read properties of undefined (reading 'slug')")],
  [
    "the engine's about Korean text",
    new SyntaxError("Unexpected token '고', \"고래다. \" is not valid JSON"),
  ],
  [
    "the system's",
    Object.assign(new Error("EACCES: permission denied, open '/노트. 하나/a.md'"), { code: "EACCES" }),
  ],
  ["a library's", new Error("Build failed with 1 error")],
])("an error that nobody foresaw (%s) keeps its stack", (_, error) => {
  const text = describeError(error, {});
  expect(text).toContain("예상하지 못한 오류");
  expect(text).toContain(error.message);
  expect(text).toContain("describe-error.test.ts");
});

test("what is thrown and is no error is shown too", () => {
  expect(describeError({ answer: 404 }, {})).toContain("answer: 404");
  expect(describeError(undefined, {})).toContain("undefined");
});

test("DEBUG=whale tells the stack and the cause of a foreseen error, also among others' names", () => {
  const error = new Error("읽을 수 없습니다.", { cause: new Error("the cause") });
  for (const DEBUG of ["whale", "next,whale"]) {
    expect(describeError(error, { DEBUG })).toContain("describe-error.test.ts");
    expect(describeError(error, { DEBUG })).toContain("the cause");
  }
  expect(describeError(error, { DEBUG: "whales" })).toBe(error.message);
});

test("a full disk is named, whoever noticed it", () => {
  const error = Object.assign(new Error("write"), { code: "ENOSPC" });
  expect(describeError(error, {})).toBe(
    "디스크에 남은 공간이 없습니다. 공간을 비운 뒤 같은 명령을 다시 실행하세요.",
  );
});
