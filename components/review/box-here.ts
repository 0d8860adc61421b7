import { addressOf } from "../../lib/address/base.ts";
import type { Draft, Entry } from "../../lib/records/log.ts";
import { type Box, foldBox, type Today } from "../../lib/study/box.ts";
import type { Deck, DeckCard } from "../../lib/study/deck-card.ts";
import { summaryOf } from "../../lib/study/summary.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { readSummary, writeSummary } from "../records/flag.ts";
import { keep } from "../records/keep.ts";
import { onOthersWrite, readEntries } from "../records/store.ts";
import { todayOf } from "./today.ts";

/* The reader's box as this page holds it: one log, folded whenever it grows, here or in another tab. */

/** A card as it is shown: in the reader's own words, or as the site has it. */
export type Face = {
  readonly front: string;
  readonly back: string;
  readonly en: string;
  readonly href: string;
  /** What stands there. */
  readonly place: string;
  /** What the link to it is called. */
  readonly link: string;
};

export let deck: Deck = { cards: [], notes: [] };
export let box: Box = foldBox([]);
/** What could not be written down: it counts as long as the page is open. */
export const unkept: Entry[] = [];

let faces = new Map<string, DeckCard>();
let log: Entry[] = [];

export const now = () => Date.now();
export const today = (): Today => todayOf(now(), box.settings.dayStart);

/** @param onOthers called when another tab has written, before and after its entries count */
export async function openBox(onOthers: (take: () => Promise<void>) => void): Promise<void> {
  const [loaded, entries] = await Promise.all([loadDeck(), readEntries()]);
  deck = loaded ?? deck;
  faces = new Map(deck.cards.map((card) => [card.id, card]));
  log = [...(entries ?? [])];
  fold();
  if (loaded === undefined) showToast(words.deckNotLoaded);
  onOthersWrite(() =>
    onOthers(async () => {
      log = [...((await readEntries()) ?? log), ...unkept];
      fold();
    }),
  );
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
  const summary = summaryOf(
    box,
    today(),
    (card) => faces.get(card)?.note,
    (card) => faces.get(card)?.href,
  );
  writeSummary({ ...readSummary(), ...summary });
}

/** Writes down what the reader did; it counts at once, whether or not it could be kept. */
export async function write(...drafts: Draft[]): Promise<Entry[]> {
  const { entries, kept } = await keep(...drafts);
  log.push(...entries);
  if (!kept) unkept.push(...entries);
  fold();
  return entries;
}

export function faceOf(id: string): Face {
  const own = box.own.get(id);
  const offered = faces.get(id);
  const front = own?.front ?? offered?.front ?? words.lostCard;
  const back = own?.back ?? offered?.back ?? "";
  const href = own?.href || offered?.href || "";
  const place = offered?.place ?? placeNamed(href);
  const isRead = place === words.note || offered !== undefined;
  return {
    front,
    back,
    href,
    en: own ? "" : (offered?.en ?? ""),
    place,
    link: isRead ? words.readAt(place) : words.lookThere(place),
  };
}

/** Where a reader's own card came from: a lab and a figure open as they stood. */
function placeNamed(href: string): string {
  if (href.startsWith("/labs/")) return words.thatLab;
  return /#(?:fig-|live)/.test(href) ? words.figure : words.note;
}
