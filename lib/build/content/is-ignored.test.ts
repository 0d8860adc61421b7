import { expect, test } from "vitest";
import { isIgnoredBelow } from "./is-ignored.ts";

const NOTES = "/home/me/.notes";
const CONTENT = "/srv/w/content";

test.each([
  [NOTES, false],
  [`${NOTES}/a.md`, false],
  [`${NOTES}/.obsidian/workspace.json`, true],
  [`${NOTES}/b/.git`, true],
  [`${NOTES}/node_modules/x/readme.md`, true],
  [CONTENT, false],
  [`${CONTENT}/glossary.yaml`, false],
  [`${CONTENT}/.glossary.yaml.swp`, true],
  ["/home/me", false],
])("%s is passed over: %s", (path, ignored) => {
  expect(isIgnoredBelow([NOTES, CONTENT], path)).toBe(ignored);
});

test("notes in a hidden folder of another watched folder are not passed over", () => {
  const folders = [`${CONTENT}/.drafts`, CONTENT];
  expect(isIgnoredBelow(folders, `${CONTENT}/.drafts/a.md`)).toBe(false);
  expect(isIgnoredBelow(folders, `${CONTENT}/.drafts/.a.md.swp`)).toBe(true);
});
