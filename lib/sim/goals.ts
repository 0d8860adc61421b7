import type { LabEvent } from "./event-schema.ts";
import type { Goal } from "./lab.ts";
import type { Run } from "./run.ts";

/** How a goal stands at a frame. Only the reader's own acts count: whoever presses 다음 alone has met nothing. */
export type GoalStanding =
  | { readonly kind: "open"; readonly hint: string; readonly left: number }
  | { readonly kind: "met"; readonly steps: number }
  /** Reached, but with more acts than it allows. */
  | { readonly kind: "late"; readonly steps: number };

export function standingOf<S, E extends LabEvent, P>(
  goal: Goal<S>,
  run: Run<S, E, P>,
  at: number,
): GoalStanding {
  const steps = run.choicesUpTo(at);
  const met = goal.met(run.stateAt(at));
  if (met !== true) return { kind: "open", hint: met, left: Math.max(0, goal.within - steps) };
  if (steps === 0) return { kind: "open", hint: "직접 무엇인가 바꾸어야 한다.", left: goal.within };
  return steps > goal.within ? { kind: "late", steps } : { kind: "met", steps };
}
