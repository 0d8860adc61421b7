import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { type DefaultTreeAdapterMap, serializeOuter } from "parse5";
import { describe, expect, test } from "vitest";
import { filesUnder } from "../../lib/build/export/files-under.ts";
import { attribute, gzipSize, out, type Page, readPages, root } from "./pages.ts";

type Element = DefaultTreeAdapterMap["element"];

const KB = 1024;
/** Markdown of the note that the budget of a note is stated for. */
const USUAL_MARKDOWN = 8 * KB;

const pages = readPages();
const notes = pages.filter((page) =>
  page.elements.some((element) => attribute(element, "data-note") !== undefined),
);
const sizes = new Map<string, number>();

/** What a file weighs on the line, by the address a page gives for it. */
function sizeOf(address: string): number {
  const path = address.split(/[?#]/)[0]!;
  let size = sizes.get(path);
  if (size === undefined) {
    size = gzipSize(readFileSync(join(out, path)));
    sizes.set(path, size);
  }
  return size;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

const relOf = (element: Element) => attribute(element, "rel")?.split(" ") ?? [];

/** Addresses of scripts that a browser fetches before a reader does anything. */
function scriptsOf(page: Page): string[] {
  return page.elements.flatMap((element) => {
    if (element.tagName === "script") return attribute(element, "src") ?? [];
    const isScript =
      relOf(element).includes("modulepreload") ||
      (relOf(element).includes("preload") && attribute(element, "as") === "script");
    return element.tagName === "link" && isScript ? (attribute(element, "href") ?? []) : [];
  });
}

function stylesOf(page: Page): string[] {
  return page.elements.flatMap((element) =>
    element.tagName === "link" && relOf(element).includes("stylesheet")
      ? (attribute(element, "href") ?? [])
      : [],
  );
}

const weightOf = (addresses: readonly string[]) => sum([...new Set(addresses)].map(sizeOf));

/** The drawings of a page, without its icons: a wide and a narrow copy weigh together. */
function drawingsOf(page: Page): string[] {
  return page.elements.flatMap((element) => {
    if (!attribute(element, "class")?.split(" ").includes("plate")) return [];
    const copies = element.childNodes.filter((child) => child.nodeName === "svg");
    return copies.length === 0 ? [] : copies.map((svg) => serializeOuter(svg)).join("");
  });
}

/** Bytes of Markdown behind a note's page; 0 where the page is of a note that moved. */
function markdownOf(page: Page): number {
  const slug = page.address.replace(/^\/notes\/|\/$/g, "");
  const file = [".mdx", ".md"]
    .map((extension) => join(root, "content/notes", slug + extension))
    .find((path) => existsSync(path));
  return file === undefined ? 0 : readFileSync(file).length;
}

/** Every measured thing above its limit, with what it weighs. */
function heavier(limit: number, weights: ReadonlyMap<string, number>): string[] {
  return [...weights].filter(([, size]) => size > limit).map(([name, size]) => `${name}: ${size} > ${limit}`);
}

test("there is something to weigh", () => {
  expect(notes.length).toBeGreaterThan(3);
  expect(notes.flatMap(drawingsOf).length).toBeGreaterThan(3);
});

describe("before the first interaction, gzip", () => {
  test("a note's JavaScript is at most 3 KB", () => {
    expect(heavier(3 * KB, new Map(notes.map((page) => [page.name, weightOf(scriptsOf(page))])))).toEqual([]);
  });

  test("a note's style sheets are at most 12 KB, a lab's 20, another page's 16", () => {
    const weights = (of: readonly Page[]) => new Map(of.map((page) => [page.name, weightOf(stylesOf(page))]));
    expect(heavier(12 * KB, weights(notes))).toEqual([]);
    // One sheet serves the drawings of all labs.
    const isLab = (page: Page) => page.address.startsWith("/labs/");
    expect(heavier(20 * KB, weights(pages.filter(isLab)))).toEqual([]);
    expect(heavier(16 * KB, weights(pages.filter((page) => !isLab(page))))).toEqual([]);
  });

  test("a note of 8 KB Markdown is at most 30 KB in all, and 10 KB more for each drawing", () => {
    // A longer note may have more text in proportion, and no more of anything else.
    const over = notes.flatMap((page) => {
      const frame = weightOf(scriptsOf(page)) + weightOf(stylesOf(page));
      const drawings = drawingsOf(page);
      const text = gzipSize(drawings.reduce((html, drawing) => html.replace(drawing, ""), page.html));
      const drawn = gzipSize(page.html) - text;
      const textLimit = (30 * KB - frame) * Math.max(1, markdownOf(page) / USUAL_MARKDOWN);
      return [
        ...heavier(textLimit, new Map([[`${page.name}, text`, text]])),
        ...heavier(10 * KB * drawings.length, new Map([[`${page.name}, drawings`, drawn]])),
      ];
    });
    expect(over).toEqual([]);
  });

  test("no note of ours, however long, is more than 60 KB in all", () => {
    const weights = notes.map((page): [string, number] => [
      page.name,
      gzipSize(page.html) + weightOf(scriptsOf(page)) + weightOf(stylesOf(page)),
    ]);
    expect(heavier(60 * KB, new Map(weights))).toEqual([]);
  });

  test("web fonts, if there are any, are at most 60 KB", () => {
    const fonts = filesUnder(out).filter((path) => /\.(woff2?|ttf|otf)$/.test(path));
    expect(sum(fonts.map((path) => readFileSync(path).length))).toBeLessThanOrEqual(60 * KB);
  });
});

describe("drawings, gzip", () => {
  const drawings = notes.flatMap((page) =>
    drawingsOf(page).map((svg): [string, number] => [
      `${page.name} ${/ aria-labelledby="([^" ]+)/.exec(svg)?.[1] ?? ""}`,
      gzipSize(svg),
    ]),
  );

  test("each is at most 8 KB", () => {
    expect(heavier(8 * KB, new Map(drawings))).toEqual([]);
  });

  test("half of them are at most 4 KB", () => {
    const sorted = drawings.map(([, size]) => size).sort((a, b) => a - b);
    expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(4 * KB);
  });
});

describe("after the first interaction, gzip", () => {
  const scripts = filesUnder(out).filter((path) => path.endsWith(".js"));
  /** Sizes by file name, of the scripts whose path inside the site matches. */
  const those = (wanted: RegExp) =>
    new Map(
      scripts
        .filter((path) => wanted.test(relative(out, path).replaceAll("\\", "/")))
        .map((path): [string, number] => [basename(path), gzipSize(readFileSync(path))]),
    );
  const SEARCH = /\/search[^/]*$/;
  /** Pages that a reader goes to for their script. */
  const PAGES = /\/(?:review|my|labs|offline-page)\.[^/]*$/;
  /** A lab or an exercise is named for its component, its drawing in notes `figure`; what they share is neither. */
  const LAB = /\/islands\/(?:[A-Z]|figure\.)[^/]*$/;

  /** The cluster's page, and the labs that are views of the same cluster. */
  const VIEWS = /^(?:Cluster|ControlLoop|RollingUpdate|Scheduling)\./;
  /** What only they load: the cluster itself, and the commands of its terminal as they are typed. */
  const cluster = onlyOf(VIEWS);

  test("the viewer of drawings is at most 9 KB", () => {
    const viewer = those(/\/viewer\.[^/]*$/);
    expect(viewer.size).toBe(1);
    expect(heavier(9 * KB, viewer)).toEqual([]);
  });

  test("the page of review is at most 45 KB, of what is kept 20, of the labs 4, of the device 3", () => {
    expect(heavier(45 * KB, those(/\/review\.[^/]*$/))).toEqual([]);
    expect(heavier(20 * KB, those(/\/my\.[^/]*$/))).toEqual([]);
    expect(heavier(4 * KB, those(/\/labs\.[^/]*$/))).toEqual([]);
    expect(heavier(3 * KB, those(/\/offline-page\.[^/]*$/))).toEqual([]);
  });

  test("what greets a reader who comes back is at most 6 KB", () => {
    expect(heavier(6 * KB, those(/\/reader\.[^/]*$/))).toEqual([]);
  });

  test("all that is neither search, nor a lab, nor such a page is at most 170 KB together", () => {
    const others = [...[SEARCH, LAB, PAGES].map(those), cluster, ofFewLabs()];
    const weights = [...those(/./)].filter(([name]) => !others.some((other) => other.has(name)));
    expect(sum(weights.map(([, size]) => size))).toBeLessThanOrEqual(170 * KB);
  });

  test("search is at most 30 KB more, without its index", () => {
    expect(sum([...those(SEARCH).values()])).toBeLessThanOrEqual(30 * KB);
  });

  test("a lab is at most 25 KB more", () => {
    const labs = [...those(LAB)].filter(([name]) => !cluster.has(name));
    expect(heavier(25 * KB, new Map(labs))).toEqual([]);
  });

  test("the cluster is at most 110 KB more, and its further commands 50 KB when all are typed", () => {
    const page = onlyOf(/^Cluster\./, /(?:from|import)"\.\/([\w.-]+\.js)"/g);
    const sizes = those(/\/islands\/[^/]+$/);
    const weigh = (names: Iterable<string>) => sum([...names].map((name) => sizes.get(name)!));
    expect(page.size).toBeGreaterThan(0);
    expect(weigh(page)).toBeLessThanOrEqual(110 * KB);
    const typed = [...onlyOf(/^Cluster\./)].filter((name) => !page.has(name));
    expect(weigh(typed)).toBeLessThanOrEqual(50 * KB);
  });

  /** What less than half of the labs load is no kit: tests/lab-weights.test.ts counts it for each of them. */
  function ofFewLabs(): ReadonlySet<string> {
    const { names, reach } = islandImports();
    const labs = names.filter((name) => LAB.test(`/islands/${name}`));
    const users = new Map<string, number>();
    for (const lab of labs) for (const name of reach([lab])) users.set(name, (users.get(name) ?? 0) + 1);
    return new Set([...users].filter(([, count]) => count * 2 < labs.length).map(([name]) => name));
  }

  /** The files that islands load, by names, without those that labs without a cluster load too. */
  function onlyOf(wanted: RegExp, imports?: RegExp): ReadonlySet<string> {
    const { names, reach } = islandImports();
    const theirs = reach(names.filter((name) => /^[A-Z]/.test(name) && !VIEWS.test(name)));
    const own = reach(
      names.filter((name) => wanted.test(name)),
      imports,
    );
    return new Set([...own].filter((name) => !theirs.has(name)));
  }

  /** The files of islands, and what some of them load: at once or later, or in the given way. */
  function islandImports() {
    const paths = scripts.filter((path) => basename(join(path, "..")) === "islands");
    const textOf = new Map(paths.map((path) => [basename(path), readFileSync(path, "utf8")]));
    const reach = (starts: readonly string[], way = /"\.\/([\w.-]+\.js)"/g): ReadonlySet<string> => {
      const found = new Set(starts);
      for (const name of found)
        for (const [, next] of (textOf.get(name) ?? "").matchAll(way)) found.add(next!);
      return found;
    };
    return { names: [...textOf.keys()], reach };
  }
});
