import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64, toBase64, utf8Bytes, utf8Text } from "./bytes.ts";

test("texts and bytes are those of the platform", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.uint8Array(), (text, bytes) => {
      expect([...utf8Bytes(text)]).toEqual([...new TextEncoder().encode(text)]);
      expect(utf8Text(utf8Bytes(text))).toBe(text.toWellFormed());
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      expect([...fromBase64(toBase64(bytes))]).toEqual([...bytes]);
      expect([...fromBase64(toBase64(bytes).replace(/=+$/, ""))]).toEqual([...bytes]);
    }),
  );
});

test("what is no Base64 is refused", () => {
  expect(() => fromBase64("a b")).toThrow("no Base64");
});
