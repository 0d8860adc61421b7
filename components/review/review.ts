import { addressOf } from "../../lib/address/base.ts";
import { myHref } from "../../lib/address/href.ts";
import type { Draft, Entry } from "../../lib/records/log.ts";
import {
  type Box,
  type BoxCard,
  foldBox,
  isLeech,
  nextOf,
  type Queue,
  queueOf,
  recallOf,
  rememberedSince,
  type Settings,
  type Today,
} from "../../lib/study/box.ts";
import { clozeBack, clozeFront, isCloze } from "../../lib/study/cloze.ts";
import type { Deck, DeckCard } from "../../lib/study/deck-card.ts";
import { plainOf } from "../../lib/study/inline.ts";
import { type Rating, SCHEDULED_BY, scheduleOf } from "../../lib/study/schedule.ts";
import { summaryOf } from "../../lib/study/summary.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { gatherArchive, lastExport, saveArchive } from "../records/archive-file.ts";
import { readSummary, writeSummary } from "../records/flag.ts";
import { keep } from "../records/keep.ts";
import { onOthersWrite, readEntries } from "../records/store.ts";
import { makeElement as el } from "../share/dom.ts";
import { inlineTexts } from "../study/inline-texts.ts";
import { heatMap } from "./heat-map.ts";
import { dateOf, todayOf } from "./today.ts";

type Face = {
  readonly front: string;
  readonly back: string;
  readonly en: string;
  readonly href: string;
  readonly place: string;
};

const MINUTE = 60_000;
const DAY = 86_400_000;
const MORE = 30;
/** Reviews that are in no file: from here on a reader is reminded of it. */
const MUCH = 200;

const main = document.querySelector<HTMLElement>("[data-review]")!;
const stage = el("div", { class: "rev-stage" });
const side = el("aside", { class: "rev-side", "aria-label": words.cardsLeft });
const shelf = el("div", { class: "rev-shelf" });

let deck: Deck = { cards: [], notes: [] };
let faces = new Map<string, DeckCard>();
let log: Entry[] = [];
/** What could not be written down: it counts as long as the page is open. */
const unkept: Entry[] = [];
let box: Box = foldBox([]);
let more = 0;
let stopped = false;
let current: BoxCard | undefined;
let open = false;
/** Reviews of this sitting, for undo and for the bar. */
const sitting: { readonly id: string; readonly card: string; readonly rating: Rating }[] = [];

const now = () => Date.now();
const today = (): Today => todayOf(now(), box.settings.dayStart);
const queue = (): Queue => queueOf(box, today(), more);

async function start(): Promise<void> {
  stage.append(el("p", { role: "status" }, words.loading));
  main.replaceChildren(stage, side, shelf);
  const [loaded, entries] = await Promise.all([loadDeck(), readEntries()]);
  deck = loaded ?? deck;
  faces = new Map(deck.cards.map((card) => [card.id, card]));
  log = [...(entries ?? [])];
  fold();
  if (loaded === undefined) showToast(words.deckNotLoaded);
  draw();
  onOthersWrite(async () => {
    const before = current?.reviews.length;
    log = [...((await readEntries()) ?? log), ...unkept];
    fold();
    // Answered in another tab meanwhile: it is not asked twice.
    if (current !== undefined && box.cards.get(current.id)?.reviews.length !== before) open = false;
    draw();
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !open) draw();
  });
}

async function loadDeck(): Promise<Deck | undefined> {
  try {
    const response = await fetch(addressOf("/review/deck.json"));
    return response.ok ? ((await response.json()) as Deck) : undefined;
  } catch {
    return undefined;
  }
}

function fold(): void {
  box = foldBox(log);
  writeSummary({ ...readSummary(), ...summaryOf(box, today(), (card) => faces.get(card)?.note) });
}

async function write(...drafts: Draft[]): Promise<Entry[]> {
  const { entries, kept } = await keep(...drafts);
  log.push(...entries);
  if (!kept) unkept.push(...entries);
  fold();
  return entries;
}

function faceOf(id: string): Face {
  const own = box.own.get(id);
  const offered = faces.get(id);
  const front = own?.front ?? offered?.front ?? words.lostCard;
  const back = own?.back ?? offered?.back ?? "";
  const href = own?.href || offered?.href || "";
  return { front, back, href, en: own ? "" : (offered?.en ?? ""), place: offered?.place ?? words.note };
}

// What is asked

