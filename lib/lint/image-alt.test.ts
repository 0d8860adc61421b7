import { expect, test } from "vitest";
import { checkImageAlt } from "./image-alt.ts";
import { sampleSource, sayRemarks } from "./sample.ts";

const check = (text: string) => checkImageAlt(sampleSource(text));

test("a picture without alternative text is reported where it stands", () => {
  const text = '글 ![](a.png) 글\n\n<img src="b.png">\n';
  expect(sayRemarks(text, check(text))).toMatchInlineSnapshot(`
    "a.md:1:3  warning  lint/image-alt
      그림에 대체 텍스트가 없습니다.
      그림을 못 봐도 알 수 있게 ![설명](주소)처럼 적어 주세요.
        1 | 글 ![](a.png) 글
          |    ^
    a.md:3:1  warning  lint/image-alt
      그림에 대체 텍스트가 없습니다.
      그림을 못 봐도 알 수 있게 alt="설명"을 적어 주세요. 꾸밈이라면 alt=""를 적습니다.
        3 | <img src="b.png">
          | ^"
  `);
});

test("a picture with text, a decorative one, and code are left alone", () => {
  expect(check('![그림](a.png) <img src="b" alt=""> `![](a.png)` \\![](x)\n\n```\n![](a)\n```')).toEqual([]);
  expect(check('<img\n  src="a.png"\n  alt="그림">')).toEqual([]);
  expect(check('<img\n  src="a.png">\nalt')).toHaveLength(1);
});

test("pictures by reference count as well", () => {
  expect(check("![ ][그림]\n\n[그림]: a.png").map((one) => one.column)).toEqual([1]);
});
