import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lettersOf, missingFrom } from "../book/read-pdf.ts";
import { print, testOnPaper } from "./on-paper.ts";
import { type OpenSite, openSite } from "./open-site.ts";

/** What is printed below this is the number of the page. */
const MARGIN_PT = 60;

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

/** Opens a page as a reader who is about to print it. */
async function open(path: string, theme: "light" | "dark" = "light"): Promise<Page> {
  const page = await site.browser.newPage({ colorScheme: theme });
  await page.goto(`${site.origin}${path}`);
  return page;
}

// One of each kind; the deep tests print them all.
testOnPaper("/notes/docker-images/", open, "note");
testOnPaper("/labs/docker-images-layer-stacker/", open, "lab");

test.each(["docker-images", "kubernetes-overview"])(
  "no page of %s but the last is half empty",
  async (slug) => {
    const page = await open(`/notes/${slug}/`);
    const { pages } = await print(page);
    await page.close();
    const empty = pages.slice(0, -1).map(({ runs, height }) => {
      const lowest = Math.min(...runs.map(({ y }) => y).filter((y) => y > MARGIN_PT));
      return Math.round(((lowest - MARGIN_PT) / (height - 2 * MARGIN_PT)) * 100);
    });
    expect(Math.max(...empty), `percent of each page: ${empty.join(", ")}`).toBeLessThan(45);
  },
);

test("paper is white under the dark theme as well, chosen or the system's", async () => {
  const page = await open("/notes/docker-images/", "dark");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const read = () =>
    page.evaluate(() => {
      const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
      return {
        paper: style("html").backgroundColor,
        ink: style("html").color,
        code: style(".code").backgroundColor,
        box: style(".fig svg rect").fill,
        label: style(".fig svg text").fill,
      };
    });
  const system = await read();
  expect(system.paper).toBe("rgb(255, 255, 255)");
  expect(system.ink).toBe("rgb(0, 0, 0)");
  expect(lightness(system.code)).toBeGreaterThan(0.8);
  expect(lightness(system.box)).toBeGreaterThan(0.8);
  expect(lightness(system.label)).toBe(0);
  await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
  expect(await read()).toEqual(system);
  await page.close();
});

test("a link to another site gets a letter, and its address stands at the end", async () => {
  const page = await open("/notes/docker-images/");
  // None of our notes has one; this is what the components make of it.
  await page.evaluate(() => {
    const linkSaying = (text: string) => {
      const link = document.createElement("a");
      Object.assign(link, { rel: "noreferrer", href: "https://a.example/long/path", textContent: text });
      return link;
    };
    document.querySelector(".prose p")!.append(" ", linkSaying("바깥 링크"));
    const item = document.createElement("li");
    item.append(linkSaying("https://a.example/long/path"));
    const list = document.createElement("ol");
    list.append(item);
    const aside = document.createElement("aside");
    aside.className = "print-links";
    aside.append(list);
    document.querySelector(".srcs")!.after(aside);
  });
  const seen = await page.evaluate(() => document.querySelector(".print-links")!.getClientRects().length);
  expect(seen, "on a screen the link itself is enough").toBe(0);
  const pdf = await print(page);
  expect(missingFrom(pdf, ["바깥 링크a"])).toEqual([]);
  const lines = pdf.pages.flatMap((sheet) => sheet.lines.map(lettersOf));
  expect(lines.filter((line) => line.includes("a.example"))).toEqual(["a.https://a.example/long/path"]);
  await page.close();
});

function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