function draw(): void {
  const waiting = queue();
  const card = stopped ? undefined : nextOf(waiting, now());
  if (!open || card === undefined) current = card;
  drawStage(waiting);
  drawSide(waiting);
  drawShelf();
}

function drawStage(waiting: Queue): void {
  const left = new Set([...waiting.learning, ...waiting.due, ...waiting.fresh].map(({ id }) => id));
  const seen = new Set(sitting.map(({ card }) => card));
  const done = [...seen].filter((card) => !left.has(card)).length;
  const again = seen.size - done;
  const parts: (Node | false)[] = [unkept.length > 0 && warning()];
  if (current === undefined) parts.push(...endOf(waiting, done));
  else {
    const total = done + left.size;
    parts.push(
      el(
        "div",
        { class: "rev-h" },
        el("h1", {}, words.reviewToday),
        el("p", { class: "num" }, words.reviewAt(Math.min(seen.size + 1, total), total)),
      ),
      bar(done, again, total),
      waiting.allDue > waiting.due.length &&
        el("p", { class: "rev-behind" }, words.behind(waiting.allDue, waiting.due.length)),
      cardOf(current),
      open
        ? gradesOf(current)
        : el("div", { class: "grades" }, action(words.showBack, show, "show", "Space")),
      el(
        "p",
        { class: "rev-do" },
        sitting.length > 0 && action(words.undoLast, undo, "tool", "U"),
        action(
          words.stopHere,
          () => {
            stopped = true;
            draw();
            stage.querySelector<HTMLElement>("h1")?.focus();
          },
          "tool",
        ),
      ),
    );
  }
  stage.replaceChildren(...parts.filter((part) => part !== false));
}

function bar(done: number, again: number, total: number): HTMLElement {
  const steps = Math.min(total, 40);
  const scaled = (count: number) => Math.floor((count * steps) / total);
  const [right, seen] = [scaled(done), scaled(done + again)];
  const marks = Array.from({ length: steps }, (_, at) =>
    el("i", { class: at < right ? "ok" : at < seen ? "no" : at === seen ? "at" : "" }),
  );
  const label = words.reviewProgress(done, total, again);
  return el("div", { class: "prog", role: "img", "aria-label": label }, ...marks);
}

function cardOf({ id, ...card }: BoxCard): HTMLElement {
  const face = faceOf(id);
  const cloze = isCloze(face.front);
  const front = el("h2", { tabindex: "-1" }, ...inlineTexts(cloze ? clozeFront(face.front) : face.front));
  const back = el(
    "div",
    { class: "back", tabindex: "-1" },
    ...(cloze ? [el("p", {}, ...inlineTexts(clozeBack(face.front)))] : []),
    ...(face.back === "" ? [] : [el("p", {}, ...inlineTexts(face.back))]),
  );
  const section = el(
    "section",
    { class: "card", "aria-label": words.card },
    el(
      "header",
      {},
      el("span", {}, face.place),
      isLeech({ id, ...card }) && el("span", { class: "leech" }, words.leechAdvice),
    ),
    el(
      "div",
      { class: "face" },
      front,
      face.en !== "" && el("p", { class: "en", lang: "en" }, face.en),
      open && el("hr"),
      open && back,
    ),
    open &&
      el(
        "footer",
        {},
        face.href !== "" && el("a", { href: face.href }, words.readAt(face.place)),
        action(words.restCard, rest, "tool", "S"),
        action(words.editCard, () => edit(id), "tool"),
      ),
  );
  if (!open)
    section.addEventListener("click", ({ target }) => {
      if (!(target as Element).closest("a,button")) show();
    });
  return section;
}

function gradesOf({ reviews }: BoxCard): HTMLElement {
  const at = now();
  const group = el("div", { class: "grades", role: "group", "aria-label": words.howWell });
  for (const rating of [1, 2, 3, 4] as const) {
    const { due } = scheduleOf([...reviews, { at, rating, retention: box.settings.retention }])!;
    const button = el(
      "button",
      { type: "button", class: `gr${rating}` },
      el("b", {}, words.ratings[rating - 1]!),
      el("span", {}, words.dueIn((due - at) / MINUTE)),
      el("kbd", { "aria-hidden": "true" }, String(rating)),
    );
    button.addEventListener("click", () => rate(rating));
    group.append(button);
  }
  return group;
}

