import { tokenOf, type Use } from "../colours.ts";
import { escapeMarkup } from "../narrow/markup.ts";
import { compactPath, roundAll, roundNumber } from "../path-data.ts";

/** What `serialise` needs to know about one drawing. */
export type Naming = {
  /** `fig-<id>-`: every id inside the drawing starts with it. */
  readonly prefix: string;
  /** The prefix that Mermaid gave to its ids. */
  readonly drawnId: string;
  /** Mermaid's name of an element (see `structure/`) → our id, without the prefix. */
  readonly elements: Readonly<Record<string, string>>;
  readonly authors: ReadonlySet<string>;
  /** True for somebody else's drawing: no colour is refused, and what Mermaid writes in HTML is kept. */
  readonly lenient?: boolean;
  /** A copy that stands beside the drawing with the ids: it names its elements by `data-node`. */
  readonly narrow?: boolean;
};

const SHAPES = new Set(["rect", "circle", "ellipse", "line", "path", "polygon", "polyline"]);
const TEXTS = new Set(["text", "tspan"]);
const GEOMETRY: Readonly<Record<string, readonly string[]>> = {
  rect: ["x", "y", "width", "height", "rx", "ry"],
  circle: ["cx", "cy", "r"],
  ellipse: ["cx", "cy", "rx", "ry"],
  line: ["x1", "y1", "x2", "y2"],
  path: ["d"],
  polygon: ["points"],
  polyline: ["points"],
  text: ["x", "y", "dx", "dy"],
  tspan: ["x", "y", "dx", "dy"],
  use: ["x", "y", "width", "height"],
  svg: ["x", "y", "width", "height", "viewBox", "preserveAspectRatio"],
  marker: ["viewBox", "refX", "refY", "markerUnits", "markerWidth", "markerHeight", "orient"],
  symbol: ["viewBox"],
};
const MARKERS = ["marker-start", "marker-mid", "marker-end"];
const MIN_TEXT = 12;
const MAX_TEXT = 16;
const MAX_STROKE = 3;

type Context = {
  readonly size: string;
  readonly weight: string;
  readonly style: string;
  readonly anchor: string;
  readonly fill: string;
};
const ROOT_CONTEXT: Context = {
  size: "14",
  weight: "400",
  style: "normal",
  anchor: "start",
  fill: "var(--ink)",
};

/**
 * Turns a drawn SVG into plain markup: presentation attributes with tokens, nothing of Mermaid's CSS.
 * @throws Error naming every colour that has no token
 */
