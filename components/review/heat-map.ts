import type { Today } from "../../lib/study/box.ts";
import * as words from "../../lib/words/words.ts";
import { makeElement } from "../share/dom.ts";
import { dateOf, dayOf } from "./today.ts";

const SVG = "http://www.w3.org/2000/svg";
const WEEKS = 26;
const BRICK = { width: 36, height: 16, gap: 3 } as const;
/** From how many cards on a day is one step darker. */
const STEPS = [1, 10, 25, 50] as const;

/**
 * The days on which cards were reviewed, as a wall of bricks, and the same in words. No day is missed in it.
 * @param hour at which a day begins
 */
export function heatMap(
  reviews: readonly { readonly at: number }[],
  { start }: Today,
  hour: number,
): HTMLElement {
  const counts = new Map<string, number>();
  for (const { at } of reviews) {
    const day = dayOf(at, hour);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const last = new Date(start);
  // Weeks begin on Monday.
  const weekday = (last.getDay() + 6) % 7;
  const svg = make("svg", { role: "img" });
  let [days, cards] = [0, 0];
  const said: string[] = [];
  for (let week = 0; week < WEEKS; week++)
    for (let day = 0; day < 7; day++) {
      const date = new Date(start);
      date.setDate(date.getDate() - weekday - (WEEKS - 1 - week) * 7 + day);
      if (date > last) continue;
      const name = dateOf(date.getTime());
      const count = counts.get(name) ?? 0;
      if (count > 0) {
        days++;
        cards += count;
        said.push(words.reviewedOn(name, count));
      }
      const level = STEPS.filter((step) => count >= step).length;
      const brick = make("rect", {
        class: `h${level}${name === dateOf(start) ? " today" : ""}`,
        x: String(week * (BRICK.width + BRICK.gap)),
        y: String(day * (BRICK.height + BRICK.gap)),
        width: String(BRICK.width),
        height: String(BRICK.height),
        rx: "1.5",
      });
      brick.append(make("title", {}, words.reviewedOn(name, count)));
      svg.append(brick);
    }
  const [width, height] = [WEEKS * (BRICK.width + BRICK.gap), 7 * (BRICK.height + BRICK.gap)];
  svg.setAttribute("viewBox", `-2 -2 ${width + 2} ${height + 2}`);
  svg.setAttribute("aria-label", `${words.lastWeeks(WEEKS)}. ${words.reviewedDays(days, cards)}`);
  return makeElement(
    "section",
    { class: "heat" },
    makeElement("h2", {}, words.lastWeeks(WEEKS)),
    makeElement("p", { class: "num" }, words.reviewedDays(days, cards)),
    makeElement("div", { class: "heat-scroll", tabindex: "0" }, svg),
    makeElement("p", { class: "sr" }, said.slice(-14).join(", ")),
  );
}

function make(name: string, attributes: Readonly<Record<string, string>>, text?: string): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}
