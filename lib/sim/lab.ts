import type { EventSchema, LabEvent } from "./event-schema.ts";

/**
 * A named rule: on an event of its type, if the guard allows, it makes the next state. A guard answers
 * `true` or, in one Korean sentence, why not.
 */
export type Rule<S, E extends LabEvent> = {
  readonly [T in E["type"]]: {
    /** As the paper, the manual or the kernel calls it. */
    readonly name: string;
    readonly on: T;
    readonly when?: (state: S, event: Extract<E, { type: T }>) => true | string;
    readonly make: (state: S, event: Extract<E, { type: T }>) => S;
  };
}[E["type"]];

/** A guess asked for before the run shows the answer. */
export type Prediction<S, E extends LabEvent = LabEvent> = {
  /** A question, ending in a question mark. */
  readonly ask: string;
  /** Choices, or the unit of the number to guess; a guess within `near` of a number is close (default: 10 %). */
  readonly answer:
    | {
        readonly kind: "number";
        readonly unit: string;
        readonly min: number;
        readonly max: number;
        readonly near?: number;
      }
    | { readonly kind: "choice"; readonly options: readonly string[] };
  /** The step of the script whose state shows the answer, or the first event of a type, whoever makes it happen. */
  readonly at: number | { readonly on: E["type"] };
  /** The answer in that state: a number, or one of the options. */
  readonly actual: (state: S) => number | string;
  /** Why it is so: one sentence, shown beside guess and answer. */
  readonly why: (state: S) => string;
};

/** Something to bring about by one's own acts. */
export type Goal<S> = {
  /** ASCII, lower case, hyphens: it stands in what a device keeps and never changes. */
  readonly id: string;
  /** What is to be reached: one sentence in 평어체. */
  readonly ask: string;
  /** True where it is reached; else a hint for this very state, in one sentence. */
  readonly met: (state: S) => true | string;
  /** With more acts than this it does not count. */
  readonly within: number;
};

/** A named starting point that the notes refer to. */
export type Scenario<S, E extends LabEvent, P> = {
  /** ASCII, lower case, hyphens: it stands in addresses and never changes. */
  readonly id: string;
  readonly title: string;
  /** What to look for: one sentence. */
  readonly about: string;
  readonly params: P;
  readonly seed?: number;
  /** What happens by itself, step by step, until the reader intervenes. */
  readonly script?: readonly E[];
  readonly predict?: Prediction<S, E>;
  /** Undone by pressing 다음, and by hundreds of random acts: a test tries. */
  readonly goals?: readonly Goal<S>[];
};

/** What a command printed. */
export type Output = { readonly command: string; readonly text: string; readonly ok: boolean };

export type Table = {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly (string | number)[])[];
};

/** A lab without its looks: pure, and the same in the browser, on the server and in tests. */
export type Lab<S, E extends LabEvent, P = unknown> = {
  /** Id of the lab as in `content/labs`: `<slug>-<lab-id>`. */
  readonly id: string;
  /** Raised when old addresses of states can no longer be read. */
  readonly version: number;
  readonly scenarios: readonly [Scenario<S, E, P>, ...Scenario<S, E, P>[]];
  readonly init: (params: P, seed: number) => S;
  readonly rules: readonly Rule<S, E>[];
  /** What happens by itself once there is no script (any more); undefined when nothing does. */
  readonly next?: (state: S) => E | undefined;
  /**
   * Computes in slices what takes long of a state, so that `describe`, `tables` and a drawing have it at once then.
   * They need not wait for it: whoever asks before gets the same later.
   */
  readonly prepare?: (state: S) => Iterator<unknown>;
  /** `next` answers for ever, and its steps are work: nothing is computed before a reader gets there. */
  readonly endless?: boolean;
  /** For events that no rule is on: the next state and what is printed, or in one sentence why not. */
  readonly reduce?: (state: S, event: E) => { readonly state: S; readonly output?: Output } | string;
  /**
   * What has just happened and what it means, in one Korean sentence. `code` in backticks. While `guessing`
   * it must not say what the scenario asks.
   */
  readonly describe: (state: S, previous: S | undefined, event: E | undefined, guessing?: boolean) => string;
  /** Everything the drawing shows, as tables; while `guessing` without the answer. */
  readonly tables: (state: S, guessing?: boolean) => readonly Table[];
  /** How each type of event stands in an address. */
  readonly events: EventSchema<E>;
};

export type Step<S> =
  | { readonly ok: true; readonly state: S; readonly rule: string; readonly output: Output | undefined }
  | { readonly ok: false; readonly reason: string };

/** Applies the first rule for the event whose guard allows it; else the reason of the last that refused. */
export function stepLab<S, E extends LabEvent, P>(lab: Lab<S, E, P>, state: S, event: E): Step<S> {
  let reason: string | undefined;
  for (const rule of lab.rules) {
    if (rule.on !== event.type) continue;
    const own = event as Extract<E, { type: typeof rule.on }>;
    const allowed = rule.when?.(state, own) ?? true;
    if (allowed === true) {
      return { ok: true, state: rule.make(state, own), rule: rule.name, output: undefined };
    }
    reason = allowed;
  }
  if (reason === undefined && lab.reduce !== undefined) {
    const reduced = lab.reduce(state, event);
    if (typeof reduced === "string") return { ok: false, reason: reduced };
    return { ok: true, state: reduced.state, rule: event.type, output: reduced.output };
  }
  return { ok: false, reason: reason ?? "지금은 할 수 없는 일입니다." };
}

/** Whether there is anything to walk through, or to be reached in few steps; a calculator only has values to set. */
export function hasSteps<S, E extends LabEvent, P>({ next, scenarios }: Lab<S, E, P>): boolean {
  return (
    next !== undefined || scenarios.some(({ script, goals }) => script !== undefined || goals !== undefined)
  );
}
