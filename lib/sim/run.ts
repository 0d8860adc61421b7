import { type LabEvent, replacementKey } from "./event-schema.ts";
import { type Lab, type Output, type Scenario, stepLab } from "./lab.ts";

/** More steps than anybody walks through; a lab that runs on without end stops here. */
export const MOST_FRAMES = 20_000;
/** More acts of a reader than fit into a session; an address that claims more is refused. */
export const MOST_CHOICES = 4000;
/** How far ahead of the cursor a run is known while it is short: far enough for a track to show its end. */
export const AHEAD = 48;
/** From here on nobody counts the steps to the end, and only the next one is made. */
const LONG = 128;
/** Every so many frames the state is kept for good; states between are made again when asked for. */
const KEPT_EVERY = 32;
/** So many of the other states are kept as well, the newest. Twice what lies between cursor and horizon. */
const KEPT_NEWEST = 128;

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

/** An event of the reader, and the number of the frame it made. */
export type Choice<E> = { readonly at: number; readonly event: E };

/** A frame as it is kept: linked to the one before, its state perhaps forgotten. Never changes otherwise. */
type Moment<S, E> = {
  readonly at: number;
  readonly before: Moment<S, E> | undefined;
  /** A far ancestor, so that any of n is found in O(log n) (Myers 1983, "An applicative random-access stack"). */
  readonly jump: Moment<S, E> | undefined;
  /** The nearest that the reader chose, itself included, and how many there are. */
  readonly choice: Moment<S, E> | undefined;
  readonly choices: number;
  readonly event: E | undefined;
  readonly rule: string;
  readonly chosen: boolean;
  readonly output: Output | undefined;
  state: S | undefined;
};

/** The states kept besides those kept for good, oldest first from `next` on. Shared by runs that fork. */
type Kept<S, E> = { readonly ring: (Moment<S, E> | undefined)[]; next: number };

/**
 * All that has happened, and what will unless the reader intervenes, as far as it was looked ahead. It never
 * changes; a run with one more act shares everything before the act. Sentences, tables and most states are
 * made only when somebody asks: a step, an act and a jump cost no more after 10,000 steps than at the start.
 */
export class Run<S, E extends LabEvent, P> {
  readonly lab: Lab<S, E, P>;
  readonly scenario: Scenario<S, E, P>;
  readonly seed: number;
  /** Whether nothing follows the last frame. While false, looking further ahead shows more. */
  readonly ended: boolean;
  readonly #tip: Moment<S, E>;
  readonly #kept: Kept<S, E>;

  constructor(
    lab: Lab<S, E, P>,
    scenario: Scenario<S, E, P>,
    seed: number,
    tip: Moment<S, E>,
    kept: Kept<S, E>,
    ended: boolean,
  ) {
    this.lab = lab;
    this.scenario = scenario;
    this.seed = seed;
    this.#tip = tip;
    this.#kept = kept;
    this.ended = ended;
  }

  /** Number of the last frame that is known. */
  get last(): number {
    return this.#tip.at;
  }

