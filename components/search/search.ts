/**
 * The search dialog and the search page: a field, what was found, and a preview
 * beside it on wide screens. The engine is a worker; this part asks and shows.
 */
import { addressOf, pathOf } from "../../lib/address/base.ts";
import { glossaryHref } from "../../lib/address/href.ts";
import { shareHref } from "../../lib/sharing/share-href.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { writeClipboard } from "../share/clipboard.ts";
import { type Client, startClient } from "./client.ts";
import { makeElement } from "./dom.ts";
import type { Reply } from "./protocol.ts";
import { forgetQueries, recentQueries, rememberQuery } from "./recent.ts";
import {
  emptyOf,
  optionsOf,
  previewOf,
  readingOf,
  startOf,
  subjectsOf,
  type Tab,
  tabsOf,
  unknownOf,
} from "./view.ts";

type Answer = Extract<Reply, { kind: "answer" }>;

const SPOKEN_AFTER = 700;
/** A folder of foreign notes has no glossary, and other questions than ours. */
const hasGlossary = () => document.querySelector(`a[href="${addressOf(glossaryHref)}"]`) !== null;
let client: Client | undefined;
let listener: (reply: Reply) => void = () => {};

function engine(): Client {
  client ??= startClient((reply) => listener(reply));
  return client;
}

/** Loads the index before anything is asked: the reader has turned to the field. */
export function loadIndex(): void {
  engine().ask("", false);
}

/**
 * Builds search around a field that is on the page already, so that what is being typed into it,
 * also a syllable in the making, goes on.
 * @param page whether the address of the page carries the query
 */
