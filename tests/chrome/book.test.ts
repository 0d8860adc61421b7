import { join } from "node:path";
import { expect, test } from "vitest";
import { makeBook } from "../../lib/build/book/make-book.ts";
import { readSubjects } from "../../lib/build/book/read-export.ts";
import { findChromium } from "../../lib/build/machine/find-chromium.ts";
import { readPdf } from "../book/read-pdf.ts";

const root = join(import.meta.dirname, "../..");
const out = join(root, "out");

test("a whole Chrome sets the book in fonts that can be searched and copied, and draws none", async () => {
  const subject = readSubjects(out).find(({ id }) => id === "virtualization")!;
  const browser = await findChromium(root, process.env);
  const { pdf } = await makeBook([subject], { root, out, browser, onPrint: () => {} });
  const { fonts } = await readPdf(pdf);
  expect(fonts.length).toBeGreaterThan(1);
  expect(fonts.filter((font) => !font.embedded || font.drawn)).toEqual([]);
});