  stateAt(at: number): S {
    const lost: Moment<S, E>[] = [];
    let moment = this.#moment(at);
    while (!isKept(moment)) {
      lost.push(moment);
      moment = moment.before!;
    }
    let { state } = moment;
    for (const again of lost.reverse()) {
      const step = stepLab(this.lab, state, again.event!);
      if (!step.ok) throw new Error(`${this.lab.id}: a rule is not the same twice (${step.reason})`);
      state = step.state;
      keep(this.#kept, again, state);
    }
    return state;
  }

  eventAt(at: number): E | undefined {
    return this.#moment(at).event;
  }

  outputAt(at: number): Output | undefined {
    return this.#moment(at).output;
  }

  isChosen(at: number): boolean {
    return this.#moment(at).chosen;
  }

  /** How many acts of the reader's led to a frame. */
  choicesUpTo(at: number): number {
    return this.#moment(at).choices;
  }

  /** The sentence of a frame. @param guessing whether it must not say what is being asked */
  textAt(at: number, guessing = isGuessing(this, at)): string {
    const { event } = this.#moment(at);
    const before = at === 0 ? undefined : this.stateAt(at - 1);
    return this.lab.describe(this.stateAt(at), before, event, guessing);
  }

  frameAt(at: number): Frame<S, E> {
    const { event, rule, chosen } = this.#moment(at);
    return { state: this.stateAt(at), event, rule, chosen, text: this.textAt(at) };
  }

  /** Every frame known, with its sentence: for tests and transcripts, not for each step. */
  get frames(): readonly Frame<S, E>[] {
    return Array.from({ length: this.last + 1 }, (_, at) => this.frameAt(at));
  }

  /** The reader's events up to a frame: with scenario and seed they make the whole run again. */
  choices(at: number = this.last): readonly Choice<E>[] {
    const choices: Choice<E>[] = [];
    let moment = this.#moment(at).choice;
    while (moment !== undefined) {
      choices.push({ at: moment.at, event: moment.event! });
      moment = moment.before?.choice;
    }
    return choices.reverse();
  }

  /** This run, known at least up to a frame, unless it ends before. */
  lookAhead(to: number): Run<S, E, P> {
    let tip = this.#tip;
    let ended = this.ended;
    let state: S | undefined;
    while (!ended && tip.at < to) {
      state ??= this.stateAt(tip.at);
      const script = tip.choice === undefined ? this.scenario.script?.[tip.at] : undefined;
      const event = script ?? this.lab.next?.(state);
      const step = event === undefined || tip.at >= MOST_FRAMES ? undefined : stepLab(this.lab, state, event);
      // A script that breaks its own rules is a mistake of the lab; its test finds it.
      if (step?.ok !== true) ended = true;
      else {
        state = step.state;
        tip = follow(this.#kept, tip, state, { event, rule: step.rule, chosen: false, output: step.output });
      }
    }
    if (tip === this.#tip && ended === this.ended) return this;
    return new Run(this.lab, this.scenario, this.seed, tip, this.#kept, ended);
  }

  /** The run that ends at a frame: what came after is forgotten, and nothing was looked ahead. */
  cutAfter(at: number): Run<S, E, P> {
    return new Run(this.lab, this.scenario, this.seed, this.#moment(at), this.#kept, false);
  }

  /** The run in which the reader's event happens right after frame `at`, known up to that event. */
  act(
    at: number,
    event: E,
  ): { readonly ok: true; readonly run: Run<S, E, P> } | { readonly ok: false; readonly reason: string } {
    const moment = this.#moment(at);
    if (moment.at >= MOST_FRAMES || moment.choices >= MOST_CHOICES) {
      return { ok: false, reason: "더 이어 갈 수 없습니다. 처음으로 돌아가 다시 시작하세요." };
    }
    const step = stepLab(this.lab, this.stateAt(at), event);
    if (!step.ok) return step;
    const { rule, output } = step;
    const tip = follow(this.#kept, moment, step.state, { event, rule, chosen: true, output });
    return { ok: true, run: new Run(this.lab, this.scenario, this.seed, tip, this.#kept, false) };
  }

  #moment(at: number): Moment<S, E> {
    let moment = this.#tip;
    if (!(at >= 0 && at <= moment.at)) throw new RangeError(`frame ${at} of ${moment.at}`);
    while (moment.at > at) moment = moment.jump!.at >= at ? moment.jump! : moment.before!;
    return moment;
  }
}

/** Up to where a run of a lab is to be known for a reader at a frame. */
export function horizonOf({ endless = false }: { readonly endless?: boolean }, at: number): number {
  if (endless) return at;
  return at + (at < LONG ? AHEAD : 1);
}

export function seedOf<S, E extends LabEvent, P>(scenario: Scenario<S, E, P>): number {
  return scenario.seed ?? 1;
}

/** The run of a scenario on which nobody intervenes: its whole script, and some of what follows. */
export function startRun<S, E extends LabEvent, P>(
  lab: Lab<S, E, P>,
  scenario: Scenario<S, E, P>,
  seed: number = seedOf(scenario),
): Run<S, E, P> {
  const first: Moment<S, E> = {
    at: 0,
    before: undefined,
    jump: undefined,
    choice: undefined,
    choices: 0,
    event: undefined,
    rule: "",
    chosen: false,
    output: undefined,
    state: lab.init(scenario.params, seed),
  };
  const kept: Kept<S, E> = { ring: [], next: 0 };
  const start = new Run(lab, scenario, seed, first, kept, false);
  return start.lookAhead(lab.endless ? 0 : (scenario.script?.length ?? 0) + AHEAD);
}

/**
 * The run in which the reader's event happens right after frame `at`. What was to come is forgotten, and
 * what the lab does by itself follows. A refusal leaves everything as it was.
 */
export function forkRun<S, E extends LabEvent, P>(
  run: Run<S, E, P>,
  at: number,
  event: NoInfer<E>,
): ReturnType<typeof run.act> {
  const acted = run.act(at, event);
  return acted.ok ? { ok: true, run: acted.run.lookAhead(horizonOf(run.lab, at + 1)) } : acted;
}

/**
 * The same, and where one is then.
 * @param amends whether one gesture goes on, as a slider is dragged: an act that makes the last one pointless
 *   (`replaces` of its schema) then takes its place; back at the value from before it is as if nothing had been done
 */
export function amendRun<S, E extends LabEvent, P>(
  run: Run<S, E, P>,
  at: number,
  event: NoInfer<E>,
  amends: boolean,
):
  | { readonly ok: true; readonly run: Run<S, E, P>; readonly at: number }
  | { readonly ok: false; readonly reason: string } {
  const last = amends && run.isChosen(at) ? run.eventAt(at) : undefined;
  const key = replacementKey(run.lab.events, event);
  const replaces = last !== undefined && key !== undefined && key === replacementKey(run.lab.events, last);
  const from = replaces ? at - 1 : at;
  const fork = forkRun(run, from, event);
  if (fork.ok) return { ...fork, at: from + 1 };
  return replaces
    ? { ok: true, run: run.cutAfter(from).lookAhead(horizonOf(run.lab, from)), at: from }
    : fork;
}

/** The number of the frame that answers the question of a scenario; undefined when none (yet) does. */
export function answerAt<S, E extends LabEvent, P>(
  run: Run<S, E, P>,
  upTo: number = run.last,
): number | undefined {
  const { predict } = run.scenario;
  if (predict === undefined) return undefined;
  if (typeof predict.at === "number")
    return hasStrayed(run) || predict.at > run.last ? undefined : predict.at;
  for (let at = 1; at <= upTo; at++) if (run.eventAt(at)?.type === predict.at.on) return at;
  return undefined;
}

/** Whether the reader has left the script that a question is about before its answer came. */
export function hasStrayed<S, E extends LabEvent, P>(run: Run<S, E, P>): boolean {
  const { predict } = run.scenario;
  if (predict === undefined || typeof predict.at !== "number") return false;
  return run.choicesUpTo(Math.min(predict.at, run.last)) > 0;
}

/** Whether a question is still open at a frame, so that nothing there may give the answer away. */
export function isGuessing<S, E extends LabEvent, P>(run: Run<S, E, P>, at: number): boolean {
  if (run.scenario.predict === undefined || hasStrayed(run)) return false;
  const answer = answerAt(run, at);
  return answer === undefined || at < answer;
}

function follow<S, E>(
  kept: Kept<S, E>,
  before: Moment<S, E>,
  state: S,
  made: Pick<Moment<S, E>, "event" | "rule" | "chosen" | "output">,
): Moment<S, E> {
  const near = before.jump;
  const far = near?.jump;
  const even = near !== undefined && far !== undefined && before.at - near.at === near.at - far.at;
  const moment: Moment<S, E> = {
    ...made,
    at: before.at + 1,
    before,
    jump: even ? far : before,
    choice: before.choice,
    choices: before.choices + (made.chosen ? 1 : 0),
    state: undefined,
  };
  if (made.chosen) (moment as { choice: Moment<S, E> }).choice = moment;
  keep(kept, moment, state);
  return moment;
}

function isKept<S, E>(moment: Moment<S, E>): moment is Moment<S, E> & { state: S } {
  return moment.state !== undefined;
}

function keep<S, E>(kept: Kept<S, E>, moment: Moment<S, E>, state: S): void {
  moment.state = state;
  if (moment.at % KEPT_EVERY === 0) return;
  const old = kept.ring[kept.next];
  if (old !== undefined && old !== moment) old.state = undefined;
  kept.ring[kept.next] = moment;
  kept.next = (kept.next + 1) % KEPT_NEWEST;
}