export function buildSearch(box: HTMLElement, field: HTMLInputElement, page: boolean): void {
  if (box.dataset.ready !== undefined) return;
  box.dataset.ready = "";
  const how = makeElement("p", { class: "how" });
  const tabs = makeElement("div", { class: "tabs", role: "group", "aria-label": words.searchFilters });
  const list = makeElement("div", {
    class: "hits",
    id: "hits",
    role: "listbox",
    "aria-label": words.searchResults,
  });
  const blank = makeElement("div", { class: "blank" });
  const preview = makeElement("aside", {
    class: "preview",
    "aria-label": words.searchPreview,
    tabindex: "0",
  });
  const spoken = makeElement("p", { class: "sr", role: "status" });
  const keys = makeElement("p", { class: "keys", "aria-hidden": "true" });
  const share = makeElement(
    "button",
    { type: "button", class: "link", "data-share": "result" },
    words.shareChosenResult,
  );
  const shareAll = makeElement(
    "button",
    { type: "button", class: "link", "data-share": "page" },
    words.shareSearch,
  );
  for (const [key, text] of [
    ["↑ ↓", words.keyChoose],
    ["Enter", words.keyOpen],
    ["Ctrl Enter", words.keyNewTab],
    ["Ctrl C", words.keyCopyLink],
    ["Shift Enter", words.share],
  ] as const)
    keys.append(makeElement("span", {}, makeElement("kbd", {}, key), ` ${text}`));
  box.append(
    how,
    tabs,
    makeElement("div", { class: "body" }, makeElement("div", { class: "column" }, list, blank), preview),
    makeElement("p", { class: "hit-tools" }, share, page && shareAll),
    keys,
    spoken,
  );

  let answer: Answer | undefined;
  let tab: Tab = "all";
  /** The subject that is shown; "" for all. */
  let group = "";
  let literal = false;
  let active = -1;
  /** Whether what is shown answers what stands in the field. */
  let fresh = false;
  /** Enter was pressed before the answer came: it is followed when it does. */
  let awaited: { readonly newTab: boolean } | undefined;
  let speaking: ReturnType<typeof setTimeout> | undefined;

  const options = () => [...list.children] as HTMLAnchorElement[];
  const choose = (index: number, scroll = true) => {
    const all = options();
    active = all.length === 0 ? -1 : (index + all.length) % all.length;
    for (const [at, option] of all.entries()) option.setAttribute("aria-selected", String(at === active));
    const option = all[active];
    share.hidden = !option;
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    if (scroll) option?.scrollIntoView({ block: "nearest" });
    preview.replaceChildren(
      ...(answer && option ? previewOf(answer, pathOf(option.getAttribute("href")!)) : []),
    );
  };
  const draw = () => {
    const kept = active > 0 ? options()[active]?.getAttribute("href") : undefined;
    const drawn = answer ? optionsOf(answer, tab, group) : [];
    list.replaceChildren(...drawn);
    field.setAttribute("aria-expanded", String(drawn.length > 0));
    tabs.replaceChildren(
      ...(answer && answer.rows.length > 0 ? [...tabsOf(answer, tab), ...subjectsOf(answer, group)] : []),
    );
    list.removeAttribute("aria-busy");
    const reading = answer && !literal ? readingOf(answer) : [];
    const literally = makeElement(
      "button",
      { type: "button", class: "link", "data-literal": "" },
      literal ? words.searchInManyWays : words.searchLiterally,
    );
    how.replaceChildren(
      ...(answer && !literal ? unknownOf(answer) : []),
      ...(reading.length > 0 || literal
        ? [makeElement("span", {}, ...(literal ? [words.searchedLiterally] : reading)), literally]
        : []),
    );
    blank.replaceChildren(
      ...(answer
        ? drawn.length === 0
          ? emptyOf(answer, hasGlossary())
          : []
        : startOf(recentQueries(), hasGlossary())),
    );
    const again = drawn.findIndex((option) => option.getAttribute("href") === kept);
    choose(Math.max(0, again), again > 0);
    clearTimeout(speaking);
    if (answer && !answer.partial) {
      const text = drawn.length === 0 ? words.noResults : words.resultCount(drawn.length);
      speaking = setTimeout(() => {
        spoken.textContent = text;
      }, SPOKEN_AFTER);
    }
  };
  const ask = () => {
    const query = field.value;
    if (page) {
      const address =
        query.trim() === ""
          ? location.pathname
          : `${location.pathname}?q=${encodeURIComponent(query.trim())}`;
      history.replaceState(history.state, "", address);
    }
    fresh = false;
    if (query.trim() === "") {
      answer = undefined;
      draw();
    } else {
      // What was found for other words is no choice any more.
      list.setAttribute("aria-busy", "true");
      field.removeAttribute("aria-activedescendant");
      for (const option of options()) option.setAttribute("aria-selected", "false");
    }
    engine().ask(query, literal);
  };
  listener = (reply) => {
    if (reply.kind === "failed") {
      how.replaceChildren(
        makeElement("span", {}, reply.message),
        makeElement("button", { type: "button", class: "link", "data-again": "" }, words.tryAgain),
      );
      spoken.textContent = reply.message;
      list.removeAttribute("aria-busy");
      awaited = undefined;
    } else if (reply.kind === "answer" && field.value.trim() !== "") {
      answer = reply;
      fresh = true;
      draw();
      const option = options()[active];
      if (awaited && option) follow(option, awaited.newTab);
      awaited = undefined;
    }
  };

  field.addEventListener("input", () => {
    tab = "all";
    group = "";
    literal = false;
    active = -1;
    awaited = undefined;
    ask();
  });
  field.addEventListener("keydown", (event) => {
    // While a syllable is being put together its keys belong to the input method. WebKit ends the
    // composition before the Enter that ended it, which still says 229.
    if (event.isComposing || event.keyCode === 229) return;
    const option = fresh ? options()[active] : undefined;
    const command = event.ctrlKey || event.metaKey;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose(active + step);
    else if (event.key === "Enter" && event.shiftKey && option) share.click();
    else if (event.key === "Enter") enter(command);
    else if (event.key === "c" && command && option && field.selectionStart === field.selectionEnd)
      void copyAddress(option);
    else return;
    event.preventDefault();
  });
  /** Opens what is chosen, now or when it is found; where nothing is, the reader goes on from there. */
  const enter = (newTab: boolean) => {
    const option = options()[active];
    if (fresh && option) follow(option, newTab);
    else if (fresh && answer) spoken.textContent = words.noResults;
    else if (field.value.trim() !== "") awaited = { newTab };
  };
  // Enter is a key here: what it would submit is for a page without this script.
  field.form?.addEventListener("submit", (event) => {
    if (event.submitter?.getAttribute("formmethod") !== "dialog") event.preventDefault();
  });
  /** Where there is no clipboard the menu has the address to copy by hand. */
  const copyAddress = async (option: HTMLAnchorElement) => {
    const address = location.origin + addressOf(shareHref(pathOf(option.getAttribute("href")!)));
    if (await writeClipboard(address)) showToast(words.copiedResult);
    else share.click();
  };
  const follow = (option: HTMLAnchorElement, newTab: boolean) => {
    rememberQuery(field.value);
    if (newTab) window.open(option.href, "_blank", "noopener");
    else {
      leave();
      location.href = option.href;
    }
  };
  /** Coming back shows what was found. On the same page only the dialog must go. */
  let left = false;
  const leave = () => {
    if (page) return;
    left = true;
    history.replaceState({ ...(history.state as object | null), search: field.value }, "");
    if (box instanceof HTMLDialogElement) box.close();
  };
  const close = () => {
    // What was closed does not come back with the page, nor is a late answer followed.
    awaited = undefined;
    if (!left) history.replaceState({ ...(history.state as object | null), search: undefined }, "");
    left = false;
  };
  box.addEventListener("close", close);
  // It may have been closed while this code was on its way.
  if (box instanceof HTMLDialogElement && !box.open) close();
  list.addEventListener("click", (event) => {
    const target = event.target as Element;
    const option = target.closest("a");
    if (!option || target.closest("[data-share]")) return;
    rememberQuery(field.value);
    if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)) leave();
  });
  list.addEventListener("pointermove", (event) => {
    const at = options().indexOf((event.target as Element).closest("a") as HTMLAnchorElement);
    if (at >= 0 && at !== active) choose(at, false);
  });
  box.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button");
    if (!button || button.dataset.share !== undefined) return;
    if (button.dataset.tab) {
      tab = button.dataset.tab as Tab;
      active = -1;
      draw();
    } else if (button.dataset.group !== undefined) {
      group = button.dataset.group === group ? "" : button.dataset.group;
      active = -1;
      draw();
    } else if (button.dataset.query) field.value = button.dataset.query;
    else if (button.dataset.literal !== undefined) literal = !literal;
    else if (button.dataset.forget !== undefined) forgetQueries();
    else if (button.dataset.again === undefined) return;
    if (!button.dataset.tab && button.dataset.group === undefined) ask();
    field.focus();
  });
  // Back to a page that was kept as it was left.
  addEventListener("pageshow", (event) => {
    const kept = (history.state as { search?: string } | null)?.search;
    if (event.persisted && kept !== undefined && box instanceof HTMLDialogElement && !box.open)
      box.showModal();
  });
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", "hits");
  field.setAttribute("aria-autocomplete", "list");
  draw();
  if (page) field.value ||= new URLSearchParams(location.search).get("q") ?? "";
  if (field.value === "") loadIndex();
  else ask();
}
