import type { LabEvent } from "./event-schema.ts";
import { type Lab, type Scenario, stepLab } from "./lab.ts";

/** More frames than a reader walks through; a lab that runs on without end stops here. */
export const MOST_FRAMES = 240;
/** More than a reader clicks together; keeps addresses short and their reading cheap. */
export const MOST_CHOICES = 60;

/** One state of a run, how it came about, and what is said about it. */
export type Frame<S, E> = {
  readonly state: S;
  readonly event: E | undefined;
  /** Name of the rule that made it; "" at the start. */
  readonly rule: string;
  /** True when the reader made it happen, false when script or lab did. */
  readonly chosen: boolean;
  readonly text: string;
};

export type Run<S, E extends LabEvent, P> = {
  readonly scenario: Scenario<S, E, P>;
  readonly seed: number;
  /** All that has happened and all that will, unless the reader intervenes. Never empty. */
  readonly frames: readonly Frame<S, E>[];
};

/** An event of the reader, and the number of the frame it made. */
export type Choice<E> = { readonly at: number; readonly event: E };

export function seedOf<S, E extends LabEvent, P>(scenario: Scenario<S, E, P>): number {
  return scenario.seed ?? 1;
}

/** The run of a scenario on which nobody intervenes. */
export function startRun<S, E extends LabEvent, P>(
  lab: Lab<S, E, P>,
  scenario: Scenario<S, E, P>,
  seed: number = seedOf(scenario),
): Run<S, E, P> {
  const state = lab.init(scenario.params, seed);
  const first: Frame<S, E> = {
    state,
    event: undefined,
    rule: "",
    chosen: false,
    text: lab.describe(state, undefined, undefined),
  };
  return { scenario, seed, frames: runOn(lab, [first], scenario.script ?? []) };
}

/**
 * The run in which the reader's event happens right after frame `at`. What was to come is forgotten, and
 * what the lab does by itself follows. A refusal leaves everything as it was.
 */
export function forkRun<S, E extends LabEvent, P>(
  lab: Lab<S, E, P>,
  run: Run<S, E, P>,
  at: number,
  event: E,
): { readonly ok: true; readonly run: Run<S, E, P> } | { readonly ok: false; readonly reason: string } {
  const kept = run.frames.slice(0, at + 1);
  if (kept.length >= MOST_FRAMES || choicesOf(kept).length >= MOST_CHOICES) {
    return { ok: false, reason: "더 이어 갈 수 없습니다. 처음으로 돌아가 다시 시작하세요." };
  }
  const before = kept.at(-1)!.state;
  const step = stepLab(lab, before, event);
  if (!step.ok) return step;
  const frame: Frame<S, E> = {
    state: step.state,
    event,
    rule: step.rule,
    chosen: true,
    text: lab.describe(step.state, before, event),
  };
  return { ok: true, run: { ...run, frames: runOn(lab, [...kept, frame], []) } };
}

/** The reader's events in a list of frames: with scenario and seed they make the whole run again. */
export function choicesOf<S, E>(frames: readonly Frame<S, E>[]): readonly Choice<E>[] {
  return frames.flatMap((frame, at) =>
    frame.chosen && frame.event !== undefined ? [{ at, event: frame.event }] : [],
  );
}

function runOn<S, E extends LabEvent, P>(
  lab: Lab<S, E, P>,
  frames: Frame<S, E>[],
  script: readonly E[],
): readonly Frame<S, E>[] {
  const events = [...script];
  while (frames.length < MOST_FRAMES) {
    const before = frames.at(-1)!.state;
    const event = events.shift() ?? lab.next?.(before);
    if (event === undefined) break;
    const step = stepLab(lab, before, event);
    // A script that breaks its own rules is a mistake of the lab; its test finds it.
    if (!step.ok) break;
    frames.push({
      state: step.state,
      event,
      rule: step.rule,
      chosen: false,
      text: lab.describe(step.state, before, event),
    });
  }
  return frames;
}
