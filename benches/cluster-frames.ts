import type { Browser, BrowserContext } from "playwright-core";
import type { Bench, Measure } from "./bench.ts";
import { openBrowser } from "./support/browser.ts";
import { quantileOf, SLOWER, traceFrames } from "./support/frame-costs.ts";
import { median } from "./support/median.ts";

const RUNS = 3;
/** Long enough for six minutes of the model at ×60, in which everything that is periodic has happened. */
const TRACED_MS = 8000;
const ADDRESS = "/labs/cluster/#v=1&s=twenty-nodes&at=0";
const SPEED = "×60";

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
    }[] = [];
    let hourMB: number;
    try {
      for (let run = 0; run < RUNS; run++) {
        say(`  ${ADDRESS} ${run + 1}/${RUNS}`);
        runs.push(await traceOnce(browser, site.origin));
      }
      say("  모델의 한 시간");
      hourMB = await rememberHour(browser, site.origin);
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
          { subject: "파드 200개, 노드 20대", metric: "한 시간 뒤 메모리", unit: "MB", value: hourMB },
        ],
        notes: [
          "장면마다 스크립트, 스타일, 레이아웃이 쓴 시간입니다. 95번째 백분위는 12ms, 메모리는 150MB를 넘지 않아야 합니다.",
        ],
      },
    ];
  },
};

/** The page at its fastest, not flowing yet. */
async function openFast(context: BrowserContext, origin: string) {
  const page = await context.newPage();
  await page.goto(origin + ADDRESS);
  await page.locator(".cl-nodes.shape .cl-pod").nth(150).waitFor();
  await page.getByRole("button", { name: SPEED, exact: true }).click();
  return { page, flow: page.getByRole("button", { name: "흐르게", exact: true }) };
}

/** @returns what the page holds after an hour of the model, in MB */
async function rememberHour(browser: Browser, origin: string): Promise<number> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  try {
    const { page, flow } = await openFast(context, origin);
    await flow.click();
    await page.waitForFunction(
      () => document.querySelector(".bench-say .num")?.textContent?.includes("시간") ?? false,
      undefined,
      { timeout: 300_000, polling: 1000 },
    );
    const session = await context.newCDPSession(page);
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return usedSize / 2 ** 20;
  } finally {
    await context.close();
  }
}

async function traceOnce(browser: Browser, origin: string) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: "block",
  });
  try {
    const { page, flow } = await openFast(context, origin);
    const costs = await traceFrames(page, () => flow.click(), TRACED_MS);
    return {
      p50: quantileOf(costs, 0.5),
      p95: quantileOf(costs, 0.95),
      perSecond: costs.length / (TRACED_MS / 1000),
    };
  } finally {
    await context.close();
  }
}
