import { FLUKE, flagPath } from "../../reference/marks.ts";
import type { Card } from "../../sharing/card.ts";
import { breakLines, cutLines, type Width } from "./break-lines.ts";

/** The size of every card, in pixels. Messengers cut 15 off above and below; text keeps well inside. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

/** A part of a card in whole pixels; what it ends at is outside. */
export type Area = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** The part of a card in which all its text lies, and its flag. */
export const TEXT_AREA = { left: 80, right: 1010, top: 60, bottom: 500 } as const satisfies Area;

/** The part in which its ruler lies. Outside of both all cards are the same. */
export const TICK_AREA = { left: 1030, right: 1110, top: 86, bottom: 424 } as const satisfies Area;

export type Weight = 400 | 700;

/** How wide a text is in pixels, set at `size` pixels without extra tracking. */
export type Measure = (text: string, size: number, weight: Weight) => number;

/** A colour by its name among the tokens of the light theme. */
export type Colour =
  | "paper"
  | "ink"
  | "ink-2"
  | "rule-2"
  | "coral"
  | "sea"
  | "wine"
  | "kelp"
  | "amber"
  | "slate"
  | "deep-2"
  | "deep-3"
  | "deep-4"
  | "deep-6";

/** `x` is where the text starts, `y` its baseline; `tracking` is added after each character. All in pixels. */
export type TextLine = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: Weight;
  readonly tracking: number;
  readonly colour: Colour;
};

export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
};

/** A path, scaled and then moved. */
export type Shape = {
  readonly path: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly colour: Colour;
};

/** What is drawn, later parts over earlier ones: boxes, then shapes, then lines. */
export type CardLayout = {
  readonly boxes: readonly Box[];
  readonly shapes: readonly Shape[];
  readonly lines: readonly TextLine[];
};

const LEFT = 88;
const PLACE = { x: 148, y: 119, size: 30 };
/** Letters this large begin a little further left, so that they seem to stand below the flag. */
const TITLE = { x: 84, top: 194, leading: 1.125, tracking: -0.025, width: 900 };
const SENTENCE = { size: 33, leading: 48, tracking: -0.01, width: 880, lines: 3 };
/** The lowest baseline, and how far up a tall title may begin. */
const LAST_BASELINE = 484;
const HIGHEST_TOP = 158;
/** A term and its gloss in brackets stand in two lines from this width on. */
const GLOSS_WIDTH = 540;

/** Large titles in few lines, smaller ones in more. */
const TITLE_SIZES = [
  { size: 80, lines: 2 },
  { size: 72, lines: 2 },
  { size: 64, lines: 3 },
  { size: 56, lines: 3 },
] as const;

const FLAG_COLOURS: Readonly<Record<string, Colour>> = {
  container: "sea",
  virtualization: "wine",
  kubernetes: "kelp",
  cloud: "amber",
  architecture: "slate",
};

/** Where everything on a card stands. Any text fits: it is set smaller, broken, and cut at last. */
export function layOutCard(card: Card, measure: Measure): CardLayout {
  const place = layOutPlace(card, measure);
  return {
    boxes: [
      { x: 0, y: 0, width: CARD_SIZE.width, height: CARD_SIZE.height, colour: "paper" },
      ...layOutTicks(card.ticks),
      ...STRATA,
    ],
    shapes: [
      ...(place.length === 0 || card.flag === "" ? [] : [flagOf(card.flag)]),
      { path: FLUKE, x: 1024, y: 463, scale: 3.3, colour: "sea" },
    ],
    lines: [...place, ...layOutText(card, measure)],
  };
}

function flagOf(subject: string): Shape {
  return {
    path: flagPath(subject),
    x: LEFT,
    y: 88,
    scale: 2.5,
    colour: flagColour(subject),
  };
}

/** The colour of a subject's flag; slate for one that is none of ours. */
export function flagColour(subject: string): Colour {
  return (Object.hasOwn(FLAG_COLOURS, subject) && FLAG_COLOURS[subject]) || "slate";
}

const STRATA: readonly Box[] = (
  [
    [540, 18, "deep-2"],
    [558, 18, "deep-3"],
    [576, 18, "deep-4"],
    [594, 36, "deep-6"],
  ] as const
).map(([y, height, colour]) => ({ x: 0, y, width: CARD_SIZE.width, height, colour }));

/** A tick for each section on a ruler from 88 to 420 at most; the first is longer, this one is coral. */
function layOutTicks(ticks: Card["ticks"]): Box[] {
  if (ticks === undefined || ticks.count < 1) return [];
  const step = Math.min(36, 324 / Math.max(1, ticks.count - 1));
  return Array.from({ length: ticks.count }, (_, index) => {
    const isCurrent = index === ticks.current;
    const width = isCurrent ? 72 : index === 0 ? 44 : 32;
    const height = isCurrent ? Math.min(8, Math.max(3, step)) : Math.min(3, step / 4);
    return {
      x: 1108 - width,
      y: 88 + index * step,
      width,
      height,
      colour: isCurrent ? ("coral" as const) : ("rule-2" as const),
    };
  });
}

