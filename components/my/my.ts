import { addressOf, siteAt } from "../../lib/address/base.ts";
import { sentenceHref } from "../../lib/address/href.ts";
import { type Archive, countKinds, mergeArchives, newIn, readArchive } from "../../lib/records/archive.ts";
import type { Entry, EntryKind } from "../../lib/records/log.ts";
import { foldBox } from "../../lib/study/box.ts";
import type { Deck } from "../../lib/study/deck-card.ts";
import { readSections } from "../../lib/study/progress.ts";
import { summaryOf } from "../../lib/study/summary.ts";
import { ankiText, bookmarksIn, marksIn, marksMarkdown } from "../../lib/study/take-along.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { gatherArchive, handOver, lastExport, saveArchive } from "../records/archive-file.ts";
import { readSummary, removeSummary, writeSummary } from "../records/flag.ts";
import { keep } from "../records/keep.ts";
import { recentPlaces } from "../records/recent.ts";
import {
  addEntries,
  keepGoal,
  onOthersWrite,
  readEntries,
  removeEntries,
  removeGoals,
} from "../records/store.ts";
import { todayOf } from "../review/today.ts";
import { makeElement as el } from "../share/dom.ts";

const main = document.querySelector<HTMLElement>("[data-my]")!;
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;
let archive: Archive = { entries: [], goals: [], keys: [] };
let readable = true;

async function load(): Promise<void> {
  readable = (await readEntries(["setting"])) !== undefined;
  archive = await gatherArchive();
  draw();
  if (archive.entries.length > 0) await summarize(archive);
  else removeSummary();
}

/** What other pages tell of what is here now. */
async function summarize(of: Archive): Promise<void> {
  const { entries } = of;
  const box = foldBox(entries);
  const known = new Map(readSummary().read.map(([note, , of]) => [note, of]));
  const read = [...readSections(entries)].map(
    ([note, sections]) => [note, sections.size, known.get(note) ?? 0] as const,
  );
  const deck = box.cards.size > 0 ? (await loadDeck()).cards : [];
  const cards = new Map(deck.map((card) => [card.id, card]));
  // Something was brought or deleted meanwhile: that is what will be told.
  if (of !== archive) return;
  const today = todayOf(Date.now(), box.settings.dayStart);
  const summary = summaryOf(
    box,
    today,
    (card) => cards.get(card)?.note,
    (card) => cards.get(card)?.href,
  );
  writeSummary({ ...summary, read });
}

function draw(): void {
  const { entries, goals, keys } = archive;
  const rows = countKinds(entries).map(({ kind }) =>
    rowOfKind(
      kind,
      entries.filter((entry) => entry.kind === kind),
    ),
  );
  if (goals.length > 0)
    rows.push(
      row(
        words.metGoals,
        goals.length,
        bytesOf(goals),
        goals.map((goal) => JSON.stringify(goal)),
        async () => {
          await removeGoals();
        },
      ),
    );
  for (const [name, value] of keys)
    rows.push(
      row(
        `${words.keyNames.get(name.split(".")[1] ?? "") ?? words.otherKey} (${name})`,
        1,
        bytesOf(value),
        [value],
        async () => localStorage.removeItem(name),
      ),
    );
  main.replaceChildren(
    el("h1", { class: "page-title" }, words.myRecords),
    el("p", { class: "page-lead" }, words.myLead),
    ...(readable ? [] : [el("p", { class: "rev-warn", role: "alert" }, words.nothingReadable)]),
    el(
      "section",
      {},
      el("h2", {}, words.carry),
      el(
        "p",
        {},
        words.carryLead,
        " ",
        lastExport() > 0 ? words.exportedOn(dateTime(lastExport())) : words.neverExported,
      ),
      el("p", { class: "study-btns" }, ...exportButtons(), importControl()),
      preview,
    ),
    ...bookmarks(),
    ...recents(),
    ...marks(),
    el(
      "section",
      {},
      el("h2", {}, words.whatIsKept),
      rows.length === 0
        ? el("p", {}, words.nothingKept)
        : el(
            "table",
            { class: "my-table" },
            el(
              "thead",
              {},
              el("tr", {}, ...words.keptColumns.map((name) => el("th", { scope: "col" }, name))),
            ),
            el("tbody", {}, ...rows),
          ),
      size,
      rows.length > 0 && twice(words.deleteAll, removeAll, words.deleteAll),
    ),
  );
  tellSize();
}

/** What is sought among the marks, and in which ink; kept while the page is open. */
let sought = "";
let ink = "";

