import { markdownHref } from "../../address/href.ts";
import { DESCRIPTION_LENGTH, shorten } from "../../sharing/describe.ts";
import { TERMS_PATH } from "../../sharing/json-ld.ts";
import { homePage, type NamedSite, OWN_SITE, PAGES } from "../../sharing/site-pages.ts";
import * as words from "../../words/words.ts";

type Listed = Partial<NamedSite> & {
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  /** In reading order. */
  readonly notes: readonly {
    readonly slug: string;
    readonly title: string;
    readonly summary: string;
    readonly group: string;
  }[];
  readonly labs: readonly { readonly href: string; readonly title: string; readonly summary: string }[];
  readonly terms: readonly unknown[];
};

/**
 * `llms.txt` (https://llmstxt.org): what the site is, and every note's Markdown copy under its subject.
 * What a reader with little room may skip stands under `Optional`, as that page has it.
 * @param siteUrl origin of the site, without a slash at its end
 */
export function llmsText({ groups, notes, labs, terms, ...named }: Listed, siteUrl: string): string {
  const site = { ...OWN_SITE, ...named };
  const home = homePage(site);
  const entry = (href: string, title: string, about: string) =>
    `- [${escapeText(title)}](${siteUrl}${href})${about && `: ${shorten(about.replace(/\s+/g, " "), DESCRIPTION_LENGTH)}`}`;
  const section = (name: string, entries: readonly string[]) =>
    entries.length === 0 ? [] : [`## ${escapeText(name)}\n\n${entries.join("\n")}`];
  const { glossary, sources, corrections, versions, cheatsheet } = PAGES;
  const example = notes[0] && `${siteUrl}${markdownHref(notes[0].slug, "<section>")}`;
  return `${[
    `# ${home.title}`,
    ...(home.description ? [`> ${home.description}`] : []),
    words.copiesBelow(site.own),
    ...(example === undefined ? [] : [words.copyOfSection(example)]),
    ...groups.flatMap((group) =>
      section(
        group.name,
        notes
          .filter((note) => note.group === group.id)
          .map((note) => entry(markdownHref(note.slug), note.title, note.summary)),
      ),
    ),
    ...section(site.own ? words.termsAndSources : words.terms, [
      ...(terms.length > 0
        ? [
            entry(glossary.href, glossary.title, glossary.description),
            entry(`/${TERMS_PATH}`, words.termsData, words.aboutTermsData),
          ]
        : []),
      ...(site.own
        ? [sources, cheatsheet, versions, corrections].map((page) =>
            entry(page.href, page.title, page.description),
          )
        : []),
    ]),
    ...section(
      "Optional",
      labs.map((lab) => entry(lab.href, words.labNamed(lab.title), lab.summary)),
    ),
  ].join("\n\n")}\n`;
}

/** Text that Markdown takes for nothing but text inside a link. */
function escapeText(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\[\]]/g, "\\$&");
}
