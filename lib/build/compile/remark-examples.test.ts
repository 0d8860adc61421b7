import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { compileNote } from "./compile-note.ts";
import type { Examples } from "./context.ts";
import { unpackTree } from "./packed-tree.ts";

const scratch = mkdtempSync(join(tmpdir(), "remark-examples-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n";
const EXAMPLES: Examples = new Map([
  ["web/service.yaml", { text: SERVICE }],
  ["web/servce.yaml", { nearest: "web/service.yaml" }],
]);

async function compile(text: string, examples: Examples | undefined = EXAMPLES) {
  const input = { file: "a.md", severity: "error", terms: [], sourceKeys: new Set<string>(), text } as const;
  const { body, findings, document, code } = await compileNote({ ...input, examples, format: "md" }, scratch);
  const tree = unpackTree(document!.tree, text);
  return {
    code: body.blocks.filter((block) => block.kind === "code").map((block) => block.text),
    copied: tree.children.flatMap((node) => (node.type === "code" ? [node.value] : [])),
    page: code ?? "",
    said: findings.map((finding) => formatFinding(finding)).join("\n"),
  };
}

const fence = (meta: string, body = "") => `글\n\n\`\`\`yaml ${meta}\n${body}\`\`\`\n`;

test("a fence that names a file holds its text: on the page, in search and in the copy", async () => {
  const made = await compile(fence('file="web/service.yaml"'));
  expect(made.code).toEqual([SERVICE.trimEnd()]);
  expect(made.copied).toEqual([SERVICE.trimEnd()]);
  expect(made.page).toContain('title:"service.yaml"');
  expect(made.said).toBe("");
});

test("lines take a part of it, and a title of its own stays", async () => {
  const part = await compile(fence('file="web/service.yaml" lines="3-4" title="이름" {1}'));
  expect(part.code).toEqual(["metadata:\n  name: web"]);
  expect(part.page).not.toContain("service.yaml");
  expect((await compile(fence('file="web/service.yaml" lines="2"'))).code).toEqual(["kind: Service"]);
});

test("lines from deep inside lose the indentation they share", async () => {
  const examples: Examples = new Map([
    ["web/deep.yaml", { text: "spec:\n    ports:\n      - port: 80\n\n    type: ClusterIP\n" }],
  ]);
  const part = await compile(fence('file="web/deep.yaml" lines="2-5"'), examples);
  expect(part.code).toEqual(["ports:\n  - port: 80\n\ntype: ClusterIP"]);
});

test("a file that is not there, lines it does not have, and a text of its own are told", async () => {
  expect((await compile(fence('file="web/servce.yaml"'))).said).toMatchInlineSnapshot(`
    "a.md:3:1  error  example/missing-file
      content/examples/web/servce.yaml이 없습니다.
      혹시 file="web/service.yaml"인가요?"
  `);
  for (const lines of ["0-2", "3-2", "4-5", "x"])
    expect((await compile(fence(`file="web/service.yaml" lines="${lines}"`))).said).toContain(
      "example/lines",
    );
  expect((await compile(fence('file="web/service.yaml" lines="4-5"'))).said).toMatchInlineSnapshot(`
    "a.md:3:1  error  example/lines
      web/service.yaml에 없는 줄입니다: lines="4-5"
      1부터 4까지의 수를 "3-9"나 "3"처럼 적어 주세요."
  `);
  expect((await compile(fence('file="web/service.yaml"', "a: 1\n"))).said).toMatchInlineSnapshot(`
    "a.md:3:1  error  example/not-empty
      file="web/service.yaml"인 코드 블록에 글이 있습니다.
      블록을 비워 주세요. 글은 파일에서 옵니다."
  `);
});

test("a foreign note has no examples: an empty fence is told, one with a text is a fence like any", async () => {
  const foreign = async (text: string) => {
    const input = {
      file: "a.md",
      severity: "warning",
      terms: [],
      sourceKeys: new Set<string>(),
      text,
    } as const;
    const { body, findings } = await compileNote({ ...input, format: "md" }, scratch);
    return { body, said: findings.map((finding) => formatFinding(finding)).join("\n") };
  };
  expect((await foreign(fence('file="web/service.yaml"'))).said).toMatchInlineSnapshot(`
    "a.md:3:1  warning  example/foreign-file
      "web/service.yaml"의 글을 실을 수 없습니다. file은 이 사이트의 노트에서만 씁니다.
      코드를 펜스 안에 적어 주세요."
  `);
  const own = await foreign(fence('file="config.yaml"', "a: 1\n"));
  expect(own.said).toBe("");
  expect(own.body.blocks.at(-1)?.text).toBe("a: 1");
});
