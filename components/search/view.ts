import { glossaryHref, notesHref } from "../../lib/address/href.ts";
import { GROUPS } from "../../lib/reference/groups.ts";
import { flagPath } from "../../lib/reference/marks.ts";
import { withJosa } from "../../lib/text/josa.ts";
import * as words from "../../lib/words/words.ts";
import { icon, makeElement, marked } from "./dom.ts";
import type { Found, FoundConcept, Reply } from "./protocol.ts";

type Answer = Extract<Reply, { kind: "answer" }>;
export type Tab = "all" | "concept" | Found["kind"];

const TABS: readonly (readonly [Tab, string])[] = [
  ["all", words.tabAll],
  ["concept", words.terms],
  ["section", words.tabSections],
  ["figure", words.figure],
  ["data", words.tabData],
  ["lab", words.labs],
];
const REASONS = {
  initials: words.readAsInitials,
  keyboard: words.readAsKeyboard,
  alias: words.readAsAlias,
  typo: words.readAsTypo,
  sound: words.readAsSound,
  completion: words.readAsCompletion,
} as const;

/** The filters with their counts; those that have nothing are left out. */
export function tabsOf(answer: Answer, chosen: Tab): HTMLElement[] {
  const count = (tab: Tab) =>
    tab === "all"
      ? answer.rows.length + answer.concepts.length
      : tab === "concept"
        ? answer.concepts.length
        : answer.rows.filter(({ kind }) => kind === tab).length;
  return TABS.filter(([tab]) => tab === "all" || count(tab) > 0).map(([tab, name]) =>
    makeElement(
      "button",
      { type: "button", "data-tab": tab, "aria-pressed": String(tab === chosen) },
      name,
      makeElement("span", {}, ` ${count(tab)}`),
    ),
  );
}

/** The subjects of what was found, to narrow it to one; none where all is of one subject. */
export function subjectsOf(answer: Answer, chosen: string): HTMLElement[] {
  const groups = [...new Set(answer.rows.flatMap(({ group }) => group || []))];
  if (groups.length < 2) return [];
  return groups.map((group) =>
    makeElement(
      "button",
      { type: "button", "data-group": group, "aria-pressed": String(group === chosen) },
      flagOf(group),
      ` ${GROUPS.find(({ id }) => id === group)?.name ?? group}`,
    ),
  );
}

function flagOf(group: string): SVGSVGElement {
  return icon(flagPath(group), 16, `flag g-${group}`);
}

/** A sentence on how the query was read, where it was not as it stands. */
export function readingOf({ reason }: Answer): (Node | string)[] {
  if (reason === undefined) return [];
  const { kind, from, to } = reason;
  const bold = (text: string) => makeElement("b", {}, text);
  return words.howRead(REASONS[kind], from, to, bold, withJosa);
}

/** Concepts first, then places, each a link that is an option of the list. */
export function optionsOf(answer: Answer, tab: Tab, group: string): HTMLAnchorElement[] {
  const concepts =
    group === "" && (tab === "all" || tab === "concept") ? answer.concepts.map(conceptOption) : [];
  const found = answer.rows
    .filter((one) => (tab === "all" || one.kind === tab) && (group === "" || one.group === group))
    .map(placeOption);
  return [...concepts, ...found].map((option, index) => {
    option.id = `hit-${index}`;
    return option;
  });
}

function option(
  href: string,
  className: string,
  ...children: (Node | string | undefined | false)[]
): HTMLAnchorElement {
  return makeElement(
    "a",
    { href, class: className, role: "option", "aria-selected": "false", tabindex: "-1" },
    ...children,
    // For who points. An option holds nothing that can be reached: keys share by Shift Enter and the button below.
    makeElement("span", { class: "hit-share", "data-share": "result", "aria-hidden": "true" }, words.share),
  );
}

function conceptOption({ ko, en, aliases, short, href }: FoundConcept): HTMLAnchorElement {
  const others = aliases
    .filter((alias) => !alias.startsWith(`${ko}(`) && alias !== ko && alias !== en)
    .slice(0, 4);
  return option(
    href,
    "hit concept",
    makeElement(
      "b",
      { class: "hit-title" },
      makeElement("mark", {}, ko),
      " ",
      en !== ko && makeElement("span", { lang: "en" }, en),
    ),
    makeElement("span", { class: "hit-text" }, short),
    others.length > 0 && makeElement("span", { class: "hit-trail" }, words.otherSpellings(others)),
  );
}

