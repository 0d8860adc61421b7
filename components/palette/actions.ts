import { glossaryHref, homeHref, labsHref, mapHref, notesHref } from "../../lib/address/href.ts";
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
  const { palette } = words;
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
    location.pathname === href ? [] : [{ name: palette.go(name), also, act: () => location.assign(href) }];
  const copy = async () =>
    showToast((await writeClipboard(location.href)) ? words.copiedAddress : words.notCopied);
  return [
    ...press("[data-search]", words.search, ["search"], "/"),
    ...follow(".pager a[rel=next]", words.nextNote, ["next"]),
    ...follow(".pager a[rel=prev]", words.previousNote, ["previous"]),
    ...[...page.querySelectorAll<HTMLAnchorElement>(".section-labs a")].map((link) => ({
      name: `${words.labs}: ${link.textContent}`,
      also: ["lab"],
      act: () => location.assign(link.href),
    })),
    { name: palette.copyAddress, also: ["copy", "link", "링크"], act: copy },
    ...press("h1 [data-share], .toc-tools [data-share]", words.shareNote, ["share"]),
    { name: palette.print, also: ["print", "pdf"], act: () => print() },
    ...press("[data-theme-button]", words.switchTheme, ["theme", "다크 모드"]),
    ...press("[data-settings]", words.settings, ["settings", "글자 크기", "글꼴"]),
    ...follow('a[href="/review/"]', palette.review, ["review"]),
    ...follow('a[href="/my/"]', palette.mine, ["my"]),
    ...go(OFFLINE_PAGE, words.offline, ["offline", "담아 두기"]),
    ...go(notesHref, words.allNotes, ["notes"]),
    ...go(labsHref, words.labs, ["labs"]),
    ...go(glossaryHref, words.glossary, ["glossary"]),
    ...go(mapHref, words.conceptMap, ["map"]),
    ...go(homeHref, palette.home, ["home", "처음"]),
  ];
}
