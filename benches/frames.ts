import type { Browser } from "playwright-core";
import { lbAlgorithmSimulator } from "../lib/labs/lb-algorithm-simulator/lb-algorithm-simulator.ts";
import { writeHash } from "../lib/sim/hash.ts";
import { startRun } from "../lib/sim/run.ts";
import type { Bench, Measure } from "./bench.ts";
import { openBrowser } from "./support/browser.ts";
import { quantileOf, SLOWER, traceFrames } from "./support/frame-costs.ts";

const WATCHED_MS = 4000;
/** A desk's screen, and one so wide that more than 500 requests are drawn. */
const WIDTHS = [1440, 5600] as const;

/**
 * What a frame costs while the load balancing lab flows, with every queue as long as it is drawn: script, style
 * and layout, from a trace of the browser.
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
          { subject, metric: "중앙값", unit: "ms", value: quantileOf(costs, 0.5) },
          { subject, metric: "p95", unit: "ms", value: quantileOf(costs, 0.95) },
          { subject, metric: "프레임", unit: "count", value: costs.length },
        );
      }
    } finally {
      await browser.close();
    }
    return [
      {
        title: `로드 밸런싱 실습의 한 프레임(스크립트, 스타일, 레이아웃, CPU ${SLOWER}배 느리게)`,
        measures,
        notes: ["움직이는 것이 500개여도 p95가 8ms를 넘지 않아야 합니다."],
      },
    ];
  },
};

async function watch(browser: Browser, address: string, width: number) {
  // Wider than the column that readers see, so that more is drawn than a page of ours ever shows.
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  try {
    const page = await context.newPage();
    await page.goto(address + crowded());
    await page.addStyleTag({ content: "main, main * { max-inline-size: none !important }" });
    const button = page.getByRole("button", { name: "흐르게" });
    // A lab that has come to life answers: the clock goes on, and stops again.
    await button.click();
    await page.getByRole("button", { name: "멈춤" }).click();
    await page.getByRole("slider", { name: "지금" }).focus();
    // The queues are longest when the last request has come, six tenths of the way.
    await page.keyboard.press("Home");
    for (let step = 0; step < 6; step++) await page.keyboard.press("PageUp");
    const costs = await traceFrames(page, () => button.click(), WATCHED_MS);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll(".lb-lane path")].reduce((sum, path) => {
        const drawn = path.getAttribute("d") ?? "";
        // Single dots, and rows of them a gap apart.
        const gap = Number(path.getAttribute("stroke-dasharray")?.split(" ")[1] ?? 0);
        if (path.getAttribute("data-part") !== "row") return sum + drawn.split("h.01").length - 1;
        return [...drawn.matchAll(/h-([\d.]+)/g)].reduce(
          (dots, [, length]) => dots + Math.floor(Number(length) / gap) + 1,
          sum,
        );
      }, 0),
    );
    return { moving, costs };
  } finally {
    await context.close();
  }
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
