import type { Browser, CDPSession, Page } from "playwright-core";
import { lbAlgorithmSimulator } from "../lib/labs/lb-algorithm-simulator/lb-algorithm-simulator.ts";
import { writeHash } from "../lib/sim/hash.ts";
import { startRun } from "../lib/sim/run.ts";
import type { Bench, Measure } from "./bench.ts";
import { openBrowser } from "./support/browser.ts";

/** A phone's processor against this one, as browsers' tools slow theirs down. */
const SLOWER = 4;
const WATCHED_MS = 4000;
/** A desk's screen, and one so wide that more than 500 requests are drawn. */
const WIDTHS = [1440, 5600] as const;

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
};

/**
 * What a frame costs the main thread while the load balancing lab flows: from a trace of the browser, everything
 * that ran between two frames, with every queue as long as it is drawn.
 */
export const frames: Bench = {
  name: "frames",
  run: async ({ root, environment, openSite, say }) => {
    const site = await openSite();
    const browser = await openBrowser(root, environment);
    const measures: Measure[] = [];
    try {
      for (const width of WIDTHS) {
        say(`  ${width}px`);
        const { moving, costs } = await watch(
          browser,
          `${site.origin}/labs/${lbAlgorithmSimulator.id}/`,
          width,
        );
        const subject = `움직이는 것 ${moving}개`;
        measures.push(
          { subject, metric: "중앙값", unit: "ms", value: at(costs, 0.5) },
          { subject, metric: "p95", unit: "ms", value: at(costs, 0.95) },
          { subject, metric: "프레임", unit: "count", value: costs.length },
        );
      }
    } finally {
      await browser.close();
    }
    return [
      {
        title: `로드 밸런싱 실습의 한 프레임(주 스레드, CPU ${SLOWER}배 느리게)`,
        measures,
        notes: ["움직이는 것이 500개여도 p95가 12ms를 넘지 않아야 합니다."],
      },
    ];
  },
};

async function watch(
  browser: Browser,
  address: string,
  width: number,
): Promise<{ readonly moving: number; readonly costs: readonly number[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(address + crowded());
  const button = page.getByRole("button", { name: "흐르게" });
  // A lab that has come to life answers: the clock goes on, and stops again.
  await button.click();
  await page.getByRole("button", { name: "멈춤" }).click();
  await page.getByRole("slider", { name: "지금" }).focus();
  await page.keyboard.press("End");
  for (let second = 0; second < 8; second++) await page.keyboard.press("ArrowLeft");
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await button.click();
  const events = await trace(cdp, page);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll(".lb-lane path")].reduce(
      (sum, path) => sum + (path.getAttribute("d")?.split("h.01").length ?? 1) - 1,
      0,
    ),
  );
  await page.close();
  return { moving, costs: costsOf(events) };
}

/** The address of a load that no way of sharing can bear: every queue grows. */
function crowded(): string {
  let run = startRun(lbAlgorithmSimulator, lbAlgorithmSimulator.scenarios[0]);
  for (const [at, event] of [
    { type: "set", what: "perSecond", value: 48 } as const,
    { type: "set", what: "workMs", value: 120 } as const,
  ].entries()) {
    const acted = run.act(at, event);
    if (!acted.ok) throw new Error(acted.reason);
    run = acted.run;
  }
  return `#${writeHash(run, 2)}`;
}

async function trace(cdp: CDPSession, page: Page): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  cdp.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise<void>((done) => cdp.once("Tracing.tracingComplete", () => done()));
  await cdp.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline"] },
  });
  await page.evaluate((wait) => new Promise((done) => setTimeout(done, wait)), WATCHED_MS);
  await cdp.send("Tracing.end");
  await complete;
  return events;
}

/** Milliseconds that ran on the page's main thread for each frame that was committed. */
function costsOf(events: readonly TraceEvent[]): readonly number[] {
  const main = events.find(
    ({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain",
  )?.tid;
  const commits = events.filter(({ name, ph }) => name === "Commit" && ph === "X");
  const tid = commits[0]?.tid ?? main;
  const ends = commits
    .filter((event) => event.tid === tid)
    .map(({ ts, dur = 0 }) => ts + dur)
    .sort((one, other) => one - other);
  const tasks = events.filter(
    (event) => event.tid === tid && event.ph === "X" && event.name.endsWith("RunTask"),
  );
  return ends.slice(1).map((end, index) => {
    const from = ends[index]!;
    // A task belongs to the frame in which it ends; the commit is the end of its own.
    return tasks.reduce((sum, { ts, dur = 0 }) => {
      const overlap = Math.min(ts + dur, end) - Math.max(ts, from);
      return sum + Math.max(0, overlap) / 1000;
    }, 0);
  });
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