function endOf(waiting: Queue, done: number): Node[] {
  const heading = (text: string) => el("h1", { tabindex: "-1" }, text);
  if (box.cards.size === 0)
    return [
      heading(words.reviewToday),
      el("p", { class: "rev-end" }, el("b", {}, words.boxEmpty), " ", words.boxEmptyLead),
    ];
  const seen = new Set(box.reviews.filter(({ at }) => at >= today().start).map(({ card }) => card)).size;
  const rest = waiting.allDue - waiting.due.length + waiting.allFresh - waiting.fresh.length;
  const left = waiting.due.length + waiting.fresh.length + waiting.learning.length;
  const saved = lastExport();
  const unsaved = box.reviews.filter(({ at }) => at > saved).length;
  return [
    heading(done > 0 || stopped ? words.enoughForToday : words.reviewToday),
    el(
      "p",
      { class: "rev-end" },
      el("b", {}, seen > 0 ? words.doneToday(seen) : words.nothingDue),
      " ",
      nextDay(),
    ),
    ...(unsaved >= MUCH
      ? [el("p", {}, words.exportReminder(unsaved), " ", el("a", { href: myHref }, words.myRecords))]
      : []),
    el(
      "p",
      { class: "rev-do" },
      sitting.length > 0 && action(words.undoLast, undo, "tool", "U"),
      (left > 0 || rest > 0) &&
        action(
          words.moreCards(left > 0 ? left : Math.min(rest, MORE)),
          () => {
            if (left === 0) more += MORE;
            stopped = false;
            draw();
            focusCard();
          },
          "ask-btn main",
        ),
    ),
  ];
}

/** When the next cards come, and how many. */
function nextDay(): string {
  const { end } = today();
  const later = summaryOf(box, today()).due.filter((at) => at >= end);
  const [first] = later;
  if (first === undefined) return "";
  const day = todayOf(first, box.settings.dayStart);
  const date = new Intl.DateTimeFormat("ko", { month: "long", day: "numeric", weekday: "short" }).format(
    day.start,
  );
  return words.nextDue(date, later.filter((at) => at < day.end).length);
}

function show(): void {
  if (current === undefined || open) return;
  open = true;
  drawStage(queue());
  stage.querySelector<HTMLElement>(".back")?.focus({ preventScroll: true });
}

async function rate(rating: Rating): Promise<void> {
  const card = current;
  if (card === undefined || !open) return;
  open = false;
  current = undefined;
  const { retention } = box.settings;
  const [entry] = await write({ kind: "review", card: card.id, rating, retention, by: SCHEDULED_BY });
  sitting.push({ id: entry!.id, card: card.id, rating });
  draw();
  focusCard();
}

async function undo(): Promise<void> {
  const last = sitting.pop();
  if (last === undefined) return;
  await write({ kind: "undo", of: last.id });
  open = false;
  stopped = false;
  draw();
  const card = box.cards.get(last.card);
  if (card !== undefined) {
    current = card;
    drawStage(queue());
  }
  showToast(words.undone);
  focusCard();
}

async function rest(): Promise<void> {
  if (current === undefined) return;
  await write({ kind: "rest", card: current.id, on: true });
  open = false;
  draw();
  focusCard();
}

function focusCard(): void {
  stage.querySelector<HTMLElement>(".card h2, h1")?.focus({ preventScroll: true });
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target as Element;
  if (target.closest("input,textarea,select,dialog,summary")) return;
  const { key } = event;
  const onButton = target.closest("a,button") !== null;
  if (!open && current !== undefined && !onButton && (key === " " || key === "Enter")) show();
  else if (open && /^[1-4]$/.test(key)) rate(Number(key) as Rating);
  else if (open && key === " " && !onButton) rate(3);
  else if (/^[uㅕ]$/i.test(key)) undo();
  else if (open && /^[sㄴ]$/i.test(key)) rest();
  else return;
  event.preventDefault();
}

function warning(): HTMLElement {
  return el(
    "div",
    { class: "rev-warn", role: "alert" },
    el("p", {}, words.notKeptReview),
    action(words.exportFile, async () => saveArchive(await gatherArchive(unkept), now()), "ask-btn"),
  );
}

// What is told of the box

