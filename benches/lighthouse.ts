import { type ChildProcess, spawn } from "node:child_process";
import { findChromium } from "../lib/build/machine/find-chromium.ts";
import type { Bench, Measure } from "./bench.ts";
import { endChild, endWithUs, removeFolder, temporaryFolder } from "./support/leave-nothing.ts";
import { median } from "./support/median.ts";
import type { PageType } from "./support/page-types.ts";

const RUNS = 3;
const CATEGORIES = {
  performance: "성능",
  accessibility: "접근성",
  "best-practices": "권장 사항",
  seo: "검색 노출",
} as const;
type Category = keyof typeof CATEGORIES;
const TIMES = {
  "first-contentful-paint": "FCP",
  "largest-contentful-paint": "LCP",
  "total-blocking-time": "TBT",
} as const;

/** Not a page that is meant to be found, and answered with 404 by some servers. */
const SKIPPED: readonly PageType[] = ["lost"];

/** A page that asks not to be found, as a reader's own records, is not blamed for that; for all else it is. */
const NOT_TO_BE_FOUND = /<meta name="robots" content="noindex/;

type Run = { readonly scores: Record<Category, number>; readonly times: Record<keyof typeof TIMES, number> };

/** Lighthouse's mobile run of each page type; the floor goes through the same for its performance. */
export const lighthouse: Bench = {
  name: "lighthouse",
  run: async ({ root, environment, openSite, say }) => {
    const site = await openSite();
    const chromium = await openChromium(root, environment);
    const measures: Measure[] = [];
    const lost = new Set<string>();
    try {
      for (const page of site.pages.filter(({ type }) => !SKIPPED.includes(type))) {
        say(`  ${page.title} ${page.address}`);
        const runs: Run[] = [];
        const floors: Run[] = [];
        for (let run = 0; run < RUNS; run++) {
          const skipped = NOT_TO_BE_FOUND.test(page.html) ? ["is-crawlable"] : [];
          runs.push(
            await audit(site.origin + page.address, chromium.port, skipped, (title) =>
              lost.add(`${page.title}: ${title}`),
            ),
          );
          floors.push(await audit(site.origin + page.floorAddress, chromium.port, []));
        }
        const middle = (of: readonly Run[], read: (run: Run) => number) => median(of.map(read));
        for (const [id, metric] of Object.entries(CATEGORIES) as [Category, string][]) {
          measures.push({
            subject: page.title,
            metric,
            unit: "score",
            value: middle(runs, (run) => run.scores[id]),
            floor: id === "performance" ? middle(floors, (run) => run.scores[id]) : undefined,
          });
        }
        for (const [id, metric] of Object.entries(TIMES) as [keyof typeof TIMES, string][]) {
          measures.push({
            subject: page.title,
            metric,
            unit: "ms",
            value: middle(runs, (run) => run.times[id]),
            floor: middle(floors, (run) => run.times[id]),
          });
        }
      }
    } finally {
      await chromium.close();
    }
    return [{ title: `Lighthouse 모바일(${RUNS}번의 가운데 값)`, measures, notes: [...lost].sort() }];
  },
};

/** @param skipAudits what is not asked @param onLost told of each audit that took points off, once for every run */
async function audit(
  address: string,
  port: number,
  skipAudits: string[],
  onLost?: (title: string) => void,
): Promise<Run> {
  // Loaded here: it takes a second, and only this measurement needs it.
  const { default: run } = await import("lighthouse");
  const answer = await run(address, { port, skipAudits, output: "json", logLevel: "silent" });
  if (!answer) throw new Error(`${address}: Lighthouse가 답하지 않았습니다.`);
  const { audits, categories, runtimeError } = answer.lhr;
  if (runtimeError) throw new Error(`${address}: ${runtimeError.message}`);
  const scoreOf = (id: Category) => Math.round((categories[id]?.score ?? 0) * 100);
  const timeOf = (id: keyof typeof TIMES) => audits[id]?.numericValue ?? Number.NaN;
  for (const [id, name] of Object.entries(CATEGORIES) as [Category, string][]) {
    if (scoreOf(id) === 100) continue;
    for (const reference of categories[id]?.auditRefs ?? []) {
      const one = audits[reference.id];
      if (reference.weight > 0 && one?.score !== null && one && one.score < 0.9)
        onLost?.(`${name}, ${one.title}${one.displayValue ? ` (${one.displayValue})` : ""}`);
    }
  }
  return {
    scores: {
      performance: scoreOf("performance"),
      accessibility: scoreOf("accessibility"),
      "best-practices": scoreOf("best-practices"),
      seo: scoreOf("seo"),
    },
    times: {
      "first-contentful-paint": timeOf("first-contentful-paint"),
      "largest-contentful-paint": timeOf("largest-contentful-paint"),
      "total-blocking-time": timeOf("total-blocking-time"),
    },
  };
}

async function openChromium(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ port: number; close: () => Promise<void> }> {
  const found = await findChromium(root, environment);
  const profile = temporaryFolder("profile");
  const headless = found.args.some((argument) => argument.startsWith("--headless")) ? [] : ["--headless"];
  const child = spawn(
    found.executablePath,
    [...found.args, ...headless, `--user-data-dir=${profile}`, "--remote-debugging-port=0", "about:blank"],
    { stdio: ["ignore", "ignore", "pipe"], env: { NODE_ENV: "production", ...found.env } },
  );
  endWithUs(child);
  const port = await debuggingPort(child);
  return {
    port,
    close: async () => {
      await endChild(child);
      removeFolder(profile);
    },
  };
}

function debuggingPort(child: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    let said = "";
    child.stderr?.on("data", (text) => {
      said += text;
      const port = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(said)?.[1];
      if (port) done(Number(port));
    });
    child.once("error", fail);
    child.once("close", () => fail(new Error(`브라우저를 열지 못했습니다.\n${said}`)));
  });
}
