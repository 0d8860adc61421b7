import * as words from "../../lib/words/words.ts";
/** What the other parts need to know about a figure: its drawing, its elements, its words. */

/** An attribute's worth of ids, in order. */
export function idsOf(element: Element): string[] {
  return (element.getAttribute("data-elements") ?? "").split(/\s+/).filter(Boolean);
}

/** The drawing that a figure shows: of a wide and a narrow one, the one that fits; none where it shows its source. */
export function drawingOf(figure: Element): SVGSVGElement | null {
  const drawings = [...figure.querySelectorAll<SVGSVGElement>(".plate > svg")];
  return drawings.find((drawing) => drawing.getClientRects().length > 0) ?? drawings[0] ?? null;
}

/** A picture of pixels, as a drawing that can be moved about: the whole file, in the room that it has in the page. */
export function pictureOf(figure: Element): SVGSVGElement | undefined {
  const image = figure.querySelector("img");
  if (!image) return undefined;
  const [width, height] = [image.width, image.height].map((length) => String(length || 1)) as [
    string,
    string,
  ];
  const made = (name: string, attributes: Readonly<Record<string, string>>) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const size = {
    width: image.getAttribute("width") ?? width,
    height: image.getAttribute("height") ?? height,
  };
  const drawing = made("svg", { viewBox: `0 0 ${size.width} ${size.height}` }) as SVGSVGElement;
  drawing.append(made("image", { ...size, href: image.src }));
  return drawing;
}

/** What a node or an edge is called in addresses and steps: the narrow drawing has no ids. */
export function keyOf(element: Element): string {
  return element.id || (element.getAttribute("data-node") ?? "");
}

/** The element of a drawing with that name. */
export function partOf(drawing: ParentNode | null | undefined, key: string): SVGGraphicsElement | null {
  const name = CSS.escape(key);
  return drawing?.querySelector<SVGGraphicsElement>(`[id="${name}"],[data-node="${name}"]`) ?? null;
}

/** The name a figure goes by: "그림 3: 주문이 지나가는 길". */
export function nameOf(figure: Element): string {
  const plate = figure.querySelector(".plate")?.getAttribute("aria-label");
  return plate ?? (figure.querySelector("img")?.alt || words.figure);
}

/**
 * Nodes and edges of a drawing: those that have steps in the order of the steps, then
 * nodes, then edges, as they are drawn.
 */
export function elementsOf(figure: Element): SVGGraphicsElement[] {
  const drawing = drawingOf(figure);
  if (!drawing) return [];
  const found = [...drawing.querySelectorAll<SVGGraphicsElement>("[id],[data-node]")].filter(
    (element) => isElementId(keyOf(element), figure.id) && !isLabelOfOther(element, drawing),
  );
  const inSteps = [...figure.querySelectorAll(".steps [data-elements]")].flatMap(idsOf);
  const rank = (element: Element) => {
    const step = inSteps.indexOf(keyOf(element));
    return step >= 0 ? step : inSteps.length + (keyOf(element).startsWith(`${figure.id}-n-`) ? 0 : 1);
  };
  return found.sort((one, other) => rank(one) - rank(other));
}

function isElementId(id: string, figureId: string): boolean {
  return id.startsWith(`${figureId}-`) && /^[ne]-/.test(id.slice(figureId.length + 1));
}

/** The words on an edge are drawn apart from its line, as `…-t`. */
function isLabelOfOther(element: Element, drawing: Element): boolean {
  return keyOf(element).endsWith("-t") && partOf(drawing, keyOf(element).slice(0, -2)) !== null;
}

/** The words on an edge, where they are drawn apart. */
export function wordsOn(element: Element): SVGGraphicsElement | null {
  return partOf(element.closest("svg"), `${keyOf(element)}-t`);
}

/** The node or edge of `elements` that holds what was pointed at; the words on an edge stand for the edge. */
export function elementAt<T extends Element>(
  target: EventTarget | null,
  elements: readonly T[],
): T | undefined {
  if (!(target instanceof Element)) return undefined;
  const around = elements.filter(
    (element) =>
      element.contains(target) ||
      wordsOn(element)?.contains(target) ||
      (target.localName === "a" && target.contains(element)),
  );
  // Of a node in a group, the inner one.
  return around.find((element) => !around.some((other) => other !== element && element.contains(other)));
}

/** A node's own words; an edge's sentence in the text form, so that both its ends are named. */
export function labelOf(element: Element, figure: Element): string {
  const own = wordsOf(element) || wordsOf(wordsOn(element));
  const key = keyOf(element);
  if (key.startsWith(`${figure.id}-n-`) && own) return own;
  const sentence = figure.querySelector(`figcaption [data-elements~="${CSS.escape(key)}"]`);
  return sentence?.textContent?.trim() || own || words.namelessElement;
}

function wordsOf(element: Element | null): string {
  if (!element) return "";
  const texts = element.matches("text") ? [element] : [...element.querySelectorAll("text")];
  return texts
    .map((text) => {
      const lines = [...text.children].filter((child) => child.localName === "tspan");
      return lines.length > 0 ? lines.map((line) => line.textContent).join(" ") : text.textContent;
    })
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
}

/** A copy of a drawing that may stand on the same page: other ids, no marks of ours. */
export function copyDrawing(drawing: SVGSVGElement, prefix: string): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  for (const ring of copy.querySelectorAll(".fig-ring")) ring.remove();
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    element.removeAttribute("class");
    for (const { name, value } of [...element.attributes]) {
      if (name === "id" || name === "data-node") {
        element.removeAttribute(name);
        element.id = prefix + value;
      } else if (name === "aria-labelledby" || name === "aria-describedby")
        element.setAttribute(name, value.replace(/\S+/g, `${prefix}$&`));
      else if (value.includes("url(#"))
        element.setAttribute(name, value.replaceAll("url(#", `url(#${prefix}`));
      else if (name === "href" && element.localName === "use")
        element.setAttribute(name, value.replace("#", `#${prefix}`));
    }
  }
  return copy;
}
