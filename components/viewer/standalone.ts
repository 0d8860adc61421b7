const SVG = "http://www.w3.org/2000/svg";

/** What is inherited, so that it need only be written where it changes. */
const INHERITED = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
];

/**
 * A drawing as a file of its own: the colours of the current theme instead of tokens,
 * the fonts by name, the theme's paper beneath, links in full.
 * @param drawing a copy without marks that stands in the page, so that its styles are known
 */
export function toStandalone(drawing: SVGSVGElement, paper: string): string {
  const out = drawing.cloneNode(true) as SVGSVGElement;
  const copies = [out, ...out.querySelectorAll("*")];
  for (const [index, element] of [drawing, ...drawing.querySelectorAll("*")].entries()) {
    const copy = copies[index]!;
    if (!(element instanceof SVGElement) || /^(?:title|desc)$/.test(element.localName)) continue;
    const style = getComputedStyle(element);
    const parent = element === drawing ? undefined : getComputedStyle(element.parentElement!);
    for (const name of INHERITED) {
      const value = style.getPropertyValue(name);
      if (value !== parent?.getPropertyValue(name)) copy.setAttribute(name, value);
      else copy.removeAttribute(name);
    }
    if (style.opacity !== "1") copy.setAttribute("opacity", style.opacity);
    if (element instanceof SVGAElement)
      copy.setAttribute("href", new URL(element.href.baseVal, location.href).href);
  }
  const { x, y, width, height } = drawing.viewBox.baseVal;
  const ground = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ x, y, width, height, fill: paper }))
    ground.setAttribute(name, String(value));
  const first = [...out.children].find((child) => !/^(?:title|desc)$/.test(child.localName));
  out.insertBefore(ground, first ?? null);
  return `${new XMLSerializer().serializeToString(out)}\n`;
}
