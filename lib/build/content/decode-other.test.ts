import { expect, test } from "vitest";
import { decodeOther } from "./decode-other.ts";

const text = "# 한글 제목\n\n본문이다.\n";
const little = Buffer.from(text, "utf16le");
const big = Buffer.from(little).swap16();

test("UTF-16 is read with its mark and without", () => {
  for (const bytes of [
    Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
    little,
    big,
  ])
    expect(decodeOther(bytes)).toEqual({ text, encoding: "UTF-16" });
});

test("EUC-KR is read where the text is Korean", () => {
  // "# 한글"
  const bytes = Buffer.from([0x23, 0x20, 0xc7, 0xd1, 0xb1, 0xdb]);
  expect(decodeOther(bytes)).toEqual({ text: "# 한글", encoding: "EUC-KR" });
});

test("UTF-8 and broken text are left to whoever asks", () => {
  expect(decodeOther(Buffer.from(text))).toBeUndefined();
  expect(decodeOther(Buffer.alloc(0))).toBeUndefined();
  expect(decodeOther(Buffer.concat([Buffer.from("가"), Buffer.from([0xff])]))).toBeUndefined();
  expect(decodeOther(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]))).toBeUndefined();
});
