import { expect, test } from "vitest";
import { sampleSource, sayRemarks } from "./sample.ts";
import { createSpellingFinder } from "./terminology.ts";

const spelling = (wrong: string, right: string, ...where: string[]) => ({ wrong, right, where });
const find = createSpellingFinder([
  spelling("포드", "파드"),
  spelling("라벨", "레이블", "names", "a#old"),
  spelling("하이퍼 바이저", "하이퍼바이저"),
  spelling("하이퍼 바이저 노드", "호스트"),
  spelling("Openstack", "OpenStack"),
]);
const words = (text: string, part = {}) =>
  find(sampleSource(text, part)).map(({ line, column }) => `${line}:${column}`);

test("a spelling not used here is reported with the standard one", () => {
  const text = "하나의 포드에 **라벨**을 붙인다.\n";
  expect(sayRemarks(text, find(sampleSource(text)))).toMatchInlineSnapshot(`
    "a.md:1:5  warning  lint/terminology
      "포드"는 이 사이트에서 쓰지 않는 표기입니다.
      "파드"로 적어 주세요.
        1 | 하나의 포드에 **라벨**을 붙인다.
          |        ^
    a.md:1:11  warning  lint/terminology
      "라벨"은 이 사이트에서 쓰지 않는 표기입니다.
      "레이블"로 적어 주세요.
        1 | 하나의 포드에 **라벨**을 붙인다.
          |                 ^"
  `);
});

test("words are found with particles, not inside other words", () => {
  expect(words("포드, 포드는 포드에서 포드(Pod)")).toEqual(["1:1", "1:5", "1:9", "1:14"]);
  expect(words("콜라벨트 라벨링 포드캐스트 포드주의 MyOpenstack Openstacks")).toEqual([]);
  expect(words("Openstack은 OpenStack openstack")).toEqual(["1:1"]);
  expect(words("포드만큼 포드하고 포드입니다 포드이므로 포드마저도")).toEqual([
    "1:1",
    "1:6",
    "1:11",
    "1:17",
    "1:23",
  ]);
});

test("the longest spelling wins", () => {
  expect(find(sampleSource("하이퍼 바이저 노드를 본다."))[0]?.hint).toBe('"호스트"로 적어 주세요.');
});

test("code, link targets and quoted words are left alone, the text of links is not", () => {
  expect(words('`포드` [글](/포드/) ‘포드’ “포드” "포드"\n\n```\n포드\n```\n')).toEqual([]);
  expect(words("[포드](/x/) [[pod|포드]]\n\n| 포드 |\n|---|\n| 라벨 |")).toEqual([
    "1:2",
    "1:17",
    "3:3",
    "5:3",
  ]);
});

test("what a correction says the original said is left alone, the rest of it is not", () => {
  const text = "> [!CORRECTION]\n> - 원본의 설명: 포드를\n>   포드라 한다.\n> - 고친 설명: 포드다.\n\n포드";
  expect(words(text)).toEqual(["4:12", "6:1"]);
});

test("title, summary and questions are read, keys and lists of names are not", () => {
  const text =
    '---\ntitle: "포드란"\nsummary: 포드의 요약\nrelated: [포드]\nquestions:\n  - text: 포드?\n---\n글\n';
  expect(words(text)).toEqual(["2:9", "3:10", "6:11"]);
});

test("a spelling may be allowed in a note or a section", () => {
  expect(words("라벨", { slug: "names" })).toEqual([]);
  expect(words("라벨\n\n## 옛 이름 [#old]\n\n라벨", { slug: "a" })).toEqual(["1:1"]);
});

test("no list, no findings", () => {
  expect(createSpellingFinder([])(sampleSource("포드"))).toEqual([]);
});
