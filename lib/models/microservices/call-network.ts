import { Agenda } from "../../sim/des.ts";

/**
 * Requests that pass through the parts of an application, which stand in one process or in several. A model of
 * synchronous calls: whoever calls another process keeps a thread until the answer is there. All times in whole
 * microseconds.
 */

/** A request: when it comes, and what each part it passes through has to do for it. */
export type Errand = {
  readonly at: number;
  readonly kind: string;
  readonly steps: readonly {
    readonly part: string;
    readonly work: number;
    /** In [0, 1): the call that begins this step fails where it is below the share of calls that fail. */
    readonly luck: number;
  }[];
};

/** A process that is deployed as one, and its copies, each with one CPU. */
export type Unit = {
  readonly name: string;
  readonly parts: readonly string[];
  readonly copies: number;
  /** How many requests a copy takes in at once, those included that wait for another process. */
  readonly threads: number;
  /** From the start of a copy until it takes requests. */
  readonly boot: number;
};

/** What happens to one part: it answers nothing for a while, it leaks until its process dies, it is deployed. */
export type Trouble =
  | { readonly kind: "hangs"; readonly part: string; readonly from: number; readonly until: number }
  | { readonly kind: "leaks"; readonly part: string; readonly after: number }
  | { readonly kind: "deploys"; readonly part: string; readonly from: number };

export type CallNetwork = {
  readonly units: readonly Unit[];
  /** There and back, for each call from one process to another. */
  readonly hop: number;
  /** After so long a caller gives up; the one that was called does not learn of it. */
  readonly timeout?: number;
  /** Share of the calls between processes that fail at once. */
  readonly fails?: number;
  readonly trouble?: Trouble;
};

export type NetworkRun = {
  /** In the order of the errands: when each was over, `Infinity` if it was not, and whether it succeeded. */
  readonly ends: readonly { readonly done: number; readonly ok: boolean }[];
  /** By unit: time its CPUs worked, copies that were started again, the most threads that were held at once. */
  readonly units: readonly { readonly busy: number; readonly restarts: number; readonly held: number }[];
  /** When the last copy that was deployed took requests; undefined where none was, or not yet. */
  readonly deployed: number | undefined;
};

type Copy = {
  readonly unit: number;
  readonly index: number;
  up: boolean;
  draining: boolean;
  /** Requests that hold a thread, and those that wait for one. */
  held: number;
  readonly backlog: Frame[];
  readonly frames: Set<Frame>;
  /** Frames that want the CPU, the first of them has it. */
  readonly cpu: Frame[];
  leaked: number;
};

/** A request inside one process. */
type Frame = {
  readonly errand: number;
  readonly copy: Copy;
  readonly caller: Frame | undefined;
  step: number;
  /** The call that it waits for. */
  call: Frame | undefined;
  closed: boolean;
};

type Event =
  | { readonly type: "arrive"; readonly errand: number }
  | { readonly type: "call"; readonly from: Frame }
  | { readonly type: "worked"; readonly frame: Frame }
  | { readonly type: "resume"; readonly frame: Frame }
  | { readonly type: "answer"; readonly to: Frame; readonly call: Frame | undefined; readonly ok: boolean }
  | { readonly type: "timeout"; readonly frame: Frame; readonly step: number }
  | { readonly type: "drain"; readonly copy: Copy }
  | { readonly type: "up"; readonly copy: Copy };

/** So many events are a slice. */
const SLICE = 400;

/**
 * Lets the errands, in the order of their times, pass through, in slices. No chance of its own: the same input is the
 * same run.
 */
