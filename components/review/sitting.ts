import { myHref } from "../../lib/address/href.ts";
import { type BoxCard, isLeech, nextOf, type Queue, queueOf } from "../../lib/study/box.ts";
import { clozeBack, clozeFront, isCloze } from "../../lib/study/cloze.ts";
import { type Rating, SCHEDULED_BY, scheduleOf } from "../../lib/study/schedule.ts";
import { summaryOf } from "../../lib/study/summary.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { gatherArchive, lastExport, saveArchive } from "../records/archive-file.ts";
import { makeElement as el } from "../share/dom.ts";
import { inlineTexts } from "../study/inline-texts.ts";
import { box, faceOf, now, today, unkept, write } from "./box-here.ts";
import { editCard } from "./edit-card.ts";
import { action } from "./parts.ts";
import { todayOf } from "./today.ts";

/* The sitting: which card is asked, shown and rated, by keys and by thumb. */

const MINUTE = 60_000;
const MORE = 30;
/** Reviews that are in no file: from here on a reader is reminded of it. */
const MUCH = 200;

export const stage = el("div", { class: "rev-stage" });

let more = 0;
let stopped = false;
let current: BoxCard | undefined;
let open = false;
/** Reviews of this sitting, for undo and for the bar. */
const sitting: { readonly id: string; readonly card: string; readonly rating: Rating }[] = [];
/** Draws the whole page anew. */
let draw = () => {};

export const queue = (): Queue => queueOf(box, today(), more);

/** @param drawPage what draws the page, after something was done here */
export function startSitting(drawPage: () => void): void {
  draw = drawPage;
  document.addEventListener("keydown", onKey);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !open) draw();
  });
}

/** Another tab wrote: what was answered there meanwhile is not asked twice. @param take has its entries count */
export async function takeOthers(take: () => Promise<void>): Promise<void> {
  const before = current?.reviews.length;
  await take();
  if (current !== undefined && box.cards.get(current.id)?.reviews.length !== before) open = false;
  draw();
}

/** Chooses the card that is asked now, unless one is open. */
export function chooseCard(waiting: Queue): void {
  const card = stopped ? undefined : nextOf(waiting, now());
  if (!open || card === undefined) current = card;
}

export function drawStage(waiting: Queue): void {
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
        face.href !== "" && el("a", { href: face.href }, face.link),
        action(words.restCard, rest, "tool", "S"),
        action(words.editCard, () => editCard(id, draw), "tool"),
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
  const date = new Intl.DateTimeFormat(words.language, {
    month: "long",
    day: "numeric",
    weekday: "short",
  }).format(day.start);
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
