import { addressOf } from "../../lib/address/base.ts";
import {
  glossaryHref,
  homeHref,
  labsHref,
  mapHref,
  myHref,
  notesHref,
  reviewHref,
} from "../../lib/address/href.ts";
import { OFFLINE_PAGE } from "../../lib/records/offline.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { writeClipboard } from "../share/clipboard.ts";

/** Something a reader can do here. */
export type Action = {
  readonly name: string;
  /** What else it may be called, for finding it. */
  readonly also: readonly string[];
  readonly key?: string;
  readonly act: () => unknown;
};

/** What can be done on this page: first what is about it, then where else one may go. What the page has no control for is left out. */
export function actionsOf(page: Document): Action[] {
  const follow = (selector: string, name: string, also: readonly string[]): Action[] => {
    const link = page.querySelector<HTMLAnchorElement>(selector);
    if (!link) return [];
    const title = link.querySelector("b")?.textContent ?? "";
    return [{ name: title ? `${name}: ${title}` : name, also, act: () => location.assign(link.href) }];
  };
  const press = (selector: string, name: string, also: readonly string[], key?: string): Action[] => {
    const control = page.querySelector<HTMLElement>(selector);
    return control ? [{ name, also, key, act: () => control.click() }] : [];
  };
  const go = (href: string, name: string, also: readonly string[]): Action[] =>
    location.pathname === addressOf(href)
      ? []
      : [{ name: words.palette.go(name), also, act: () => location.assign(addressOf(href)) }];
  const copy = async () =>
    showToast((await writeClipboard(location.href)) ? words.copiedAddress : words.notCopied);
  return [
    ...press("[data-search]", words.search, words.palette.also.search, "/"),
    ...follow(".pager a[rel=next]", words.nextNote, words.palette.also.next),
    ...follow(".pager a[rel=prev]", words.previousNote, words.palette.also.previous),
    ...labsOf(page),
    { name: words.palette.copyAddress, also: words.palette.also.copy, act: copy },
    ...press("h1 [data-share], .toc-tools [data-share]", words.shareNote, words.palette.also.share),
    { name: words.palette.print, also: words.palette.also.print, act: () => print() },
    ...press("[data-theme-button]", words.switchTheme, words.palette.also.theme),
    ...press("[data-settings]", words.settings, words.palette.also.settings),
    ...follow(`a[href="${addressOf(reviewHref)}"]`, words.palette.review, words.palette.also.review),
    ...follow(`a[href="${addressOf(myHref)}"]`, words.palette.mine, words.palette.also.mine),
    ...go(OFFLINE_PAGE, words.offline, words.palette.also.offline),
    ...go(notesHref, words.allNotes, words.palette.also.notes),
    ...go(labsHref, words.labs, words.palette.also.labs),
    ...go(glossaryHref, words.glossary, words.palette.also.glossary),
    ...go(mapHref, words.conceptMap, words.palette.also.map),
    ...go(homeHref, words.palette.home, words.palette.also.home),
  ];
}

/** The labs of a note, each once, however many of its sections name it. */
function labsOf(page: Document): Action[] {
  const links = [...page.querySelectorAll<HTMLAnchorElement>(".section-labs a")];
  return [...new Map(links.map((link) => [link.pathname, link])).values()].map(({ href, textContent }) => ({
    name: `${words.labs}: ${textContent}`,
    also: words.palette.also.lab,
    act: () => location.assign(href),
  }));
}
