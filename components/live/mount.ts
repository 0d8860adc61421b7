import type { NumberNow } from "../../lib/sim/live.ts";
import { readLiveHash, writeLiveHash } from "../../lib/sim/live-address.ts";
import { writeAddressSoon } from "../labs/kit/address.ts";
import { inSlices } from "../labs/kit/in-slices.ts";
import { draw } from "./draw.ts";
import type { Figure, Moment } from "./figure.ts";
import { sayNumber } from "./say-number.ts";

/** A sentence that was heard is not spoken over by the next one. */
const SAID_EVERY_MS = 1000;

/** A figure that listens. */
export type Alive = {
  /** Shows what an address says of it; false where it says nothing. */
  readonly follow: (hash: string) => boolean;
  /** Moves one of its numbers, as far as it goes. */
  readonly set: (name: string, value: number) => void;
  readonly number: (name: string) => NumberNow;
  /** A number as it stands in the note. */
  readonly firstOf: (name: string) => number;
};

/**
 * Brings the HTML of a figure to life: its numbers, what follows from them, its drawings, the lab's own sentence,
 * the link to the lab, and the address of the page, which changes once the reader has changed something.
 */
export function mount(root: HTMLElement, figure: Figure): Alive {
  const { state = "", set: values = "", pane = figure.panes[0]!, section = "" } = root.dataset;
  const start = [...new URLSearchParams(values)].reduce(
    (moment, [name, value]) => moment.set(name, Number(value)),
    figure.open(state).moment,
  );
  const say = root.querySelector("[data-live-said]")!;
  const status = root.querySelector("[data-live-status]")!;
  const plates = [...root.querySelectorAll<HTMLElement>("[data-live-width]")];
  let now = start;
  let isSaying = false;

  /** Its numbers at once; what follows from them as soon as it is computed, unless they move on meanwhile. */
  function show(next: Moment): void {
    now = next;
    for (const number of root.querySelectorAll<HTMLElement>("[data-number]"))
      sayNumber(number, now.number(number.dataset.number!));
    const slices = next.prepare();
    const isUnderWay = () => {
      if (now !== next) return false;
      if (!slices.next().done) return true;
      showResults();
      return false;
    };
    if (isUnderWay()) inSlices(isUnderWay);
  }

  function showResults(): void {
    for (const result of root.querySelectorAll<HTMLElement>("[data-result]"))
      draw(result, now.result(result.dataset.result!));
    for (const plate of plates) {
      const view = { width: Number(plate.dataset.liveWidth), id: plate.dataset.liveId!, set };
      draw(plate, now.draw(pane, view));
    }
    const parts = now.sentence.split("`");
    draw(
      say,
      parts.map((part, index) => (index % 2 === 1 ? { type: "code", props: { children: part } } : part)),
    );
    for (const link of root.querySelectorAll<HTMLAnchorElement>("[data-live-lab]")) {
      const hash = now.hash();
      link.href = link.pathname + (hash === undefined ? "" : `#${hash}`);
    }
  }

  function set(name: string, value: number): void {
    const next = now.set(name, value);
    if (next === now) return;
    show(next);
    if (!isSaying)
      setTimeout(() => {
        isSaying = false;
        status.textContent = now.sentence.replaceAll("`", "");
      }, SAID_EVERY_MS);
    isSaying = true;
    writeAddressSoon(root, () => {
      const hash = now.hash();
      if (hash === undefined) return undefined;
      return hash === start.hash() ? section : writeLiveHash({ section, lab: figure.id, state: hash });
    });
  }

  root.querySelector("[data-live-reset]")!.addEventListener("click", () => {
    for (const number of root.querySelectorAll<HTMLElement>("[data-number]"))
      set(number.dataset.number!, start.number(number.dataset.number!).value);
  });

  show(start);
  return {
    set,
    number: (name) => now.number(name),
    firstOf: (name) => start.number(name).value,
    follow(hash) {
      const address = readLiveHash(hash);
      if (address?.lab !== figure.id || address.section !== section) return false;
      const { moment, problem } = figure.open(address.state);
      show(problem === undefined ? moment : start);
      if (problem !== undefined) status.textContent = problem;
      return true;
    },
  };
}
