import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenSite, openSite } from "./open-site.ts";

/**
 * What a screen reader is told of the parts that readers use most, as a tree of roles and names. A change of one is
 * looked at and taken over on purpose, with `vitest run --project site tests/browser/spoken.test.ts -u`.
 */
let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(path: string) {
  const page = await site.browser.newPage({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  });
  await page.goto(site.origin + path);
  return page;
}

/** Addresses, numbers and long texts change with every edit: roles, names and states are what is kept. */
async function treeOf(part: Locator): Promise<string> {
  const tree = await part.ariaSnapshot();
  return tree
    .split("\n")
    .filter((line) => !/^\s*- \/url:/.test(line))
    .map((line) =>
      line
        .replace(/((?:paragraph|text|listitem): "?).{40,}/, "$1…")
        .replace(/"([^"]{12})[^"]{24,}"/, '"$1…"')
        .replace(/(?<!level=)\d+/g, "N"),
    )
    .join("\n");
}

const file = (name: string) => `./__snapshots__/spoken-${name}.txt`;

test("a note: its frame, its title, what it answers", async () => {
  const page = await open("/notes/docker-images/");
  const parts = ["header.top", "main h1", "main .facts", ".crumbs", ".pager"];
  const trees: string[] = [];
  for (const part of parts) trees.push(await treeOf(page.locator(part).first()));
  await expect(`${trees.join("\n\n")}\n`).toMatchFileSnapshot(file("note"));
  await page.close();
});

test("a figure: one picture with a name, its tools, its text", async () => {
  const page = await open("/notes/docker-images/");
  await expect(`${await treeOf(page.locator("figure.fig").first())}\n`).toMatchFileSnapshot(file("figure"));
  await page.close();
});

test("a lab: its bench before and after a step", async () => {
  const page = await open("/labs/docker-images-layer-stacker/");
  const bench = page.locator("[data-island]").first();
  const before = await treeOf(bench);
  await bench.getByRole("button", { name: "다음", exact: true }).click();
  await expect.poll(() => treeOf(bench)).not.toBe(before);
  await expect(`${before}\n\n${await treeOf(bench)}\n`).toMatchFileSnapshot(file("lab"));
  await page.close();
});

test("the cluster: drawing, terminal, time", async () => {
  const page = await open("/labs/cluster/");
  await expect(`${await treeOf(page.locator("[data-island]").first())}\n`).toMatchFileSnapshot(
    file("cluster"),
  );
  await page.close();
});

test("search: what was found, and which is chosen", async () => {
  const page = await open("/");
  await page.keyboard.press("/");
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("combobox").fill("화이트아웃");
  const chosen = dialog.getByRole("option", { name: /^화이트아웃/, selected: true });
  await chosen.waitFor();
  // The list is drawn anew when the texts of the notes are there: what is said twice alike is what stays.
  let first = "";
  await expect
    .poll(async () => {
      const before = first;
      first = await treeOf(chosen);
      return first !== "" && first === before;
    })
    .toBe(true);
  const field = await treeOf(dialog.getByRole("combobox"));
  await expect(`${field}\n${first}\n`).toMatchFileSnapshot(file("search"));
  await page.close();
});

test("review: a card before and after its answer", async () => {
  const page = await open("/review/");
  const main = page.locator("main");
  await main.getByRole("button", { name: "넣기", exact: false }).first().click();
  const show = main.getByRole("button", { name: "답 보기" });
  await show.waitFor();
  const card = main.locator(".rev-stage");
  const before = await treeOf(card);
  await show.click();
  await main.getByRole("button", { name: /알맞음/ }).waitFor();
  await expect(`${before}\n\n${await treeOf(card)}\n`).toMatchFileSnapshot(file("review"));
  await page.close();
});