export function serialise(root: SVGSVGElement, naming: Naming): { body: string; defs: string } {
  const unmapped = new Set<string>();
  const used = new Map<string, string>();
  const given = new Set<string>();
  const nameAs = naming.narrow ? "data-node" : "id";
  const reference = (value: string): string | undefined => {
    const id = /url\(["']?#([^"')]+)["']?\)/.exec(value)?.[1] ?? /^#(.+)$/.exec(value)?.[1];
    if (id === undefined || !root.querySelector(`[id="${CSS.escape(id)}"]`)) return undefined;
    if (!used.has(id)) used.set(id, `${naming.prefix}${naming.narrow ? "narrow-" : ""}d${used.size}`);
    return used.get(id);
  };

  function elementId(element: Element): string {
    const drawn = element.id.startsWith(`${naming.drawnId}-`)
      ? element.id.slice(naming.drawnId.length + 1)
      : "";
    const data = element.getAttribute("data-id") ?? "";
    const kind = element.getAttribute("data-et") ?? "";
    const keys = [drawn, drawn.replace(/-\d+$/, ""), data && kind ? `${kind}:${data}` : "", data];
    const key = keys.find((one) => Object.hasOwn(naming.elements, one));
    let id = key === undefined ? "" : naming.elements[key]!;
    if (id === "" && element.hasAttribute("data-of")) id = element.getAttribute("data-of") ?? "";
    if (id !== "" && element.matches("g.label, text")) id = `${id}-t`;
    if (id === "" || given.has(id)) return "";
    given.add(id);
    return `${naming.prefix}${id}`;
  }

  function children(element: Element, context: Context): string {
    let out = "";
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE && TEXTS.has(element.localName))
        out += escapeMarkup(withoutEntities(child.textContent ?? ""));
      else if (child instanceof Element) out += emit(child, context);
    }
    return out;
  }

  function emit(element: Element, context: Context): string {
    const name = element.localName;
    const style = getComputedStyle(element);
    if (style.display === "none" && name !== "marker" && name !== "symbol") return "";
    if (SHAPES.has(name)) return shape(element, style, context);
    if (TEXTS.has(name)) return text(element, style, context);
    switch (name) {
      case "switch": {
        const fallback = [...element.children].find((child) => child.localName !== "foreignObject");
        return fallback ? emit(fallback, context) : "";
      }
      case "g":
      case "svg": {
        const inner = children(element, context);
        if (inner === "") return "";
        const attributes = { [nameAs]: elementId(element), ...geometry(element), ...placing(element, style) };
        const written = write(attributes);
        return written === "" ? inner : `<${name}${written}>${inner}</${name}>`;
      }
      case "a": {
        const href = element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "";
        const inner = children(element, context);
        // Where it leads is decided with all other links of the note: an address nobody resolves is dropped there.
        const attributes = {
          ...placing(element, style),
          href: /^(?:javascript|data|vbscript):/i.test(href) ? "" : href,
        };
        return `<${attributes.href ? "a" : "g"}${write(attributes)}>${inner}</${attributes.href ? "a" : "g"}>`;
      }
      case "use": {
        const id = reference(element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "");
        return id
          ? `<use${write({ href: `#${id}`, ...geometry(element), ...placing(element, style) })}/>`
          : "";
      }
      case "foreignObject":
        return naming.lenient ? htmlText(element, context) : "";
      default:
        return "";
    }
  }

  /** The lines of a label that Mermaid sets as HTML, each where it stands. */
  function htmlText(element: Element, context: Context): string {
    const parent = element.parentElement;
    const matrix = parent instanceof SVGGraphicsElement ? parent.getScreenCTM()?.inverse() : undefined;
    if (!matrix) return "";
    return linesOf(element)
      .map(({ text, x, y, style }) => {
        const place = new DOMPoint(x, y).matrixTransform(matrix);
        const size = roundNumber(Math.min(MAX_TEXT, Math.max(MIN_TEXT, Number.parseFloat(style.fontSize))));
        const fill = paint(style.color, "text");
        const attributes = {
          x: roundNumber(place.x),
          y: roundNumber(place.y),
          "text-anchor": context.anchor === "middle" ? "" : "middle",
          "dominant-baseline": "central",
          "font-size": size === context.size ? "" : size,
          "font-weight": Number(style.fontWeight) >= 600 ? "700" : "",
          fill: fill === context.fill ? "" : fill,
        };
        return `<text${write(attributes)}>${escapeMarkup(text)}</text>`;
      })
      .join("");
  }

  function shape(element: Element, style: CSSStyleDeclaration, context: Context): string {
    const attributes: Record<string, string> = { [nameAs]: elementId(element), ...geometry(element) };
    if (element.localName === "path" && !attributes.d) return "";
    if (element.localName === "rect" && !(Number(attributes.width) > 0 && Number(attributes.height) > 0))
      return "";
    if (element.localName === "circle" && !(Number(attributes.r) > 0)) return "";
    if (style.visibility === "hidden" || style.opacity === "0") return "";
    const ground = element.getAttribute("data-ground");
    let stroke = Number.parseFloat(style.strokeWidth) > 0 ? paint(style.stroke, "stroke") : "none";
    const plain = element.localName === "line" || style.fillOpacity === "0";
    // A dot is no ground for anything: in the tint of its colour it would not be seen.
    const isDot =
      naming.lenient === true &&
      stroke === "none" &&
      element.localName === "circle" &&
      Number(attributes.r) <= 12;
    const fill = ground ?? (plain ? "none" : paint(style.fill, isDot ? "stroke" : "fill"));
    const dashes = style.strokeDasharray.replace(/px/g, "");
    const dashed = dashes !== "none" && !/^\d+(\.\d+)?, ?0$/.test(dashes) && !/^0$/.test(dashes);
    if (stroke === "none" && dashed && ground !== null) stroke = "var(--edge)";
    for (const name of MARKERS) {
      const id = reference(element.getAttribute(name) ?? "");
      if (id) attributes[name] = `url(#${id})`;
    }
    const marked = MARKERS.some((name) => attributes[name] !== undefined);
    if (fill === "none" && stroke === "none" && !marked) return "";
    if (element.localName !== "line" && fill !== context.fill) attributes.fill = fill;
    if (stroke !== "none") {
      attributes.stroke = stroke;
      // The width of a flow is what it says.
      const isFlow = naming.lenient === true && element.closest(".links") !== null;
      const width = Math.min(isFlow ? 400 : MAX_STROKE, Number.parseFloat(style.strokeWidth));
      if (width !== 1) attributes["stroke-width"] = roundNumber(width);
      if (dashed) attributes["stroke-dasharray"] = roundAll(dashes.replace(/,\s*/g, " "));
      if (style.strokeLinecap !== "butt") attributes["stroke-linecap"] = style.strokeLinecap;
    }
    const isThin = Number(style.fillOpacity) > 0 && Number(style.fillOpacity) < 1;
    if (naming.lenient && isThin && fill !== "none") attributes["fill-opacity"] = style.fillOpacity;
    if (style.fillRule === "evenodd") attributes["fill-rule"] = "evenodd";
    Object.assign(attributes, placing(element, style));
    return `<${element.localName}${write(attributes)}/>`;
  }

  function text(element: Element, style: CSSStyleDeclaration, context: Context): string {
    if ((element.textContent ?? "").trim() === "" && element.localName === "text") return "";
    const size = roundNumber(Math.min(MAX_TEXT, Math.max(MIN_TEXT, Number.parseFloat(style.fontSize))));
    const weight = Number(style.fontWeight) >= 600 ? "700" : "400";
    const fill = paint(style.fill, "text");
    const inner: Context = { size, weight, style: style.fontStyle, anchor: style.textAnchor, fill };
    const attributes: Record<string, string> = { [nameAs]: elementId(element), ...geometry(element) };
    if (attributes.dy === "0" || attributes.dy === "0em") attributes.dy = "";
    if (attributes.dx === "0") attributes.dx = "";
    if (fill !== context.fill) attributes.fill = fill;
    if (size !== context.size) attributes["font-size"] = size;
    if (weight !== context.weight) attributes["font-weight"] = weight;
    if (inner.style !== context.style) attributes["font-style"] = inner.style;
    if (inner.anchor !== context.anchor) attributes["text-anchor"] = inner.anchor;
    const halo = element.getAttribute("data-halo");
    if (halo)
      Object.assign(attributes, {
        stroke: halo,
        "stroke-width": "4",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
      });
    if (/mono/i.test(style.fontFamily)) attributes["font-family"] = "var(--mono)";
    if (element.localName === "text" && style.dominantBaseline !== "auto")
      attributes["dominant-baseline"] = style.dominantBaseline;
    if (
      element.localName === "tspan" &&
      style.alignmentBaseline !== "auto" &&
      style.alignmentBaseline !== "baseline"
    )
      attributes["alignment-baseline"] = style.alignmentBaseline;
    if (style.textDecorationLine !== "none" && element.localName === "text")
      attributes["text-decoration"] = style.textDecorationLine;
    Object.assign(attributes, placing(element, style));
    const content = children(element, inner);
    const written = write(attributes);
    if (element.localName === "tspan" && written === "") return content;
    return `<${element.localName}${written}>${content}</${element.localName}>`;
  }

  function paint(colour: string, use: Use): string {
    if (colour.startsWith("url(")) return naming.lenient ? gradient(colour, use) : "var(--well)";
    if (colour.startsWith("context-")) return colour;
    try {
      return tokenOf(colour, use, naming.authors, naming.lenient);
    } catch (error) {
      unmapped.add((error as Error).message);
      return "none";
    }
  }

  /** A gradient is the colour that it begins with. */
  function gradient(colour: string, use: Use): string {
    const id = /#([^"')]+)/.exec(colour)?.[1] ?? "";
    const stop = root.querySelector(`[id="${CSS.escape(id)}"] stop`);
    return stop ? paint(getComputedStyle(stop).stopColor, use === "stroke" ? "fill" : use) : "var(--well)";
  }

  const body = children(root, ROOT_CONTEXT);
  let defs = "";
  const done = new Set<string>();
  // A definition may use others, so the list grows while it is worked on.
  for (let open = [...used.keys()]; open.length > 0; open = [...used.keys()].filter((id) => !done.has(id))) {
    for (const id of open) {
      done.add(id);
      const element = root.querySelector(`[id="${CSS.escape(id)}"]`)!;
      const name = element.localName;
      defs += `<${name}${write({ id: used.get(id)!, ...geometry(element) })}>${children(element, ROOT_CONTEXT)}</${name}>`;
    }
  }
  if (unmapped.size > 0) throw new Error(`unmapped colour: ${[...unmapped].join(", ")}`);
  return { body, defs };
}

