import { join, sep } from "node:path";
import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const ROOT = `${sep}project`;

test("without NOTES_DIR the notes are ours and strict", () => {
  expect(readSettings(ROOT, {})).toMatchObject({
    notes: join(ROOT, "content", "notes"),
    own: true,
    severity: "error",
  });
  expect(readSettings(ROOT, { NOTES_DIR: "", CHECK: "" })).toMatchObject({ own: true, severity: "error" });
});

test("NOTES_DIR is relative to where the user typed the command", () => {
  expect(readSettings(ROOT, { NOTES_DIR: "my notes", INIT_CWD: join(sep, "home") })).toMatchObject({
    notes: join(sep, "home", "my notes"),
    own: false,
    severity: "warning",
  });
});

test("NOTES_DIR that names our own folder changes nothing", () => {
  expect(readSettings(ROOT, { NOTES_DIR: "content/notes/" })).toMatchObject({ own: true, severity: "error" });
});

test("CHECK decides the strictness whatever the folder", () => {
  expect(readSettings(ROOT, { NOTES_DIR: "x", CHECK: "strict" }).severity).toBe("error");
  expect(readSettings(ROOT, { CHECK: "lenient" }).severity).toBe("warning");
});

test("another value of CHECK is refused in words", () => {
  expect(() => readSettings(ROOT, { CHECK: "loose" })).toThrowErrorMatchingInlineSnapshot(
    `[Error: CHECK="loose"는 없는 값입니다. strict나 lenient를 적어 주세요.]`,
  );
});

test("files are named from where the user stands, absolutely when outside", () => {
  const { nameOf } = readSettings(ROOT, { INIT_CWD: join(ROOT, "content") });
  expect(nameOf(join(ROOT, "content", "notes", "a.mdx"))).toBe("notes/a.mdx");
  expect(nameOf(join(ROOT, "content", "..a.md"))).toBe("..a.md");
  expect(nameOf(join(ROOT, "package.json"))).toBe(join(ROOT, "package.json"));
  expect(nameOf(join(ROOT, "content"))).toBe(join(ROOT, "content"));
});
