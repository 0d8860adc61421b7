import * as words from "../../lib/words/words.ts";
import { drawingOf, elementAt, elementsOf, labelOf } from "./figure.ts";
import { announce, drawRing, removeRing, reveal } from "./marks.ts";

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const SIDEWAYS = new Set(["ArrowLeft", "ArrowRight"]);

let current: { figure: HTMLElement; element: SVGGraphicsElement } | undefined;

/** The element a reader stands on in this figure, by keyboard or by a click. */
export function currentIn(figure: Element): SVGGraphicsElement | undefined {
  return current?.figure === figure ? current.element : undefined;
}

/** Stands on an element: it gets the ring, is scrolled into sight and, unless silent, said. */
export function standOn(figure: HTMLElement, element: SVGGraphicsElement, silent = false): void {
  leave();
  const drawing = drawingOf(figure);
  const plate = figure.querySelector(".plate");
  if (!drawing || !plate) return;
  current = { figure, element };
  element.classList.add("is-current");
  reveal(plate, [element]);
  drawRing(drawing, element);
  if (silent) return;
  const all = elementsOf(figure);
  announce(
    words.elementSpoken(
      labelOf(element, figure),
      Boolean(linkOf(element)),
      all.indexOf(element) + 1,
      all.length,
    ),
  );
}

/** Stands on nothing any more. */
export function leave(): void {
  if (!current) return;
  current.element.classList.remove("is-current");
  removeRing(current.figure);
  current = undefined;
}

function linkOf(element: Element): Element | null {
  return element.closest("a") ?? element.querySelector("a");
}

/** Tells, once a figure, how its plate is walked with the keyboard. */
export function explainKeys(figure: HTMLElement): void {
  const plate = figure.querySelector(".plate");
  if (!plate || figure.querySelector(".fig-keys") || elementsOf(figure).length === 0) return;
  const hint = document.createElement("p");
  hint.className = "fig-keys";
  hint.id = `${figure.id}-keys`;
  hint.textContent = words.keysOfFigure;
  plate.after(hint);
  plate.setAttribute("aria-describedby", `${plate.getAttribute("aria-describedby") ?? ""} ${hint.id}`.trim());
}

/** Focus that comes to a link in the drawing by Tab takes the ring along. */
export function followFocus(figure: HTMLElement, target: EventTarget | null): void {
  explainKeys(figure);
  const element = elementAt(target, elementsOf(figure));
  if (element && element !== currentIn(figure)) standOn(figure, element, true);
}

/**
 * Keys on a plate. Arrows belong to scrolling until the reader stands on an element
 * (by Enter, Home or End; by the arrows too where there is nothing to scroll).
 */
function onKey(event: KeyboardEvent): void {
  if (!(event.target instanceof Element) || event.altKey || event.ctrlKey || event.metaKey) return;
  const plate = event.target.closest<HTMLElement>(".plate");
  const figure = plate?.closest<HTMLElement>(".fig");
  if (!plate || !figure) return;
  const at = currentIn(figure);
  const step = STEPS[event.key];
  if (event.key === "Escape" && at) {
    leave();
    plate.focus({ preventScroll: true });
    announce(words.leftFigure);
  } else if (event.key === "Enter" && at) {
    // A link that has the focus itself is followed by the browser.
    if (event.target.closest("a")) return;
    const link = linkOf(at);
    if (!link) return;
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
  } else {
    const all = elementsOf(figure);
    const last = all.length - 1;
    let next: number;
    if (event.key === "Home" || (event.key === "Enter" && event.target === plate)) next = 0;
    else if (event.key === "End") next = last;
    else if (step && at) next = Math.max(0, Math.min(last, all.indexOf(at) + step));
    else if (SIDEWAYS.has(event.key) && plate.scrollWidth <= plate.clientWidth)
      next = event.key === "ArrowRight" ? 0 : last;
    else return;
    const element = all[next];
    if (!element) return;
    standOn(figure, element);
    if (event.target !== plate) plate.focus({ preventScroll: true });
  }
  event.preventDefault();
}

document.addEventListener("keydown", onKey);
document.addEventListener("focusout", (event) => {
  // Going to a figure's own tools keeps the place, so that they can act on it.
  const to = event.relatedTarget;
  if (current && to instanceof Node && !current.figure.contains(to)) leave();
});
