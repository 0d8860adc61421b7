import { isField, readField, tellChange } from "./fields.ts";

/** These work without scripts; they are never held back. */
const WORKS_ALONE = "a[href], summary, label, input, select, textarea, option, .island-fault";

/** What a press may be meant for. */
const CONTROLS = "button, [role=button], [tabindex]";

/** Moves the focus, or becomes a click by itself. */
const NOT_KEPT = new Set(["Tab", "Enter", " ", "Shift", "Control", "Alt", "Meta", "Escape"]);

export type Keeper = {
  /** Does again what was kept for an island that listens now. */
  readonly replay: (island: Element) => Promise<void>;
  /** Tells that an island will not listen soon: of what is pressed in it the last is kept from now on. */
  readonly giveUp: (island: Element) => void;
};

/**
 * Keeps what a reader does in an island that does not listen yet, in order. Clicks
 * and keys are held back and done again on the same element. Fields are not: the
 * browser changes them at once, and the island is told afterwards.
 * @param sleeping the island around an element, when it does not listen yet
 */
export function createKeeper(
  sleeping: (target: EventTarget | null) => HTMLElement | undefined,
  wake: (island: HTMLElement) => void,
): Keeper {
  const kept = new WeakMap<Element, Event[]>();
  const givenUp = new WeakSet<Element>();
  const listOf = (island: Element) => kept.get(island) ?? [];
  /** Nobody who pressed five times in vain means all five, once they ask for another try. */
  const withLastPress = (events: readonly Event[]) => {
    const last = events.findLast(({ type }) => type !== "input");
    return events.filter((event) => event.type === "input" || event === last);
  };

  function keep(event: Event): void {
    const island = sleeping(event.target);
    const target = event.target as Element;
    if (!island) return;
    if (event.type === "input") {
      // The last value counts.
      if (!isField(target) || listOf(island).some((one) => one.target === target)) return;
    } else {
      if (target.closest(WORKS_ALONE) || !target.closest(CONTROLS)) return;
      if (event instanceof KeyboardEvent) {
        if (NOT_KEPT.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      } else event.preventDefault();
      event.stopPropagation();
    }
    const events = [...listOf(island), event];
    kept.set(island, givenUp.has(island) ? withLastPress(events) : events);
    wake(island);
  }
  for (const type of ["click", "keydown", "input"]) document.addEventListener(type, keep, true);

  return {
    giveUp(island) {
      givenUp.add(island);
      kept.set(island, withLastPress(listOf(island)));
    },
    async replay(island) {
      givenUp.delete(island);
      // Read first: React puts every field of an island back to what it knows when one of them changes.
      const jobs = listOf(island).map((event) => {
        const { target } = event;
        if (event.type !== "input" || !isField(target)) return () => doAgain(event);
        const value = readField(target);
        return () => tellChange(target, value);
      });
      kept.delete(island);
      for (const job of jobs) {
        job();
        // As between two clicks of a hand: the island draws what the first one changed.
        await new Promise((done) => setTimeout(done));
      }
    },
  };
}

/** An event can be read as what makes one like it. */
function doAgain(event: Event): void {
  const Kind = event.constructor as typeof Event;
  event.target?.dispatchEvent(new Kind(event.type, event));
}
