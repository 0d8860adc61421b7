import { GROUPS } from "../../lib/reference/groups.ts";
import { flagPath } from "../../lib/reference/marks.ts";
import { withJosa } from "../../lib/text/josa.ts";
import { icon, make, marked } from "./dom.ts";
import type { Found, FoundConcept, Reply } from "./protocol.ts";

type Answer = Extract<Reply, { kind: "answer" }>;
export type Tab = "all" | "concept" | Found["kind"];

const TABS: readonly (readonly [Tab, string])[] = [
  ["all", "전체"],
  ["concept", "용어"],
  ["section", "절"],
  ["figure", "그림"],
  ["data", "표·코드"],
  ["lab", "실습"],
];
const REASONS = {
  initials: "초성",
  keyboard: "한/영 변환",
  alias: "별칭",
  typo: "오타 교정",
  sound: "다른 표기",
  completion: "이어 쓰기",
} as const;

/** The filters with their counts; those that have nothing are left out. */
export function tabsOf(answer: Answer, chosen: Tab): HTMLElement[] {
  const count = (tab: Tab) =>
    tab === "all"
      ? answer.found.length + answer.concepts.length
      : tab === "concept"
        ? answer.concepts.length
        : answer.found.filter(({ kind }) => kind === tab).length;
  return TABS.filter(([tab]) => tab === "all" || count(tab) > 0).map(([tab, name]) =>
    make(
      "button",
      { type: "button", "data-tab": tab, "aria-pressed": String(tab === chosen) },
      name,
      make("span", {}, ` ${count(tab)}`),
    ),
  );
}

/** The subjects of what was found, to narrow it to one; none where all is of one subject. */
export function subjectsOf(answer: Answer, chosen: string): HTMLElement[] {
  const groups = [...new Set(answer.found.map(({ group }) => group))];
  if (groups.length < 2) return [];
  return groups.map((group) =>
    make(
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
export function readingOf({ reason }: Answer): Node[] {
  if (reason === undefined) return [];
  const { kind, from, to } = reason;
  const bold = (text: string) => make("b", {}, text);
  const after = (text: string, particle: "을/를" | "으로/로") => withJosa(text, particle).slice(text.length);
  return [
    document.createTextNode(`${REASONS[kind]} `),
    bold(from),
    document.createTextNode(`${after(from, "을/를")} `),
    bold(to),
    document.createTextNode(`${after(to, "으로/로")} 찾았습니다.`),
  ];
}

/** Concepts first, then places, each a link that is an option of the list. */
export function optionsOf(answer: Answer, tab: Tab, group: string): HTMLAnchorElement[] {
  const concepts =
    group === "" && (tab === "all" || tab === "concept") ? answer.concepts.map(conceptOption) : [];
  const found = answer.found
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
  return make(
    "a",
    { href, class: className, role: "option", "aria-selected": "false", tabindex: "-1" },
    ...children,
    // For who points. An option holds nothing that can be reached: keys share by Shift Enter and the button below.
    make("span", { class: "hit-share", "data-share": "result", "aria-hidden": "true" }, "공유"),
  );
}

function conceptOption({ ko, en, aliases, short, href }: FoundConcept): HTMLAnchorElement {
  const others = aliases
    .filter((alias) => !alias.startsWith(`${ko}(`) && alias !== ko && alias !== en)
    .slice(0, 4);
  return option(
    href,
    "hit concept",
    make(
      "b",
      { class: "hit-title" },
      make("mark", {}, ko),
      " ",
      en !== ko && make("span", { lang: "en" }, en),
    ),
    make("span", { class: "hit-text" }, short),
    others.length > 0 && make("span", { class: "hit-trail" }, `다른 표기 · ${others.join(", ")}`),
  );
}

function placeOption({ href, group, trail, title, where, reason, excerpt, kind }: Found): HTMLAnchorElement {
  const why = reason ? `${REASONS[reason.kind]} ${reason.to}` : where;
  return option(
    href,
    `hit ${kind}`,
    make(
      "span",
      { class: "hit-trail" },
      flagOf(group),
      make("span", {}, trail),
      why !== "" && make("span", { class: "hit-why" }, why),
    ),
    make("b", { class: "hit-title" }, ...marked(title)),
    excerpt && make("span", { class: "hit-text" }, ...marked(excerpt)),
  );
}

/** The beginning of a place, beside the list on wide screens. */
export function previewOf(answer: Answer, href: string): Node[] {
  const concept = answer.concepts.find((one) => one.href === href);
  if (concept)
    return [
      make("p", { class: "hit-trail" }, "용어집"),
      make("h2", {}, concept.ko),
      make("p", {}, concept.short),
      make("p", {}, make("a", { href: concept.seeHref }, concept.see)),
    ];
  const found = answer.found.find((one) => one.href === href);
  if (found === undefined) return [];
  const section =
    found.preview ?? answer.found.find((one) => one.preview && href.startsWith(one.href))?.preview ?? [];
  return [
    make("p", { class: "hit-trail" }, found.trail),
    make("h2", {}, ...marked(found.title)),
    ...section.map((text) => make("p", {}, ...marked(text))),
  ];
}

/** What an answer without results says: the truth, and what is spelt most like it. */
export function emptyOf({ query, nearest }: Answer): Node[] {
  return [
    make("p", {}, make("b", {}, `‘${query}’`), "에 맞는 곳이 없습니다."),
    ...(nearest.length > 0
      ? [
          make("p", {}, "글자가 가까운 개념"),
          make(
            "p",
            { class: "offers" },
            ...nearest.map((text) => make("button", { type: "button", "data-query": text }, text)),
          ),
        ]
      : []),
  ];
}

/** What stands there before anything is asked. */
export function startOf(recent: readonly string[]): Node[] {
  const offers = (texts: readonly string[]) =>
    make(
      "p",
      { class: "offers" },
      ...texts.map((text) => make("button", { type: "button", "data-query": text }, text)),
    );
  return [
    ...(recent.length > 0
      ? [
          make(
            "p",
            {},
            "최근에 찾은 말 ",
            make("button", { type: "button", "data-forget": "", class: "link" }, "지우기"),
          ),
          offers(recent),
        ]
      : []),
    make("p", {}, "이렇게도 찾습니다"),
    offers(["ㅎㅇㅍㅂㅇㅈ", "k8s 오토 스케일링", "zjsxpdlsj", "kubectl rollout undo"]),
  ];
}
