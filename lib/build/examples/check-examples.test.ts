import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { openStore } from "../store/store.ts";
import { checkExamples, fenceOfFile } from "./check-examples.ts";
import { readFences } from "./fences.ts";

const ROOT = join(import.meta.dirname, "../../..");

function setUp(own = true) {
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const options = {
    own,
    severity: own ? ("error" as const) : ("warning" as const),
    store: openStore(ROOT, join(folder, "store")),
    environment: process.env as Readonly<Record<string, string | undefined>>,
  };
  return {
    options,
    kept: () => globSync(join(folder, "store/examples/*/*")),
    check: async (body: string, more: Partial<typeof options> = {}) => {
      const findings = await checkExamples([{ file: "a.md", fences: readFences(body) }], {
        ...options,
        ...more,
      });
      return findings.map((finding) => formatFinding(finding, body.split("\n")[finding.line - 1])).join("\n");
    },
  };
}

const NOTE =
  "\n\n글이다.\n\n```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  container: []\n```\n\n- 목록\n\n  ```dockerfile\n  FORM a:1\n  ```\n";

test("what is wrong stands at its line and column of the note", async () => {
  expect(await setUp().check(NOTE)).toMatchInlineSnapshot(`
    "a.md:11:3  error  example/unknown-field
      spec에 "container"이라는 필드가 없습니다.
      혹시 "containers"인가요?
        11 |   container: []
           |   ^
    a.md:17:3  error  example/dockerfile-instruction
      Dockerfile에 "FORM"이라는 명령이 없습니다.
      혹시 "FROM"인가요?
        17 |   FORM a:1
           |   ^
    a.md:17:3  error  example/dockerfile-from
      Dockerfile에 FROM이 없습니다.
      일부만 보인다면 펜스에 fragment를 적어 주세요.
        17 |   FORM a:1
           |   ^"
  `);
});

test("in a foreign folder it is a warning", async () => {
  expect(await setUp(false).check(NOTE)).toMatch(/^a\.md:11:3 {2}warning {2}example\//);
});

test("a fence that is marked as a part is left alone, other languages too", async () => {
  const { check } = setUp();
  expect(await check("```yaml fragment\na: 1\na: 2\n```\n\n```js\nconst a = ;\n```\n")).toBe("");
});

test("an unchanged note is answered from the cache, with the same findings", async () => {
  const { check, kept } = setUp();
  const first = await check(NOTE);
  const files = kept();
  expect(files).toHaveLength(1);
  expect(await check(NOTE)).toBe(first);
  expect(kept()).toEqual(files);
  await check(NOTE.replace("글이다", "다른 글이다"));
  expect(kept()).toEqual(files);
});

test("without bash one hint says what was not checked", async () => {
  const { check } = setUp();
  const text = "```bash\nif\n```\n\n```console\n$ if\n```\n";
  expect(await check(text, { environment: { PATH: "" } })).toMatchInlineSnapshot(`
    "a.md:2:1  hint  example/no-bash
      bash가 없어 셸 명령을 검사하지 않았습니다.
      bash를 설치하면 명령의 문법까지 확인합니다.
        2 | if
          | ^"
  `);
});

test("a fence that shows a file is checked where the file is, once", async () => {
  const { check, options } = setUp();
  expect(await check('```yaml file="web/pod.yaml"\n```\n')).toBe("");
  const files = [
    ["web/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  container: []\n"],
    ["shop/Dockerfile", "FORM a:1\n"],
    ["shop/notes.txt", "a: [\n"],
  ] as const;
  const examples = files.map(([path, text]) => ({ file: path, fences: [fenceOfFile(path, text)] }));
  const findings = await checkExamples(examples, options);
  expect(findings.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
    "web/pod.yaml:6 example/unknown-field",
    "shop/Dockerfile:1 example/dockerfile-instruction",
    "shop/Dockerfile:1 example/dockerfile-from",
  ]);
});
