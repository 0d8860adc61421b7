/**
 * The diagram viewer: zoom, steps, walking by keyboard, addresses of nodes. `boot.js`
 * fetches it when a reader first turns to a figure and hands every such event over.
 */
import { showTarget } from "./arriving.ts";
import { drawingOf, elementAt, elementsOf, keyOf } from "./figure.ts";
import { togglePlay } from "./play.ts";
import { currentIn, followFocus, standOn } from "./walking.ts";
import { openZoom } from "./zoom.ts";

/** @param event a click or a focus inside a figure; none when the address has changed */
export function see(event?: Event): void {
  if (!event) {
    void showTarget();
    return;
  }
  const target = event.target as Element;
  const figure = target.closest<HTMLElement>(".fig");
  if (!figure) return;
  const button = target.closest<HTMLElement>("[data-figure-action]");
  if (event.type === "focusin") followFocus(figure, target);
  else if (button) act(figure, button);
  else {
    const element = target.closest("a") ? undefined : elementAt(target, elementsOf(figure));
    if (element) standOn(figure, element);
  }
}

function act(figure: HTMLElement, button: HTMLElement): void {
  // A node the reader stands on, or came for, is what zoom is about, and sharing too.
  const element = currentIn(figure) ?? drawingOf(figure)?.querySelector(".is-target");
  if (button.dataset.figureAction === "zoom") openZoom(figure, button, element ? keyOf(element) : undefined);
  else togglePlay(figure, button);
}
