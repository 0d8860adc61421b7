import { expect, test } from "vitest";
import { readGitignore } from "./gitignore.ts";

const passed = (lines: string, paths: readonly string[]) => {
  const ignores = readGitignore(lines);
  return paths.filter((path) => ignores(path.replace(/\/$/, ""), path.endsWith("/")));
};

test("a name without a slash is passed over in every folder", () => {
  expect(
    passed("private.md\n*.log\n", ["private.md", "a/private.md", "a.log", "b/c.log", "private.mdx"]),
  ).toEqual(["private.md", "a/private.md", "a.log", "b/c.log"]);
});

test("a slash binds a pattern to the folder, one at its end asks for folders", () => {
  expect(
    passed("/일기\ndocs/drafts\n회사/\n", ["일기/", "a/일기/", "docs/drafts/", "a/docs/drafts/"]),
  ).toEqual(["일기/", "docs/drafts/"]);
  expect(passed("회사/\n", ["회사/", "a/회사/", "회사"])).toEqual(["회사/", "a/회사/"]);
});

test("two stars cross folders, one does not", () => {
  expect(passed("a/*.md\n", ["a/b.md", "a/b/c.md"])).toEqual(["a/b.md"]);
  expect(passed("**/secret/*.md\n", ["secret/a.md", "x/y/secret/a.md", "secret/b/a.md"])).toEqual([
    "secret/a.md",
    "x/y/secret/a.md",
  ]);
  expect(passed("a/**/z\nb/**\n", ["a/z", "a/x/y/z", "b", "b/c/d"])).toEqual(["a/z", "a/x/y/z", "b/c/d"]);
});

test("the last pattern that matches decides, and ! takes a path back", () => {
  expect(passed("*.md\n!README.md\n", ["a.md", "README.md", "b/README.md"])).toEqual(["a.md"]);
});

test("comments, escapes, classes and blanks at the end are read as git reads them", () => {
  expect(
    passed("# a.md\n\\#b.md\nc.md  \n[de].md\n[!f].txt\n", [
      "a.md",
      "#b.md",
      "c.md",
      "d.md",
      "f.txt",
      "g.txt",
    ]),
  ).toEqual(["#b.md", "c.md", "d.md", "g.txt"]);
  expect(passed("[z-a].md\n", ["z.md"])).toEqual([]);
});