function marks(): HTMLElement[] {
  const all = marksIn(archive.entries);
  if (all.length === 0) return [];
  const list = el("ul", { class: "my-marks" });
  const fill = () => {
    const wanted = all.filter(
      (mark) =>
        (ink === "" || mark.ink === ink) &&
        `${mark.quote} ${mark.comment}`.toLowerCase().includes(sought.toLowerCase()),
    );
    list.replaceChildren(
      ...wanted.map((mark) =>
        el(
          "li",
          {},
          el("b", { class: `ink ${mark.ink}` }, words.inks[mark.ink]),
          " ",
          el("a", { href: sentenceHref(mark.note, mark.section, mark.quote) }, mark.quote),
          mark.comment !== "" && el("p", {}, mark.comment),
        ),
      ),
    );
  };
  const field = el("input", {
    type: "search",
    value: sought,
    "aria-label": words.searchMarks,
    placeholder: words.searchMarks,
  });
  field.addEventListener("input", () => {
    sought = field.value;
    fill();
  });
  const choice = el(
    "select",
    { "aria-label": words.markWith },
    el("option", { value: "" }, words.allInks),
    ...Object.entries(words.inks).map(([value, name]) => el("option", { value }, name)),
  );
  choice.value = ink;
  choice.addEventListener("change", () => {
    ink = choice.value;
    fill();
  });
  fill();
  return [
    el(
      "section",
      {},
      el("h2", {}, words.entryKinds.mark),
      el("p", { class: "study-btns study-fields" }, field, choice, button(words.exportMarkdown, saveMarks)),
      list,
    ),
  ];
}

function bookmarks(): HTMLElement[] {
  const all = bookmarksIn(archive.entries);
  if (all.length === 0) return [];
  const rows = all.map(({ href, title }) =>
    el(
      "li",
      { class: "my-place" },
      el("a", { href }, title),
      twice(words.deleteOf(title), async () => {
        await keep({ kind: "bookmark", href, title, on: false });
        await load();
      }),
    ),
  );
  return [el("section", {}, el("h2", {}, words.entryKinds.bookmark), el("ul", {}, ...rows))];
}

function recents(): HTMLElement[] {
  const all = recentPlaces();
  if (all.length === 0) return [];
  const rows = all.map(([kind, href, title]) =>
    el("li", {}, el("small", {}, words.placeKinds[kind]), " ", el("a", { href }, title)),
  );
  return [el("section", {}, el("h2", {}, words.recentPlaces), el("ul", { class: "my-recent" }, ...rows))];
}

async function loadDeck(): Promise<Deck> {
  try {
    return (await (await fetch(addressOf("/review/deck.json"))).json()) as Deck;
  } catch {
    return { cards: [], notes: [] };
  }
}

async function saveMarks(): Promise<void> {
  const titles = new Map((await loadDeck()).notes.map(({ slug, title }) => [slug, title]));
  const text = marksMarkdown(marksIn(archive.entries), titles, words.inks, siteAt(location.origin));
  await handOver("whale-notes-marks.md", "text/markdown", text, false);
}

async function saveAnki(): Promise<void> {
  const deck = new Map((await loadDeck()).cards.map((card) => [card.id, card]));
  await handOver(
    "whale-notes-anki.txt",
    "text/plain",
    ankiText(foldBox(archive.entries), deck, siteAt(location.origin)),
    false,
  );
}

function button(text: string, onClick: () => unknown, className = "ask-btn"): HTMLButtonElement {
  const one = el("button", { type: "button", class: className }, text);
  one.addEventListener("click", () => onClick());
  return one;
}

const preview = el("div", { role: "status" });
const size = el("p", { class: "num" });

async function tellSize(): Promise<void> {
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
  const isKept = await navigator.storage?.persisted?.().catch(() => false);
  size.textContent = words.storedSize(
    kilobytes(bytesOf(archive)),
    kilobytes(estimate?.usage ?? 0),
    isKept ?? false,
  );
}

function rowOfKind(kind: EntryKind, entries: readonly Entry[]): HTMLElement {
  const lines = entries
    .slice(-200)
    .map(({ id: _id, at, kind: _kind, ...body }) => `${dateTime(at)} ${JSON.stringify(body)}`);
  return row(words.entryKinds[kind], entries.length, bytesOf(entries), lines.reverse(), async () => {
    await removeEntries(entries.map(({ id }) => id));
  });
}

