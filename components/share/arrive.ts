import { readFragment } from "../../lib/sharing/text-fragment.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { highlight } from "./highlight.ts";
import { PageReading, sectionAt } from "./read-page.ts";

/** Long enough to be read after a page has come up. */
const SAID_FOR = 8000;
const KEPT_FOR = 2000;

/**
 * Shows the sentence that an address leads to: in browsers without text fragments, and everywhere once the
 * page was edited. A sentence that was edited a little is shown and said to be so; for one that is gone
 * its section stands in, and the reader is told.
 * @param address with its text directive, which browsers take off `location`
 * @param again whether the page was reloaded or come back to, and keeps its own place
 */
export async function arriveAt(address: string, again = false): Promise<void> {
  const read = readFragment(address);
  if (!read) return;
  // Until then the browser scrolls by itself, and would do so after us.
  if (document.readyState !== "complete")
    await new Promise((done) => addEventListener("load", done, { once: true }));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  // Whoever went on while the page loaded is not called back.
  if (bareHash(location.href) !== bareHash(address)) return;
  const reading = new PageReading(document.body);
  const anchor = document.getElementById(read.anchor);
  const main = document.querySelector("main");
  const section = anchor ? sectionAt(anchor) : main ? sectionAt(main) : undefined;
  const span = section && reading.pick(section);
  const found = reading.page.findTolerantly(read.fragment, span ?? { from: 0, to: 0 });
  if (!found) {
    if (again) return;
    anchor?.scrollIntoView();
    showToast(words.sharedSentenceChanged(anchor !== null), SAID_FOR);
    return;
  }
  const range = reading.rangeOf(found);
  openAround(range);
  highlight(range);
  if (again) return;
  keepInSight(range);
  if (found.edited) showToast(words.sharedSentenceEdited, SAID_FOR);
}

/** The anchor of an address as it is written, without what browsers take off it. */
function bareHash(address: string): string {
  return address.split(":~:")[0]!.split("#")[1] ?? "";
}

function openAround(range: Range): void {
  for (let at = range.startContainer.parentElement; at; at = at.parentElement)
    if (at instanceof HTMLDetailsElement) at.open = true;
}

/** A browser that found no text goes to the section after all, a moment later; from then on the reader decides. */
function keepInSight(range: Range): void {
  const keep = () => bringIntoSight(range);
  const leave = () => removeEventListener("scroll", keep);
  keep();
  addEventListener("scroll", keep);
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"])
    addEventListener(type, leave, { once: true, passive: true });
  setTimeout(leave, KEPT_FOR);
}

function bringIntoSight(range: Range): void {
  const { top, bottom } = range.getBoundingClientRect();
  const high = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  if (top >= high && bottom <= innerHeight) return;
  const room = innerHeight - high;
  const margin = Math.max(0, room - (bottom - top)) / 2;
  scrollBy({ top: top - high - margin, behavior: "instant" });
}
