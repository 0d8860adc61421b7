import { expect, test } from "vitest";
import type { Card } from "../../sharing/card.ts";
import { layOutCard, type Measure } from "./card-layout.ts";

/** Hangul is 0.86 em wide, all else half an em. */
const measure: Measure = (text, size) =>
  [...text].reduce((sum, one) => sum + (/[가-힣]/u.test(one) ? 0.86 : 0.5) * size, 0);

const CARD: Card = {
  path: "cards/a.png",
  flag: "container",
  place: ["컨테이너", "이미지와 레이어"],
  title: "삭제 표시(화이트아웃)",
  sentence: "레이어에서 지운 파일은 사라지지 않으며, 위층의 표시 하나가 아래 파일을 가릴 뿐이다.",
  ticks: { count: 10, current: 5 },
};
const lay = (changes: Partial<Card>) => layOutCard({ ...CARD, ...changes }, measure);
const titleOf = (title: string) => lay({ title }).lines.filter((line) => line.weight === 700);
const ticksOf = (ticks: Card["ticks"]) =>
  lay({ ticks }).boxes.filter((box) => ["rule-2", "coral"].includes(box.colour));

test("the model card: place, a term above its gloss, and the sentence in two lines", () => {
  expect(lay({}).lines.map(({ text, x, y, size }) => ({ text, x, y, size }))).toMatchInlineSnapshot(`
    [
      {
        "size": 30,
        "text": "컨테이너  ·  이미지와 레이어",
        "x": 148,
        "y": 119,
      },
      {
        "size": 80,
        "text": "삭제 표시",
        "x": 84,
        "y": 264,
      },
      {
        "size": 80,
        "text": "(화이트아웃)",
        "x": 84,
        "y": 354,
      },
      {
        "size": 33,
        "text": "레이어에서 지운 파일은 사라지지 않으며,",
        "x": 88,
        "y": 430,
      },
      {
        "size": 33,
        "text": "위층의 표시 하나가 아래 파일을 가릴 뿐이다.",
        "x": 88,
        "y": 478,
      },
    ]
  `);
});

test("a longer title is set smaller, then in three lines, and is cut at last", () => {
  const sizes = ["파드", "바인드 마운트와 이미지 마운트", "가나다라b ".repeat(5), "가나다라b ".repeat(8)].map(
    (title) => {
      const lines = titleOf(title);
      return `${lines.length} × ${lines[0]?.size}`;
    },
  );
  expect(sizes).toEqual(["1 × 80", "2 × 80", "2 × 72", "3 × 64"]);
  const cut = titleOf("가나다라마바사 ".repeat(20));
  expect(cut.map((line) => line.size)).toEqual([56, 56, 56]);
  expect(cut[2]!.text).toMatch(/^(?:가나다라마바사 )*가나다라마바사…$/);
});

test("a title that fits is not broken at its bracket unless it is long", () => {
  expect(titleOf("복사(CoW)").map((line) => line.text)).toEqual(["복사(CoW)"]);
  expect(titleOf("확장성(두 가지 뜻)").map((line) => line.text)).toEqual(["확장성", "(두 가지 뜻)"]);
});

test("an empty title, sentence or place leaves no line and no flag without a place", () => {
  expect(lay({ title: "", sentence: " ", place: [] }).lines).toEqual([]);
  expect(lay({ place: ["가"] }).shapes).toHaveLength(2);
  expect(lay({ place: [] }).shapes).toHaveLength(1);
});

test("a place that is too long loses its widest part first", () => {
  const [place] = lay({ place: ["컨테이너".repeat(6), "이미지와 레이어".repeat(3)] }).lines;
  expect(place!.text).toBe("이미지와 레이어".repeat(3));
  const [cut] = lay({ place: ["아주 긴 이름의 자리 ".repeat(9)] }).lines;
  expect(cut!.text).toMatch(/자리…$|이름의…$|긴…$|아주…$/);
  expect(cut!.x + measure(cut!.text, 30, 400)).toBeLessThanOrEqual(1010);
});

test("each section has a tick, this one in coral, all within the ruler", () => {
  for (const count of [1, 2, 10, 12, 14, 40, 200]) {
    const ticks = ticksOf({ count, current: count - 1 });
    expect(ticks).toHaveLength(count);
    expect(ticks.map((tick) => tick.colour).indexOf("coral")).toBe(count - 1);
    expect(Math.min(...ticks.map((tick) => tick.y))).toBe(88);
    expect(Math.max(...ticks.map((tick) => tick.y + tick.height))).toBeLessThanOrEqual(420);
    for (const tick of ticks) expect(tick.x + tick.width).toBe(1108);
  }
  expect(ticksOf({ count: 10, current: 5 })[5]).toEqual({
    x: 1036,
    y: 268,
    width: 72,
    height: 8,
    colour: "coral",
  });
  expect(ticksOf(undefined)).toEqual([]);
});

test("every subject has its flag and colour, and an unknown one the folder's", () => {
  const flags = ["container", "virtualization", "kubernetes", "cloud", "architecture", "else"].map(
    (flag) => lay({ flag }).shapes[0]!,
  );
  expect(flags.map((flag) => flag.colour)).toEqual(["sea", "wine", "kelp", "amber", "slate", "slate"]);
  expect(new Set(flags.map((flag) => flag.path)).size).toBe(6);
});

test("a card without a subject has its place where the flag would stand", () => {
  const { shapes, lines } = lay({ flag: "", place: ["고래노트"] });
  expect(shapes).toHaveLength(1);
  expect(lines[0]).toMatchObject({ text: "고래노트", x: 88 });
});
