import type { Browser } from "playwright-core";
import type { Bench, Measure } from "./bench.ts";
import { openBrowser } from "./support/browser.ts";
import { median } from "./support/median.ts";

const SLOWER = 4;
const RUNS = 3;
/** Long enough for six minutes of the model at ×60, in which everything that is periodic has happened. */
const TRACED_MS = 8000;
const ADDRESS = "/labs/cluster/#v=1&s=twenty-nodes&at=0";
const SPEED = "×60";

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args: { readonly name?: string };
};
/** From and to, in microseconds. */
type Span = readonly [from: number, to: number];

/** What the browser calls script, style and layout. Some lie inside others: what they cover counts once. */
const SCRIPT =
  /^(?:FunctionCall|FireAnimationFrame|TimerFire|EventDispatch|RunMicrotasks|EvaluateScript|MinorGC|MajorGC|V8\.GC.*)$/;
const STYLE = /^(?:UpdateLayoutTree|ScheduleStyleRecalculation)$/;
const LAYOUT = /^Layout$/;

/** What a frame of the cluster's page costs while time flows fastest over its largest scenario, from a trace. */
export const clusterFrames: Bench = {
  name: "cluster-frames",
  run: async ({ root, environment, openSite, say }) => {
    const site = await openSite();
    const browser = await openBrowser(root, environment);
    const runs: {
      readonly p50: number;
      readonly p95: number;
      readonly perSecond: number;
      readonly heapMB: number;
    }[] = [];
    try {
      for (let run = 0; run < RUNS; run++) {
        say(`  ${ADDRESS} ${run + 1}/${RUNS}`);
        runs.push(await traceOnce(browser, site.origin));
      }
    } finally {
      await browser.close();
    }
    const of = (
      metric: string,
      unit: Measure["unit"],
      pick: (run: (typeof runs)[number]) => number,
    ): Measure => ({
      subject: "파드 200개, 노드 20대",
      metric,
      unit,
      value: median(runs.map(pick)),
    });
    return [
      {
        title: `클러스터의 한 장면(${SPEED}, CPU ${SLOWER}배 느리게, ${RUNS}번의 가운데 값)`,
        measures: [
          of("중앙값", "ms", ({ p50 }) => p50),
          of("95번째 백분위", "ms", ({ p95 }) => p95),
          of("초당 장면", "count", ({ perSecond }) => Math.round(perSecond)),
          of("메모리", "MB", ({ heapMB }) => heapMB),
        ],
        notes: [
          "장면마다 스크립트, 스타일, 레이아웃이 쓴 시간입니다. 95번째 백분위는 12ms를 넘지 않아야 합니다.",
        ],
      },
    ];
  },
};

async function traceOnce(browser: Browser, origin: string) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: "block",
  });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.goto(origin + ADDRESS);
    await page.locator(".cl-nodes.shape .cl-pod").nth(150).waitFor();
    await page.getByRole("button", { name: SPEED, exact: true }).click();
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.getByRole("button", { name: "흐르게", exact: true }).click();
    await page.waitForTimeout(1000);
    await browser.startTracing(page, {
      categories: ["devtools.timeline", "disabled-by-default-v8.gc", "__metadata"],
    });
    await page.waitForTimeout(TRACED_MS);
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
      readonly traceEvents: readonly TraceEvent[];
    };
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return { ...framesOf(traceEvents), heapMB: usedSize / 2 ** 20 };
  } finally {
    await context.close();
  }
}

/** The work of each frame: what lies between two of its beginnings on the thread that draws the page. */
function framesOf(events: readonly TraceEvent[]) {
  const starts = events.filter(({ name, ph }) => name === "FireAnimationFrame" && ph === "X");
  const busiest = Map.groupBy(starts, ({ tid }) => tid);
  const [main] = [...busiest].sort(([, a], [, b]) => b.length - a.length)[0]!;
  const begins = starts
    .filter(({ tid }) => tid === main)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const work = events
    .filter(
      ({ name, tid, dur }) =>
        tid === main && dur !== undefined && (SCRIPT.test(name) || STYLE.test(name) || LAYOUT.test(name)),
    )
    .map(({ ts, dur = 0 }): Span => [ts, ts + dur])
    .sort(([a], [b]) => a - b);
  const costs = begins.slice(0, -1).map((from, index) => covered(work, from, begins[index + 1]!) / 1000);
  costs.sort((a, b) => a - b);
  const at = (share: number) => costs[Math.min(costs.length - 1, Math.floor(costs.length * share))]!;
  const seconds = (begins.at(-1)! - begins[0]!) / 1e6;
  return { p50: at(0.5), p95: at(0.95), perSecond: costs.length / seconds };
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
