import { isLeech, type Queue, rememberedSince } from "../../lib/study/box.ts";
import { clozeFront } from "../../lib/study/cloze.ts";
import { plainOf } from "../../lib/study/inline.ts";
import * as words from "../../lib/words/words.ts";
import { makeElement as el } from "../share/dom.ts";
import { box, faceOf, now } from "./box-here.ts";
import { facts } from "./parts.ts";

const DAY = 86_400_000;

export const side = el("aside", { class: "rev-side", "aria-label": words.cardsLeft });

/** What is left of today, what is often forgotten, and how much is remembered. */
export function drawSide(waiting: Queue): void {
  const { remembered, of } = rememberedSince(box, now() - 30 * DAY);
  const leeches = [...box.cards.values()].filter((card) => isLeech(card) && !card.rests);
  side.replaceChildren(
    el(
      "section",
      {},
      el("h2", {}, words.cardsLeft),
      facts([
        [words.leftAgain, String(waiting.learning.length)],
        [words.leftDue, String(waiting.due.length)],
        [words.leftNew, String(waiting.fresh.length)],
      ]),
    ),
    ...(leeches.length === 0
      ? []
      : [
          el(
            "section",
            {},
            el("h2", {}, words.oftenForgotten),
            facts(
              leeches
                .sort((a, b) => b.schedule!.lapses - a.schedule!.lapses)
                .slice(0, 5)
                .map((card) => {
                  const { front, href } = faceOf(card.id);
                  const name = plainOf(clozeFront(front));
                  return [
                    href === "" ? name : el("a", { href }, name),
                    words.timesForgotten(card.schedule!.lapses),
                  ];
                }),
            ),
          ),
        ]),
    ...(of === 0
      ? []
      : [
          el(
            "section",
            {},
            el("h2", {}, words.remembering),
            facts([[words.last30Days, words.percent(remembered / of)]]),
          ),
        ]),
  );
}