function drawSide(waiting: Queue): void {
  const { remembered, of } = rememberedSince(box, now() - 30 * DAY);
  const leeches = [...box.cards.values()].filter((card) => isLeech(card) && !card.rests);
  side.replaceChildren(
    el(
      "section",
      {},
      el("h2", {}, words.cardsLeft),
      facts([
        [words.leftAgain, String(waiting.learning.length)],
        [words.leftDue, String(waiting.due.length)],
        [words.leftNew, String(waiting.fresh.length)],
      ]),
    ),
    ...(leeches.length === 0
      ? []
      : [
          el(
            "section",
            {},
            el("h2", {}, words.oftenForgotten),
            facts(
              leeches
                .sort((a, b) => b.schedule!.lapses - a.schedule!.lapses)
                .slice(0, 5)
                .map((card) => {
                  const { front, href } = faceOf(card.id);
                  const name = plainOf(clozeFront(front));
                  return [
                    href === "" ? name : el("a", { href }, name),
                    words.timesForgotten(card.schedule!.lapses),
                  ];
                }),
            ),
          ),
        ]),
    ...(of === 0
      ? []
      : [
          el(
            "section",
            {},
            el("h2", {}, words.remembering),
            facts([[words.last30Days, words.percent(remembered / of)]]),
          ),
        ]),
  );
}

function facts(rows: readonly (readonly [Node | string, string])[]): HTMLElement {
  return el(
    "dl",
    {},
    ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", { class: "num" }, value)]),
  );
}

// What can be put into the box, and what is in it

const opened = new Set<string>(["fill"]);

function foldedPart(id: string, title: string, ...content: (Node | false)[]): HTMLElement {
  const details = el(
    "details",
    { class: "folded" },
    el("summary", {}, title),
    el("div", { class: "rev-in" }, ...content),
  );
  details.open = opened.has(id) && (id !== "fill" || box.cards.size === 0);
  details.addEventListener("toggle", () => (details.open ? opened.add(id) : opened.delete(id)));
  return details;
}

function drawShelf(): void {
  // What is being written stays.
  if (shelf.contains(document.activeElement) && document.activeElement?.matches("input,textarea")) return;
  const resting = [...box.cards.values()].filter(({ rests }) => rests);
  shelf.replaceChildren(
    heatMap(box.reviews, today()),
    foldedPart("fill", words.fillBox, ...deck.notes.map(rowOfNote)),
    foldedPart(
      "own",
      words.ownCards,
      ownForm(),
      ...[...box.own.keys()].filter((id) => id.startsWith("own-") && box.cards.has(id)).map(rowOfOwn),
    ),
    ...(resting.length === 0
      ? []
      : [
          foldedPart(
            "rest",
            words.restingCards(resting.length),
            ...resting.map(({ id }) =>
              el(
                "div",
                { class: "rev-row" },
                el("span", {}, ...inlineTexts(clozeFront(faceOf(id).front))),
                action(
                  words.wakeCard,
                  () => write({ kind: "rest", card: id, on: false }).then(draw),
                  "ask-btn",
                ),
              ),
            ),
          ),
        ]),
    foldedPart("settings", words.reviewSettings, settingsForm()),
  );
}

function rowOfNote({ slug, title }: Deck["notes"][number]): HTMLElement {
  const kinds = (["card", "term", "question"] as const).map((kind) => {
    const cards = deck.cards.filter((card) => card.note === slug && card.kind === kind);
    const missing = cards.filter(({ id }) => !box.cards.has(id));
    if (cards.length === 0) return undefined;
    const name = `${words.kindsOfCards[kind]} ${cards.length}`;
    const button = action(
      missing.length === 0 ? `${name} · ${words.taken}` : name,
      () => write(...missing.map(({ id }) => ({ kind: "keep", card: id, on: true }) as const)).then(draw),
      "ask-btn",
    );
    button.disabled = missing.length === 0;
    button.setAttribute("aria-label", `${title}: ${name} ${missing.length === 0 ? words.taken : words.take}`);
    return button;
  });
  return el(
    "div",
    { class: "rev-row" },
    el("span", {}, el("a", { href: `/notes/${slug}/` }, title), recallSaid(slug)),
    el("span", { class: "rev-btns" }, ...kinds.filter((one) => one !== undefined)),
  );
}

/** How much of a note's cards would be remembered now: what the schedule predicts, which falls as days go by. */
function recallSaid(slug: string): HTMLElement | false {
  const own = deck.cards.flatMap(({ id, note }) => (note === slug ? (box.cards.get(id) ?? []) : []));
  const seen = own.filter(({ schedule }) => schedule !== undefined);
  if (own.length === 0) return false;
  const at = now();
  const recall = seen.reduce((sum, card) => sum + recallOf(card, at), 0) / seen.length;
  const text = seen.length === 0 ? words.unseenCards(own.length) : words.recallNow(own.length, recall);
  return el("small", {}, ` ${text}`);
}

