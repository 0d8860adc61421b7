/**
 * The core of a discrete-event simulation: what is still to happen, in order, and the clock that jumps from
 * one event to the next (Law, "Simulation Modeling and Analysis", 1.3). Time is in whole microseconds.
 */

/** Something that will happen. Plain data, like the event it holds. */
export type Pending<E> = {
  /** Microseconds since the start. */
  readonly at: number;
  /** Of two at the same time the lower comes first. */
  readonly priority: number;
  /** Of two with the same priority the one that was planned first. Names it when it is cancelled. */
  readonly sequence: number;
  readonly event: E;
};

/** An agenda as plain data, for the state of a lab. */
export type AgendaState<E> = {
  readonly now: number;
  readonly sequence: number;
  readonly pending: readonly Pending<E>[];
};

export const MICROSECONDS = { ms: 1000, s: 1_000_000, min: 60_000_000, h: 3_600_000_000 } as const;

/** What is still to happen, as a binary heap ordered by time, priority and sequence. */
export class Agenda<E> {
  #now: number;
  #sequence: number;
  readonly #heap: Pending<E>[];
  readonly #cancelled = new Set<number>();

  constructor(state: AgendaState<E> = { now: 0, sequence: 0, pending: [] }) {
    this.#now = state.now;
    this.#sequence = state.sequence;
    // Sorted is a heap.
    this.#heap = [...state.pending].sort(compare);
  }

  /** Microseconds since the start. */
  get now(): number {
    return this.#now;
  }

  /**
   * Plans an event. Two plans at the same time happen in the order of their priorities, then of planning.
   * @param at whole microseconds, not before now
   * @returns its name for `cancel`
   * @throws RangeError for a time that is past or no whole number: a mistake of the model
   */
  plan(at: number, event: E, priority = 0): number {
    if (!Number.isSafeInteger(at) || at < this.#now)
      throw new RangeError(`planned for ${at} at ${this.#now}`);
    const sequence = this.#sequence++;
    this.#heap.push({ at, priority, sequence, event });
    rise(this.#heap, this.#heap.length - 1);
    return sequence;
  }

  /** Forgets what was planned; nothing happens if it has happened already. */
  cancel(sequence: number): void {
    if (this.#heap.some((one) => one.sequence === sequence)) this.#cancelled.add(sequence);
  }

  /** When something happens next; undefined when nothing will. */
  get nextAt(): number | undefined {
    this.#dropCancelled();
    return this.#heap[0]?.at;
  }

  /** Takes what happens next and sets the clock to it. */
  take(): Pending<E> | undefined {
    this.#dropCancelled();
    const first = this.#pop();
    if (first !== undefined) this.#now = first.at;
    return first;
  }

  /** Sets the clock ahead. @throws RangeError when something is planned before */
  wait(until: number): void {
    const next = this.nextAt;
    if (until < this.#now || (next !== undefined && next < until))
      throw new RangeError(`cannot wait until ${until}`);
    this.#now = until;
  }

  toState(): AgendaState<E> {
    const pending = this.#heap.filter((one) => !this.#cancelled.has(one.sequence)).sort(compare);
    return { now: this.#now, sequence: this.#sequence, pending };
  }

  #dropCancelled(): void {
    if (this.#cancelled.size === 0) return;
    while (this.#heap[0] !== undefined && this.#cancelled.delete(this.#heap[0].sequence)) this.#pop();
  }

  #pop(): Pending<E> | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (this.#heap.length > 0 && last !== undefined) {
      this.#heap[0] = last;
      sink(this.#heap);
    }
    return first;
  }
}

/** Why a run stopped: it came to the time, a moment was notable, it had handled enough, or nothing is left. */
export type Stop = "time" | "notable" | "enough" | "empty";

/**
 * Lets everything happen that is planned up to a time, the time included. The clock then stands at it, unless
 * the run stopped before.
 * @param handle makes one event happen and plans what follows; answers whether the moment is one to show
 * @param most how many events at most
 */
export function runUntil<E>(
  agenda: Agenda<E>,
  until: number,
  handle: (event: E, agenda: Agenda<E>) => boolean | undefined,
  most: number = Number.POSITIVE_INFINITY,
): { readonly stop: Stop; readonly handled: number } {
  let handled = 0;
  for (;;) {
    const at = agenda.nextAt;
    if (at === undefined || at > until) {
      if (until > agenda.now && Number.isFinite(until)) agenda.wait(until);
      return { stop: at === undefined ? "empty" : "time", handled };
    }
    if (handled >= most) return { stop: "enough", handled };
    const notable = handle(agenda.take()!.event, agenda) === true;
    handled++;
    if (notable) return { stop: "notable", handled };
  }
}

/**
 * The same in slices, for runs of a million events: the caller does something else between them, shows how far
 * it is, or stops. Notable moments do not end a slice.
 */
export function* runInSlices<E>(
  agenda: Agenda<E>,
  until: number,
  handle: (event: E, agenda: Agenda<E>) => boolean | undefined,
  perSlice = 20_000,
): Generator<{ readonly now: number; readonly handled: number }, number> {
  let handled = 0;
  for (;;) {
    const slice = runUntil(agenda, until, (event) => void handle(event, agenda), perSlice);
    handled += slice.handled;
    if (slice.stop === "time" || slice.stop === "empty") return handled;
    yield { now: agenda.now, handled };
  }
}

function compare(a: Pending<unknown>, b: Pending<unknown>): number {
  return a.at - b.at || a.priority - b.priority || a.sequence - b.sequence;
}

function rise(heap: Pending<unknown>[], from: number): void {
  const risen = heap[from]!;
  let place = from;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (compare(heap[parent]!, risen) <= 0) break;
    heap[place] = heap[parent]!;
    place = parent;
  }
  heap[place] = risen;
}

function sink(heap: Pending<unknown>[]): void {
  const sunk = heap[0]!;
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) < 0) child++;
    if (compare(sunk, heap[child]!) <= 0) break;
    heap[place] = heap[child]!;
    place = child;
  }
  heap[place] = sunk;
}
