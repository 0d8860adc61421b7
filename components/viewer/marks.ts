/** What shows and says which element of a drawing is meant. */

import { make } from "./build.ts";
import { wordsOn } from "./figure.ts";

const SVG = "http://www.w3.org/2000/svg";
const AIR = 7;

/** Draws the focus ring around an element and, for an edge, the words on it; one in a drawing. */
export function drawRing(drawing: SVGSVGElement, element: Element): void {
  removeRing(drawing);
  const toDrawing = drawing.getScreenCTM()?.inverse();
  if (!toDrawing) return;
  const words = wordsOn(element);
  const box = boundsOf(words ? [element, words] : [element]);
  const from = new DOMPoint(box.left - AIR, box.top - AIR).matrixTransform(toDrawing);
  const to = new DOMPoint(box.right + AIR, box.bottom + AIR).matrixTransform(toDrawing);
  const ring = document.createElementNS(SVG, "g");
  ring.setAttribute("class", "fig-ring");
  ring.setAttribute("aria-hidden", "true");
  for (let line = 0; line < 2; line++) {
    const rect = document.createElementNS(SVG, "rect");
    const values = { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y, rx: 5 };
    for (const [name, value] of Object.entries(values)) rect.setAttribute(name, value.toFixed(1));
    ring.append(rect);
  }
  drawing.append(ring);
}

export function removeRing(drawing: ParentNode): void {
  drawing.querySelector(".fig-ring")?.remove();
}

/** Says something to screen readers, and as a toast to everybody else too. */
export function announce(text: string, kind: "sr" | "toast" = "sr"): void {
  document.querySelector(`.${kind}.said`)?.remove();
  const said = make("p", { class: `${kind} said`, role: "status" });
  document.body.append(said);
  // A region that is new is only heard when its text changes later.
  requestAnimationFrame(() => said.append(text));
  if (kind === "toast") setTimeout(() => said.remove(), 8000);
}

/** Scrolls the plate sideways and the page up or down, as little as needed to see the elements. */
export function reveal(plate: Element, elements: readonly Element[]): void {
  if (elements.length === 0) return;
  const { left, right, top, bottom } = boundsOf(elements);
  const frame = plate.getBoundingClientRect();
  if (left < frame.left + 16 || right > frame.right - 16)
    plate.scrollLeft +=
      right - left > frame.width - 32
        ? left - frame.left - 16
        : (left + right - frame.left - frame.right) / 2;
  const bar = plate.parentElement?.querySelector(".play-bar");
  const high = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const low = innerHeight - (bar?.getBoundingClientRect().height ?? 0) - 16;
  const by = top < high || bottom - top > low - high ? top - high : bottom > low ? bottom - low : 0;
  if (by !== 0) scrollBy({ top: by, behavior: "instant" });
}

function boundsOf(elements: readonly Element[]) {
  const boxes = elements.map((element) => element.getBoundingClientRect());
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    right: Math.max(...boxes.map((box) => box.right)),
    top: Math.min(...boxes.map((box) => box.top)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}
