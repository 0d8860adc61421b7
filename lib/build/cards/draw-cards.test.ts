import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, inflateSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Card } from "../../sharing/card.ts";
import { openStore } from "../store/store.ts";
import { CARD_FONTS, loadCanvas } from "./canvas.ts";
import { openCardFonts } from "./card-fonts.ts";
import { CARD_SIZE, layOutCard, TEXT_AREA } from "./card-layout.ts";
import { openCardPainter } from "./card-painter.ts";
import { drawCards } from "./draw-cards.ts";
import { drawableCard } from "./drawable-card.ts";

const ROOT = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "cards-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const canvas = await loadCanvas();
const { measure, covers } = openCardFonts(canvas, ROOT);

const SENTENCE = "레이어에서 지운 파일은 사라지지 않으며, 위층의 표시 하나가 아래 파일을 가릴 뿐이다.";
const LONG_SENTENCE =
  "부하를 여러 서버에 나누는 일과 서버 사이의 길을 정하는 일은 서로 다른 층에서 일어나지만, 어느 쪽이든 한 번 더 거치는 장비가 늘어날 때마다 요청 하나가 기다리는 시간도 늘어나고, 그 시간은 저절로 줄어들지 않는다.";

const TITLES = [
  "가",
  "A",
  "파드",
  "삭제 표시(화이트아웃)",
  "기록 시 복사(CoW)",
  "저장 방식(그래프 드라이버와 스냅샷터)",
  "컨테이너 플랫폼의 구성(클러스터·파드·이미지 저장소)",
  "NUMA(비균일 메모리 접근)에서 first-touch가 하는 일",
  "배포 방식의 변화: 물리 서버·VM·컨테이너",
  "KVM은 Type 1인가 Type 2인가",
  "이미지를 지웠는데 왜 디스크 용량이 그대로일까",
  "로드 밸런싱과 네트워크 토폴로지가 만나는 자리에서 생기는 지연 시간과 그 비용을 재는 방법",
  "로그, 메트릭, 트레이스: 셋을 하나로 묶어 보는 관측 가능성의 세 기둥과 한계, 그리고 오픈텔레메트리가 바꾼 것과 바꾸지 못한 것을 하나씩 짚어 보기",
  "“따옴표로 시작하는 제목”과 「낫표」, 그리고 《책 이름》의 줄 나눔 규칙",
  "fork()와 execve()의 차이는 무엇이고 왜 둘로 나뉘어 있나",
  "kubectl rollout undo deployment/checkout-service --to-revision=3",
  "/var/lib/docker/overlay2/0f3a9c81e2b7/merged/usr/local/share/ca-certificates",
  "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back",
  "Kubernetes v1.36.2의 PodDisruptionBudget(PDB)과 topologySpreadConstraints",
  "TCP/IP·UDP·QUIC·HTTP/3·gRPC·WebSocket·MQTT·AMQP",
  "AVAVAV To Ty We => -> 3x3 fi ffi 1:1",
  `a < b && c > d "e" 'f'`,
  "supercalifragilisticexpialidociousness의 뜻",
  "쿠버네티스".repeat(40),
  "W".repeat(200),
  "가 ".repeat(100),
  "·".repeat(200),
  "(".repeat(60),
  "🐳 고래가 🇰🇷 👩‍👩‍👧 헤엄친다",
  "가상(假想) 메모리".normalize("NFD"),
  "🐳",
  "",
];

const cardOf = (title: string, index: number): Card => ({
  path: `cards/${index}.png`,
  flag: "container",
  place: ["컨테이너", "이미지와 레이어"],
  title,
  sentence: [SENTENCE, LONG_SENTENCE, ""][index % 3]!,
  ticks: index % 4 === 3 ? undefined : { count: 8 + (index % 7), current: index % 8 },
});
const lay = (card: Card) => layOutCard(drawableCard(card, covers), measure).lines;

