import { useLayoutEffect, useState } from "react";
import { type Clock, useClock } from "./use-clock.ts";

/** @param exact whether a drawing shows all of the moment, and not only what must move smoothly */
export type ShowMoment = (now: number, exact: boolean) => void;

/** The time of a model, in microseconds since its start; the same object for as long as a view lives. */
export type Moments = { now: number; readonly watchers: Set<ShowMoment> };

export type Flow = Clock & {
  readonly moments: Readonly<Moments>;
  /** As far as the model has been computed. */
  readonly end: number;
  readonly seek: (to: number) => void;
};

/**
 * A clock whose moments go past React: what moves is told of each (`useMoments`), and the view is drawn anew
 * only where somebody acts, and where time comes to a turn.
 * @param first the moment to show until somebody moves it
 * @param isTurn whether something changes between two moments that is drawn and not moved
 */
export function useFlow(first: number, end: number, isTurn: (before: number, now: number) => boolean): Flow {
  const [chosen, setChosen] = useState<number>();
  const [moments] = useState<Moments>(() => ({ now: first, watchers: new Set() }));
  const clock = useClock((passed) => {
    const before = moments.now;
    moments.now = Math.min(end, before + passed);
    for (const show of moments.watchers) show(moments.now, false);
    if (isTurn(before, moments.now)) setChosen(moments.now);
    return moments.now < end;
  });
  const seek = (to: number) => {
    moments.now = Math.max(0, Math.min(end, Math.round(to)));
    setChosen(moments.now);
  };
  // Until somebody moves it, the moment is the first of whatever is shown.
  moments.now = Math.min(chosen === undefined ? first : moments.now, end);
  return {
    ...clock,
    setGoing: (going) => {
      if (going) seek(moments.now < end ? moments.now : 0);
      clock.setGoing(going);
    },
    moments,
    end,
    seek,
  };
}

/** Shows every moment that comes, and after each drawing the one that is. */
export function useMoments(moments: Moments, show: ShowMoment): void {
  useLayoutEffect(() => {
    show(moments.now, true);
    moments.watchers.add(show);
    return () => void moments.watchers.delete(show);
  });
}
