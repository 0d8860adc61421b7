import { expect, test } from "vitest";
import type { CoverageItem } from "../reference/schemas.ts";
import { answersTo, readOriginal } from "./original.ts";

const TEXT = [
  "# Docker:whale:",
  "",
  "> 컨테이너 기반의 *가상화* 플랫폼",
  "- images: **모든 정보**를 가진 [틀](https://a.b/c)",
  "  - `Volumn`을 사용",
  "    이어지는 줄",
  "- | **차이점** | **Swarm** |",
  "  | --- | --- |",
  "![](http://192.168.0.1/a.png)",
  "- ",
].join("\n");

test("a line is shown as written, without the marks of Markdown", () => {
  expect(
    readOriginal(TEXT, []).map(({ number, kind, depth, text }) => `${number} ${kind} ${depth} ${text}`),
  ).toEqual([
    "1 heading 1 Docker",
    "3 quote 0 컨테이너 기반의 가상화 플랫폼",
    "4 item 0 images: 모든 정보를 가진 틀",
    "5 item 1 Volumn을 사용",
    "6 text 2 이어지는 줄",
    "7 row 0 차이점 · Swarm",
    "9 picture 0 그림",
  ]);
});

test("a line unfolds into the sections that take it up, and what is exact there", () => {
  const coverage: CoverageItem[] = [
    {
      item: "볼륨",
      kind: "항목",
      line: 5,
      answers: { "docker#volumes": ["볼륨"], "gone#x": ["없음"] },
    },
    { item: "빈 줄", kind: "항목", line: 10, answers: { "docker#moved": ["볼륨"] } },
  ];
  const lines = readOriginal(TEXT, coverage);
  const marked = { was: [], now: [], why: [] };
  const note = {
    slug: "docker",
    meta: { title: "도커" },
    outline: [{ depth: 2, text: "볼륨", id: "volumes", githubId: "볼륨" }],
    blocks: [
      { anchor: "volumes", kind: "heading" as const, text: "볼륨" },
      { anchor: "volumes", kind: "paragraph" as const, text: "볼륨은 남는다. 둘째 문장이다. 셋째 문장이다." },
    ],
    corrections: [] as {
      id: string;
      anchor: string;
      was: string;
      now: string;
      why: string;
      marked: typeof marked;
    }[],
  };
  const unfold = (number: number, corrections = note.corrections) =>
    answersTo(lines.find((line) => line.number === number)!, new Map([["docker", { ...note, corrections }]]));
  expect(unfold(5)).toEqual([
    { href: "/notes/docker/#volumes", note: "도커", section: "볼륨", exact: "볼륨은 남는다. 둘째 문장이다." },
  ]);
  expect(unfold(10)).toEqual([{ href: "/notes/docker/#moved", note: "도커", section: "", exact: "" }]);
  const fix = {
    id: "volumes",
    anchor: "volumes",
    was: "Volumn을 사용한다",
    now: "(오타) volume이다.",
    why: "철자",
    marked,
  };
  expect(unfold(5, [fix])[0]?.exact).toBe("volume이다.");
  expect(unfold(5, [{ ...fix, was: "전혀 다른 이야기" }])[0]?.exact).toBe("볼륨은 남는다. 둘째 문장이다.");
});
