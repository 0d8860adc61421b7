import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../../lib/build/machine/find-chromium.ts";

export async function openBrowser(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Browser> {
  const found = await findChromium(root, environment);
  return chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args],
    env: found.env,
  });
}

/** Something a reader does first on a page: what is pressed, and what is there once it has worked. */
export type Interaction = { readonly title: string; readonly press: string; readonly done: string };

export const THEME: Interaction = {
  title: "화면 밝기",
  press: "[data-theme-button]",
  done: "html[data-theme]",
};
export const VIEWER: Interaction = {
  title: "그림 크게 보기",
  press: '[data-figure-action="zoom"]',
  done: "dialog[open]",
};
