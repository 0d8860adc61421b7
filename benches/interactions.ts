import type { Browser, Page } from "playwright-core";
import * as words from "../lib/words/words.ts";
import type { Bench, Measure } from "./bench.ts";
import { openBrowser } from "./support/browser.ts";
import { SLOWER, traceAct } from "./support/frame-costs.ts";
import { median } from "./support/median.ts";

const RUNS = 5;
const PHONE = { viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true };
const DESK = { viewport: { width: 1440, height: 900 } };

type Interaction = {
  readonly title: string;
  readonly address: string;
  readonly on: typeof PHONE | typeof DESK;
  /** What comes before, and is not measured. */
  readonly before?: (page: Page) => Promise<unknown>;
  readonly act: (page: Page) => Promise<void>;
  readonly done: (page: Page) => Promise<unknown>;
};

const NOTE = "/notes/docker-images/";
const LAB = "/labs/docker-images-layer-stacker/";

const openSearch = async (page: Page) => {
  await page.keyboard.press("/");
  await page.locator("dialog.search[open] .blank").waitFor();
};
/** What a screen reader is told last; it changes with each step. */
const said = (page: Page) => page.locator("[data-island] [aria-live], [data-island] [role=status]").first();

/** A slider of a lab that runs thousands of requests for each of its values. */
const dragging = (title: string, lab: string): Interaction => ({
  title,
  address: `/labs/${lab}/`,
  on: PHONE,
  before: async (page) => {
    await stepOnce(page);
    const slider = page.locator(".lab-range input").first();
    // On a phone it may stand in a pane that is not shown.
    for (const pane of await page.locator(".pane-tabs button").all())
      if (!(await slider.isVisible())) await pane.tap();
    await slider.focus();
  },
  // Not let go yet, as while it is dragged.
  act: (page) => page.keyboard.down("ArrowLeft"),
  done: (page) => page.locator(".bench-say .num", { hasText: /^2/ }).waitFor(),
});

const INTERACTIONS: readonly Interaction[] = [
  {
    title: "차림 열기",
    address: NOTE,
    on: PHONE,
    act: (page) => page.getByRole("button", { name: words.listOfNotes }).tap(),
    done: (page) => page.locator("#nav:popover-open").waitFor(),
  },
  {
    title: "검색 열기",
    address: NOTE,
    on: DESK,
    act: (page) => page.keyboard.press("/"),
    done: (page) => page.locator("dialog.search[open]").waitFor(),
  },
  {
    title: "검색 글쇠",
    address: NOTE,
    on: DESK,
    before: openSearch,
    act: (page) => page.keyboard.press("d"),
    done: (page) => page.locator("dialog.search [role=option]").first().waitFor(),
  },
  {
    title: "실습 한 단계",
    address: LAB,
    on: PHONE,
    before: stepOnce,
    act: async (page) => {
      await page.getByRole("button", { name: words.next, exact: true }).first().tap();
    },
    done: (page) => page.locator("[data-island]").first().waitFor(),
  },
  dragging("재시도 폭풍 끌기", "microservices-retry-storm"),
  dragging("같은 상점 끌기", "microservices-same-shop"),
  dragging("부하 분산 끌기", "load-balancing-lb-algorithm-simulator"),
  dragging("자동 확장 끌기", "auto-scaling-scaling-timeline"),
  {
    title: "복습 채점",
    address: "/review/",
    on: PHONE,
    before: async (page) => {
      await keepCards(page);
      await page.reload();
      await page.locator(".rev .card").waitFor();
      await page.keyboard.press("Space");
      await page.locator(".grades[role=group]").waitFor();
    },
    act: (page) => page.locator(".grades[role=group] button").nth(2).tap(),
    done: (page) => page.locator(".grades[role=group]").waitFor({ state: "detached" }),
  },
  {
    title: "지도 거르기",
    address: "/map/",
    on: DESK,
    before: (page) => page.locator("#concept-filter").focus(),
    act: (page) => page.keyboard.press("d"),
    done: (page) => page.locator(".concepts > li[hidden]").first().waitFor({ state: "attached" }),
  },
  {
    title: "클러스터 명령",
    address: "/labs/cluster/",
    on: DESK,
    before: async (page) => {
      const line = page.locator(".cl-t input").first();
      // A first command, so that the terminal has come to life.
      await line.fill("kubectl get nodes");
      await line.press("Enter");
      await isOnScreen(page, "node-3");
      await line.fill("kubectl get pods");
    },
    act: (page) => page.keyboard.press("Enter"),
    done: (page) => isOnScreen(page, "READY"),
  },
];

/** How long a slow phone works from a reader's act to the next picture: what is felt as the answer of a page. */
export const interactions: Bench = {
  name: "interactions",
  run: async ({ root, environment, openSite, say }) => {
    const site = await openSite();
    const browser = await openBrowser(root, environment);
    const measures: Measure[] = [];
    try {
      for (const interaction of INTERACTIONS) {
        say(`  ${interaction.title} ${interaction.address}`);
        const costs: number[] = [];
        for (let run = 0; run < RUNS; run++) costs.push(await measure(browser, site.origin, interaction));
        const subject = interaction.title;
        measures.push(
          { subject, metric: "가운데 값", unit: "ms", value: median(costs) },
          { subject, metric: "가장 느린 것", unit: "ms", value: Math.max(...costs) },
        );
      }
    } finally {
      await browser.close();
    }
    return [
      {
        title: `누른 뒤 다음 그림까지(CPU ${SLOWER}배 느리게, ${RUNS}번)`,
        measures,
        notes: ["프로세서가 일한 시간입니다. 100ms를 넘지 않아야 합니다."],
      },
    ];
  },
};

async function measure(browser: Browser, origin: string, interaction: Interaction): Promise<number> {
  const context = await browser.newContext({ ...interaction.on, serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    await page.goto(origin + interaction.address, { waitUntil: "networkidle" });
    await interaction.before?.(page);
    return await traceAct(
      page,
      () => interaction.act(page),
      () => interaction.done(page),
    );
  } finally {
    await context.close();
  }
}

/** A first step, so that the lab has come to life. */
async function stepOnce(page: Page): Promise<void> {
  const before = await said(page).textContent();
  await page.getByRole("button", { name: words.next, exact: true }).first().tap();
  await changed(page, before);
}

async function isOnScreen(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector(".terminal-screen")?.textContent?.includes(wanted),
    text,
  );
}

async function changed(page: Page, before: string | null): Promise<void> {
  await page.waitForFunction(
    (text) =>
      document.querySelector("[data-island] [aria-live], [data-island] [role=status]")?.textContent !== text,
    before,
  );
}

/** Ten cards of the site in the reader's box, as its notes put them there. */
async function keepCards(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { cards } = (await (await fetch("/review/deck.json")).json()) as {
      readonly cards: readonly { readonly id: string; readonly kind: string }[];
    };
    await new Promise<void>((done, fail) => {
      const opening = indexedDB.open("whale-notes");
      opening.onerror = () => fail(opening.error);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction("log", "readwrite");
        const site = document.documentElement.dataset.site;
        for (const [index, { id: card }] of cards
          .filter(({ kind }) => kind === "card")
          .slice(0, 10)
          .entries()) {
          const entry = { id: `b-${index}`, at: Date.now() - 10_000 + index, kind: "keep", card, on: true };
          transaction.objectStore("log").put({ site, id: entry.id, kind: "keep", entry });
        }
        transaction.oncomplete = () => done(opening.result.close());
      };
    });
    localStorage.setItem("whale.reader", JSON.stringify({ v: 1 }));
  });
}