function placeOption({ href, group, trail, title, where, reason, excerpt, kind }: Found): HTMLAnchorElement {
  const why = reason ? `${REASONS[reason.kind]} ${reason.to}` : where;
  return option(
    href,
    `hit ${kind}`,
    makeElement(
      "span",
      { class: "hit-trail" },
      flagOf(group),
      makeElement("span", {}, trail),
      why !== "" && makeElement("span", { class: "hit-why" }, why),
    ),
    makeElement("b", { class: "hit-title" }, ...marked(title)),
    excerpt && makeElement("span", { class: "hit-text" }, ...marked(excerpt)),
  );
}

/** The beginning of a place, beside the list on wide screens. */
export function previewOf(answer: Answer, href: string): Node[] {
  const concept = answer.concepts.find((one) => one.href === href);
  if (concept)
    return [
      makeElement("p", { class: "hit-trail" }, words.glossary),
      makeElement("h2", {}, concept.ko),
      makeElement("p", {}, concept.short),
      makeElement("p", {}, makeElement("a", { href: concept.definedInHref }, concept.definedIn)),
    ];
  const found = answer.rows.find((one) => one.href === href);
  if (found === undefined) return [];
  const section =
    found.preview ?? answer.rows.find((one) => one.preview && href.startsWith(one.href))?.preview ?? [];
  return [
    makeElement("p", { class: "hit-trail" }, found.trail),
    makeElement("h2", {}, ...marked(found.title)),
    ...section.map((text) => makeElement("p", {}, ...marked(text))),
  ];
}

/** What nothing here is called, and whether the places are only near. */
export function unknownOf({ unknown, near, rows }: Answer): HTMLElement[] {
  if (rows.length === 0) return [];
  // A Hangul word that nothing knows may be any word; a Latin one is a name.
  const names = near ? unknown : unknown.filter((name) => /[a-z]/i.test(name));
  if (names.length === 0 && !near) return [];
  const said = names.length > 0 ? `${words.areNotHere(names, withJosa)} ` : "";
  return [makeElement("span", {}, said, near && words.nearPlaces)];
}

function offersOf(texts: readonly (readonly [query: string, what: string] | string)[]): HTMLElement {
  return makeElement(
    "p",
    { class: "offers" },
    ...texts.map((text) => {
      const [query, what] = typeof text === "string" ? [text, ""] : text;
      return makeElement(
        "button",
        { type: "button", "data-query": query },
        query,
        what !== "" && makeElement("small", {}, ` ${what}`),
      );
    }),
  );
}

/** What an answer without results says: the truth, what was not understood, and ways to go on. */
export function emptyOf({ query, nearest, unknown }: Answer, own: boolean): Node[] {
  const rest = unknown.filter((name) => name !== query.trim());
  return [
    makeElement("p", {}, ...words.nothingFits(query, (text) => makeElement("b", {}, text))),
    ...(rest.length > 0 ? [makeElement("p", {}, words.areNotHere(rest, withJosa))] : []),
    ...(nearest.length > 0 ? [makeElement("p", {}, words.nearConcepts), offersOf(nearest)] : []),
    makeElement("p", {}, words.searchAlsoFinds),
    offersOf(words.searchExamples),
    own &&
      makeElement(
        "p",
        {},
        ...words.goOnFrom(
          (text) => makeElement("a", { href: glossaryHref }, text),
          (text) => makeElement("a", { href: notesHref }, text),
        ),
      ),
  ].filter((node) => node !== false);
}

/**
 * What stands there before anything is asked.
 * @param own whether the notes are ours: then there are questions that are often asked of them
 */
export function startOf(recent: readonly string[], own: boolean): Node[] {
  return [
    ...(recent.length > 0
      ? [
          makeElement(
            "p",
            {},
            words.recentQueries,
            makeElement("button", { type: "button", "data-forget": "", class: "link" }, words.forget),
          ),
          offersOf(recent),
        ]
      : []),
    ...(own ? [makeElement("p", {}, words.askedOften), offersOf(words.popularQuestions)] : []),
    makeElement("p", {}, words.searchAlsoFinds),
    offersOf(words.searchExamples),
  ];
}
