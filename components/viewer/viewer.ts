/**
 * The diagram viewer: zoom, steps, walking by keyboard, addresses of nodes. `boot.js`
 * fetches it when a reader first turns to a figure and hands every such event over.
 */
import { say } from "../boot/toast.ts";
import { showTarget } from "./arriving.ts";
import { drawingOf, elementAt, elementsOf } from "./figure.ts";
import { togglePlay } from "./play.ts";
import { addressOf, copyText } from "./sharing.ts";
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
  else if (button) void act(figure, button);
  else {
    const element = target.closest("a") ? undefined : elementAt(target, elementsOf(figure));
    if (element) standOn(figure, element);
  }
}

async function act(figure: HTMLElement, button: HTMLElement): Promise<void> {
  // A node the reader stands on, or came for, is what zoom and share are about.
  const element = currentIn(figure) ?? drawingOf(figure)?.querySelector(".is-target");
  switch (button.dataset.figureAction) {
    case "text": {
      const details = figure.querySelector("details");
      if (!details) return;
      details.open = true;
      details.querySelector("summary")?.focus();
      return;
    }
    case "zoom":
      return openZoom(figure, button, element?.id);
    case "play":
      return togglePlay(figure, button);
    case "link":
      say(
        await copyText(
          addressOf(element?.id ?? figure.id),
          element ? "고른 요소의 주소를 복사했습니다." : "이 그림의 주소를 복사했습니다.",
        ),
      );
  }
}
