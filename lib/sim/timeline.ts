import type { LabEvent } from "./event-schema.ts";
import type { Lab, Scenario } from "./lab.ts";
import { amendRun, horizonOf, MOST_FRAMES, type Run, startRun } from "./run.ts";

/** A run and where in it the reader stands. */
export type Snapshot<S, E extends LabEvent, P> = {
  readonly run: Run<S, E, P>;
  readonly at: number;
  /** True when the reader's own act led here: only then is the sentence announced. */
  readonly asked: boolean;
};

/**
 * History and cursor of a lab. Moving never changes what happens; `send` does: it forgets what was to
 * come after the cursor. `subscribe` and `getSnapshot` are what React's `useSyncExternalStore` wants;
 * snapshots are new objects only when something changed.
 */
export type Timeline<S, E extends LabEvent, P> = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => Snapshot<S, E, P>;
  /** What will be shown once it is computed; else what is shown. Acts and steps go on from there. */
  readonly getComing: () => Snapshot<S, E, P>;
  readonly seek: (at: number) => void;
  readonly stepForward: () => void;
  readonly stepBack: () => void;
  /** The next step of a run that plays: the same as forward, but nobody asked. */
  readonly tick: () => void;
  readonly reset: () => void;
  /**
   * Lets the reader intervene.
   * @param amends true while one gesture goes on, as a slider is dragged: an act that makes the last one
   *   pointless (`replaces` of its schema) then takes its place
   * @returns why not, in one sentence, or undefined when it happened
   */
  readonly send: (event: E, amends?: boolean) => string | undefined;
  readonly open: (run: Run<S, E, P>, at: number) => void;
  readonly choose: (scenario: Scenario<S, E, P>, seed?: number) => void;
};

/**
 * @param inSlices lets the states of a lab that takes long be computed in slices (`Lab.prepare`): is given what does
 *   the next slice, and is to call it, some time, until it answers false. Without, all is shown at once.
 */
export function createTimeline<S, E extends LabEvent, P>(
  lab: Lab<S, E, P>,
  inSlices?: (next: () => boolean) => void,
): Timeline<S, E, P> {
  const listeners = new Set<() => void>();
  let snapshot: Snapshot<S, E, P> = { run: startRun(lab, lab.scenarios[0]), at: 0, asked: false };
  let coming = snapshot;

  function tell(): void {
    for (const listener of listeners) listener();
  }
  function showAtOnce(next: Snapshot<S, E, P>): void {
    snapshot = coming = next;
    tell();
  }
  /** Shows it as soon as it is computed, unless something else is wanted meanwhile. */
  function show(next: Snapshot<S, E, P>): void {
    const slices = inSlices && prepare(lab, next);
    if (inSlices === undefined || slices === undefined || slices.next().done) {
      showAtOnce(next);
      return;
    }
    coming = next;
    tell();
    inSlices(() => {
      if (coming !== next) return false;
      if (!slices.next().done) return true;
      showAtOnce(next);
      return false;
    });
  }
  function seek(to: number, asked = true): void {
    const wanted = Math.min(Math.max(Math.trunc(to) || 0, 0), MOST_FRAMES);
    const run = coming.run.lookAhead(horizonOf(lab, wanted));
    const at = Math.min(wanted, run.last);
    if (at !== coming.at || run !== coming.run) show({ run, at, asked: asked && at !== coming.at });
  }
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    getComing: () => coming,
    seek: (at) => seek(at),
    stepForward: () => seek(coming.at + 1),
    stepBack: () => seek(coming.at - 1),
    tick: () => seek(coming.at + 1, false),
    reset: () => show({ run: startRun(lab, coming.run.scenario, coming.run.seed), at: 0, asked: true }),
    send(event, amends = false) {
      const { run, at } = coming;
      const acted = amendRun(run, at, event, amends);
      if (!acted.ok) return acted.reason;
      show({ run: acted.run, at: acted.at, asked: true });
      return undefined;
    },
    open: (run, at) => showAtOnce({ run, at: Math.min(Math.max(at, 0), run.last), asked: false }),
    choose: (scenario, seed) => show({ run: startRun(lab, scenario, seed), at: 0, asked: true }),
  };
}

/** Computes in slices what is shown of a frame; what is said of it compares it with the one before. */
export function* prepare<S, E extends LabEvent, P>(
  lab: Lab<S, E, P>,
  { run, at }: Pick<Snapshot<S, E, P>, "run" | "at">,
): Generator<unknown, void> {
  for (const frame of at > 0 ? [at - 1, at] : [at]) {
    const slices = lab.prepare?.(run.stateAt(frame));
    while (slices !== undefined && !slices.next().done) yield;
  }
}
