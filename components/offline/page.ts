/**
 * The page of what is read without a line: subjects with their size, kept and removed here, and the pages that are
 * on this device. It also stands at the address of a page that could not be fetched, and says so.
 */
import { addressOf, pathOf } from "../../lib/address/base.ts";
import {
  OFFLINE_LIST_PATH,
  OFFLINE_PAGE,
  type OfflineList,
  type OfflineSubject,
  pagesCache,
  titleOf,
} from "../../lib/records/offline.ts";
import * as words from "../../lib/words/words.ts";
import { makeElement } from "../share/dom.ts";
import { keepReadable } from "./offline.ts";

const SIMULTANEOUS = 4;

const site = document.documentElement.dataset.site ?? "";
const main = document.querySelector<HTMLElement>("[data-offline]");
/** What each row shows: a page may belong to more than one. */
const shows = new Set<() => Promise<void>>();

void start();

async function start(): Promise<void> {
  if (!main) return;
  const lost = location.pathname !== addressOf(OFFLINE_PAGE);
  for (const element of main.querySelectorAll<HTMLElement>("[data-lost-page]")) element.hidden = !lost;
  main.querySelector<HTMLElement>("[data-own-page]")!.hidden = lost;
  main.querySelector("h1")!.textContent = lost ? words.offlineLost : words.offline;
  main.querySelector("[data-retry]")!.addEventListener("click", () => location.reload());
  // Who has no line wants what is here, not what could be.
  if (lost || !navigator.onLine) sectionOf("[data-subjects]").before(sectionOf("[data-kept]"));
  const cache = await openCache();
  if (cache === undefined) {
    main.querySelector<HTMLElement>("[data-no-caches]")!.hidden = false;
    return;
  }
  await keepReadable(true);
  await showKept(cache);
  const answer = await fetch(addressOf(OFFLINE_LIST_PATH)).catch(() => undefined);
  if (!answer?.ok) return;
  const { subjects } = (await answer.json()) as OfflineList;
  const list = main.querySelector("[data-subjects]")!;
  const all: OfflineSubject = {
    id: "all",
    name: words.offlineAll,
    pages: [...new Set(subjects.flatMap(({ pages }) => pages))],
    bytes: subjects.reduce((sum, { bytes }) => sum + bytes, 0),
  };
  const rows = [all, ...subjects].map((subject) => subjectRow(subject, cache));
  // All that a row says is there when it is shown, so that none grows under a reader's hand.
  await Promise.all([...shows].map((show) => show()));
  list.replaceChildren(...rows);
  list.closest("section")!.hidden = false;
  // Who comes from a note comes for its subject.
  const wanted = document.getElementById(location.hash.slice(1));
  wanted?.scrollIntoView({ block: "center" });
  wanted?.querySelector("button")?.focus();
}

function sectionOf(list: string): HTMLElement {
  return main!.querySelector(list)!.closest("section")!;
}

/** Where pages are kept; nothing where the browser has no such thing, or refuses it. */
async function openCache(): Promise<Cache | undefined> {
  try {
    return await caches.open(pagesCache(site));
  } catch {
    return undefined;
  }
}

/** The pages that are on this device, by the names they give themselves. */
async function showKept(cache: Cache): Promise<void> {
  const requests = await cache.keys();
  const paths = requests
    .map(({ url }) => new URL(url).pathname)
    .filter((path) => /^\/(notes|labs)\/.+\/$/.test(pathOf(path)));
  const entries = await Promise.all(
    paths.sort().map(async (path) => {
      const html = (await (await cache.match(path))?.text()) ?? "";
      return makeElement("li", {}, makeElement("a", { href: pathOf(path) }, titleOf(html) ?? path));
    }),
  );
  const list = main!.querySelector("[data-kept]")!;
  list.replaceChildren(...entries);
  list.closest("section")!.hidden = entries.length === 0;
}

function subjectRow(subject: OfflineSubject, cache: Cache): HTMLElement {
  const name = makeElement("b", {}, subject.name);
  const state = makeElement("span", { role: "status" });
  const bar = makeElement("progress", {
    max: String(subject.pages.length),
    value: "0",
    "aria-label": subject.name,
  });
  const keep = makeElement("button", { type: "button", class: "lab-btn" });
  const remove = makeElement("button", { type: "button", class: "lab-btn" }, words.offlineRemove);
  keep.setAttribute("aria-label", `${subject.name}: ${words.offlineKeep}`);
  remove.setAttribute("aria-label", `${subject.name}: ${words.offlineRemove}`);
  let stopper: AbortController | undefined;

  const show = async () => {
    const there = await Promise.all(subject.pages.map((path) => cache.match(path)));
    const count = there.filter(Boolean).length;
    bar.value = count;
    bar.hidden = !stopper && (count === 0 || count === subject.pages.length);
    keep.textContent = stopper ? words.stop : count === 0 ? words.offlineKeep : words.offlineKeepRest;
    keep.setAttribute("aria-label", `${subject.name}: ${keep.textContent}`);
    keep.hidden = !stopper && count === subject.pages.length;
    remove.hidden = stopper !== undefined || count === 0;
    state.textContent = words.offlineState(count, subject.pages.length, subject.bytes);
  };
  keep.addEventListener("click", async () => {
    if (stopper) {
      stopper.abort();
      return;
    }
    stopper = new AbortController();
    const { signal } = stopper;
    await show();
    const waiting = subject.pages.slice();
    let failed = false;
    const work = async () => {
      for (let path = waiting.shift(); path !== undefined && !signal.aborted; path = waiting.shift()) {
        try {
          const answer = await fetch(path, { signal });
          if (answer.ok) await cache.put(path, answer);
          else failed = true;
        } catch {
          failed ||= !signal.aborted;
        }
        bar.value += 1;
      }
    };
    await Promise.all(Array.from({ length: SIMULTANEOUS }, work));
    stopper = undefined;
    await refresh();
    if (failed) state.textContent = words.offlineFailed;
    // Browsers that are asked may keep it when the device runs out of room.
    void navigator.storage?.persist?.();
  });
  remove.addEventListener("click", async () => {
    await Promise.all(subject.pages.map((path) => cache.delete(path)));
    await refresh();
    keep.focus();
  });
  const refresh = async () => {
    await Promise.all([...shows].map((one) => one()));
    await showKept(cache);
  };
  shows.add(show);
  return makeElement("li", { id: subject.id }, makeElement("p", {}, name, state, bar), keep, remove);
}
