import { drawingOf, labelOf, nameOf } from "./figure.ts";
import { announce, reveal } from "./marks.ts";
import { explainKeys } from "./walking.ts";

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
  let what = named ? "" : "주소가 가리키던 요소는 이제 없습니다.";
  if (named && drawingOf(figure)?.contains(named)) {
    named.classList.add("is-target");
    reveal(figure.querySelector(".plate")!, [named]);
    what = labelOf(named, figure);
  }
  announce(`${nameOf(figure)}. ${what}`);
}

/** A node that is gone still has its figure: the one with the longest name that fits. */
function figureAround(id: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(".fig[id]")]
    .filter((figure) => id.startsWith(`${figure.id}-n-`) || id.startsWith(`${figure.id}-e-`))
    .sort((one, other) => other.id.length - one.id.length)[0];
}
