import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import type { Term } from "../../reference/schemas.ts";
import { compileNote } from "./compile-note.ts";

const scratch = mkdtempSync(join(tmpdir(), "faults-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A list of terms that throws when a plugin goes through it. */
const broken = new Proxy<Term[]>([], {
  get: (list, key) => {
    if (key === Symbol.iterator) throw new TypeError("terms is not iterable");
    return Reflect.get(list, key);
  },
});

test.each(["md", "mdx"] as const)(
  "an exception of a plugin names the plugin and blames nobody (%s)",
  async (format) => {
    const input = {
      file: "a.md",
      severity: "warning",
      sourceKeys: new Set<string>(),
      text: "글 [[x]]",
    } as const;
    const { findings, code } = await compileNote({ ...input, terms: broken, format }, scratch);
    expect(code).toBeUndefined();
    expect(findings.map((finding) => formatFinding(finding)).join("\n")).toBe(
      [
        "a.md:1:1  warning  internal/plugin",
        "  이 노트를 옮기다가 rehypeTerms가 멈췄습니다: TypeError: terms is not iterable",
        "  노트가 아니라 우리 쪽 잘못입니다. 이 노트와 함께 알려 주세요.",
      ].join("\n"),
    );
  },
);

test("a text that is too deep for the parser is no mistake of syntax either", async () => {
  const input = { file: "a.md", severity: "warning", terms: [], sourceKeys: new Set<string>() } as const;
  const { findings } = await compileNote({ ...input, text: ">".repeat(5_000), format: "md" }, scratch);
  expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["warning internal/plugin"]);
});
