import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createDrawer,
  type DiagramJob,
  type Drawn,
  drawDiagrams,
  keyOf,
} from "../../lib/build/diagrams/draw-diagrams.ts";
import { openStore } from "../../lib/build/store/store.ts";
import { SAMPLES } from "./diagram-samples.ts";
import { openBrowser } from "./open-site.ts";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "diagrams-"));
const samples: DiagramJob[] = Object.entries(SAMPLES).map(([id, source]) => ({ id, source }));
const jobs = [...samples, ...ownDiagrams()];
type Shown = Extract<Drawn, { kind: "drawn" }>;
const drawings = new Map<string, Shown>();
let again: Map<string, Drawn>;
let browser: Browser;
let page: Page;

function ownDiagrams(): DiagramJob[] {
  return globSync(join(ROOT, "content/notes/*.{md,mdx}"))
    .sort()
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/```mermaid([^\n]*)\n([\s\S]*?)\n```/g)])
    .map(([, meta = "", source = ""]) => ({ id: /id="([^"]*)"/.exec(meta)?.[1] ?? "", source }));
}

const draw = (list: readonly DiagramJob[], cache: string, environment: NodeJS.ProcessEnv = process.env) =>
  drawDiagrams(list, { root: ROOT, store: openStore(ROOT, resolve(folder, cache)), environment });

beforeAll(async () => {
  const first = new Map([
    ...(await draw(samples, "one")),
    // As the build has left them: what is published is what is drawn again.
    ...(await draw(ownDiagrams(), join(ROOT, ".cache/store"))),
  ]);
  again = await draw([...jobs].reverse(), "two");
  for (const job of jobs) {
    const drawn = first.get(keyOf(job));
    if (drawn?.kind !== "drawn") throw new Error(`${job.id}: ${JSON.stringify(drawn)}`);
    drawings.set(job.id, drawn);
  }
  browser = await openBrowser();
  page = await browser.newPage();
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    return pathname.endsWith(".woff2")
      ? route.fulfill({ contentType: "font/woff2", body: readFileSync(join(ROOT, pathname)) })
      : route.fulfill({
          contentType: "text/html; charset=utf-8",
          body: `<!doctype html><style>${faces()}</style>`,
        });
  });
  await page.goto("http://fonts.invalid/");
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

function faces(): string {
  const packaged = ["nanum-gothic", "noto-sans-kr"].flatMap((name) =>
    ["400", "700"].map((weight) =>
      readFileSync(join(ROOT, "node_modules/@fontsource", name, `${weight}.css`), "utf8").replace(
        /url\(\.\//g,
        `url(/node_modules/@fontsource/${name}/`,
      ),
    ),
  );
  const pretendard = ["Regular 400", "Bold 700"].map((face) => {
    const [name, weight] = face.split(" ");
    return `@font-face{font-family:Pretendard;font-weight:${weight};src:url(/node_modules/pretendard/dist/web/static/woff2/Pretendard-${name}.woff2)}`;
  });
  return [...packaged, ...pretendard].join("");
}

test("a node with a click line is a link around its box, which keeps its id", async () => {
  const source = 'flowchart LR\n  a["레이어"] --> b["끝"]\n  click a "#layers"\n  click b "[[whiteout]]"';
  const [drawn] = (await draw([{ id: "click", source }], "click")).values();
  const svg = drawn?.kind === "drawn" ? drawn.svg : "";
  expect(svg).toMatch(/<a [^>]*href="#layers"><g id="fig-click-n-a">/);
  expect(svg).toMatch(/<a [^>]*href="\[\[whiteout\]\]"><g id="fig-click-n-b">/);
});

test("a sketch shows the same labels and is not kept", async () => {
  const job = { id: "sketch", source: 'flowchart LR\n  a["레이어"] --> b["끝"]' };
  const drawer = createDrawer({
    root: ROOT,
    store: openStore(ROOT, join(folder, "sketch")),
    environment: process.env,
  });
  const { drawn, rough } = await drawer.sketch([job]);
  const [sketched] = drawn.values();
  expect(rough).toBe(true);
  expect(globSync(join(folder, "sketch/drawings/*"))).toEqual([]);
  const [final] = (await drawer.draw([job])).values();
  expect(sketched?.kind === "drawn" && sketched.text).toEqual(final?.kind === "drawn" && final.text);
  expect((await drawer.sketch([job])).rough).toBe(false);
  await drawer.close();
});

test("nothing of Mermaid's styling is left, and every colour is a token", () => {
  for (const [id, { svg }] of drawings) {
    expect(svg, id).not.toMatch(
      /<style|<script|foreignObject| style=| class=| data-|#[0-9a-f]{6}|rgb\(|NaN|undefined/,
    );
    for (const [, colour] of svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g))
      expect(colour, id).toMatch(/^(?:none|var\(--[\w-]+\))$/);
    // An address such as 203.0.113.10 is text, not geometry.
    for (const [, number] of svg.replace(/>[^<]*</g, "><").matchAll(/\d+\.(\d+)/g))
      if (!svg.includes("matrix(")) expect(number!.length, id).toBe(1);
    expect(svg, id).toMatch(/^<svg [^>]*width="\d+" height="\d+" viewBox=/);
  }
});

