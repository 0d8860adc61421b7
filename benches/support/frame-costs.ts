import type { Page } from "playwright-core";

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  /** When and how long by the clock of the event's thread, in microseconds: what waits for a processor costs nothing. */
  readonly tts?: number;
  readonly tdur?: number;
};
/** From and to, in microseconds of the thread. */
type Span = readonly [from: number, to: number];

/** What the browser calls script, style and layout. Some lie inside others: what they cover counts once. */
const WORK =
  /^(?:FunctionCall|FireAnimationFrame|TimerFire|EventDispatch|RunMicrotasks|EvaluateScript|MinorGC|MajorGC|V8\.GC.*|UpdateLayoutTree|ScheduleStyleRecalculation|Layout)$/;

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

/** The work of each frame: what lies between two of their beginnings on the thread that draws the page. */
function costsOf(events: readonly TraceEvent[]): readonly number[] {
  const timed = events.flatMap(({ name, ph, tid, tts, tdur }) =>
    ph === "X" && tts !== undefined && tdur !== undefined
      ? [{ name, tid, span: [tts, tts + tdur] as Span }]
      : [],
  );
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
