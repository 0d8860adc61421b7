import {
  type Measure,
  NARROW,
  type NarrowDrawing,
  pathOf,
  SMALL,
  shell,
  tag,
  words,
  wrapLines,
} from "./markup.ts";

/** What Mermaid's database answers about a sequence; only what is drawn. */
export type Sequence = {
  readonly actors: readonly { readonly name: string; readonly description?: string }[];
  readonly boxes: readonly { readonly name?: string; readonly actorKeys: readonly string[] }[];
  readonly messages: readonly {
    readonly type: number;
    readonly from?: string;
    readonly to?: string;
    readonly message?: unknown;
    readonly placement?: number;
  }[];
};

type Names = {
  readonly plain: (label: unknown) => string;
  /** `n-<actor>` of an actor's name. */
  readonly actor: (name: string) => string;
};

const NOTE = 2;
const OVER = 2;
const BEGINS: Readonly<Record<number, string>> = {
  10: "loop",
  12: "alt",
  15: "opt",
  19: "par",
  27: "critical",
  30: "break",
  32: "par",
};
const GOES_ON = new Set([13, 20, 28]);
const ENDS = new Set([11, 14, 16, 21, 29, 31]);
const DOTTED = new Set([1, 4, 6, 25, 34]);
const CROSSED = new Set([3, 4]);
const HEADLESS = new Set([5, 6]);
const OPEN = new Set([24, 25]);
const BOTH = new Set([33, 34]);
const SILENT = new Set([17, 18, 22, 23, 26]);

const ROW = SMALL + 3;
const NAME_PAD = 7;
const LOOP = 18;
const LEAST_WORDS = 190;

type Actor = {
  readonly name: string;
  readonly lines: readonly string[];
  x: number;
  width: number;
  row: number;
};
type Frame = { readonly word: string; readonly depth: number; readonly top: number };

/**
 * Draws a sequence in a narrow column: names as small as their letters allow, in two rows
 * where one is too narrow; the words of a message above its arrow, with its number.
 * @param prefix `fig-<id>-`, before the name of every element
 */
