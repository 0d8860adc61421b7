import { addressOf } from "../../lib/address/base.ts";
import { noteHref, sentenceHref } from "../../lib/address/href.ts";
import { withPart } from "./load-part.ts";
import type { Place } from "./sections.ts";

const KEY = "whale.place";
const VERSION = 1;

/** Remembers where the reader is, on this device only. One that holds a place already gets what is for who comes back. */
export function rememberPlace(place: Place): void {
  try {
    if (localStorage[KEY]) withPart("reader");
    localStorage[KEY] = JSON.stringify({ v: VERSION, ...place });
  } catch {
    // Storage is full or blocked: reading goes on.
  }
}

const PARAGRAPH_KEY = "whale.paragraph";

/**
 * The first words of the paragraph being read find it at any width, and after edits of what stands above. Kept apart
 * from the place, which another tab may have written meanwhile.
 * @param at the note and the section, as an address
 */
export function rememberText(at: string, text: string): void {
  try {
    localStorage[PARAGRAPH_KEY] = JSON.stringify([at, text]);
  } catch {
    // The section is then what is found.
  }
}

function textAt(at: string): string {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PARAGRAPH_KEY) ?? "null");
    return Array.isArray(kept) && kept[0] === at && typeof kept[1] === "string" ? kept[1] : "";
  } catch {
    return "";
  }
}

function readPlace(): Place | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "null") as (Place & { v: number }) | null;
    if (stored?.v !== VERSION || !/^[a-z0-9/-]+$/.test(stored.slug) || !/^[a-z0-9-]*$/.test(stored.anchor))
      return undefined;
    return stored;
  } catch {
    return undefined;
  }
}

/** On the home page: offers to continue, and marks the place on the chart. */
export function resumeReading(): void {
  const row = document.querySelector<HTMLAnchorElement>("[data-resume]");
  const place = row && readPlace();
  if (!row || !place) return;
  row.href = addressOf(sentenceHref(place.slug, place.anchor, textAt(noteHref(place.slug, place.anchor))));
  row.querySelector("[data-resume-title]")!.textContent = place.title;
  row.querySelector("[data-resume-section]")!.textContent = place.section;
  row.hidden = false;
  document.querySelector(`[data-station="${place.slug}"]`)?.classList.add("here");
}