export function* runNetworkInSlices(
  { units, hop, timeout, fails = 0, trouble }: CallNetwork,
  errands: readonly Errand[],
  until: number,
): Generator<void, NetworkRun> {
  const agenda = new Agenda<Event>();
  const unitOf = new Map(units.flatMap(({ parts }, unit) => parts.map((part) => [part, unit] as const)));
  const copies = units.map(({ copies: count }, unit) =>
    Array.from(
      { length: count },
      (_, index): Copy => ({
        unit,
        index,
        up: true,
        draining: false,
        held: 0,
        backlog: [],
        frames: new Set(),
        cpu: [],
        leaked: 0,
      }),
    ),
  );
  const turns = units.map(() => 0);
  const held = units.map(() => 0);
  const tally = units.map(() => ({ busy: 0, restarts: 0, held: 0 }));
  const ends = errands.map(() => ({ done: Number.POSITIVE_INFINITY, ok: false }));
  let deployed: number | undefined;

  planArrival(0);
  if (trouble?.kind === "deploys") {
    const first = copies[unitOf.get(trouble.part)!]![0];
    if (first !== undefined) agenda.plan(trouble.from, { type: "drain", copy: first });
  }
  while (handleSome()) yield;
  return { ends, units: tally, deployed };

  /** Does a slice. @returns whether more is to come */
  function handleSome(): boolean {
    for (let count = 0; count < SLICE; count++) {
      const next = agenda.nextAt;
      if (next === undefined || next > until) return false;
      handle(agenda.take()!.event);
    }
    return true;
  }

  function handle(event: Event): void {
    switch (event.type) {
      case "arrive":
        planArrival(event.errand + 1);
        enter(event.errand, 0, undefined);
        return;
      case "call": {
        const { from } = event;
        if (!from.closed) enter(from.errand, from.step, from);
        return;
      }
      case "worked":
        worked(event.frame);
        return;
      case "resume":
        if (!event.frame.closed) wantCpu(event.frame);
        return;
      case "answer":
        if (!event.to.closed && event.to.call === event.call) close(event.to, event.ok);
        return;
      case "timeout":
        if (!event.frame.closed && event.frame.step === event.step) close(event.frame, false);
        return;
      case "drain":
        event.copy.draining = true;
        restartDrained(event.copy);
        return;
      case "up":
        comeUp(event.copy);
    }
  }

  function planArrival(errand: number): void {
    const coming = errands[errand];
    if (coming !== undefined) agenda.plan(coming.at, { type: "arrive", errand });
  }

  /** A request, or a call, reaches the process that holds the part of its step. */
  function enter(errand: number, step: number, caller: Frame | undefined): void {
    const unit = unitOf.get(errands[errand]!.steps[step]!.part)!;
    const copy = choose(unit);
    if (copy === undefined) {
      if (caller === undefined) ends[errand] = { done: agenda.now, ok: false };
      else agenda.plan(agenda.now + hop / 2, { type: "answer", to: caller, call: undefined, ok: false });
      return;
    }
    const frame: Frame = { errand, copy, caller, step, call: undefined, closed: false };
    if (caller !== undefined) caller.call = frame;
    copy.frames.add(frame);
    if (copy.held < units[unit]!.threads) hold(frame);
    else copy.backlog.push(frame);
  }

  /** The copy with the fewest requests inside, in turn where there are several. */
  function choose(unit: number): Copy | undefined {
    const all = copies[unit]!;
    turns[unit] = turns[unit]! + 1;
    let best: Copy | undefined;
    for (let offset = 0; offset < all.length; offset++) {
      const copy = all[(turns[unit]! + offset) % all.length]!;
      if (copy.up && !copy.draining && (best === undefined || copy.frames.size < best.frames.size))
        best = copy;
    }
    return best;
  }

  function hold(frame: Frame): void {
    const { copy } = frame;
    copy.held++;
    const unit = tally[copy.unit]!;
    held[copy.unit] = held[copy.unit]! + 1;
    unit.held = Math.max(unit.held, held[copy.unit]!);
    begin(frame);
  }

  function release(copy: Copy, count: number): void {
    copy.held -= count;
    held[copy.unit] = held[copy.unit]! - count;
  }

  function begin(frame: Frame): void {
    const { part } = stepOf(frame);
    const hangs =
      trouble?.kind === "hangs" &&
      trouble.part === part &&
      agenda.now >= trouble.from &&
      agenda.now < trouble.until;
    if (hangs) agenda.plan(trouble.until, { type: "resume", frame });
    else wantCpu(frame);
  }

  function stepOf({ errand, step }: Frame) {
    return errands[errand]!.steps[step]!;
  }

  function wantCpu(frame: Frame): void {
    const { cpu } = frame.copy;
    cpu.push(frame);
    if (cpu.length === 1) work(frame);
  }

  function work(frame: Frame): void {
    agenda.plan(agenda.now + stepOf(frame).work, { type: "worked", frame });
  }

  function worked(frame: Frame): void {
    const { copy } = frame;
    // Of a process that has died meanwhile.
    if (copy.cpu[0] !== frame) return;
    copy.cpu.shift();
    const { part, work: took } = stepOf(frame);
    tally[copy.unit]!.busy += took;
    if (copy.cpu[0] !== undefined) work(copy.cpu[0]);
    if (!frame.closed) goOn(frame);
    if (trouble?.kind !== "leaks" || trouble.part !== part) return;
    copy.leaked++;
    if (copy.leaked >= trouble.after) goDown(copy);
  }

  function goOn(frame: Frame): void {
    frame.step++;
    const next = errands[frame.errand]!.steps[frame.step];
    if (next === undefined) {
      close(frame, true);
      return;
    }
    if (unitOf.get(next.part) === frame.copy.unit) {
      begin(frame);
      return;
    }
    if (next.luck < fails) {
      agenda.plan(agenda.now + hop, { type: "answer", to: frame, call: undefined, ok: false });
      return;
    }
    agenda.plan(agenda.now + hop / 2, { type: "call", from: frame });
    if (timeout !== undefined)
      agenda.plan(agenda.now + timeout, { type: "timeout", frame, step: frame.step }, 1);
  }

  /** A request leaves a process: whoever called it learns how it ended. */
  function close(frame: Frame, ok: boolean): void {
    const { copy, caller, errand } = frame;
    frame.closed = true;
    copy.frames.delete(frame);
    if (caller === undefined) ends[errand] = { done: agenda.now, ok };
    else agenda.plan(agenda.now + hop / 2, { type: "answer", to: caller, call: frame, ok });
    release(copy, 1);
    const waiting = copy.backlog.shift();
    if (waiting !== undefined) hold(waiting);
    if (copy.draining) restartDrained(copy);
  }

  function restartDrained(copy: Copy): void {
    if (copy.up && copy.frames.size === 0) goDown(copy);
  }

  /** A process dies with all that it had inside, and is started again. */
  function goDown(copy: Copy): void {
    copy.up = false;
    tally[copy.unit]!.restarts++;
    const lost = [...copy.frames];
    copy.backlog.length = 0;
    copy.cpu.length = 0;
    copy.frames.clear();
    release(copy, copy.held);
    for (const frame of lost) {
      frame.closed = true;
      if (frame.caller === undefined) ends[frame.errand] = { done: agenda.now, ok: false };
      else agenda.plan(agenda.now + hop / 2, { type: "answer", to: frame.caller, call: frame, ok: false });
    }
    agenda.plan(agenda.now + units[copy.unit]!.boot, { type: "up", copy });
  }

  function comeUp(copy: Copy): void {
    copy.up = true;
    copy.leaked = 0;
    if (!copy.draining) return;
    copy.draining = false;
    const next = copies[copy.unit]![copy.index + 1];
    if (next === undefined) deployed = agenda.now;
    else agenda.plan(agenda.now, { type: "drain", copy: next });
  }
}