test.each(TITLES.map((title, index) => [title.slice(0, 40), cardOf(title, index)] as const))(
  "%s keeps to its lines",
  (_, card) => {
    const lines = lay(card);
    const title = lines.filter((line) => line.weight === 700);
    const sentence = lines.filter((line) => line.size === 33);
    expect(title.length).toBeLessThanOrEqual(3);
    expect(sentence.length).toBeLessThanOrEqual(3);
    for (const { text, x, y, size, weight, tracking } of lines) {
      const right = x + measure(text, size, weight) + tracking * ([...text].length - 1);
      expect(right).toBeLessThanOrEqual(TEXT_AREA.right);
      expect(x).toBeGreaterThanOrEqual(TEXT_AREA.left);
      expect(y).toBeLessThanOrEqual(TEXT_AREA.bottom - size * 0.2);
      expect(text).toBe(text.trim());
      if (/[^·(…]/u.test(text)) expect(text).not.toMatch(/^[·)\]},.!?:;…」』》”’]|[([{「『《“‘]$/u);
    }
    for (const { size } of title) expect([80, 72, 64, 56]).toContain(size);
    const shown = drawableCard(card, covers);
    expect(isBeginning(title.map((line) => line.text).join(" "), shown.title)).toBe(true);
    expect(isBeginning(sentence.map((line) => line.text).join(" "), shown.sentence)).toBe(true);
    // A sentence is cut after a word, a title of words too.
    const said = sentence.at(-1)?.text ?? "";
    if (said.endsWith("…")) expect(wordsOf(shown.sentence)).toContain(wordsOf(said).at(-1));
  },
);

/** Whether lines say a text from its start: all of it, or up to an ellipsis. */
function isBeginning(lines: string, text: string): boolean {
  const bare = (some: string) => some.replace(/[\s…]/gu, "");
  return lines.endsWith("…") ? bare(text).startsWith(bare(lines)) : bare(text) === bare(lines);
}

function wordsOf(text: string): string[] {
  return text.split(" ").map((word) => word.replace(/[…,.]+$/u, ""));
}

test.each([
  ["삭제 표시", "(화이트아웃)"],
  ["저장 방식", "(그래프 드라이버와 스냅샷터)"],
  ["배포 방식의 변화:", "물리 서버·VM·컨테이너"],
  ["KVM은 Type 1인가", "Type 2인가"],
  ["이미지를 지웠는데", "왜 디스크 용량이 그대로일까"],
  ["fork()와 execve()의 차이는", "무엇이고 왜 둘로 나뉘어 있나"],
])("%s / %s", (...lines) => {
  const title = lines.join(lines[1]!.startsWith("(") ? "" : " ");
  const found = lay(cardOf(title, 0)).filter((line) => line.weight === 700);
  expect(found.map((line) => line.text)).toEqual(lines);
});

test.each([
  "가나다라마바사",
  "AVAVAV To Ty We Te",
  "kubectl rollout",
  "=> -> x86-64 3x3",
  "(화이트아웃) 1:1",
])("%s is as wide as the renderer draws it", (text) => {
  const context = canvas.createCanvas(1, 1).getContext("2d");
  for (const weight of [400, 700] as const) {
    context.font = `100px ${CARD_FONTS[weight].family}`;
    expect(measure(text, 100, weight)).toBeCloseTo(context.measureText(text).width, 1);
  }
});

const DRAWN = [3, 11, 12, 15, 16, 21, 24, 28, 31].map((index) => cardOf(TITLES[index]!, index));
const first = { root: ROOT, store: openStore(ROOT, join(folder, "store")), out: join(folder, "out") };
const fileOf = (card: Card, out = first.out) => join(out, card.path);

beforeAll(async () => {
  expect(await drawCards(DRAWN, first)).toEqual({ drawn: DRAWN.length });
});

test.each(DRAWN.map((card) => [card.title.slice(0, 30), card] as const))(
  "%s has its pixels of text in their area",
  (_, card) => {
    const png = readFileSync(fileOf(card));
    expect(png.length).toBeLessThan(21_000);
    const image = decode(png);
    expect([image.width, image.height]).toEqual([CARD_SIZE.width, CARD_SIZE.height]);
    expect(strayPixels(image)).toBe(0);
    expect(inked(image, TEXT_AREA.left, TEXT_AREA.top, TEXT_AREA.right, TEXT_AREA.bottom)).toBeGreaterThan(
      500,
    );
  },
);

test("a card as they mostly are is at most 11 KB", () => {
  const picture = readFileSync(fileOf(DRAWN[0]!));
  expect(picture.length).toBeLessThan(11 * 1024);
});

test("a line that is too long or too low is seen as stray", () => {
  const png = readFileSync(fileOf(DRAWN[0]!));
  const moved = (dx: number, dy: number) => {
    const image = decode(png);
    return strayPixels({ ...image, at: (x, y) => image.at(x - dx, y - dy) });
  };
  expect(moved(0, 0)).toBe(0);
  expect(moved(0, 60)).toBeGreaterThan(100);
  expect(moved(-60, 0)).toBeGreaterThan(100);
});

test("a card is the same bytes whatever was drawn on the canvas before", async () => {
  const [paint, other] = [await openCardPainter(ROOT), await openCardPainter(ROOT)];
  const pictures = DRAWN.map(paint);
  for (const [index, card] of [...DRAWN.entries()].reverse()) expect(other(card)).toEqual(pictures[index]);
});

test("the same card is the same bytes, drawn again without a cache", async () => {
  const other = { root: ROOT, store: openStore(ROOT, join(folder, "cold")), out: join(folder, "again") };
  const some = DRAWN.slice(0, 3);
  expect(await drawCards(some, other)).toEqual({ drawn: 3 });
  for (const card of some) expect(readFileSync(fileOf(card, other.out))).toEqual(readFileSync(fileOf(card)));
});

test("what is kept is published without drawing, and shared by cards that say the same", async () => {
  const out = join(folder, "kept");
  const twin = { ...DRAWN[0]!, path: "cards/deep/twin.png" };
  expect(await drawCards([...DRAWN, twin], { ...first, out })).toEqual({ drawn: 0 });
  expect(readFileSync(fileOf(twin, out))).toEqual(readFileSync(fileOf(DRAWN[0]!)));
  expect(await drawCards([{ ...twin, title: "다른 제목" }], { ...first, out })).toEqual({ drawn: 1 });
});

test("no cards, no work; what cannot be published is an error, not a result", async () => {
  expect(await drawCards([], first)).toEqual({ drawn: 0 });
  writeFileSync(join(folder, "file"), "");
  const blocked = { ...first, out: join(folder, "file") };
  await expect(drawCards(DRAWN, blocked)).rejects.toThrow(/ENOTDIR|EEXIST/);
  expect(existsSync(join(folder, "file"))).toBe(true);
});

type Image = {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => string;
};

/** Pixels that are not paper around the text: above it, below it, left of it, and between it and the ruler. */
function strayPixels(image: Image): number {
  const { left, right, top, bottom } = TEXT_AREA;
  const [ruler, water] = [1024, 540];
  return (
    inked(image, 0, 0, ruler, top) +
    inked(image, 0, bottom, ruler, water) +
    inked(image, 0, top, left, bottom) +
    inked(image, right, top, ruler, bottom)
  );
}

function inked(image: Image, left: number, top: number, right: number, bottom: number): number {
  let count = 0;
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) if (image.at(x, y) !== "fbfaf6") count += 1;
  return count;
}

/** A PNG of four bits a pixel with a palette and no filters: what a card is. */
function decode(png: Buffer): Image {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect(png.subarray(24, 29)).toEqual(Buffer.from([4, 3, 0, 0, 0]));
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const end = at + 8 + png.readUInt32BE(at);
    expect(png.readUInt32BE(end)).toBe(crc32(png.subarray(at + 4, end)));
    chunks.set(png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, end));
  }
  const [palette, rows] = [chunks.get("PLTE")!, inflateSync(chunks.get("IDAT")!)];
  const stride = width / 2 + 1;
  expect(rows.length).toBe(stride * height);
  return {
    width,
    height,
    at: (x, y) => {
      const pair = rows[y * stride + 1 + (x >> 1)]!;
      const index = x % 2 === 0 ? pair >> 4 : pair & 15;
      return palette.toString("hex", index * 3, index * 3 + 3);
    },
  };
}
