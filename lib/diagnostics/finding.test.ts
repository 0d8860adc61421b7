import { expect, test } from "vitest";
import { compareFindings, type Finding, hasErrors } from "./finding.ts";

const finding = (part: Partial<Finding>): Finding => ({
  code: "link/planned",
  severity: "error",
  file: "a.mdx",
  line: 1,
  column: 1,
  message: "",
  hint: "",
  ...part,
});

test("findings stand in the order file, line, column, code, message", () => {
  const wanted = [
    finding({ file: "a.mdx", line: 2, column: 9 }),
    finding({ file: "a.mdx", line: 10, column: 1 }),
    finding({ file: "a.mdx", line: 10, column: 2, code: "image/missing" }),
    finding({ file: "a.mdx", line: 10, column: 2, code: "link/moved", message: "가" }),
    finding({ file: "a.mdx", line: 10, column: 2, code: "link/moved", message: "나" }),
    finding({ file: "b.mdx", line: 1 }),
  ];
  expect([...wanted].reverse().sort(compareFindings)).toEqual(wanted);
});

test("only an error is an error", () => {
  expect(hasErrors([finding({ severity: "warning" }), finding({ severity: "hint" })])).toBe(false);
  expect(hasErrors([finding({ severity: "warning" }), finding({ severity: "error" })])).toBe(true);
  expect(hasErrors([])).toBe(false);
});
