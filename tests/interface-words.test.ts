import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { withJosa } from "../lib/text/josa.ts";
import * as ko from "../lib/words/ko.ts";
import type { Words } from "../lib/words/words.ts";

const ROOT = join(import.meta.dirname, "..");
const HANGUL = /[가-힣]/;
/** What a lab's own view shows belongs to the lab, as its sentences do. */
const OF_LABS = /^components\/labs\/(?!pages\/|kit\/)/;

type SourceFile = { readonly path: string; readonly source: string };

/** Korean that stands in code, as `file:line  text`: in strings, templates and JSX, but for errors an author sees. */
function findWords({ path, source }: SourceFile): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kindOf(path));
  const places: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isThrowStatement(node)) return;
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isJsxText(node);
    if (isText && HANGUL.test(textOf(node))) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      places.push(`${path}:${line + 1}  ${node.getText(file).trim().replace(/\s+/g, " ")}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return places;
}

/** What a text says by itself; what is put into a template is visited for itself. */
function textOf(node: ts.StringLiteralLike | ts.TemplateExpression | ts.JsxText): string {
  if (!ts.isTemplateExpression(node)) return node.text;
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("");
}

function kindOf(path: string): ts.ScriptKind {
  return path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
}

const sources: readonly SourceFile[] = globSync("{app,components}/**/*.{ts,tsx}", {
  cwd: ROOT,
  withFileTypes: true,
})
  .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, source: readFileSync(join(ROOT, path), "utf8") }));

test("what a reader sees stands in lib/words and nowhere in components or app", () => {
  expect(sources.length).toBeGreaterThan(100);
  const readers = sources.filter(({ path }) => !OF_LABS.test(path));
  expect(readers.flatMap(findWords).sort()).toEqual([]);
});

test("every word is said somewhere", () => {
  const all = sources.map(({ source }) => source).join("\n");
  const shared = globSync("lib/{sharing,build/catalog,build/compile,build/feeds,build/store}/*.ts", {
    cwd: ROOT,
  })
    .map((path) => readFileSync(join(ROOT, path), "utf8"))
    .join("\n");
  const unsaid = Object.keys(ko).filter(
    (name) =>
      !new RegExp(`\\bwords\\.${name}\\b`).test(all + shared) && !new RegExp(`\\{ ${name} \\}`).test(shared),
  );
  expect(unsaid).toEqual([]);
});

test("Korean fits the shape that another language would have", () => {
  const words: Words = ko;
  expect(words.howRead("오타 교정", "도커", "쿠버", (text) => `*${text}*`, withJosa).join("")).toBe(
    "오타 교정 *도커*를 *쿠버*로 찾았습니다.",
  );
  expect(words.nothingFits("파드", (text) => text).join("")).toBe("‘파드’에 맞는 곳이 없습니다.");
  expect(words.placeOnPath("입문", 2, 5).join("")).toBe("입문 경로의 2 / 5번째 노트입니다.");
});

test("a planted word is found in a string, an attribute, a template and between tags, and not in comments and errors", () => {
  const source = [
    'const a = "닫기";',
    `const b = \`\${n}개 남음\`;`,
    'const c = <p title="제목">글 {n}</p>;',
    "// 설명",
    'throw new Error("섬이 없습니다.");',
    `const d = \`\${words.close} · \${n}\`;`,
    "const e = /[가-힣]/;",
  ].join("\n");
  expect(findWords({ path: "components/a.tsx", source })).toEqual([
    'components/a.tsx:1  "닫기"',
    `components/a.tsx:2  \`\${n}개 남음\``,
    'components/a.tsx:3  "제목"',
    "components/a.tsx:3  글",
  ]);
});