const narrowOnes = () =>
  [...drawings].flatMap(([id, { svg, narrow }]) => (narrow ? [{ id, svg, narrow }] : []));

test("what is wider than a phone has a narrow copy that fits, of the same elements", () => {
  const own = new Set(ownDiagrams().map(({ id }) => id));
  const wide = [...drawings].filter(([id, { width }]) => own.has(id) && width > 378);
  const narrow = narrowOnes();
  expect(wide.length).toBeGreaterThan(40);
  const fitting = wide.filter(([, drawn]) => (drawn.narrow?.width ?? 999) <= 378);
  expect(fitting.length / wide.length).toBeGreaterThan(0.9);
  for (const { id, svg, narrow: copy } of narrow) {
    expect(copy.svg, id).not.toMatch(/ style=| class=|#[0-9a-f]{6}|rgb\(|NaN|undefined/);
    for (const [, colour] of copy.svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g))
      expect(colour, id).toMatch(/^(?:none|var\(--[\w-]+\))$/);
    // Only a definition may have an id, another one than in the wide drawing.
    for (const [, one] of copy.svg.matchAll(/ id="([^"]*)"/g)) expect(one).toMatch(`fig-${id}-narrow-d`);
    const ids = new Set([...svg.matchAll(/ id="([^"]*)"/g)].map(([, one]) => one));
    const names = [...copy.svg.matchAll(/ data-node="([^"]*)"/g)].map(([, one]) => one!);
    expect(new Set(names).size, id).toBe(names.length);
    for (const name of names) if (!name.endsWith("-t")) expect(ids, `${id} ${name}`).toContain(name);
    const nodes = [...ids].filter((one) => one!.startsWith(`fig-${id}-n-`) && !one!.endsWith("-t"));
    for (const one of nodes) expect(names, `${id} ${one}`).toContain(one);
  }
});

test("ids are unique, start with the figure's and are all that is referred to", () => {
  for (const [id, { svg, text }] of drawings) {
    const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, one]) => one!);
    expect(new Set(ids).size, id).toBe(ids.length);
    for (const one of ids) expect(one.startsWith(`fig-${id}-`), one).toBe(true);
    for (const [, one] of svg.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(one);
    if (/^(?:flowchart|state|sequence)$/.test(id)) {
      for (const step of text.steps ?? [])
        for (const element of step.elements) if (!element.endsWith("-t")) expect(ids, id).toContain(element);
      for (const relation of text.relations)
        if (relation.element) expect(ids, id).toContain(relation.element);
      for (const node of text.nodes) expect(ids, id).toContain(node.id);
    }
  }
});

test("drawing twice, in another order, gives the same bytes", () => {
  for (const job of jobs) expect(again.get(keyOf(job)), job.id).toEqual(drawings.get(job.id));
});

test("drawings keep to their budget and to 12 px letters in the column", () => {
  const own = ownDiagrams().map(({ id }) => drawings.get(id)!);
  expect(own.length).toBeGreaterThan(10);
  const sizes = [...drawings.values()]
    .map(({ svg, narrow }) => gzipSync(svg + (narrow?.svg ?? ""), { level: 9 }).length)
    .sort((a, b) => a - b);
  expect(sizes.at(-1)).toBeLessThan(8192);
  expect(sizes[sizes.length >> 1]).toBeLessThan(4096);
  for (const { width } of own) expect(width).toBeLessThanOrEqual(952);
});

test.each(["Nanum Gothic", "Noto Sans KR", "Pretendard"])("no text is clipped in %s", async (font) => {
  const all = [...drawings].flatMap(([id, { svg, narrow }]) =>
    [svg, narrow?.svg ?? ""].filter(Boolean).map((markup) => [id, markup] as const),
  );
  for (const [id, svg] of all) {
    await page.evaluate(
      ([markup, family]) => {
        document.body.innerHTML = `<div>${markup!.replaceAll("var(--font)", family!)}</div>`;
        return Promise.all(
          ["400", "700"].map((weight) =>
            document.fonts.load(`${weight} 14px "${family}"`, document.body.textContent),
          ),
        );
      },
      [svg, font],
    );
    const clipped = await page.evaluate(() => {
      const root = document.querySelector("svg")!;
      const frame = root.getBoundingClientRect();
      const out: string[] = [];
      for (const text of root.querySelectorAll("text")) {
        const box = text.getBoundingClientRect();
        if (
          box.left < frame.left - 1 ||
          box.right > frame.right + 1 ||
          box.top < frame.top - 1 ||
          box.bottom > frame.bottom + 1
        )
          out.push(`frame: ${text.textContent}`);
        const node = text.closest('g[id*="-n-"], g[data-node*="-n-"]');
        const shapes = node ? [...node.querySelectorAll("rect, path, polygon, circle, ellipse")] : [];
        if (shapes.length === 0) continue;
        const sides = shapes.map((shape) => shape.getBoundingClientRect());
        const [left, right] = [
          Math.min(...sides.map((side) => side.left)),
          Math.max(...sides.map((side) => side.right)),
        ];
        // Names of services and people stand under their picture.
        const bottom = Math.max(...sides.map((side) => side.bottom));
        if (box.top < bottom - 4 && (box.left < left - 1 || box.right > right + 1))
          out.push(`node: ${text.textContent}`);
      }
      return out;
    });
    expect(clipped, id).toEqual([]);
  }
});

