import type { Browser, Page } from "playwright-core";
import type { Bench, Measure } from "./bench.ts";
import { type Interaction, openBrowser, THEME, VIEWER } from "./support/browser.ts";
import { median } from "./support/median.ts";
import type { PageType } from "./support/page-types.ts";

const RUNS = 5;
const SLOWER = 4;
/** Slow 4G as Lighthouse and the developer tools apply it on a page: latency in ms, bytes a second. */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1474.56 * 1024) / 8,
  uploadThroughput: (675 * 1024) / 8,
};
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true };
const MEASURED: readonly PageType[] = ["note-text", "note-figures", "home"];
const PRESS_EVERY_MS = 100;

type Visit = "none" | "impatient" | "calm";
type Times = { paint: number; worked: number };

/**
 * How long a reader with a slow phone on a slow line waits for the first paint, and for the first
 * thing that works: pressed again and again from the first moment on, and pressed once on a page that
 * has loaded. Pages and floors take turns, so that a busy machine is as unfair to both.
 */
export const paint: Bench = {
  name: "paint",
  run: async ({ root, environment, openSite, say }) => {
    const site = await openSite();
    const browser = await openBrowser(root, environment);
    const measures: Measure[] = [];
    try {
      for (const page of site.pages.filter(({ type }) => MEASURED.includes(type))) {
        say(`  ${page.title} ${page.address}`);
        const interactions = page.type === "note-figures" ? [THEME, VIEWER] : [THEME];
        const paints: number[] = [];
        const floors: number[] = [];
        const first = interactions.map((): number[] => []);
        const once = interactions.map((): number[] => []);
        for (let run = 0; run < RUNS; run++) {
          floors.push((await visit(browser, site.origin + page.floorAddress, THEME, "none")).paint);
          for (const [index, interaction] of interactions.entries()) {
            const impatient = await visit(browser, site.origin + page.address, interaction, "impatient");
            const calm = await visit(browser, site.origin + page.address, interaction, "calm");
            paints.push(impatient.paint, calm.paint);
            first[index]!.push(impatient.worked);
            once[index]!.push(calm.worked);
          }
        }
        const floor = median(floors);
        const row = { subject: page.title, unit: "ms" } as const;
        measures.push({ ...row, metric: "첫 그리기", value: median(paints), floor });
        for (const [index, { title }] of interactions.entries()) {
          measures.push({ ...row, metric: `${title}: 처음부터`, value: median(first[index]!), floor });
          measures.push({ ...row, metric: `${title}: 누른 뒤`, value: median(once[index]!) });
        }
      }
    } finally {
      await browser.close();
    }
    return [
      {
        title: `첫 그리기와 첫 상호작용(CPU ${SLOWER}배 느리게, 느린 4G, ${RUNS}번의 가운데 값)`,
        measures,
        notes: [
          "바닥은 같은 글을 맨 HTML과 CSS로 만든 페이지의 첫 그리기입니다.",
          `'처음부터'는 여는 순간부터 ${PRESS_EVERY_MS}ms마다 눌러 처음 통할 때까지, '누른 뒤'는 다 읽어 들인 페이지에서 한 번 눌러 통할 때까지입니다.`,
        ],
      },
    ];
  },
};

async function visit(
  browser: Browser,
  address: string,
  interaction: Interaction,
  kind: Visit,
): Promise<Times> {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW_4G);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    if (kind === "impatient") await page.addInitScript(pressUntilDone, { ...interaction, PRESS_EVERY_MS });
    await page.goto(address, { waitUntil: kind === "impatient" ? "load" : "networkidle" });
    const worked =
      kind === "none"
        ? Number.NaN
        : kind === "impatient"
          ? await page.waitForFunction(() => window.benchDone).then((handle) => handle.jsonValue())
          : await page.evaluate(pressOnce, interaction);
    return { paint: await firstPaint(page), worked: worked as number };
  } finally {
    await context.close();
  }
}

declare global {
  interface Window {
    benchDone?: number;
  }
}

/** Runs in the page, before anything of its own. */
function pressUntilDone({ press, done, PRESS_EVERY_MS: every }: Interaction & { PRESS_EVERY_MS: number }) {
  const timer = setInterval(() => {
    const button = document.querySelector<HTMLElement>(press);
    if (button?.checkVisibility()) button.click();
  }, every);
  new MutationObserver((_, observer) => {
    if (!document.querySelector(done)) return;
    window.benchDone = performance.now();
    clearInterval(timer);
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/** Runs in the page. */
function pressOnce({ press, done }: Interaction): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const check = () => {
      if (document.querySelector(done)) resolve(performance.now() - started);
    };
    new MutationObserver(check).observe(document, { subtree: true, childList: true, attributes: true });
    setTimeout(() => reject(new Error(`${press}: nothing happened`)), 30_000);
    document.querySelector<HTMLElement>(press)!.click();
    check();
  });
}

function firstPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const entry = list.getEntriesByName("first-contentful-paint")[0];
          if (entry) resolve(entry.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );
}
