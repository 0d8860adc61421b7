import * as words from "../../lib/words/words.ts";
/** What the other parts need to know about a figure: its drawing, its elements, its words. */

/** An attribute's worth of ids, in order. */
export function idsOf(element: Element): string[] {
  return (element.getAttribute("data-elements") ?? "").split(/\s+/).filter(Boolean);
}

/** The drawing inside a figure, unless the figure shows only its source. */
export function drawingOf(figure: Element): SVGSVGElement | null {
  return figure.querySelector<SVGSVGElement>(".plate > svg");
}

/** The name a figure goes by: "그림 3: 주문이 지나가는 길". */
export function nameOf(figure: Element): string {
  return figure.querySelector(".plate")?.getAttribute("aria-label") ?? words.figure;
}

/**
 * Nodes and edges of a drawing: those that have steps in the order of the steps, then
 * nodes, then edges, as they are drawn.
 */
export function elementsOf(figure: Element): SVGGraphicsElement[] {
  const drawing = drawingOf(figure);
  if (!drawing) return [];
  const found = [...drawing.querySelectorAll<SVGGraphicsElement>("[id]")].filter(
    (element) => isElementId(element.id, figure.id) && !isLabelOfOther(element),
  );
  const inSteps = [...figure.querySelectorAll(".steps [data-elements]")].flatMap(idsOf);
  const rank = (element: Element) => {
    const step = inSteps.indexOf(element.id);
    return step >= 0 ? step : inSteps.length + (element.id.startsWith(`${figure.id}-n-`) ? 0 : 1);
  };
  return found.sort((one, other) => rank(one) - rank(other));
}

function isElementId(id: string, figureId: string): boolean {
  return id.startsWith(`${figureId}-`) && /^[ne]-/.test(id.slice(figureId.length + 1));
}

/** The words on an edge are drawn apart from its line, as `…-t`. */
function isLabelOfOther(element: Element): boolean {
  return element.id.endsWith("-t") && document.getElementById(element.id.slice(0, -2)) !== null;
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
      target.closest(`[id="${CSS.escape(element.id)}-t"]`) ||
      (target.localName === "a" && target.contains(element)),
  );
  // Of a node in a group, the inner one.
  return around.find((element) => !around.some((other) => other !== element && element.contains(other)));
}

/** A node's own words; an edge's sentence in the text form, so that both its ends are named. */
export function labelOf(element: Element, figure: Element): string {
  const own = wordsOf(element) || wordsOf(document.getElementById(`${element.id}-t`));
  if (element.id.startsWith(`${figure.id}-n-`) && own) return own;
  const sentence = figure.querySelector(`figcaption [data-elements~="${CSS.escape(element.id)}"]`);
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
      if (name === "id") element.id = prefix + value;
      else if (name === "aria-labelledby" || name === "aria-describedby")
        element.setAttribute(name, value.replace(/\S+/g, `${prefix}$&`));
      else if (value.includes("url(#"))
        element.setAttribute(name, value.replaceAll("url(#", `url(#${prefix}`));
      else if (name === "href" && element.localName === "use")
        element.setAttribute(name, value.replace("#", `#${prefix}`));
    }
  }
  return copy;
}
