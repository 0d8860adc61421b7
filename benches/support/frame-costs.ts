import type { Page } from "playwright-core";

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  /** When and how long by the clock of the event's thread, in microseconds: what waits for a processor costs nothing. */
  readonly tts?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly type?: string } };
};
/** From and to, in microseconds of the thread. */
type Span = readonly [from: number, to: number];

/** What the browser calls script, style and layout. Some lie inside others: what they cover counts once. */
const WORK =
  /^(?:FunctionCall|FireAnimationFrame|TimerFire|EventDispatch|RunMicrotasks|EvaluateScript|MinorGC|MajorGC|V8\.GC.*|UpdateLayoutTree|ScheduleStyleRecalculation|Layout)$/;

/** What is left of a frame after its layout, up to where it is handed to the screen. */
const DRAWING = /^(?:PrePaint|Paint|Layerize|Commit|UpdateLayer)$/;
/** The events that a reader's act begins with or is done by. */
const ACTS = /^(?:pointerdown|pointerup|click|keydown|keyup|input|change)$/;

/** A phone's processor against this one, as browsers' tools slow theirs down. */
export const SLOWER = 4;

/**
 * What script, style and layout cost for each frame of a page that moves, from a trace of the browser, with the
 * processor slowed down: milliseconds of processor time of the thread that draws the page, smallest first.
 * @param start what sets the page moving
 * @param milliseconds of tracing, a second after that
 */
export async function traceFrames(
  page: Page,
  start: () => Promise<void>,
  milliseconds: number,
): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await start();
  await page.waitForTimeout(1000);
  const browser = page.context().browser()!;
  await browser.startTracing(page, {
    categories: ["devtools.timeline", "disabled-by-default-v8.gc", "__metadata"],
  });
  await page.waitForTimeout(milliseconds);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return costsOf(traceEvents);
}

/**
 * What a reader's act costs up to the next frame that shows something, as "interaction to next paint" counts it, from
 * a trace of the browser with the processor slowed down: milliseconds of processor time of the thread that draws the
 * page, of the slowest event that the act consists of. What comes after that frame, as an answer from a worker, is
 * not in it.
 * @param done resolves when the act has had its effect
 */
export async function traceAct(
  page: Page,
  act: () => Promise<void>,
  done: () => Promise<unknown>,
): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const browser = page.context().browser()!;
  await browser.startTracing(page, {
    categories: ["devtools.timeline", "disabled-by-default-v8.gc", "__metadata"],
  });
  await act();
  await done();
  // The frame that shows it has been handed on when the next but one begins.
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await session.detach();
  return costOfAct(traceEvents);
}

/** Of all events of an act the most work between the beginning of one and the end of the next frame. */
function costOfAct(events: readonly TraceEvent[]): number {
  const timed = timedOf(events);
  const acts = timed.filter(
    ({ name, type }) => name === "EventDispatch" && type !== undefined && ACTS.test(type),
  );
  if (acts.length === 0) throw new Error("The trace holds no event of a reader.");
  const costs = acts.map(({ tid, span: [from, end] }) => {
    const own = timed.filter((one) => one.tid === tid);
    const firstAfter = (wanted: string, from: number) =>
      Math.min(
        ...own.filter(({ name, span }) => name === wanted && span[0] >= from).map(({ span }) => span[1]),
      );
    // What is painted is handed on as layers; a frame that paints nothing shows nothing.
    const to = firstAfter("Layerize", firstAfter("Paint", end));
    const work = own
      .filter(({ name }) => WORK.test(name) || DRAWING.test(name))
      .map(({ span }) => span)
      .sort(([a], [b]) => a - b);
    return covered(work, from, to) / 1000;
  });
  return Math.max(...costs);
}

/** The work of each frame: what lies between two of their beginnings on the thread that draws the page. */
function costsOf(events: readonly TraceEvent[]): readonly number[] {
  const timed = timedOf(events);
  const frames = Map.groupBy(
    timed.filter(({ name }) => name === "FireAnimationFrame"),
    ({ tid }) => tid,
  );
  const [main] = [...frames].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  const begins = (frames.get(main ?? -1) ?? []).map(({ span }) => span[0]).sort((a, b) => a - b);
  const work = timed
    .filter(({ name, tid }) => tid === main && WORK.test(name))
    .map(({ span }) => span)
    .sort(([a], [b]) => a - b);
  return begins
    .slice(0, -1)
    .map((from, index) => covered(work, from, begins[index + 1]!) / 1000)
    .sort((a, b) => a - b);
}

function timedOf(events: readonly TraceEvent[]) {
  return events.flatMap(({ name, ph, tid, tts, tdur, args }) =>
    ph === "X" && tts !== undefined && tdur !== undefined
      ? [{ name, tid, span: [tts, tts + tdur] as Span, type: args?.data?.type }]
      : [],
  );
}

/** How much of a stretch spans cover together; they are in order of their beginnings. */
function covered(spans: readonly Span[], from: number, to: number): number {
  let sum = 0;
  let reached = from;
  for (const [begin, end] of spans) {
    if (begin >= to) break;
    if (end <= reached) continue;
    sum += Math.min(end, to) - Math.max(begin, reached);
    reached = Math.min(end, to);
  }
  return sum;
}

/** @param sorted smallest first @param share 0 to 1 */
export function quantileOf(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
