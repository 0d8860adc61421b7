import { expect, test } from "vitest";
import { explainFault } from "./errors.ts";

test("an unknown type lists the types and guesses", () => {
  const fault = explainFault("\n%% 설명\nsequenceDiagramm\n  A->>B: 말", {
    message: "No diagram type detected",
  });
  expect(fault).toMatchObject({ line: 3, column: 1 });
  expect(fault.hint).toContain("혹시 sequenceDiagram을");
  expect(fault.hint).toContain("flowchart");
});

test("comments and frontmatter count for the author, though not for the parser", () => {
  const source = "---\ntitle: 제목\n---\n%% 하나\nflowchart LR\n%% 둘\n  A[가 --> B\n";
  const fault = explainFault(source, {
    message: "Parse error on line 2",
    line: 2,
    expected: ["'SQE'", "'PE'"],
    found: "--",
  });
  expect(fault.line).toBe(7);
  expect(fault.hint).toBe("여는 괄호 ‘[’에 짝이 되는 ‘]’가 이 줄에 없습니다.");
});

test("a bracket that is noticed on the next line is said on its own", () => {
  const fault = explainFault('flowchart LR\n  A["가" --> B\n  B --> C', {
    message: "Parse error on line 3",
    line: 3,
    found: "B",
  });
  expect(fault.line).toBe(2);
});

test("a slip of a keyword is offered, a name in front of an arrow is not", () => {
  const typo = explainFault("sequenceDiagram\n  actvate A", { message: "Parse error on line 2", line: 2 });
  expect(typo.hint).toBe("혹시 activate를 쓰려고 했나요?");
  const name = explainFault("sequenceDiagram\n  Actr->>: 말", {
    message: "Parse error on line 2",
    line: 2,
    found: ":",
  });
  expect(name.hint).not.toContain("혹시");
});

test("what may stand there is said in words", () => {
  const fault = explainFault("sequenceDiagram\n  A B", {
    message: "x",
    line: 2,
    found: "B",
    expected: ["'SOLID_ARROW'", "'NEWLINE'"],
  });
  expect(fault).toMatchObject({ line: 2, column: 5, message: "그림의 ‘B’를 읽을 수 없습니다." });
  expect(fault.hint).toBe("이 자리에는 화살표(->>), 줄바꿈이 올 수 있습니다.");
});

test("a type that reads no Hangul says so where the Hangul stands", () => {
  const fault = explainFault("sankey\n\nA,B,10\nA,나,5", { message: "Parse error on line 1", line: 0 });
  expect(fault).toMatchObject({ line: 4, column: 3 });
  expect(fault.message).toContain("로마자");
});

test("a parser that names no line is quoted, and no word of the author is blamed", () => {
  const fault = explainFault('%% 설명\npie\n  "개" : -3', { message: "Negative values are not allowed" });
  expect(fault).toMatchObject({
    line: 2,
    column: 1,
    message: "그림을 읽을 수 없습니다(Mermaid: Negative values are not allowed).",
  });
});
