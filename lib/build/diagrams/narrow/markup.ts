import { roundAll, roundNumber } from "../path-data.ts";

/** Width of a text in px, in the font that drawings are measured with. */
export type Measure = (text: string, size: number, bold?: boolean) => number;

/** A drawing for a narrow column: an SVG without ids, whose elements carry `data-node`. */
export type NarrowDrawing = { readonly svg: string; readonly width: number; readonly height: number };

/** A phone of 390 px leaves 354; in the 324 of one of 360 px, letters of 13 px are still 12 high. */
export const NARROW = 348;
export const TEXT = 14;
export const SMALL = 13;
export const LINE = 18;

type Attributes = Readonly<Record<string, string | number | undefined>>;

const POINTS = new Set(["d", "points"]);

/** An element as markup; attributes without a value are left out, numbers get one decimal. */
export function tag(name: string, attributes: Attributes, inner?: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([key, value]) => {
      if (typeof value === "number") return ` ${key}="${roundNumber(value)}"`;
      return ` ${key}="${POINTS.has(key) ? roundAll(value!) : escapeMarkup(value!)}"`;
    })
    .join("");
  return inner === undefined ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

export function escapeMarkup(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** `M10 20H30V40` out of corners; every leg is level or upright. */
export function pathOf(points: readonly (readonly [number, number])[]): string {
  return points
    .map(([x, y], index) => {
      const before = points[index - 1];
      if (!before) return `M${roundNumber(x)} ${roundNumber(y)}`;
      if (before[1] === y) return `H${roundNumber(x)}`;
      return before[0] === x ? `V${roundNumber(y)}` : `L${roundNumber(x)} ${roundNumber(y)}`;
    })
    .join("");
}

type Words = Attributes & { readonly x: number; readonly size?: number };

/**
 * Lines of text under one another.
 * @param middle the height around which the lines stand
 * @param halo colour of the ground, drawn around the letters so that lines do not cross them
 */
export function words(lines: readonly string[], middle: number, at: Words, halo?: string): string {
  const { x, size = TEXT, ...rest } = at;
  const step = size === TEXT ? LINE : size + 3;
  const first = middle - ((lines.length - 1) * step) / 2 + size * 0.35;
  const attributes = {
    x,
    y: first,
    "font-size": size === TEXT ? undefined : size,
    ...(halo && {
      stroke: halo,
      "stroke-width": 4,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
    }),
    ...rest,
  };
  const [only] = lines;
  if (lines.length === 1) return tag("text", attributes, escapeMarkup(only!));
  return tag(
    "text",
    attributes,
    lines
      .map((line, index) => tag("tspan", { x, dy: index === 0 ? undefined : step }, escapeMarkup(line)))
      .join(""),
  );
}

/** The whole drawing around what `body` holds. */
export function shell(width: number, height: number, body: string): NarrowDrawing {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const svg = tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: w,
      height: h,
      viewBox: `0 0 ${w} ${h}`,
      "font-family": "var(--font)",
      "font-size": TEXT,
      fill: "var(--ink)",
    },
    body,
  );
  return { svg, width: w, height: h };
}

/** After these an identifier may go on in the next line. */
const JOINTS = /(?<=[/·,:=_-])(?=.)/u;

/**
 * Breaks lines so that they are no wider than `width` where a space allows it; an
 * identifier breaks only after a joint, and a word without one stays whole.
 */
export function wrapLines(
  lines: readonly string[],
  width: number,
  measure: (text: string) => number,
): string[] {
  return lines.flatMap((line) => {
    const out: string[] = [];
    let row = "";
    const push = (part: string, glue: string) => {
      const longer = row === "" ? part : row + glue + part;
      if (row !== "" && measure(longer) > width) {
        out.push(row);
        row = part;
      } else row = longer;
    };
    for (const word of line.split(/\s+/).filter(Boolean)) {
      if (measure(word) <= width) push(word, " ");
      else for (const [index, part] of word.split(JOINTS).entries()) push(part, index === 0 ? " " : "");
    }
    if (row !== "") out.push(row);
    return out;
  });
}
