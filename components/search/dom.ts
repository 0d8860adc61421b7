import { atAddresses } from "../../lib/address/base.ts";
import type { Marked } from "../../lib/search/passages.ts";

type Child = Node | string | undefined | false;

/** An element with attributes and children; what is undefined or false is left out. */
export function makeElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(atAddresses(attributes)))
    if (value !== undefined) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** Text whose every second piece is marked. */
export function marked(pieces: Marked): Node[] {
  return pieces.map((piece, index) =>
    index % 2 === 1 ? makeElement("mark", {}, piece) : document.createTextNode(piece),
  );
}

const SVG = "http://www.w3.org/2000/svg";

/** A picture of one path on a square grid. */
export function icon(path: string, size: number, className: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  line.setAttribute("fill-rule", "evenodd");
  svg.append(line);
  return svg;
}
