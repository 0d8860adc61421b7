import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import type { DiagramText } from "../../note/note.ts";
import { findChromium } from "../machine/find-chromium.ts";
import type { Recipe, Store } from "../store/store.ts";
import { wordsAlias } from "../store/words-alias.ts";
import { explainFault } from "./errors.ts";
import { digestFonts, LATIN, ORIGIN, serveFonts } from "./fonts.ts";
import { withFormulas } from "./formula-text.ts";
import type { DiagramFault } from "./known-faults.ts";
import type { NarrowDrawing } from "./narrow/markup.ts";
import type { Figures } from "./page/main.ts";
import { readDiagram, writeText } from "./reading/read-diagram.ts";
import { plainLabel } from "./reading/reading.ts";
import { openSpacing } from "./spacing.ts";
import { mermaidConfig } from "./theme.ts";

export type DiagramJob = {
  readonly id: string;
  readonly source: string;
  /** True for somebody else's drawing: no colour is refused, and a word that would be lost is. */
  readonly lenient?: boolean;
};

export type Drawn =
  | {
      readonly kind: "drawn";
      readonly svg: string;
      readonly width: number;
      readonly height: number;
      /** The same drawing for a column as narrow as a phone's. */
      readonly narrow?: NarrowDrawing;
      readonly text: DiagramText;
    }
  | ({ readonly kind: "failed" } & DiagramFault)
  | { readonly kind: "no-browser"; readonly reason: string };