const squeezed = (text: string) => text.normalize("NFC").replace(/[\s[\]«»]/g, "");
/** Words that belong to the notation, not to the author. */
const NOTATION =
  /^(?:loop|alt|opt|par|critical|break|Person|SoftwareSystem|ENTERPRISE|\d+|\d\d-\d\d|\d\d분)$/;
const UNWRITTEN = new Set(["시작", "끝", "갈림", "갈래", "모음", "이음점"]);

test("the text form says what is drawn, and nothing else", async () => {
  for (const [id, { svg, text }] of drawings) {
    const labels = await page.evaluate((markup) => {
      document.body.innerHTML = markup;
      return [...document.querySelectorAll("text")].map((label) => label.textContent ?? "");
    }, svg);
    const words = squeezed(JSON.stringify(text));
    // The condition of a block stands in brackets.
    for (const label of labels.map((one) => squeezed(one).replace(/^\[(.*)\]$/, "$1")))
      if (!NOTATION.test(label)) expect(words, id).toContain(label);
    const drawn = squeezed(labels.join(" "));
    for (const node of text.nodes)
      if (!UNWRITTEN.has(node.label)) expect(drawn, id).toContain(squeezed(node.label));
    for (const group of text.groups) expect(drawn, id).toContain(squeezed(group.label));
  }
});

test("all broken diagrams of a run are explained at their lines, with the nearest word", async () => {
  const broken: Record<string, string> = {
    type: "flowchrt LR\n  A --> B",
    actor: "sequenceDiagram\n  particpant A as 가\n  A->>B: 말",
    bracket: 'flowchart LR\n  %% 설명\n  A["가" --> B\n  B --> C',
    group: "flowchart LR\n  subgrph 묶음\n  A\n  end",
    section: "gantt\n  title 일정\n  dateFormat YYYY-MM-DD\n  sectoin 하나\n  일 :a, 2024-01-01, 1d",
    empty: "",
  };
  const list = Object.entries(broken).map(([id, source]) => ({ id, source }));
  const answers = await draw(list, "broken");
  const said = list.map((job) => {
    const answer = answers.get(keyOf(job));
    return answer?.kind === "failed"
      ? `${job.id}:${answer.line}:${answer.column} ${answer.message} | ${answer.hint.slice(0, 50)}`
      : job.id;
  });
  expect(said.join("\n")).toMatchInlineSnapshot(`
    "type:1:1 ‘flowchrt’는 없는 그림 종류입니다. | 혹시 flowchart를 쓰려고 했나요? 쓸 수 있는 종류: flowchart, seque
    actor:2:3 그림의 ‘particpant’를 읽을 수 없습니다. | 혹시 participant를 쓰려고 했나요?
    bracket:3:3 그림의 ‘A["가" --> B’를 읽을 수 없습니다. | 여는 괄호 ‘[’에 짝이 되는 ‘]’가 이 줄에 없습니다.
    group:2:3 그림의 ‘subgrph’를 읽을 수 없습니다. | 혹시 subgraph를 쓰려고 했나요?
    section:4:3 그림의 ‘sectoin’을 읽을 수 없습니다. | 혹시 section을 쓰려고 했나요?
    empty:1:1 그림이 비어 있습니다. | 첫 줄에 종류를 적어 주세요: flowchart, sequenceDiagram, state"
  `);
  // Failures are not kept: the folder was never made.
  expect(globSync(join(folder, "broken/drawings/*"))).toEqual([]);
});

test("without a browser every new diagram says what to install; those in the cache are still drawn", async () => {
  const environment = { CHROMIUM_PATH: "/nowhere/chromium" };
  const fresh = { id: "fresh", source: "flowchart LR\n  A --> 새것" };
  const answers = await draw([jobs[0]!, fresh], "one", environment as unknown as NodeJS.ProcessEnv);
  expect(answers.get(keyOf(jobs[0]!))?.kind).toBe("drawn");
  expect(answers.get(keyOf(fresh))).toMatchObject({
    kind: "no-browser",
    reason: expect.stringContaining("CHROMIUM_PATH"),
  });
});
