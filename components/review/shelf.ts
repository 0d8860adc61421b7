import { myHref } from "../../lib/address/href.ts";
import { recallOf, type Settings } from "../../lib/study/box.ts";
import { clozeFront } from "../../lib/study/cloze.ts";
import { recallByConcept } from "../../lib/study/concepts.ts";
import type { Deck } from "../../lib/study/deck-card.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { makeElement as el } from "../share/dom.ts";
import { cardForm } from "../study/card-form.ts";
import { inlineTexts } from "../study/inline-texts.ts";
import { box, deck, faceOf, now, today, write } from "./box-here.ts";
import { editCard } from "./edit-card.ts";
import { heatMap } from "./heat-map.ts";
import { action } from "./parts.ts";
import { dateOf } from "./today.ts";

/* What can be put into the box, and what is in it. */

export const shelf = el("div", { class: "rev-shelf" });

const MOST_CONCEPTS = 40;

/** Draws the whole page anew. */
let redraw = () => {};

const opened = new Set<string>();
/** What of the shelf can have the focus. */
const REACHED = "a, button, input, select, summary";

function foldedPart(id: string, title: string, ...content: (Node | false)[]): HTMLElement {
  const details = el(
    "details",
    { class: "folded" },
    el("summary", {}, title),
    el("div", { class: "rev-in" }, ...content),
  );
  details.open = opened.has(id);
  details.addEventListener("toggle", () => (details.open ? opened.add(id) : opened.delete(id)));
  return details;
}

/** @param draw what draws the page, after something was changed here */
export function drawShelf(draw: () => void): void {
  redraw = draw;
  // What is being written stays.
  if (shelf.contains(document.activeElement) && document.activeElement?.matches("input,textarea")) return;
  // Who has no cards yet begins by taking some.
  if (shelf.childElementCount === 0 && box.cards.size === 0) opened.add("fill");
  const reached = [...shelf.querySelectorAll(REACHED)].indexOf(document.activeElement!);
  const resting = [...box.cards.values()].filter(({ rests }) => rests);
  shelf.replaceChildren(
    heatMap(box.reviews, today(), box.settings.dayStart),
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
                  () => write({ kind: "rest", card: id, on: false }).then(redraw),
                  "ask-btn",
                ),
              ),
            ),
          ),
        ]),
    ...conceptsPart(),
    foldedPart("settings", words.reviewSettings, settingsForm()),
  );
  // Who goes by keys is where they were.
  shelf.querySelectorAll<HTMLElement>(REACHED)[reached]?.focus();
}

function rowOfNote({ slug, title }: Deck["notes"][number]): HTMLElement {
  const kinds = (["card", "term", "question"] as const).map((kind) => {
    const cards = deck.cards.filter((card) => card.note === slug && card.kind === kind);
    const missing = cards.filter(({ id }) => !box.cards.has(id));
    if (cards.length === 0) return undefined;
    const name = `${words.kindsOfCards[kind]} ${cards.length}`;
    const button = action(
      missing.length === 0 ? `${name} · ${words.taken}` : name,
      () =>
        missing.length > 0 &&
        write(...missing.map(({ id }) => ({ kind: "keep", card: id, on: true }) as const)).then(redraw),
      "ask-btn",
    );
    if (missing.length === 0) button.ariaDisabled = "true";
    button.setAttribute("aria-label", `${title}: ${name} ${missing.length === 0 ? words.taken : words.take}`);
    return button;
  });
  return el(
    "div",
    { class: "rev-row" },
    el("span", {}, el("a", { href: `/notes/${slug}/` }, title), recallSaid(slug)),
    el("span", { class: "study-btns" }, ...kinds.filter((one) => one !== undefined)),
  );
}

/** How well each concept that was asked would be remembered now, the least first. */
function conceptsPart(): HTMLElement[] {
  const concepts = recallByConcept(box, deck.cards, now());
  if (concepts.length === 0) return [];
  const rows = concepts
    .slice(0, MOST_CONCEPTS)
    .map(({ place, href, cards, recall }) =>
      el(
        "div",
        { class: "rev-row" },
        el("span", {}, el("a", { href }, place)),
        el("span", { class: "num" }, words.conceptRecall(cards, recall)),
      ),
    );
  return [foldedPart("concepts", words.concepts, el("p", {}, words.conceptsAbout), ...rows)];
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
      { class: "study-btns" },
      action(words.editCard, () => editCard(id, redraw), "ask-btn"),
      action(words.outOfBox, () => write({ kind: "keep", card: id, on: false }).then(redraw), "ask-btn"),
    ),
  );
}

function ownForm(): HTMLElement {
  return cardForm({ front: "", back: "" }, async (front, back) => {
    const id = `own-${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}${now().toString(36)}`;
    await write({ kind: "own", card: id, front, back, href: "" }, { kind: "keep", card: id, on: true });
    showToast(words.cardSaved);
    redraw();
  });
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
        write({ kind: "setting", name, value }).then(redraw);
      else input.value = String(box.settings[name]);
    });
    return el("label", {}, label, input);
  };
  const { exam } = box.settings;
  const day = el("input", { type: "date", ...(exam > 0 && { value: dateOf(exam) }) });
  day.addEventListener("change", () => {
    const value = day.value === "" ? 0 : new Date(`${day.value}T00:00`).getTime();
    write({ kind: "setting", name: "exam", value }).then(redraw);
  });
  return el(
    "div",
    { class: "study-form" },
    el("label", {}, words.examDay, day),
    el("p", {}, words.examAbout),
    number("newPerDay", words.newPerDay, 0, 999),
    number("reviewsPerDay", words.reviewsPerDay, 1, 9999),
    number("retention", words.retentionWanted, 70, 97),
    number("dayStart", words.dayStartsAt, 0, 23),
    el("p", {}, words.settingsAbout, " ", el("a", { href: myHref }, words.myRecords)),
  );
}
