import * as words from "../../lib/words/words.ts";
import { make, makeButton } from "./build.ts";
import { drawingOf, idsOf, partOf } from "./figure.ts";
import { reveal } from "./marks.ts";
import { leave } from "./walking.ts";

/** Opens or closes the bar that steps through a figure, one sentence at a time. */
export function togglePlay(figure: HTMLElement, button: HTMLElement): void {
  const open = figure.querySelector<HTMLElement>(".play-bar");
  if (open) {
    open.dispatchEvent(new Event("leave"));
    button.setAttribute("aria-expanded", "false");
    return;
  }
  const plate = figure.querySelector<HTMLElement>(".plate");
  const drawing = drawingOf(figure);
  const steps = [...figure.querySelectorAll("ol.steps > li")].map((item) => ({
    sentence: item.textContent?.trim() ?? "",
    ids: idsOf(item),
  }));
  if (!plate || !drawing || steps.length === 0) return;

  /** The step in which an element first appears. */
  const firstOf = new Map<string, number>();
  for (const [index, step] of steps.entries())
    for (const id of step.ids) if (!firstOf.has(id)) firstOf.set(id, index);

  let at = 0;
  const count = make("span", { class: "play-count num" });
  const sentence = make("p", { class: "play-sentence", role: "status" });
  const back = makeButton(words.previousStep, () => go(at - 1));
  const next = makeButton(words.next, () => go(at + 1));
  const all = makeButton(words.showAllSteps, () => showAll());
  const bar = make(
    "div",
    { class: "play-bar", role: "group", "aria-label": words.stepByStep },
    sentence,
    make("div", { class: "play-row" }, back, next, all, count),
  );

  const mark = (isNow: (id: string) => boolean, isLater: (first: number) => boolean) => {
    for (const [id, first] of firstOf) {
      const element = partOf(drawingOf(figure), id);
      element?.classList.toggle("is-now", isNow(id));
      element?.classList.toggle("is-later", !isNow(id) && isLater(first));
    }
  };
  const atEnds = () => {
    back.setAttribute("aria-disabled", String(at <= 0));
    next.setAttribute("aria-disabled", String(at >= steps.length - 1));
  };
  function go(index: number): void {
    const step = steps[index];
    if (!step) return;
    at = index;
    mark(
      (id) => step.ids.includes(id),
      (first) => first > index,
    );
    count.textContent = `${index + 1} / ${steps.length}`;
    sentence.textContent = step.sentence;
    atEnds();
    const seen = step.ids.flatMap((id) => partOf(drawingOf(figure), id) ?? []);
    reveal(plate!, seen);
  }
  /** Everything as drawn; the next step is the first one again. */
  function showAll(): void {
    at = -1;
    mark(
      () => false,
      () => false,
    );
    count.textContent = words.allSteps(steps.length);
    sentence.textContent = words.seeingAllSteps;
    atEnds();
  }
  bar.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowRight" || event.key === "ArrowDown") go(at + 1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") go(at - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(steps.length - 1);
    else if (event.key === "Escape") {
      togglePlay(figure, button);
      button.focus();
    } else return;
    event.preventDefault();
  });
  bar.addEventListener("leave", () => {
    showAll();
    bar.remove();
  });

  leave();
  drawing.querySelector(".is-target")?.classList.remove("is-target");
  (figure.querySelector(".fig-keys") ?? plate).after(bar);
  button.setAttribute("aria-expanded", "true");
  go(0);
  next.focus({ preventScroll: true });
}