type DrawOptions = {
  readonly root: string;
  /** Holds drawings made earlier. */
  readonly store: Store;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

declare const figures: Figures;

/** How many seconds of CPU one drawing may take. Not time: a busy machine draws the same as an idle one. */
const CPU_LIMIT = 30;
/** How often it is asked, in milliseconds; and after how many rounds a drawing that does nothing is given up. */
const ROUND = 2_000;
const ROUNDS = 300;
/** For starting a browser, in milliseconds: for what hangs, not for what is slow. */
const START_LIMIT = 300_000;

/** Two notes may use one id for different drawings: both count. */
export function keyOf(job: DiagramJob): string {
  return `${job.id}\n${job.source}`;
}

/** Draws jobs as they come, and keeps its browser for the next ones until it is closed. */
type Drawer = {
  readonly draw: (jobs: readonly DiagramJob[]) => Promise<Map<string, Drawn>>;
  /**
   * Like `draw`, but what is new is drawn without comparing layouts, and not kept. `rough` says
   * that there is such a drawing, which `draw` will make better.
   */
  readonly sketch: (
    jobs: readonly DiagramJob[],
  ) => Promise<{ readonly drawn: Map<string, Drawn>; readonly rough: boolean }>;
  /** Starts the browser and draws once, so that the next drawing does not wait for it. */
  readonly warm: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Draws every job and closes the browser. */
export async function drawDiagrams(
  jobs: readonly DiagramJob[],
  options: DrawOptions,
): Promise<Map<string, Drawn>> {
  const drawer = createDrawer(options);
  try {
    return await drawer.draw(jobs);
  } finally {
    await drawer.close();
  }
}

/**
 * Answers from the cache where it can. The browser is started once, and only when
 * something is new; what failed is tried again the next time.
 */
export function createDrawer(options: DrawOptions): Drawer {
  const { store } = options;
  const fonts = digestFonts(options.root);
  const recipeOf = ({ id, source, lenient }: DiagramJob): Recipe => ({
    kind: "drawings",
    code: ["lib/build/diagrams/draw-diagrams.ts"],
    inputs: [id, source, fonts, ...(lenient ? ["lenient"] : [])],
  });
  const readKept = async (job: DiagramJob) => {
    const kept = await store.find(recipeOf(job));
    return kept && (JSON.parse(kept.toString("utf8")) as Drawn);
  };
  let session: Session | undefined;
  const close = async () => {
    const open = session;
    session = undefined;
    await open?.close().catch(() => {});
  };

  async function drawFresh(job: DiagramJob, hurry: boolean): Promise<Drawn> {
    try {
      session ??= await openPage(options);
    } catch (error) {
      return { kind: "no-browser", reason: reasonOf(error) };
    }
    let drawn: Drawn;
    try {
      drawn = await draw(session, job, hurry);
    } catch (error) {
      // The page is busy for ever or gone; the next drawing gets a new one.
      await close();
      const why = error instanceof TookTooLong ? "" : `(${reasonOf(error)})`;
      return refuse(job, `그림을 그리다가 멈췄습니다${why}`, "그림을 더 작게 나누어 주세요.");
    }
    if (drawn.kind === "drawn" && !hurry) await store.keep(recipeOf(job), Buffer.from(JSON.stringify(drawn)));
    return drawn;
  }

  async function drawAll(jobs: readonly DiagramJob[], hurry: boolean) {
    const drawn = new Map<string, Drawn>();
    let missing: Drawn | undefined;
    let rough = false;
    for (const job of jobs) {
      if (drawn.has(keyOf(job))) continue;
      let answer = (await readKept(job)) ?? missing;
      if (answer === undefined) {
        answer = await drawFresh(job, hurry);
        rough ||= hurry && answer.kind === "drawn";
      }
      if (answer.kind === "no-browser") missing = answer;
      drawn.set(keyOf(job), answer);
    }
    return { drawn, rough };
  }
  return {
    draw: async (jobs) => (await drawAll(jobs, false)).drawn,
    sketch: (jobs) => drawAll(jobs, true),
    warm: async () => {
      await drawFresh({ id: "warm", source: "flowchart LR\n  a --> b" }, true);
    },
    close,
  };
}

/** The first line of what an error says. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
}

class TookTooLong extends Error {
  override readonly name = "TookTooLong";
}

/** A diagram that was read and yet cannot be drawn: said at the line that names its type. */
function refuse(job: DiagramJob, message: string, hint: string): Drawn {
  const line = job.source.split("\n").findIndex((text) => /\S/.test(text) && !/^\s*%%/.test(text));
  return {
    kind: "failed",
    line: Math.max(0, line) + 1,
    column: 1,
    message: `그림 "${job.id}": ${message}.`,
    hint,
  };
}

/** Icons of a font that no reader has: the label keeps its words, and a label without any the icon's name. */
function withoutIcons(source: string): string {
  return source
    .replace(/\bfa[bklrsd]?:fa-([\w-]+)(?=\s*[\])}"|>])/g, (_, name: string) => name.replaceAll("-", " "))
    .replace(/\bfa[bklrsd]?:fa-[\w-]+[ \t]*/g, "");
}

async function draw({ page, within }: Session, written: DiagramJob, hurry: boolean): Promise<Drawn> {
  const set = withFormulas(written.source);
  if ("fault" in set) return { kind: "failed", ...set.fault };
  const job = { ...written, source: written.lenient ? withoutIcons(set.source) : set.source };
  try {
    const answer = await within(page.evaluate((source) => figures.parse(source), job.source));
    if ("fault" in answer) return { kind: "failed", ...explainFault(job.source, answer.fault) };
    const { type, answers } = answer.parsed;
    const reading = readDiagram(type, answers);
    const rendered = await within(
      page.evaluate((order) => figures.render(order), {
        id: job.id,
        type,
        source: job.source,
        answers,
        elements: reading?.elements ?? {},
        title: plainLabel(answers.getAccTitle),
        description: plainLabel(answers.getAccDescription),
        hurry,
        lenient: job.lenient ?? false,
      }),
    );
    const text = writeText(reading, type, answers, rendered.labels, `fig-${job.id}-`);
    const { svg, width, height, narrow } = rendered;
    return { kind: "drawn", svg, width, height, ...(narrow && { narrow }), text };
  } catch (error) {
    if (error instanceof TookTooLong || page.isClosed() || !page.context().browser()?.isConnected())
      throw error;
    const whole = error instanceof Error ? error.message : String(error);
    const message = whole.replace(/^.*?Error: /, "").split("\n")[0]!;
    const lost = /lost words: (.*)/.exec(message)?.[1];
    if (lost)
      return refuse(
        job,
        `그림에서 글자가 빠져 원문을 그대로 보여 줍니다: ${lost}`,
        "이 모양은 아직 다 그리지 못합니다. 다른 모양으로 적어 보세요",
      );
    const colours = /unmapped colour: (.*)/.exec(message)?.[1];
    return colours
      ? refuse(
          job,
          `짝이 없는 색이 있습니다: ${colours}`,
          "lib/build/diagrams/colours.ts에 이 색의 토큰을 정해 주세요.",
        )
      : refuse(job, `그리지 못했습니다: ${message}`, "그림의 문법을 확인해 주세요.");
  }
}

type Session = {
  readonly page: Page;
  /** A source that keeps the drawing busy for ever fails like any other: with `TookTooLong`. */
  readonly within: <T>(work: Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

async function openPage(options: DrawOptions): Promise<Session> {
  const found = await findChromium(options.root, options.environment);
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args],
    env: found.env,
    headless: true,
    timeout: START_LIMIT,
  });
  try {
    return await preparePage(browser, options);
  } catch (error) {
    // A browser that stays behind would keep this process from ending.
    await browser.close().catch(() => {});
    throw error;
  }
}

async function preparePage(browser: Browser, options: DrawOptions): Promise<Session> {
  const page = await browser.newPage({ locale: "ko-KR", timezoneId: "UTC" });
  page.setDefaultTimeout(START_LIMIT);
  await serveFonts(page, options.root);
  await page.goto(`${ORIGIN}/`);
  const script = readFileSync(join(options.root, "node_modules/mermaid/dist/mermaid.min.js"), "utf8");
  await page.addScriptTag({ content: openSpacing(script) });
  const bundle = await build({
    entryPoints: [join(options.root, "lib/build/diagrams/page/main.ts")],
    alias: wordsAlias(options.root),
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
  });
  await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
  await page.evaluate((config) => figures.prepare(config), mermaidConfig());
  await page.evaluate((latin) => figures.prepareFonts(latin), LATIN);
  return { page, within: await openLimit(browser), close: () => browser.close() };
}

/** Gives a work up when the browser's pages took too much CPU for it. */
async function openLimit(browser: Browser): Promise<Session["within"]> {
  const devtools = await browser.newBrowserCDPSession();
  /** Seconds of CPU that all pages of this browser took so far; there is one page. */
  const readCpu = async () => {
    const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
    return processInfo.reduce((sum, { type, cpuTime }) => (type === "renderer" ? sum + cpuTime : sum), 0);
  };
  return async (work) => {
    const before = await readCpu();
    let timer: NodeJS.Timeout | undefined;
    let rounds = 0;
    const limit = new Promise<never>((_, fail) => {
      timer = setInterval(() => {
        readCpu().then((cpu) => {
          if (cpu - before > CPU_LIMIT || ++rounds > ROUNDS) fail(new TookTooLong());
        }, fail);
      }, ROUND);
    });
    return Promise.race([work, limit]).finally(() => clearInterval(timer));
  };
}
