import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/**
 * A particle right behind an interpolation, through closing quotes, cannot know the sound before it: `withJosa`
 * of `lib/text/josa.ts` chooses it. Behind a bracket the word before the bracket decides, so that is left alone,
 * and so are the 는 of `이라는` and the 은(는) of models, which may not import it.
 */
const PARTICLE = /^[`"'”’\]]*(?:을|를|은|는|이|가|와|과|으로|로)(?![가-힣(])/;

/** Every such place in a source text, as `line: what stands there`. */
function typedParticles(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const look = (expression: ts.Node, after: string) => {
    const written = expression.getText(file);
    if (/"이라\/라"\)$/.test(written) || !PARTICLE.test(after)) return;
    const line = file.getLineAndCharacterOfPosition(expression.getStart(file)).line + 1;
    found.push(`${line}: {${written}}${PARTICLE.exec(after)![0]}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateSpan(node)) look(node.expression, node.literal.text);
    if (ts.isJsxElement(node) || ts.isJsxFragment(node)) {
      for (const [at, child] of node.children.entries()) {
        const next = node.children[at + 1];
        if (next === undefined || !ts.isJsxText(next)) continue;
        const last = ts.isJsxElement(child) ? child.children.at(-1) : child;
        if (last !== undefined && ts.isJsxExpression(last) && last.expression)
          look(last.expression, next.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test("no particle is typed behind an interpolation", () => {
  const paths = globSync(
    ["lib/**/*.{ts,tsx}", "components/**/*.{ts,tsx}", "app/**/*.{ts,tsx}", "bin/**/*.ts"],
    {
      cwd: ROOT,
    },
  ).filter((path) => !/\.test\.tsx?$/.test(path));
  expect(paths.length).toBeGreaterThan(300);
  const found = paths.flatMap((path) =>
    typedParticles(path, readFileSync(join(ROOT, path), "utf8")).map((place) => `${path}:${place}`),
  );
  expect(found).toEqual([]);
});

test("the lint finds what it is meant to find, and lets stand what is right", () => {
  const places = (source: string) => typedParticles("a.tsx", source).length;
  for (const bad of [
    "`${a}를`",
    "`\\`${a}\\`은 좋다`",
    '`"${a}"와`',
    "`${a}로 간다`",
    "<p>{a}가</p>",
    "<p><b>{a}</b>을</p>",
  ])
    expect(places(`const x = ${bad};`), bad).toBe(1);
  for (const good of [
    '`${withJosa(a, "을/를")} 본다`',
    '`${withJosa(a, "이라/라")}는`',
    "`형식(${a})이`",
    "`${a}개를`",
    "`${a}이다`",
    "<p>{a}개가</p>",
  ])
    expect(places(`const x = ${good};`), good).toBe(0);
});