function row(
  name: string,
  count: number,
  bytes: number,
  lines: readonly string[],
  remove: () => Promise<void> | void,
): HTMLElement {
  return el(
    "tr",
    {},
    el(
      "td",
      {},
      el(
        "details",
        {},
        el("summary", {}, name),
        el("div", { class: "my-text", tabindex: "0" }, ...lines.map((line) => el("div", {}, line))),
      ),
    ),
    el("td", {}, String(count)),
    el("td", {}, kilobytes(bytes)),
    el(
      "td",
      {},
      twice(words.deleteOf(name), async () => {
        await remove();
        await load();
      }),
    ),
  );
}

/** A button that deletes when it is pressed a second time. */
function twice(label: string, remove: () => Promise<void>, text: string = words.deleteIt): HTMLButtonElement {
  const button = el("button", { type: "button", class: "ask-btn", "aria-label": label }, text);
  let sure = false;
  button.addEventListener("click", () => {
    if (sure) {
      remove().then(() => showToast(words.deleted));
      return;
    }
    sure = true;
    button.textContent = words.deleteForSure;
    button.removeAttribute("aria-label");
  });
  button.addEventListener("blur", () => {
    sure = false;
    button.textContent = text;
  });
  return button;
}

async function removeAll(): Promise<void> {
  // Another tab, or the export itself, may have written since the page was drawn.
  archive = await gatherArchive();
  await removeEntries(archive.entries.map(({ id }) => id));
  await removeGoals();
  for (const [name] of archive.keys) localStorage.removeItem(name);
  removeSummary();
  await load();
}

function exportButtons(): HTMLElement[] {
  const save = async (share: boolean) => {
    // What another tab has written since the page was drawn goes with it.
    await saveArchive(await gatherArchive(), Date.now(), share);
    await load();
  };
  const canShare = navigator.canShare?.({
    files: [new File(["{}"], "a.json", { type: "application/json" })],
  });
  return [
    button(words.exportFile, () => save(false), "ask-btn main"),
    ...(canShare ? [button(words.shareFile, () => save(true))] : []),
    ...(archive.entries.some(({ kind }) => kind === "keep") ? [button(words.exportAnki, saveAnki)] : []),
  ];
}

function importControl(): HTMLElement {
  const input = el("input", { type: "file", accept: ".json,application/json" });
  input.addEventListener("change", async () => {
    const [file] = input.files ?? [];
    if (file !== undefined) show(readArchive(await file.text()));
    input.value = "";
  });
  return el("label", { class: "ask-btn my-file" }, words.importFile, " ", input);
}

/** What the file would bring, before anything is done. */
function show(read: ReturnType<typeof readArchive>): void {
  if (!read.ok) {
    preview.replaceChildren(el("p", { class: "rev-warn" }, words.importFailed[read.reason]));
    return;
  }
  const brought = read.archive;
  const fresh = newIn(archive, brought);
  const list = countKinds(brought.entries).map(({ kind, count }) =>
    el(
      "li",
      {},
      words.importLine(words.entryKinds[kind], count, fresh.filter((entry) => entry.kind === kind).length),
    ),
  );
  const merge = button(
    words.importMerge(fresh.length),
    () => bring(mergeArchives(archive, brought)),
    "ask-btn main",
  );
  const replace = button(words.importReplace, async () => {
    // What is here goes only when what comes is kept.
    if (!(await addEntries(brought.entries))) return preview.replaceChildren(el("p", {}, words.notKept));
    const stays = new Set(brought.entries.map(({ id }) => id));
    await removeEntries(archive.entries.map(({ id }) => id).filter((id) => !stays.has(id)));
    await removeGoals();
    await bring(brought);
  });
  const drop = button(words.cancel, () => preview.replaceChildren());
  preview.replaceChildren(
    el("h3", {}, words.importPreview),
    el("ul", {}, ...list),
    ...(read.dropped > 0 ? [el("p", {}, words.importDropped(read.dropped))] : []),
    el("p", { class: "study-btns" }, merge, replace, drop),
  );
}

async function bring({ entries, goals, keys }: Archive): Promise<void> {
  const kept = await addEntries(entries);
  for (const goal of goals) await keepGoal(goal);
  try {
    for (const [name, value] of keys) localStorage.setItem(name, value);
  } catch {
    // The records count more than where the reader was.
  }
  preview.replaceChildren(el("p", {}, kept ? words.imported : words.notKept));
  await load();
}

function dateTime(at: number): string {
  return new Intl.DateTimeFormat(words.language, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

function kilobytes(bytes: number): string {
  return bytes < 1024
    ? `${bytes}B`
    : bytes < 1024 * 1024
      ? `${(bytes / 1024).toFixed(1)}KB`
      : `${(bytes / 1024 / 1024).toFixed(1)}MB`;
}

load();
onOthersWrite(() => load());
