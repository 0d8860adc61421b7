import { normaliseColour, tokenOf } from "../colours.ts";
import { drawColumn } from "../narrow/draw-column.ts";
import { drawSequence, type Sequence } from "../narrow/draw-sequence.ts";
import { readGraph, readTree } from "../narrow/graph.ts";
import { escapeMarkup, type NarrowDrawing } from "../narrow/markup.ts";
import { createElementIds, plainLabel } from "../reading/reading.ts";
import { arrange } from "./arrange.ts";
import { chooseLayout, layoutData, teachOrder } from "./choose-layout.ts";
import { type Naming, serialise } from "./serialise.ts";
import { stackParts } from "./stack-parts.ts";

/** The part of Mermaid that is used, as its script puts it on the page. */
type Mermaid = {
  initialize(config: Record<string, unknown>): void;
  render(id: string, source: string): Promise<{ svg: string }>;
  readonly mermaidAPI: {
    getDiagramFromText(source: string): Promise<{ type: string; db: Readonly<Record<string, unknown>> }>;
  };
};
declare const mermaid: Mermaid;

/** What Mermaid read out of a source: the answers of its database, as JSON. */
type Parsed = { readonly type: string; readonly answers: Readonly<Record<string, unknown>> };
/** What Mermaid says about a source it cannot read. */
export type ParseFault = {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly expected?: readonly string[];
  readonly found?: string;
};
type Rendered = {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly labels: readonly string[];
  /** Only where the drawing is wider than a phone. */
  readonly narrow?: NarrowDrawing;
};
type RenderOrder = {
  readonly type: string;
  readonly id: string;
  readonly source: string;
  /** What `parse` answered. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly elements: Readonly<Record<string, string>>;
  readonly title: string;
  readonly description: string;
  /** True for somebody else's drawing, in which everything that is drawn is to be shown. */
  readonly lenient: boolean;
  /** A first look is wanted at once: no layouts are compared. */
  readonly hurry: boolean;
};

const QUESTIONS = [
  "getAccTitle getAccDescription getDiagramTitle getTitle getVertices getEdges getSubGraphs getMessages getActors",
  "getBoxes getRootDocV2 getClasses getRelations getNamespaces getNotes getEntities getRelationships getMindmap",
  "getSections getTasks getC4ShapeArray getBoundaries getRels getServices getGroups getJunctions getCommitsArray",
  "getRequirements getElements",
]
  .join(" ")
  .split(" ");
const DRAWN_ID = "drawn";
/** In the 324 px of a phone letters of such a drawing would be less than 12 px high. */
const WIDE = 378;
/** Types that are laid out by a general algorithm, which has choices. */
const LAID_OUT = /^(?:flowchart|state|class|er$|requirement)/;
let usual: Readonly<Record<string, unknown>> = {};

/** Reads a source and answers with its structure, or with what is wrong with it. */
async function parse(source: string): Promise<{ parsed: Parsed } | { fault: ParseFault }> {
  rewindChance();
  try {
    const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(source);
    if (LAID_OUT.test(type)) teachOrder(db);
    const answers: Record<string, unknown> = {};
    // Timelines keep their title in a place of its own.
    const common =
      typeof db.getCommonDb === "function" ? (db.getCommonDb() as Record<string, unknown>) : undefined;
    for (const name of QUESTIONS) {
      const ask = db[name] ?? common?.[name];
      if (typeof ask === "function") answers[name] = toPlain(ask.call(db));
    }
    return { parsed: { type, answers } };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

function faultOf(error: unknown): ParseFault {
  const { message = String(error), hash } = error as {
    message?: string;
    hash?: {
      loc?: { first_line?: number; first_column?: number; last_line?: number; last_column?: number };
      line?: number;
      expected?: string[];
      token?: string | null;
      text?: string;
    };
  };
  const line = hash?.loc?.first_line ?? (hash?.line === undefined ? undefined : hash.line + 1);
  return {
    message,
    line,
    column: hash?.loc?.first_column === undefined ? undefined : hash.loc.first_column + 1,
    expected: hash?.expected,
    found: hash?.text,
  };
}

/** Maps become objects in their order; what refers back to its parent is left out. */
function toPlain(value: unknown, above: readonly unknown[] = []): unknown {
  if (value === null || typeof value !== "object") return typeof value === "function" ? undefined : value;
  if (above.includes(value)) return undefined;
  const path = [...above, value];
  if (value instanceof Map) return [...value.values()].map((inner) => toPlain(inner, path));
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((inner) => toPlain(inner, path));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toPlain(inner, path)]));
}

