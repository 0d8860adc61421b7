import { bookmarksIn } from "../../lib/study/take-along.ts";
import * as words from "../../lib/words/words.ts";
import { cardForm } from "../study/card-form.ts";
import { openDialog } from "../study/dialog.ts";
import { newName } from "./new-name.ts";
import type { Records } from "./records.ts";

/** Makes a card of a figure or a lab as it stands: its address opens it in that state. */
export function offerCardOf(title: string, about: string, href: string, reader: Records): void {
  const close = openDialog(
    words.sentenceToCard,
    cardForm(
      { front: words.askOfFigure(title), back: about },
      async (front, back) => {
        close();
        const card = newName("own");
        const { kept } = await reader.keep(
          { kind: "own", card, front, back, href },
          { kind: "keep", card, on: true },
        );
        reader.showToast(kept ? words.cardSaved : words.notKept);
      },
      () => close(),
    ),
  );
}

/** Keeps a place, or lets go of it where it is kept. @returns what to say */
export async function toggleBookmark(href: string, title: string, reader: Records): Promise<string> {
  const entries = (await reader.readEntries(["bookmark"])) ?? [];
  const on = !bookmarksIn(entries).some((one) => one.href === href);
  const { kept } = await reader.keep({ kind: "bookmark", href, title: title.slice(0, 300), on });
  return !kept ? words.notKept : on ? words.bookmarked : words.bookmarkGone;
}