/** The nearest places matter most: what does not fit is left out from the widest on. */
function layOutPlace({ place, flag }: Card, measure: Measure): TextLine[] {
  const x = flag === "" ? LEFT : PLACE.x;
  const style = { size: PLACE.size, weight: 400, tracking: 0, colour: "ink-2" } as const;
  const width = widthIn(style, measure);
  const limit = TEXT_AREA.right - x;
  const names = place.map(tidy).filter((name) => name !== "");
  const texts = names.map((_, index) => names.slice(index).join("  ·  "));
  const last = texts.at(-1);
  if (last === undefined) return [];
  const text = texts.find((one) => width(one) <= limit) ?? cutLines(last, 1, limit, width)[0]!;
  return [{ ...style, text, x, y: PLACE.y }];
}

function layOutText(card: Card, measure: Measure): TextLine[] {
  const { size, lines: title } = breakTitle(tidy(card.title), measure);
  const leading = size * TITLE.leading;
  const gap = size * 0.5 + 36;
  /** The last baseline of title and sentence, were they to begin at 0. */
  const bottomWith = (sentences: number) =>
    size * 0.85 +
    Math.max(0, title.length - 1) * leading +
    (sentences === 0 ? 0 : gap + (sentences - 1) * SENTENCE.leading);
  let room: number = SENTENCE.lines;
  while (room > 1 && HIGHEST_TOP + bottomWith(room) > LAST_BASELINE) room -= 1;
  const sentence = breakSentence(tidy(card.sentence), room, measure);

  const spare = LAST_BASELINE - TITLE.top - bottomWith(sentence.length);
  // Little text sinks a little towards the water; much text rises.
  const top = TITLE.top + Math.min(spare, spare > 0 ? spare * 0.3 : 0);
  const first = top + size * 0.85;
  const start = first + Math.max(0, title.length - 1) * leading + gap;
  return [
    ...title.map((text, index) => ({
      ...titleStyle(size),
      text,
      x: TITLE.x,
      y: Math.round(first + index * leading),
    })),
    ...sentence.map((text, index) => ({
      ...SENTENCE_STYLE,
      text,
      x: LEFT,
      y: Math.round(start + index * SENTENCE.leading),
    })),
  ];
}

const SENTENCE_STYLE = {
  size: SENTENCE.size,
  weight: 400,
  tracking: SENTENCE.size * SENTENCE.tracking,
  colour: "ink-2",
} as const;

function titleStyle(size: number) {
  return { size, weight: 700, tracking: size * TITLE.tracking, colour: "ink" } as const;
}

function breakTitle(text: string, measure: Measure): { readonly size: number; readonly lines: string[] } {
  const limit = TITLE.width;
  if (text === "") return { size: TITLE_SIZES[0].size, lines: [] };
  const [, term, gloss] = /^([^()]*[^()\s])\s*(\([^()]+\))$/u.exec(text) ?? [];
  for (const { size } of TITLE_SIZES.slice(0, 3)) {
    if (term === undefined || gloss === undefined) break;
    const width = widthIn(titleStyle(size), measure);
    if (width(text) <= GLOSS_WIDTH) break;
    if (width(term) <= limit && width(gloss) <= limit) return { size, lines: [term, gloss] };
  }
  for (const freedom of ["words", "code", "characters"] as const)
    for (const { size, lines: most } of TITLE_SIZES) {
      const lines = breakLines(text, most, limit, widthIn(titleStyle(size), measure), freedom);
      if (lines !== undefined) return { size, lines };
    }
  const { size, lines: most } = TITLE_SIZES[3];
  return { size, lines: cutLines(text, most, limit, widthIn(titleStyle(size), measure)) };
}

function breakSentence(text: string, most: number, measure: Measure): string[] {
  if (text === "") return [];
  const width = widthIn(SENTENCE_STYLE, measure);
  for (const freedom of ["words", "code"] as const) {
    const lines = breakLines(text, most, SENTENCE.width, width, freedom);
    if (lines !== undefined) return lines;
  }
  return cutLines(text, most, SENTENCE.width, width);
}

function widthIn(style: Pick<TextLine, "size" | "weight" | "tracking">, measure: Measure): Width {
  return (text) =>
    measure(text, style.size, style.weight) + Math.max(0, [...text].length - 1) * style.tracking;
}

/** Composed, without breaks of its own, and not longer than could ever be shown. */
function tidy(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim().slice(0, 400);
}
