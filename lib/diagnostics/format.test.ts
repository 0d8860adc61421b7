import { expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import { formatByKind, formatFinding, formatFindings, formatWithHintsCounted, summarize } from "./format.ts";

const finding: Finding = {
  code: "frontmatter/unknown-group",
  severity: "error",
  file: "content/notes/a.mdx",
  line: 3,
  column: 8,
  message: 'group "contaner"은 없는 값입니다.',
  hint: '혹시 "container"인가요?',
};

test("a finding says where, what, what to do, and marks the place", () => {
  expect(formatFinding(finding, "group: contaner")).toMatchInlineSnapshot(`
    "content/notes/a.mdx:3:8  error  frontmatter/unknown-group
      group "contaner"은 없는 값입니다.
      혹시 "container"인가요?
        3 | group: contaner
          |        ^"
  `);
});

test("the caret stands under the character, though Hangul is two cells wide", () => {
  const line = "이미지는 [없는](x.md) 곳";
  const text = formatFinding({ ...finding, line: 12, column: 6 }, line);
  expect(text).toMatchInlineSnapshot(`
    "content/notes/a.mdx:12:6  error  frontmatter/unknown-group
      group "contaner"은 없는 값입니다.
      혹시 "container"인가요?
        12 | 이미지는 [없는](x.md) 곳
           |          ^"
  `);
  expect(cellsBefore(text, "^")).toBe(cellsBefore(text, "[없는]"));
});

test("tabs before the place stay tabs, so that the caret lines up in any terminal", () => {
  const text = formatFinding({ ...finding, column: 3 }, "\t\tgroup");
  expect(text.split("\n").at(-1)).toBe("      | \t\t^");
});

test("without a hint there is no empty line for it", () => {
  expect(formatFinding({ ...finding, hint: "" }).split("\n")).toHaveLength(2);
});

test("a blank or very long source line is not shown", () => {
  expect(formatFinding(finding, "   ")).not.toContain("^");
  expect(formatFinding(finding, "가".repeat(201))).not.toContain("^");
  expect(formatFinding(finding, "가".repeat(200))).toContain("^");
});

test("all findings are printed in order, with their lines, and counted", () => {
  const later = { ...finding, line: 9, severity: "warning" as const, hint: "" };
  const other = { ...finding, file: "content/notes/b.mdx", severity: "hint" as const, hint: "" };
  const text = formatFindings([other, later, finding], (file, line) =>
    file.endsWith("a.mdx") && line === 3 ? "group: contaner" : undefined,
  );
  expect(text).toMatchInlineSnapshot(`
    "content/notes/a.mdx:3:8  error  frontmatter/unknown-group
      group "contaner"은 없는 값입니다.
      혹시 "container"인가요?
        3 | group: contaner
          |        ^

    content/notes/a.mdx:9:8  warning  frontmatter/unknown-group
      group "contaner"은 없는 값입니다.

    content/notes/b.mdx:3:8  hint  frontmatter/unknown-group
      group "contaner"은 없는 값입니다.

    오류 1개, 경고 1개, 도움말 1개"
  `);
});

test("hints can be counted by code, while errors and warnings stay in full", () => {
  const hint = { ...finding, severity: "hint" as const, code: "link/planned" as const };
  const all = [hint, { ...hint, line: 9 }, { ...hint, code: "lint/long-sentence" as const }, finding];
  expect(formatWithHintsCounted(all, () => undefined)).toMatchInlineSnapshot(`
    "content/notes/a.mdx:3:8  error  frontmatter/unknown-group
      group "contaner"은 없는 값입니다.
      혹시 "container"인가요?

    hint  link/planned        2개
    hint  lint/long-sentence  1개
    도움말을 하나씩 보려면: npm run check -- --hints

    오류 1개, 도움말 3개"
  `);
  expect(formatWithHintsCounted([hint], () => undefined)).toMatchInlineSnapshot(`
    "hint  link/planned  1개
    도움말을 하나씩 보려면: npm run check -- --hints

    도움말 1개"
  `);
  expect(formatWithHintsCounted([finding], () => undefined)).toBe(formatFindings([finding], () => undefined));
  expect(formatWithHintsCounted([], () => undefined)).toBe("문제가 없습니다.");
});

test("the summary counts each severity, or says that nothing is wrong", () => {
  expect(summarize([])).toBe("문제가 없습니다.");
  expect(summarize([finding])).toBe("오류 1개");
  expect(
    summarize([{ ...finding, severity: "hint" }, finding, { ...finding, severity: "warning" }, finding]),
  ).toBe("오류 2개, 경고 1개, 도움말 1개");
});

/** Terminal cells before `part` on the line that contains it. */
function cellsBefore(text: string, part: string): number {
  const line = text.split("\n").find((candidate) => candidate.includes(part)) ?? "";
  const before = line.slice(0, line.indexOf(part));
  return [...before].reduce((cells, letter) => cells + (/[가-힣]/.test(letter) ? 2 : 1), 0);
}

test("many warnings are told by their kinds, errors each", () => {
  const warnings = Array.from({ length: 45 }, (_, index): Finding => {
    const code = index % 15 === 0 ? "image/missing" : "link/missing-file";
    return {
      ...finding,
      code,
      severity: "warning",
      file: `n${index % 9}.md`,
      line: index + 1,
      column: 1,
      message: "없다.",
    };
  });
  const means = (code: string) => `${code}의 뜻`;
  const text = formatByKind([finding, ...warnings], () => undefined, means);
  expect(text).toMatchInlineSnapshot(`
    "content/notes/a.mdx:3:8  error  frontmatter/unknown-group
      group "contaner"은 없는 값입니다.
      혹시 "container"인가요?

    warning  link/missing-file  42개(파일 9개)
      link/missing-file의 뜻
        n0.md:10:1  없다.
        n0.md:19:1  없다.
        n0.md:28:1  없다.
        … 39개 더

    warning  image/missing  3개(파일 3개)
      image/missing의 뜻
        n0.md:1:1  없다.
        n3.md:31:1  없다.
        n6.md:16:1  없다.

    경고를 하나씩 보려면: npm run check -- --all

    오류 1개, 경고 45개"
  `);
  const few = warnings.slice(0, 3);
  expect(formatByKind(few, () => undefined, means)).toBe(formatFindings(few, () => undefined));
});
