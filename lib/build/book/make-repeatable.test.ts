import { expect, test } from "vitest";
import { makeRepeatable } from "./make-repeatable.ts";

const written = (date: string, ids: readonly string[]) =>
  Buffer.from(
    `%PDF-1.4\n%\xe2\xe3\n1 0 obj\n<</CreationDate (D:${date}+00'00')\n/ModDate (D:${date}+00'00')>>\n${ids
      .map((id) => `/ID (node${id})`)
      .join("\n")}`,
    "latin1",
  );

test("two printings of one book are the same bytes, and no byte moves", () => {
  const first = makeRepeatable(written("20261125042528", ["00000387", "00000012", "00000387"]), "2026-11-22");
  const second = makeRepeatable(
    written("20270101000001", ["00000386", "00000011", "00000386"]),
    "2026-11-22",
  );
  expect(first).toEqual(second);
  expect(first).toEqual(written("20261122000000", ["00000001", "00000000", "00000001"]));
  expect(makeRepeatable(written("20261125042528", []), "")).toEqual(written("19800101000000", []));
});

test("a document without a date is not what was expected", () => {
  expect(() => makeRepeatable(Buffer.from("%PDF-1.4"), "")).toThrow("만든 날짜가 없습니다");
});
