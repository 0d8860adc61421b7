import {
  accessibilityHref,
  cardHref,
  cheatSheetHref,
  correctionsHref,
  glossaryHref,
  homeHref,
  labsHref,
  mapHref,
  myHref,
  notesHref,
  originalHref,
  reviewHref,
  searchHref,
  sourcesHref,
  versionsHref,
} from "../address/href.ts";
import * as words from "../words/words.ts";
import type { Card } from "./card.ts";

export const SITE_NAME = words.siteName;

/** A page as chats and search pages show it. */
export type SharedPage = {
  readonly href: string;
  readonly title: string;
  readonly description: string;
  /** Address of its card. */
  readonly card: string;
};

/** The pages that are neither note nor lab. */
export const PAGES = {
  home: {
    href: homeHref,
    title: SITE_NAME,
    description:
      "도커, 쿠버네티스, 하이퍼바이저, 마이크로서비스를 한 층씩 내려가며 읽는 한국어 학습 노트입니다.",
    card: cardHref("home"),
  },
  notes: {
    href: notesHref,
    title: words.allNotes,
    description: words.pageAbout.notes,
    card: cardHref("notes"),
  },
  labs: {
    href: labsHref,
    title: "실습",
    description: "노트에서 읽은 것을 직접 실행해 봅니다. 모형은 실제 시스템의 규칙을 그대로 계산합니다.",
    card: cardHref("labs"),
  },
  glossary: {
    href: glossaryHref,
    title: words.glossary,
    description: words.pageAbout.glossary,
    card: cardHref("glossary"),
  },
  map: {
    href: mapHref,
    title: words.conceptMap,
    description: words.pageAbout.map,
    card: cardHref("map"),
  },
  corrections: {
    href: correctionsHref,
    title: "바로잡기",
    description: "원본 노트의 설명 가운데 고치거나 보탠 것과 그 까닭을 출처와 함께 모았습니다.",
    card: cardHref("corrections"),
  },
  sources: {
    href: sourcesHref,
    title: "출처",
    description: "노트가 인용한 모든 출처를 주제별로 모으고, 각각에 기댄 절과 확인한 날짜를 적었습니다.",
    card: cardHref("sources"),
  },
  versions: {
    href: versionsHref,
    title: "버전 현황",
    description: "노트가 이름을 드는 제품의 버전, 나온 날, 바뀐 것을 출처와 확인한 날짜와 함께 모았습니다.",
    card: cardHref("versions"),
  },
  cheatsheet: {
    href: cheatSheetHref,
    title: "명령어 모음",
    description: "노트의 명령과 표를 한곳에 모은 치트시트입니다. 그대로 인쇄해 옆에 둘 수 있습니다.",
    card: cardHref("cheatsheet"),
  },
  original: {
    href: originalHref,
    title: "원본 노트",
    description: "이 사이트가 시작된 노트를 한 줄씩 그대로 싣고, 줄마다 더 정확한 설명과 그 절로 이었습니다.",
    card: cardHref("original"),
  },
  search: {
    href: searchHref,
    title: words.search,
    description: words.pageAbout.search,
    card: cardHref("search"),
  },
  review: {
    href: reviewHref,
    title: words.review,
    description: words.pageAbout.review,
    card: cardHref("review"),
  },
  my: {
    href: myHref,
    title: words.myRecords,
    description: words.pageAbout.my,
    card: cardHref("my"),
  },
  accessibility: {
    href: accessibilityHref,
    title: "접근성",
    description:
      "웹 접근성 지침의 항목마다 무엇으로 지키는지, 어느 테스트가 지켜보는지, 무엇이 모자라는지 적었습니다.",
    card: cardHref("accessibility"),
  },
} as const satisfies Readonly<Record<string, SharedPage>>;

/** Of a site, what its pages say of it. */
export type NamedSite = {
  /** True for our own notes. */
  readonly own: boolean;
  readonly name: string;
  /** One sentence about it; may be "". */
  readonly about: string;
  readonly terms: readonly unknown[];
  readonly tags?: readonly unknown[];
};

/** Our own notes' site, as far as its pages are concerned. */
export const OWN_SITE: NamedSite = { own: true, name: SITE_NAME, about: PAGES.home.description, terms: [] };

/** The first page, which is called as the site is. */
export function homePage({ own, name, about }: Omit<NamedSite, "terms">): SharedPage {
  return own ? PAGES.home : { ...PAGES.home, title: name, description: about };
}

/** The pages that a site has: somebody's notes have no pages that speak of ours. */
export function pagesOf(site: NamedSite): SharedPage[] {
  const home = homePage(site);
  if (site.own) return [home, ...Object.values(PAGES).slice(1)];
  const { notes, glossary, search, review, my } = PAGES;
  return [home, notes, ...(site.terms.length > 0 ? [glossary] : []), search, review, my];
}

/** Addresses that are there whatever our notes are: what links may lead to and the ledger keeps. */
export function sitePages(): string[] {
  return Object.values(PAGES).map((page) => page.href);
}

/** The cards of these pages. They belong to no subject and so carry no flag. */
export function pageCards(site: NamedSite): Card[] {
  return pagesOf(site).map((page) => ({
    path: page.card.slice(1),
    flag: "",
    place: page.href === homeHref ? [] : [site.name],
    title: page.title,
    sentence: page.description,
  }));
}
