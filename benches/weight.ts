import type { Page } from "playwright-core";
import type { Bench, Measure, Table } from "./bench.ts";
import { openBrowser, THEME, VIEWER } from "./support/browser.ts";
import { transfer } from "./support/transfer.ts";

const ENCODINGS = ["gzip", "br"] as const;
const KINDS = { document: "HTML", stylesheet: "CSS", script: "JS", font: "글꼴", image: "그림" } as const;
const OTHER = "그 밖";
const COLUMNS = [...Object.values(KINDS), OTHER];
const TOTAL = "합계";

/** What was fetched: kind by address. */
type Fetched = ReadonlyMap<string, string>;

/**
 * Bytes of each page type by kind of file: what a browser fetches for the page, and what the first
 * interaction adds. What a service worker keeps for later is not the page's weight and is not counted.
 */
export const weight: Bench = {
  name: "weight",
  run: async ({ root, environment, openSite, say }) => {
    const site = await openSite();
    const browser = await openBrowser(root, environment);
    const before: Record<string, Measure[]> = { gzip: [], br: [] };
    const after: Record<string, Measure[]> = { gzip: [], br: [] };
    try {
      for (const page of site.pages) {
        say(`  ${page.title} ${page.address}`);
        const context = await browser.newContext({ serviceWorkers: "block" });
        const loaded = await load(await context.newPage(), site.origin + page.address);
        const floor = await load(await context.newPage(), site.origin + page.floorAddress);
        await context.close();
        for (const encoding of ENCODINGS) {
          const first = await weigh(loaded.first, encoding);
          const least = await weigh(floor.first, encoding);
          const added = await weigh(loaded.added, encoding);
          for (const metric of [TOTAL, ...COLUMNS]) {
            const row = { subject: page.title, metric, unit: "KB" } as const;
            before[encoding]!.push({ ...row, value: first[metric] ?? 0, floor: least[metric] ?? 0 });
            after[encoding]!.push({ ...row, value: added[metric] ?? 0 });
          }
        }
      }
    } finally {
      await browser.close();
    }
    return ENCODINGS.flatMap((encoding): Table[] => [
      { title: `첫 상호작용 전에 받는 바이트(${encoding})`, measures: before[encoding]! },
      {
        title: `첫 상호작용이 더 받게 하는 바이트(${encoding})`,
        measures: after[encoding]!,
        notes: [`상호작용은 그림이 있으면 ${VIEWER.title}, 없으면 ${THEME.title}입니다.`],
      },
    ]);
  },
};

async function load(page: Page, address: string): Promise<{ first: Fetched; added: Fetched }> {
  let current = new Map<string, string>();
  const seen = new Set<string>();
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("http") || seen.has(url)) return;
    seen.add(url);
    const type = request.resourceType();
    current.set(url, type in KINDS ? KINDS[type as keyof typeof KINDS] : OTHER);
  });
  await page.goto(address, { waitUntil: "networkidle" });
  const first = current;
  current = new Map();
  const [interaction] = await Promise.all(
    [VIEWER, THEME].map(async (one) => ((await page.locator(one.press).count()) > 0 ? one : undefined)),
  ).then((found) => found.filter((one) => one !== undefined));
  if (interaction) {
    await page.locator(interaction.press).first().click();
    await page.locator(interaction.done).first().waitFor();
    await page.waitForLoadState("networkidle");
  }
  return { first, added: current };
}

async function weigh(fetched: Fetched, encoding: string): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [address, asked] of fetched) {
    const { bytes, type } = await transfer(new URL(address), encoding);
    // A module that is preloaded is no script to the browser until it runs.
    const kind = asked === OTHER && type.includes("javascript") ? KINDS.script : asked;
    sums[kind] = (sums[kind] ?? 0) + bytes / 1024;
    sums[TOTAL] = (sums[TOTAL] ?? 0) + bytes / 1024;
  }
  return sums;
}