/** Draws a source that `parse` could read. */
async function render(order: RenderOrder): Promise<Rendered> {
  await Promise.all(
    ["400", "700"].map((weight) => document.fonts.load(`${weight} 14px Measure`, order.source)),
  );
  document.body.replaceChildren();
  const draw = async (over: Readonly<Record<string, unknown>>) => {
    rewindChance();
    mermaid.initialize(layOver(usual, over));
    return (await mermaid.render(DRAWN_ID, order.source)).svg;
  };
  const svg = LAID_OUT.test(order.type) ? await chooseLayout(draw, order.hurry, order.type) : await draw({});
  const stage = document.createElement("div");
  document.body.replaceChildren(stage);
  stage.innerHTML = svg;
  const drawn = stage.querySelector("svg")!;
  arrange(drawn);
  if (order.type === "sankey") raiseNodes(drawn);
  const prefix = `fig-${order.id}-`;
  const naming: Naming = {
    prefix,
    drawnId: DRAWN_ID,
    elements: order.elements,
    authors: authorColours(order.source),
    lenient: order.lenient,
  };
  const written = order.lenient ? wordsOf(drawn) : [];
  const { body, defs } = serialise(drawn, naming);
  const parts = stackParts(drawn, WIDE) ? serialise(drawn, { ...naming, narrow: true }) : undefined;
  const head = [
    order.title && `<title id="${prefix}title">${escapeMarkup(order.title)}</title>`,
    order.description && `<desc id="${prefix}desc">${escapeMarkup(order.description)}</desc>`,
  ].join("");
  const named = order.title ? ` aria-labelledby="${prefix}title"` : "";
  const described = order.description ? ` aria-describedby="${prefix}desc"` : "";
  const shell = (box: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg"${box} role="group"${named}${described} font-family="var(--font)" font-size="14" fill="var(--ink)">${head}${defs ? `<defs>${defs}</defs>` : ""}${body}</svg>`;
  const { width, height, box } = measureDrawing(stage, shell(""));
  const lost = missingWords(written, wordsOf(stage));
  if (lost.length > 0) throw new Error(`lost words: ${lost.slice(0, 8).join(", ")}`);
  const labels = [...stage.querySelectorAll("text")].map(labelOf).filter((label) => label !== "");
  const narrow = width <= WIDE ? undefined : parts ? frame(stage, parts) : drawNarrow(order, prefix);
  const isBetter = narrow !== undefined && (narrow.width <= WIDE || narrow.width < width * 0.7);
  return { svg: shell(box), width, height, labels, ...(isBetter && { narrow }) };
}

/** How large a drawing is with 4 px around it. It stays on the stage. */
function measureDrawing(stage: Element, svg: string) {
  stage.innerHTML = `<div style="font-family:Measure;--font:Measure;--mono:Measure">${svg}</div>`;
  const box = stage.querySelector("svg")!.getBBox();
  const [x, y] = [Math.floor(box.x - 4), Math.floor(box.y - 4)];
  const [width, height] = [Math.ceil(box.x + box.width + 4) - x, Math.ceil(box.y + box.height + 4) - y];
  return {
    width,
    height,
    box: ` width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}"`,
  };
}

/** A narrow drawing out of parts of the wide one. */
function frame(stage: Element, { body, defs }: { body: string; defs: string }): NarrowDrawing {
  const shell = (box: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg"${box} font-family="var(--font)" font-size="14" fill="var(--ink)">${defs ? `<defs>${defs}</defs>` : ""}${body}</svg>`;
  const { width, height, box } = measureDrawing(stage, shell(""));
  return { svg: shell(box), width, height };
}

/** The same for a phone's column; other types than graphs and sequences have one drawing. */
function drawNarrow(order: RenderOrder, prefix: string): NarrowDrawing | undefined {
  const context = document.createElement("canvas").getContext("2d")!;
  const measure = (text: string, size: number, bold = false) => {
    context.font = `${bold ? 700 : 400} ${size}px Measure`;
    return context.measureText(text).width;
  };
  const { type, answers, elements } = order;
  if (type === "sequence") {
    const { getActors, getBoxes, getMessages } = answers;
    const sequence = { actors: getActors, boxes: getBoxes ?? [], messages: getMessages } as Sequence;
    return drawSequence(sequence, prefix, { plain: plainLabel, actor: createElementIds("n") }, measure);
  }
  if (type === "mindmap" && answers.getMindmap) {
    const root = answers.getMindmap as Parameters<typeof readTree>[0];
    return drawColumn(readTree(root, { elements, plain: plainLabel }), prefix, measure);
  }
  const data = layoutData();
  if (!LAID_OUT.test(type) || !data) return undefined;
  const authors = authorColours(order.source);
  const paint = (colour: string, use: "fill" | "stroke") => {
    const probe = document.createElement("i");
    document.body.append(probe);
    probe.style.color = colour;
    const token = tokenOf(normaliseColour(getComputedStyle(probe).color), use, authors, order.lenient);
    probe.remove();
    return token;
  };
  return drawColumn(readGraph(type, data, { elements, plain: plainLabel, paint }), prefix, measure);
}

/** Mermaid lays flows over boxes and names and lets them shine through; ours are opaque. */
function raiseNodes(drawn: Element): void {
  for (const over of drawn.querySelectorAll(".nodes, .node-labels")) over.parentElement?.append(over);
}

/** The words that a drawing shows, in no order. */
function wordsOf(root: Element): string[] {
  return [...root.querySelectorAll("text, foreignObject")].flatMap((element) => {
    const { display, visibility, opacity } = getComputedStyle(element);
    if (display === "none" || visibility === "hidden" || opacity === "0" || element.closest("defs"))
      return [];
    return (element.textContent ?? "")
      .replace(/&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/gi, " ")
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 0);
  });
}

/** What was written and is not shown: letters count, however they are parted into words. */
function missingWords(written: readonly string[], shown: readonly string[]): string[] {
  const all = shown.join("");
  return [...new Set(written)].filter((word) => !all.includes(word));
}

/** The text of a label as one line: its rows are apart, its words are not. */
function labelOf(text: SVGTextElement): string {
  const rows = [...text.querySelectorAll(":scope > tspan")];
  return (rows.length > 0 ? rows.map((row) => row.textContent ?? "") : [text.textContent ?? ""])
    .map((row) => row.trim())
    .join(" ")
    .trim();
}

/** Every colour the source writes, however it is written. */
function authorColours(source: string): Set<string> {
  const probe = document.createElement("i");
  document.body.append(probe);
  const words = source.match(/#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)|[a-z]+/gi) ?? [];
  const colours = new Set<string>();
  for (const word of new Set(words)) {
    if (!CSS.supports("color", word)) continue;
    probe.style.color = word;
    colours.add(normaliseColour(getComputedStyle(probe).color));
  }
  probe.remove();
  return colours;
}

/** The measuring family takes every printable ASCII character from the font that draws it widest. */
async function prepareFonts(
  families: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<void> {
  const context = document.createElement("canvas").getContext("2d")!;
  const ascii = Array.from({ length: 0x7e - 0x20 + 1 }, (_, index) => String.fromCharCode(0x20 + index));
  for (const weight of ["400", "700"]) {
    const names = Object.keys(families);
    await Promise.all(names.map((name) => document.fonts.load(`${weight} 14px ${name}`, ascii.join(""))));
    const ranges = new Map<string, string[]>();
    for (const character of ascii) {
      let widest = "";
      let most = -1;
      for (const name of names) {
        context.font = `${weight} 100px ${name}`;
        const { width } = context.measureText(character);
        if (width > most) [widest, most] = [name, width];
      }
      const list = ranges.get(widest) ?? [];
      list.push(`U+${character.charCodeAt(0).toString(16)}`);
      ranges.set(widest, list);
    }
    for (const [name, list] of ranges) {
      const face = new FontFace("Measure", `url(${families[name]![weight]})`, {
        weight,
        unicodeRange: list.join(","),
      });
      document.fonts.add(face);
    }
  }
}

/** Some layouts throw dice. They get the same ones for every drawing (mulberry32). */
function rewindChance(): void {
  let state = 1;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Tells Mermaid how things look. */
function prepare(config: Readonly<Record<string, unknown>>): void {
  usual = config;
  mermaid.initialize({ ...config });
}

function layOver(config: Readonly<Record<string, unknown>>, over: Readonly<Record<string, unknown>>) {
  const out: Record<string, unknown> = { ...config };
  for (const [name, value] of Object.entries(over))
    out[name] =
      typeof value === "object" && value !== null ? { ...(config[name] as object), ...value } : value;
  return out;
}

Object.assign(globalThis, { figures: { parse, render, prepare, prepareFonts } });
/** What this script puts on the page. */
export type Figures = {
  readonly parse: typeof parse;
  readonly render: typeof render;
  readonly prepare: typeof prepare;
  readonly prepareFonts: typeof prepareFonts;
};