function rowOfOwn(id: string): HTMLElement {
  return el(
    "div",
    { class: "rev-row" },
    el("span", {}, ...inlineTexts(clozeFront(faceOf(id).front))),
    el(
      "span",
      { class: "rev-btns" },
      action(words.editCard, () => edit(id), "ask-btn"),
      action(words.outOfBox, () => write({ kind: "keep", card: id, on: false }).then(draw), "ask-btn"),
    ),
  );
}

function ownForm(): HTMLElement {
  return cardForm({ front: "", back: "" }, async (front, back) => {
    const id = `own-${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}${now().toString(36)}`;
    await write({ kind: "own", card: id, front, back, href: "" }, { kind: "keep", card: id, on: true });
  });
}

function cardForm(
  text: { readonly front: string; readonly back: string },
  onSave: (front: string, back: string) => Promise<void>,
  onCancel?: () => void,
): HTMLElement {
  const field = (label: string, value: string) => {
    const area = el("textarea", { rows: "2", maxlength: "2000" });
    area.value = value;
    return { area, label: el("label", {}, label, area) };
  };
  const front = field(words.cardFront, text.front);
  const back = field(words.cardBack, text.back);
  const form = el(
    "form",
    { class: "rev-form" },
    front.label,
    back.label,
    el("p", {}, words.clozeHint),
    el(
      "span",
      { class: "rev-btns" },
      el("button", { class: "ask-btn main" }, words.save),
      onCancel && action(words.cancel, onCancel, "ask-btn"),
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (front.area.value.trim() === "") return front.area.focus();
    if (back.area.value.trim() === "" && !isCloze(front.area.value)) return back.area.focus();
    await onSave(front.area.value.trim(), back.area.value.trim());
    showToast(words.cardSaved);
    front.area.value = "";
    back.area.value = "";
    front.area.blur();
    draw();
  });
  return form;
}

/** In the reader's own words: another text for the same card, whose reviews stay. */
function edit(id: string): void {
  const { front, back, href } = faceOf(id);
  const dialog = el("dialog", { class: "rev-dialog", "aria-label": words.editCard });
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  dialog.append(
    cardForm(
      { front, back },
      async (newFront, newBack) => {
        await write({ kind: "own", card: id, front: newFront, back: newBack, href });
        close();
      },
      close,
    ),
  );
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

function settingsForm(): HTMLElement {
  const number = (name: Exclude<keyof Settings, "exam">, label: string, min: number, max: number) => {
    const input = el("input", {
      type: "number",
      min: String(min),
      max: String(max),
      value: String(box.settings[name]),
    });
    input.addEventListener("change", () => {
      const value = Math.round(Number(input.value));
      if (input.value !== "" && value >= min && value <= max)
        write({ kind: "setting", name, value }).then(draw);
      else input.value = String(box.settings[name]);
    });
    return el("label", {}, label, input);
  };
  const { exam } = box.settings;
  const day = el("input", { type: "date", ...(exam > 0 && { value: dateOf(exam) }) });
  day.addEventListener("change", () => {
    const value = day.value === "" ? 0 : new Date(`${day.value}T00:00`).getTime();
    write({ kind: "setting", name: "exam", value }).then(draw);
  });
  return el(
    "div",
    { class: "rev-form" },
    el("label", {}, words.examDay, day),
    el("p", {}, words.examAbout),
    number("newPerDay", words.newPerDay, 0, 999),
    number("reviewsPerDay", words.reviewsPerDay, 1, 9999),
    number("retention", words.retentionWanted, 70, 97),
    number("dayStart", words.dayStartsAt, 0, 23),
    el("p", {}, words.settingsAbout, " ", el("a", { href: myHref }, words.myRecords)),
  );
}

function action(text: string, onClick: () => unknown, className: string, key?: string): HTMLButtonElement {
  const button = el(
    "button",
    { type: "button", class: className, ...(key && { "aria-keyshortcuts": key }) },
    text,
  );
  if (key) button.append(" ", el("kbd", { "aria-hidden": "true" }, key === "Space" ? "␣" : key));
  button.addEventListener("click", () => onClick());
  return button;
}

start();
