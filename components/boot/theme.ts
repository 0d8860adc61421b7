/**
 * Runs before the first paint, as a classic blocking script: sets the theme and the
 * look the reader chose, says that scripts work, and keeps the clicks that come before the
 * scripts that listen to them. Kept apart and tiny for that reason.
 */
import type { Keeping } from "./early.ts";

const MOST_EARLY = 8;
const root = document.documentElement;
root.dataset.js = "";
try {
  const chosen: string | undefined = localStorage["whale.theme"];
  if (chosen) root.dataset.theme = chosen;
  // As `lib/records/look.ts` writes it.
  const { css, data } = JSON.parse(localStorage["whale.look"]);
  for (const name in css) root.style.setProperty(name, css[name]);
  Object.assign(root.dataset, data);
} catch {
  // Storage is blocked or holds nothing: the system's theme and the usual look it is.
}

// What only scripts answer goes again where one is blocked or lost, as where there are none.
addEventListener(
  "error",
  ({ target }) => {
    if ((target as HTMLScriptElement).type === "module") delete root.dataset.js;
  },
  true,
);

const early: Event[] = [];
(globalThis as Keeping).early = early;
addEventListener("click", (event) => early[MOST_EARLY] || early.push(event), true);
