import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** Packages that a source needs when it runs: imports, unless they are of types alone, and what it resolves. */
function packagesOf(source: string): string[] {
  const file = ts.createSourceFile("source.tsx", source, ts.ScriptTarget.Latest, true);
  const found = new Set<string>();
  const add = (node: ts.Node | undefined) => {
    if (!node || !ts.isStringLiteralLike(node) || /^(?:\.|\/|node:|data:)/.test(node.text)) return;
    found.add(
      node.text
        .split("/")
        .slice(0, node.text.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
      add(node.moduleSpecifier);
    if (ts.isExportDeclaration(node) && !node.isTypeOnly) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && /^(?:import|import\.meta\.resolve)$/.test(node.expression.getText()))
      add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found];
}

/** What only `npm run book` runs, which is installed with the packages of development. */
const BOOK = /^lib\/build\/book\/|^bin\/book\.ts$/;

test("what a site is made with is a dependency, not one of development", () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  ) as Readonly<Record<"dependencies" | "devDependencies", Readonly<Record<string, string>>>>;
  const missing = globSync("{app,bin,components,lib}/**/*.{ts,tsx}", { cwd: root })
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .flatMap((path) =>
      packagesOf(readFileSync(join(root, path), "utf8"))
        .filter(
          (name) =>
            !name.startsWith("#") &&
            !Object.hasOwn(dependencies, name) &&
            !(BOOK.test(path) && Object.hasOwn(devDependencies, name)),
        )
        .map((name) => `${path}: ${name}`),
    );
  expect(missing).toEqual([]);
  // Parsing every file takes a busy machine long.
}, 300_000);

test("nothing but the book's command reaches what only the book needs", () => {
  const reaching = globSync("{app,bin,components,lib}/**/*.{ts,tsx}", { cwd: root }).filter(
    (path) => !BOOK.test(path) && /from "[^"]*\/book\/[^"]*"/.test(readFileSync(join(root, path), "utf8")),
  );
  expect(reaching).toEqual([]);
});

test("the build of Next finds the packages without which it installs some by itself", () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  expect(Object.keys(dependencies)).toEqual(
    expect.arrayContaining(["typescript", "@types/node", "@types/react"]),
  );
});

test("imports of every kind are seen, and those of types alone are not", () => {
  const source = `
    import type { Root } from "hast";
    import { visit } from "unist-util-visit";
    import "@scope/styles/index.css";
    import { join } from "node:path";
    export * from "./near.ts";
    export { a } from "kept/deep";
    const { chromium } = await import("playwright-core");
    const folder = import.meta.resolve("dclint");
  `;
  expect(packagesOf(source).sort()).toEqual([
    "@scope/styles",
    "dclint",
    "kept",
    "playwright-core",
    "unist-util-visit",
  ]);
});
