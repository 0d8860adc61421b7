import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Found = { id: string; nodes: { target: string[] }[] };
type Axe = {
  run: (context: string) => Promise<{ violations: Found[]; incomplete: Found[] }>;
};

/** How a page is looked at: both themes, on a phone and on a desk. */
export const VIEWS = (["light", "dark"] as const).flatMap((theme) =>
  [360, 1440].map((width) => ({ theme, width })),
);

/**
 * What axe has against the page as it is shown now: `rule: places`, three of them at most.
 * @param part a selector of what to look at
 */
export async function findByAxe(page: Page, part = "html"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  // A colour on its way from one theme to the other is neither: transitions end, and then it is looked at.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map(({ finished }) => finished),
    ),
  );
  const { violations } = await page.evaluate(
    (selector) => (globalThis as unknown as { axe: Axe }).axe.run(selector),
    part,
  );
  return violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map(({ target }) => target.join(" "));
    return `${id}: ${places.join(" | ")}`;
  });
}

/** Where axe does not know whether letters stand out from what they lie on, as selectors. */
export async function undecidedByAxe(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const { incomplete } = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run("html"));
  return incomplete
    .filter(({ id }) => id === "color-contrast")
    .flatMap(({ nodes }) => nodes.map(({ target }) => target.join(" ")));
}
