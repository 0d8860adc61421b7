import {
  cardHref,
  glossaryHref,
  homeHref,
  labHref,
  markdownHref,
  noteHref,
  termHref,
} from "../address/href.ts";
import type { Dates, Note } from "../note/note.ts";
import type { Source, Term } from "../reference/schemas.ts";
import * as words from "../words/words.ts";
import { PAGES, SITE_NAME } from "./site-pages.ts";

/** One thing as https://schema.org describes it; what is undefined is not said. */
export type Thing = { readonly "@type": string; readonly [property: string]: unknown };

/** All things of a page, as its data block holds them. */
export function linkedData(things: readonly Thing[]): object {
  return { "@context": "https://schema.org", "@graph": things };
}

type ArticleNote = Pick<Note, "slug" | "minutes" | "citations" | "written"> & {
  readonly meta: Pick<Note["meta"], "title" | "english" | "summary">;
};

type Around = {
  /** Origin of the site, without a slash at its end. */
  readonly siteUrl: string;
  /** How the site is called. */
  readonly siteName?: string;
  /** The subject, as the reader sees it. */
  readonly subject?: string | undefined;
};

/**
 * A note. It teaches the terms that the glossary says it explains, and cites its sources by their
 * addresses. Dates are said only when the note or the history knows them.
 */
export function articleOf(
  note: ArticleNote,
  {
    siteUrl,
    siteName = SITE_NAME,
    subject,
    terms,
    sources,
    dates = {},
  }: Around & {
    readonly terms: readonly Pick<Term, "ko" | "note">[];
    readonly sources: Readonly<Record<string, Pick<Source, "title" | "url">>>;
    readonly dates?: Dates | undefined;
  },
): Thing {
  const { title, english, summary } = note.meta;
  const taught = terms.filter((term) => term.note === note.slug).map((term) => term.ko);
  const authors = note.written?.by.map((name) => ({ "@type": "Person", name })) ?? [];
  const cited = note.citations.flatMap((key) => sources[key]?.url ?? sources[key]?.title ?? []);
  return {
    "@type": "TechArticle",
    headline: title,
    alternativeHeadline: english,
    description: summary || undefined,
    inLanguage: words.language,
    url: siteUrl + noteHref(note.slug),
    image: siteUrl + cardHref(note.slug),
    datePublished: note.written?.on ?? dates.published,
    dateModified: dates.revised,
    timeRequired: minutesOf(note.minutes),
    author: someOf(authors) ?? organisation(siteUrl, siteName),
    publisher: organisation(siteUrl, siteName),
    isPartOf: website(siteUrl, siteName),
    about: subject && { "@type": "Thing", name: subject },
    teaches: someOf(taught),
    citation: someOf(cited),
    encoding: {
      "@type": "MediaObject",
      encodingFormat: "text/markdown",
      contentUrl: siteUrl + markdownHref(note.slug),
    },
  };
}

/** Where a page stands: from the widest place to the page itself. */
export function breadcrumbsOf(
  places: readonly { readonly name: string; readonly href: string }[],
  siteUrl: string,
): Thing {
  return {
    "@type": "BreadcrumbList",
    itemListElement: places.map(({ name, href }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: siteUrl + href,
    })),
  };
}

type DefinedTerm = Pick<Term, "id" | "ko" | "en" | "short">;

/** Where the glossary is published as data, with what every term means. */
export const TERMS_PATH = "glossary/terms.json";

/**
 * The glossary, for its own page: names and addresses. What a term means stands at its address, on the
 * same page; to say it twice would cost a reader 13 KB more. Those who want data find all of it in a file
 * of its own. That a term belongs to the set is said once, by the set.
 */
export function termNamesOf(terms: readonly DefinedTerm[], siteUrl: string, siteName = SITE_NAME): Thing {
  return {
    ...termSet(siteUrl, siteName),
    encoding: {
      "@type": "MediaObject",
      encodingFormat: "application/ld+json",
      contentUrl: `${siteUrl}/${TERMS_PATH}`,
    },
    hasDefinedTerm: terms.map((term) => namesOf(term, siteUrl)),
  };
}

/** The text of the glossary's file: every term whole, and each saying of which set it is. */
export function termsFile(
  terms: readonly (DefinedTerm & Pick<Term, "aliases"> & { readonly href: string | undefined })[],
  siteUrl: string,
  siteName = SITE_NAME,
): string {
  const set = {
    ...termSet(siteUrl, siteName),
    hasDefinedTerm: terms.map(({ aliases, href, ...term }) => ({
      ...namesOf(term, siteUrl),
      alternateName: someOf([...new Set([term.en, ...aliases])].filter((name) => name !== term.ko)),
      description: term.short,
      inDefinedTermSet: siteUrl + glossaryHref,
      subjectOf: href && siteUrl + href,
    })),
  };
  return `${JSON.stringify(linkedData([set]))}\n`;
}

function termSet(siteUrl: string, siteName: string): Thing {
  return {
    "@type": "DefinedTermSet",
    "@id": siteUrl + glossaryHref,
    name: `${siteName} ${PAGES.glossary.title}`,
    description: PAGES.glossary.description,
    inLanguage: words.language,
    url: siteUrl + glossaryHref,
  };
}

function namesOf({ id, ko, en }: DefinedTerm, siteUrl: string): Thing {
  return {
    "@type": "DefinedTerm",
    name: ko,
    alternateName: en === ko ? undefined : en,
    url: siteUrl + termHref(id),
  };
}

/** A lab. @param level how hard it is, as the reader sees it */
export function labOf(
  lab: {
    readonly id: string;
    readonly title: string;
    readonly summary: string;
    readonly minutes: number;
    readonly learns: readonly string[];
  },
  { siteUrl, siteName = SITE_NAME, subject, level }: Around & { readonly level?: string | undefined },
): Thing {
  return {
    "@type": "LearningResource",
    name: lab.title,
    description: lab.summary,
    inLanguage: words.language,
    url: siteUrl + labHref(lab.id),
    image: siteUrl + cardHref(`labs/${lab.id}`),
    learningResourceType: PAGES.labs.title,
    interactivityType: "active",
    educationalLevel: level,
    timeRequired: minutesOf(lab.minutes),
    teaches: someOf(lab.learns),
    about: subject && { "@type": "Thing", name: subject },
    provider: organisation(siteUrl, siteName),
    isPartOf: website(siteUrl, siteName),
  };
}

function organisation(siteUrl: string, name: string): Thing {
  return { "@type": "Organization", name, url: siteUrl + homeHref };
}

function website(siteUrl: string, name: string): Thing {
  return { "@type": "WebSite", name, url: siteUrl + homeHref };
}

/** ISO 8601: `PT12M`. */
function minutesOf(minutes: number): string {
  return `PT${minutes}M`;
}

function someOf<One>(list: readonly One[]): readonly One[] | undefined {
  return list.length > 0 ? list : undefined;
}
