import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/**
 * A site may stand below a path (docs/scripts.md): what a script gives the browser goes through `addressOf`, and what
 * the browser says through `pathOf`. Each rule is a way to forget that.
 */
const RULES: readonly (readonly [pattern: RegExp, rule: string])[] = [
  [
    /\b(?:fetch|assign|register|match|add|put|Worker|open)\(\s*["'`]\/(?!\/)/,
    "an address goes out without addressOf",
  ],
  [
    /\b(?:fetch|assign|register|Worker|open)\((?:\w+(?:Href|_PATH|_PAGE))\b/,
    "an address goes out without addressOf",
  ],
  [/\.(?:href|src|action)\s*=\s*(?:["'`]\/(?!\/)|\w+Href\b)/, "an address goes out without addressOf"],
  [/\[(?:href|src)[\^*$]?=(?:\\?["'])?\//, "a selector means an address that pages do not have"],
  [
    /\bhref: (?!.*pathOf)[^,}]*(?:getAttribute\("(?:href|src)"\)|location\.pathname)/,
    "an address that has its path gets it again",
  ],
  [
    /\blocation\.pathname (?:!==|===|==|!=) (?!addressOf\()/,
    "a path is compared with an address of the site",
  ],
  [/\bhref === location\.pathname/, "a path is compared with an address of the site"],
];

type SourceFile = { readonly path: string; readonly source: string };

function findForgotten({ path, source }: SourceFile): string[] {
  return source
    .split("\n")
    .flatMap((line, index) =>
      RULES.filter(([pattern]) => pattern.test(line)).map(
        ([, rule]) => `${path}:${index + 1}  ${rule}: ${line.trim()}`,
      ),
    );
}

test("no script forgets that the site may stand below a path", () => {
  const paths = globSync("components/**/*.{ts,tsx}", { cwd: join(import.meta.dirname, "..") }).filter(
    (path) => !/\.test\.tsx?$/.test(path),
  );
  expect(paths.length).toBeGreaterThan(100);
  const sources = paths.map((path) => ({
    path,
    source: readFileSync(join(import.meta.dirname, "..", path), "utf8"),
  }));
  expect(sources.flatMap(findForgotten).sort()).toEqual([]);
});

test("a planted way to forget it is found", () => {
  const planted = [
    'await fetch("/review/deck.json")',
    "fetch(OFFLINE_LIST_PATH)",
    "location.assign(glossaryHref)",
    'link.href = "/notes/"',
    "picture.src = `/cards/a.png`",
    "target.closest('a[href^=\"/notes/\"]')",
    'el("a", { href: link.getAttribute("href") + hash })',
    "if (location.pathname === homeHref)",
  ];
  for (const source of planted) expect(findForgotten({ path: "a.ts", source }), source).toHaveLength(1);
  const sound = [
    'await fetch(addressOf("/review/deck.json"))',
    "location.assign(link.href)",
    'el("a", { href: pathOf(link.getAttribute("href")!) + hash })',
    'fetch("//cdn.example/a.js")',
  ];
  for (const source of sound) expect(findForgotten({ path: "a.ts", source }), source).toEqual([]);
});
