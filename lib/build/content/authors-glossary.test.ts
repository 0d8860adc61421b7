import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readAuthorsGlossary } from "./authors-glossary.ts";

function read(text: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), "glossary-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (text !== undefined) writeFileSync(join(folder, "glossary.yaml"), text);
  return readAuthorsGlossary(folder, () => "glossary.yaml");
}

test("an author's words hold everywhere, and a note may explain one", () => {
  expect(
    read(
      "- ko: 파드\n  en: Pod\n  short: 함께 뜨는 컨테이너이다.\n  note: 쿠버네티스/파드.md\n- ko: 컨테이너\n  short: 틀이다.\n",
    ).terms,
  ).toEqual([
    {
      id: "pod",
      ko: "파드",
      en: "Pod",
      aliases: [],
      short: "함께 뜨는 컨테이너이다.",
      in: ["all"],
      note: "kubeonetiseu/padeu",
      section: "",
    },
    {
      id: "keonteineo",
      ko: "컨테이너",
      en: "컨테이너",
      aliases: [],
      short: "틀이다.",
      in: ["all"],
      note: "",
      section: "",
    },
  ]);
});

test("without the file there are no words, and a fault is told", () => {
  expect(read(undefined)).toEqual({ terms: [], findings: [], texts: new Map() });
  expect(read("- ko: 파드\n").findings).toMatchObject([{ code: "reference/missing-key", line: 1 }]);
});
