import { expect, test } from "vitest";
import { finalOf, fromKeystrokes, toInitials, toKeystrokes } from "./keystrokes.ts";

test.each([
  ["컨테이너", "zjsxpdlsj"],
  ["가상 머신", "rktkd ajtls"],
  ["됐다", "ehoTek"],
  ["값을", "rkqtdmf"],
  ["ㅋㅌ", "zx"],
  ["pod가", "podrk"],
])("%s is typed %s", (text, keys) => {
  expect(toKeystrokes(text)).toBe(keys);
});

test("keys compose as an input method composes them, for every syllable", () => {
  expect(fromKeystrokes("zjsxpdlsj")).toBe("컨테이너");
  expect(fromKeystrokes("ZJSXPDLSJ".toLowerCase())).toBe("컨테이너");
  expect(fromKeystrokes("dkssud 123")).toBe("안녕 123");
  for (let code = 0xac00; code <= 0xd7a3; code++) {
    const syllable = String.fromCharCode(code);
    if (fromKeystrokes(toKeystrokes(syllable)) !== syllable) expect.fail(syllable);
  }
});

test("every prefix of the keys of a word is typed on the way to it", () => {
  expect(toKeystrokes("컨테이너").startsWith(toKeystrokes("컨텡"))).toBe(true);
  expect(toKeystrokes("쿠버네티스").startsWith(toKeystrokes("쿠버넽"))).toBe(true);
  expect(toKeystrokes("쿠버네티스").startsWith(toKeystrokes("쿠버네ㅌ"))).toBe(true);
});

test("initials leave spaces, digits and Latin alone", () => {
  expect(toInitials("컨테이너 2 pod")).toBe("ㅋㅌㅇㄴ 2 pod");
});

test("the final consonant decides between particles", () => {
  expect([finalOf("볼륨"), finalOf("도커"), finalOf("pod"), finalOf("")]).toEqual(["ㅁ", "", "", ""]);
});
