import type { ReactNode } from "react";
import type { LiveLab, Shown } from "../../lib/sim/live.ts";

/** What a drawing is given. It decides nothing. */
export type PaneView<S> = {
  readonly state: S;
  readonly shown: Shown<S>;
  /** How wide it may be, in pixels. */
  readonly width: number;
  /** What its ids begin with, unlike any other on the page. */
  readonly id: string;
  /** Moves a number; undefined in a page that nobody has brought to life. */
  readonly set: ((name: string, value: number) => void) | undefined;
};

export type Pane<S> = (view: PaneView<S>) => ReactNode;

/** What a figure shows, and its drawing of it. */
export type Moment = Omit<Shown<unknown>, "state" | "set"> & {
  readonly set: (name: string, value: number) => Moment;
  readonly draw: (pane: string, view: Omit<PaneView<unknown>, "state" | "shown">) => ReactNode;
};

/** A lab that can stand in a text, with its drawings by name: the first is the one that is meant without a name. */
export type Figure = {
  readonly id: string;
  readonly panes: readonly string[];
  readonly open: (state: string) => { readonly moment: Moment; readonly problem: string | undefined };
};

export function figureOf<S>(live: LiveLab<S>, panes: Readonly<Record<string, Pane<S>>>): Figure {
  // What is shown computes its sentence when it is asked for: it is built upon, not copied.
  const momentOf = (shown: Shown<S>): Moment =>
    Object.assign(Object.create(shown) as Shown<S>, {
      set(this: Moment, name: string, value: number): Moment {
        const next = shown.set(name, value);
        return next === shown ? this : momentOf(next);
      },
      draw: (pane: string, view: Omit<PaneView<unknown>, "state" | "shown">) =>
        panes[pane]!({ ...view, state: shown.state, shown }),
    });
  return {
    id: live.id,
    panes: Object.keys(panes),
    open(state) {
      const { shown, problem } = live.open(state);
      return { moment: momentOf(shown), problem };
    },
  };
}