export function drawSequence(
  sequence: Sequence,
  prefix: string,
  names: Names,
  measure: Measure,
): NarrowDrawing | undefined {
  const small = (text: string) => measure(text, SMALL);
  const bold = (text: string) => measure(text, SMALL, true);
  const actors = placeActors(sequence, names, bold);
  if (actors.length === 0) return undefined;
  const width = Math.max(NARROW, ...actors.map(({ x, width: own }) => x + own / 2 + 1));
  const at = new Map(actors.map((actor) => [actor.name, actor]));
  const rowHeights = [0, 1].map((row) =>
    Math.max(0, ...actors.filter((actor) => actor.row === row).map(({ lines }) => lines.length * ROW + 14)),
  );
  const topOf = (row: number) => 2 + (row === 0 ? 0 : rowHeights[0]! + 8);
  const heads = topOf(1) + rowHeights[1]! - (rowHeights[1] === 0 ? 8 : 0);

  const slabs: string[] = [];
  const frames: string[] = [];
  const arrows: string[] = [];
  const said: string[] = [];
  const open: Frame[] = [];
  let y = heads + 10;
  let step = 0;
  /** A line of words across the frame: what begins, or another way through it. */
  const title = (word: string, label: string, depth: number) => {
    const x = depth * 6 + 8;
    const lines = wrapLines([[word, label].filter(Boolean).join(" ")], width - 2 * x, small);
    y += 4;
    said.push(
      words(lines, y + (lines.length * ROW) / 2, { x, size: SMALL, fill: "var(--ink-2)" }, "var(--paper)"),
    );
    y += lines.length * ROW + 2;
  };
  for (const message of sequence.messages) {
    const label = names.plain(message.message);
    const word = BEGINS[message.type];
    if (word !== undefined) {
      y += 8;
      open.push({ word, depth: open.length, top: y });
      title(word, label, open.length - 1);
    } else if (GOES_ON.has(message.type) && open.length > 0) {
      const { depth } = open.at(-1)!;
      y += 8;
      frames.push(
        tag("path", {
          d: `M${depth * 6 + 1} ${y}H${width - depth * 6 - 1}`,
          stroke: "var(--edge)",
          "stroke-dasharray": "3 3",
        }),
      );
      title("", label, depth);
    } else if (ENDS.has(message.type)) {
      const frame = open.pop();
      if (!frame) continue;
      y += 8;
      const inset = frame.depth * 6 + 1;
      frames.push(
        tag("rect", {
          x: inset,
          y: frame.top,
          width: width - 2 * inset,
          height: y - frame.top,
          rx: 4,
          fill: "none",
          stroke: "var(--edge)",
          "stroke-dasharray": "5 4",
        }),
      );
    }
    const [from, to] = [at.get(message.from ?? ""), at.get(message.to ?? "")];
    if (SILENT.has(message.type) || !from || !to) continue;
    step += 1;
    const name = `${prefix}e-${step}`;
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    if (message.type === NOTE) {
      const isOver = message.placement === undefined || message.placement === OVER;
      const lines = wrapLines([label], Math.max(right - left + 24, 170), small);
      const wide = Math.max(right - left + 40, ...lines.map((line) => small(line) + 16));
      const own = Math.min(wide, width - 2);
      const middle = isOver
        ? (left + right) / 2
        : message.placement === 0
          ? left - own / 2 - 4
          : right + own / 2 + 4;
      const x = keep(middle - own / 2, own, width);
      y += 10;
      const box = tag("rect", {
        x,
        y,
        width: own,
        height: lines.length * ROW + 12,
        rx: 2,
        fill: "var(--amber-tint)",
      });
      const text = words(lines, y + (lines.length * ROW) / 2 + 6, {
        x: x + own / 2,
        size: SMALL,
        "text-anchor": "middle",
      });
      arrows.push(tag("g", { "data-node": name }, box + text));
      y += lines.length * ROW + 12;
      continue;
    }
    const isSelf = from === to;
    const room = isSelf ? LEAST_WORDS : Math.max(right - left - 8, LEAST_WORDS);
    const lines = wrapLines([`${step} ${label}`], Math.min(room, width), small);
    const widest = Math.max(...lines.map(small));
    y += 12 + lines.length * ROW;
    const wanted = isSelf ? from.x + 6 : (left + right) / 2 - widest / 2;
    const x = keep(wanted, widest, width);
    const anchor = isSelf ? {} : { "text-anchor": "middle" };
    said.push(
      tag(
        "g",
        { "data-node": `${name}-t` },
        words(
          lines,
          y - 4 - (lines.length * ROW) / 2,
          { x: isSelf ? x : x + widest / 2, size: SMALL, ...anchor },
          "var(--paper)",
        ),
      ),
    );
    const dashes = DOTTED.has(message.type) ? "5 3" : undefined;
    if (isSelf) {
      const turn = from.x + LOOP + 24 > width ? -LOOP - 6 : LOOP + 6;
      const points: [number, number][] = [
        [from.x, y + 2],
        [from.x + turn, y + 2],
        [from.x + turn, y + LOOP],
        [from.x, y + LOOP],
      ];
      arrows.push(drawArrow(points, message.type, dashes, name));
      y += LOOP;
    } else {
      arrows.push(
        drawArrow(
          [
            [from.x, y + 2],
            [to.x, y + 2],
          ],
          message.type,
          dashes,
          name,
        ),
      );
      y += 2;
    }
  }
  const height = y + 14;
  for (const box of sequence.boxes) {
    const inside = box.actorKeys.flatMap((key) => at.get(key) ?? []);
    if (inside.length === 0) continue;
    const left = Math.max(0, Math.min(...inside.map((actor) => actor.x - actor.width / 2)) - 3);
    const right = Math.min(width, Math.max(...inside.map((actor) => actor.x + actor.width / 2)) + 3);
    slabs.push(
      tag("rect", { x: left, y: 0, width: right - left, height: height, rx: 4, fill: "var(--well)" }),
    );
  }
  const lifelines = actors.map(({ x, row }) =>
    tag("path", {
      d: `M${x} ${topOf(row) + rowHeights[row]!}V${height - 2}`,
      stroke: "var(--edge)",
      "stroke-dasharray": "2 3",
    }),
  );
  const boxes = actors.map((actor) => {
    const top = topOf(actor.row);
    const high = rowHeights[actor.row]!;
    const rect = tag("rect", {
      x: actor.x - actor.width / 2,
      y: top,
      width: actor.width,
      height: high,
      rx: 4,
      fill: "var(--paper)",
      stroke: "var(--ink)",
      "stroke-width": 1.5,
    });
    const text = words(actor.lines, top + high / 2, {
      x: actor.x,
      size: SMALL,
      "text-anchor": "middle",
      "font-weight": 700,
    });
    return tag("g", { "data-node": prefix + names.actor(actor.name) }, rect + text);
  });
  return shell(width, height, [slabs, lifelines, frames, arrows, boxes, said].flat().join(""));
}

