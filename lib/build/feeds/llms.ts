import { markdownHref } from "../../address/href.ts";
import { DESCRIPTION_LENGTH, shorten } from "../../sharing/describe.ts";
import { TERMS_PATH } from "../../sharing/json-ld.ts";
import { homePage, type NamedSite, OWN_SITE, PAGES } from "../../sharing/site-pages.ts";

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
    site.own
      ? "아래 링크는 노트의 Markdown 사본입니다. 노트는 한국어이고, 인용한 출처는 각주로 있습니다."
      : "아래 링크는 노트의 Markdown 사본입니다.",
    ...(example === undefined
      ? []
      : [`절 하나만 받으려면 \`index\` 자리에 절의 id를 적으세요: \`${example}\``]),
    ...groups.flatMap((group) =>
      section(
        group.name,
        notes
          .filter((note) => note.group === group.id)
          .map((note) => entry(markdownHref(note.slug), note.title, note.summary)),
      ),
    ),
    ...section(site.own ? "용어와 출처" : "용어", [
      ...(terms.length > 0
        ? [
            entry(glossary.href, glossary.title, glossary.description),
            entry(`/${TERMS_PATH}`, "용어집 데이터", "용어의 뜻과 다른 표기를 모두 적은 JSON-LD 파일입니다."),
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
      labs.map((lab) => entry(lab.href, `${lab.title} 실습`, lab.summary)),
    ),
  ].join("\n\n")}\n`;
}

/** Text that Markdown takes for nothing but text inside a link. */
function escapeText(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\[\]]/g, "\\$&");
}
