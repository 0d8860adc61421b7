import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { wantsCalm } from "../../boot/calm.ts";

/** As long as a look needs to follow, and never longer: a step that comes meanwhile goes on from where things are. */
const MOVE_MS = 320;
const APPEAR_MS = 200;
const EASE = "cubic-bezier(.2,.7,.2,1)";

type Place = { readonly x: number; readonly y: number };

/**
 * Lets what moves in the model move on the screen. An element names the thing it shows (`data-move="packet"`);
 * where a step draws that thing at another place, it goes there from where it is seen now, and a new one comes
 * out of the thing it was made from (`data-from`), or fades in. Under reduced motion things step.
 * @param subscribe tells that a step is about to be drawn
 * @param step what was drawn; another one each step
 */
export function useMotion(
  frame: RefObject<HTMLElement | null>,
  subscribe: (listener: () => void) => () => void,
  step: unknown,
): void {
  const before = useRef<ReadonlyMap<string, Place>>(undefined);

  useEffect(
    () =>
      subscribe(() => {
        before.current ??= placesIn(frame.current);
      }),
    [subscribe, frame],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a step is what makes things move
  useLayoutEffect(() => {
    const from = before.current;
    before.current = undefined;
    if (from === undefined || from.size === 0 || document.hidden) return;
    if (wantsCalm()) return;
    const elements = movingIn(frame.current);
    for (const element of elements) for (const running of element.getAnimations()) running.cancel();
    const now = placesIn(frame.current);
    for (const element of elements) {
      const { move = "", from: origin = "" } = element.dataset;
      const to = now.get(move);
      if (to === undefined) continue;
      const start = from.get(move) ?? from.get(origin);
      if (start === undefined) {
        element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: APPEAR_MS, easing: EASE });
        continue;
      }
      const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
      const [x, y] = [(start.x - to.x) / scale, (start.y - to.y) / scale];
      if (Math.hypot(x, y) < 1) continue;
      element.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
        duration: MOVE_MS,
        easing: EASE,
      });
    }
  }, [step]);
}

function movingIn(frame: HTMLElement | null): readonly (HTMLElement | SVGElement)[] {
  return [...(frame?.querySelectorAll<HTMLElement | SVGElement>("[data-move]") ?? [])];
}

/** Where things are seen, in the frame: also of those that are on their way. What is not seen has no place. */
function placesIn(frame: HTMLElement | null): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const origin = frame?.getBoundingClientRect();
  for (const element of movingIn(frame)) {
    const box = element.getBoundingClientRect();
    if (box.width > 0) {
      places.set(element.dataset.move ?? "", {
        x: box.x + box.width / 2 - (origin?.x ?? 0),
        y: box.y + box.height / 2 - (origin?.y ?? 0),
      });
    }
  }
  return places;
}
