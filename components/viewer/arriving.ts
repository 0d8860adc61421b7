import * as words from "../../lib/words/words.ts";
import { drawingOf, keyOf, labelOf, nameOf, partOf } from "./figure.ts";
import { LARGE } from "./large.ts";
import { announce, reveal } from "./marks.ts";
import { explainKeys } from "./walking.ts";
import { openZoom } from "./zoom.ts";

/** Shows what the address names: a figure, or a node or an edge in one. */
export async function showTarget(): Promise<void> {
  for (const old of document.querySelectorAll(".is-target")) old.classList.remove("is-target");
  // Until then the browser goes to the address by itself, and would do so after us.
  if (document.readyState !== "complete")
    await new Promise((done) => addEventListener("load", done, { once: true }));
  const named = document.querySelector(":target");
  const figure = named?.closest<HTMLElement>(".fig") ?? figureAround(location.hash.slice(1));
  if (!figure) return;
  explainKeys(figure);
  figure.scrollIntoView({ block: "start", behavior: "instant" });
  let what = named ? "" : words.elementGone;
  let chosen: string | undefined;
  const part = named && named !== figure ? partOf(drawingOf(figure), named.id) : null;
  if (part) {
    part.classList.add("is-target");
    reveal(figure.querySelector(".plate")!, [part]);
    what = labelOf(part, figure);
    chosen = keyOf(part);
  }
  announce(`${nameOf(figure)}. ${what}`);
  showLarge(figure, chosen);
}

/** Where the address asks for it: the figure in its dialog, at one of its elements. It asks once. */
function showLarge(figure: HTMLElement, chosen: string | undefined): void {
  const { search, pathname, hash } = location;
  if (search === LARGE) {
    history.replaceState(history.state, "", pathname + hash);
    openZoom(figure, figure.querySelector("[data-figure-action=zoom]")!, chosen);
  } else if (/[?&]zoom=/.test(search)) announce(words.unknownView, "toast");
}

/** A node that is gone still has its figure: the one with the longest name that fits. */
function figureAround(id: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(".fig[id]")]
    .filter((figure) => id.startsWith(`${figure.id}-n-`) || id.startsWith(`${figure.id}-e-`))
    .sort((one, other) => other.id.length - one.id.length)[0];
}
