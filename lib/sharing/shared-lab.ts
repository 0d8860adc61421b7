import { cardHref, labHref } from "../address/href.ts";
import type { Card } from "./card.ts";
import { firstSentence } from "./describe.ts";
import type { SharedPage } from "./site-pages.ts";

export type SharedLab = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly group: string;
};

/** A lab as it is shared. */
export function sharedLab(lab: SharedLab): SharedPage {
  return {
    href: labHref(lab.id),
    title: lab.title,
    description: lab.summary,
    card: cardHref(`labs/${lab.id}`),
  };
}

/** @param subject the subject of the lab's note, as the reader sees it; "" for none */
export function labCard(lab: SharedLab, subject: string): Card {
  return {
    path: sharedLab(lab).card.slice(1),
    flag: lab.group,
    place: [subject, "실습"].filter(Boolean),
    title: lab.title,
    sentence: firstSentence(lab.summary),
  };
}