type Line = { text: string; left: number; right: number; x: number; y: number; style: CSSStyleDeclaration };

/** The lines of a piece of HTML as they are broken, with the middle of each on the screen. */
function linesOf(element: Element): Line[] {
  const lines: Line[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    for (const { 0: word, index } of (node.textContent ?? "").matchAll(/\S+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      const y = (box.top + box.bottom) / 2;
      const last = lines.at(-1);
      if (last && Math.abs(last.y - y) < box.height / 2 && box.left >= last.left) {
        last.text += ` ${word}`;
        last.right = box.right;
        last.x = (last.left + last.right) / 2;
      } else {
        const style = getComputedStyle(node.parentElement!);
        lines.push({ text: word, left: box.left, right: box.right, x: (box.left + box.right) / 2, y, style });
      }
    }
  }
  return lines;
}

/** Where labels are no HTML, Mermaid leaves the entities that it made of `#quot;` and `#9829;`. */
function withoutEntities(text: string): string {
  if (!/&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(text)) return text;
  const area = document.createElement("textarea");
  area.innerHTML = text.replaceAll("<", "&lt;");
  return area.value;
}

function geometry(element: Element): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of GEOMETRY[element.localName] ?? []) {
    const value = element.getAttribute(name);
    if (value === null || value === "") continue;
    if (/undefined|NaN/.test(value)) continue;
    out[name] =
      name === "d" ? compactPath(value) : /^[a-z]/i.test(value) ? value : roundAll(value).replace(/px$/, "");
    if (out[name] === "0" && /^(?:x|y|rx|ry|cx|cy|x1|y1|x2|y2)$/.test(name) && element.localName !== "tspan")
      delete out[name];
  }
  return out;
}

function placing(element: Element, style: CSSStyleDeclaration): Record<string, string> {
  const out: Record<string, string> = {};
  const transform = element.getAttribute("transform");
  if (transform && !/undefined|NaN/.test(transform)) {
    const rounded = roundAll(transform);
    if (!/^(?:translate\(0(?:,0)?\)|rotate\(0\b[^)]*\))$/.test(rounded)) out.transform = rounded;
  }
  // A transform of the style sheet has its origin apart: a milestone is a square that was turned.
  if (!transform && style.transform.startsWith("matrix(") && element.localName !== "g") {
    const [x = "0", y = "0"] = style.transformOrigin
      .split(" ")
      .map((part) => roundNumber(Number.parseFloat(part)));
    const numbers = style.transform
      .slice(7, -1)
      .split(",")
      .map((part) => String(Math.round(Number(part) * 1000) / 1000));
    out.transform = `translate(${x},${y}) matrix(${numbers.join(" ")}) translate(${-Number(x)},${-Number(y)})`;
  }
  if (!element.hasAttribute("data-ground") && style.opacity !== "1" && Number(style.opacity) < 0.6)
    out.opacity = style.opacity;
  return out;
}

function write(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => ` ${name}="${escapeMarkup(value)}"`)
    .join("");
}