/** Moves a stretch so that it stays inside the drawing. */
const keep = (x: number, own: number, width: number) => Math.max(1, Math.min(x, width - 1 - own));

/** One row of names edge to edge where they fit, else two rows that take turns. */
function placeActors(sequence: Sequence, names: Names, size: (text: string) => number): Actor[] {
  const count = sequence.actors.length;
  const make = (most: number, rows: number): Actor[] =>
    sequence.actors.map(({ name, description }, index) => {
      const lines = wrapLines([names.plain(description) || name], most - 2 * NAME_PAD, size);
      const width = Math.max(40, ...lines.map((line) => size(line) + 2 * NAME_PAD));
      return { name, lines, width, x: 0, row: rows === 2 ? index % 2 : 0 };
    });
  const inOneRow = [NARROW, 120, 96, 80, 64].map((most) => make(most, 1));
  const total = (actors: readonly Actor[]) => actors.reduce((sum, { width }) => sum + width, 0);
  const fitting = inOneRow.find((actors) => total(actors) + (count - 1) * 10 <= NARROW - 2);
  if (fitting) {
    const space = count > 1 ? Math.min(120, (NARROW - 2 - total(fitting)) / (count - 1)) : 0;
    let left = 1;
    for (const actor of fitting) {
      actor.x = left + actor.width / 2;
      left += actor.width + space;
    }
    return fitting;
  }
  const stepOf = (actors: readonly Actor[]) =>
    (NARROW - 2 - actors[0]!.width / 2 - actors.at(-1)!.width / 2) / (count - 1);
  // A name of the second row stands between two lines of the first.
  const fits = (actors: readonly Actor[]) => {
    const step = stepOf(actors);
    return actors.every(({ width }) => width <= 2 * step - 8);
  };
  const inTwoRows = [130, 112, 96, 84, 72].map((most) => make(most, 2));
  const actors = inTwoRows.find(fits) ?? inTwoRows.at(-1)!;
  const step = Math.max(stepOf(actors), ...actors.map(({ width }) => (width + 8) / 2));
  for (const [index, actor] of actors.entries()) actor.x = 1 + actors[0]!.width / 2 + index * step;
  return actors;
}

function drawArrow(
  points: [number, number][],
  type: number,
  dashes: string | undefined,
  name: string,
): string {
  const [before, tip] = [points.at(-2)!, points.at(-1)!];
  const ink = "var(--ink-2)";
  const toward = Math.sign(tip[0] - before[0]);
  const line = tag("path", {
    d: pathOf(points),
    fill: "none",
    stroke: ink,
    "stroke-width": 1.5,
    "stroke-dasharray": dashes,
  });
  const filled = ([x, y]: readonly [number, number], way: number) =>
    tag("path", { d: `M${x} ${y}l${-9 * way} -4.5v9z`, fill: ink });
  const [x, y] = tip;
  let heads = "";
  if (CROSSED.has(type))
    heads = tag("path", {
      d: `M${x - 12 * toward} ${y - 4}l8 8m0 -8l-8 8`,
      stroke: ink,
      "stroke-width": 1.5,
    });
  else if (OPEN.has(type))
    heads = tag("path", {
      d: `M${x - 9 * toward} ${y - 4.5}L${x} ${y}L${x - 9 * toward} ${y + 4.5}`,
      fill: "none",
      stroke: ink,
      "stroke-width": 1.5,
    });
  else if (!HEADLESS.has(type))
    heads = filled(tip, toward) + (BOTH.has(type) ? filled(points[0]!, -toward) : "");
  return tag("g", { "data-node": name }, line + heads);
}
