import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visit } from "unist-util-visit";
import { afterAll, expect, test } from "vitest";
import { compileNote } from "./compile-note.ts";
import { unpackTree } from "./packed-tree.ts";

const scratch = mkdtempSync(join(tmpdir(), "trees-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function documentOf(text: string, format: "md" | "mdx") {
  const input = { file: "a", severity: "warning", terms: [], sourceKeys: new Set<string>() } as const;
  const { document } = await compileNote({ ...input, text, format }, join(scratch, format));
  return document!;
}

const TEXT =
  "\n\n# 제목\n\n> ## 인용 `코드`\n>\n> 글 \\* &amp; :whale:\n\n글\n\n- 가 **나**\n\n  ```js\n  a\n  ```\n\n## 절 [#id]\n";

test.each(["md", "mdx"] as const)(
  "the tree is kept with its places, text as it was parsed (%s)",
  async (format) => {
    const { tree, headings } = await documentOf(TEXT, format);
    const root = unpackTree(tree, TEXT);
    const found: string[] = [];
    visit(root, (node) => {
      const { start, end } = node.position!;
      expect(
        TEXT.split("\n")
          .slice(0, start.line - 1)
          .join("\n").length +
          (start.line > 1 ? 1 : 0) +
          start.column -
          1,
      ).toBe(start.offset);
      if (node.type === "text") found.push(node.value);
      if (node.type === "heading") expect(TEXT.slice(start.offset, end.offset)).toMatch(/^#+ /);
    });
    expect(found).toEqual(["제목", "인용 ", "글 * & :whale:", "글", "가 ", "나", "절 [#id]"]);
    expect(headings.map(([offset, id]) => [TEXT.slice(offset, offset + 4), id])).toEqual([
      ["# 제목", ""],
      ["## 인", "innyong-kodeu"],
      ["## 절", "id"],
    ]);
  },
);

test("a tree takes less room than a few times its text", async () => {
  const text = `${TEXT}\n`.repeat(50);
  const { tree } = await documentOf(text.trimStart(), "md");
  expect(tree.length).toBeLessThan(text.length * 12);
});
