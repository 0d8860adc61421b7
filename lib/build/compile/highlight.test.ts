import type { ElementContent } from "hast";
import { expect, test } from "vitest";
import { highlight, isKnownLanguage } from "./highlight.ts";

/** Lines as `class: text`, inner tokens as `[class text]`. */
async function shown(code: string, language: string, meta = ""): Promise<string[]> {
  const show = (node: ElementContent): string => {
    if (node.type === "text") return node.value;
    if (node.type !== "element") return "";
    return `[${classesOf(node)} ${node.children.map(show).join("")}]`;
  };
  return (await highlight(code, language, meta)).flatMap((line) =>
    line.type === "element"
      ? [`${classesOf(line)}: ${line.children.map(show).join("").replace(/\n$/, "")}`]
      : [],
  );
}

function classesOf(node: ElementContent): string {
  if (node.type !== "element") return "";
  const value = node.properties.class ?? node.properties.className ?? "";
  return Array.isArray(value) ? value.join(" ") : String(value);
}

test("tokens carry classes of ours", async () => {
  expect(await shown("const a = 1;", "js")).toEqual([
    "line: [tk-k const][tk-v  a][tk-p  =][tk-n  1][tk-p ;]",
  ]);
});

test("no token carries a style, in any language", async () => {
  for (const language of ["js", "yaml", "bash", "dockerfile", "python", "diff"]) {
    expect(JSON.stringify(await highlight('a: "b" # c\n$x = 1', language, ""))).not.toContain('"style"');
  }
});

test("lines named in the meta string are highlighted", async () => {
  const lines = await shown("a\nb\nc\nd", "text", "{1,3-4}");
  expect(lines.map((line) => line.includes("highlighted"))).toEqual([true, false, true, true]);
});

test("diff marks become classes and leave the text", async () => {
  expect(await shown("a // [!code ++]\nb // [!code --]", "ts")).toEqual([
    "line diff add: [tk-v a]",
    "line diff remove: [tk-v b]",
  ]);
});

test("in a session prompts and output are marked, and continued commands are commands", async () => {
  expect(await shown("$ ls \\\n  -l\ntotal 0\n# id\nuid=0(root)", "console")).toEqual([
    "line: [prompt $ ][tk-f ls] \\",
    "line: [tk-n   -l]",
    "line output: total 0",
    "line: [prompt # ][tk-f id]",
    "line output: uid=0(root)",
  ]);
});

test("in a script a comment is a comment and a dollar sign no prompt", async () => {
  expect(await shown("# 주석\n$ ls", "sh")).not.toContainEqual(expect.stringContaining("prompt"));
});

test("an unknown language is plain text", async () => {
  expect(await shown('const a = "<b>"', "no-such-language")).toEqual(['line: const a = "<b>"']);
  expect(isKnownLanguage("no-such-language")).toBe(false);
});

test("languages are known by name, alias and in any case", () => {
  for (const name of ["js", "YAML", "Dockerfile", "console", "sh", "text", ""]) {
    expect([name, isKnownLanguage(name)]).toEqual([name, true]);
  }
});

test("names that every JavaScript object has are no languages", async () => {
  expect(isKnownLanguage("constructor")).toBe(false);
  expect(await shown("a", "toString")).toEqual(["line: a"]);
});

test("lines beyond the end are not counted out", async () => {
  const before = performance.now();
  const lines = await highlight("let a;\nlet b;", "js", "{2-99999999}");
  expect(performance.now() - before).toBeLessThan(2_000);
  expect(lines.map((line) => line.type === "element" && String(line.properties.class))).toEqual([
    "line",
    "line,highlighted",
  ]);
});
