import type { Entry, EntryKind } from "../../lib/records/log.ts";
import { bookmarksIn } from "../../lib/study/take-along.ts";
import * as words from "../../lib/words/words.ts";
import { partOf } from "../boot/load-part.ts";
import { showToast } from "../boot/toast.ts";
import type { keep } from "../records/keep.ts";
import { cardForm } from "../study/card-form.ts";
import { openDialog } from "../study/dialog.ts";
import { loadSheet } from "../study/load-sheet.ts";
import { newName } from "./new-name.ts";

type Records = {
  readonly keep: typeof keep;
  readonly readEntries: (kinds: readonly EntryKind[]) => Promise<readonly Entry[] | undefined>;
};

/** Makes a card of a figure or a lab as it stands: its address opens it in that state. */
export async function offerCardOf(
  title: string,
  about: string,
  href: string,
  keepEntries: typeof keep,
): Promise<void> {
  const [sheet, integrity] = partOf("study-sheet");
  await loadSheet(sheet!, integrity);
  const close = openDialog(
    words.sentenceToCard,
    cardForm(
      { front: words.askOfFigure(title), back: about },
      async (front, back) => {
        close();
        const card = newName("own");
        const { kept } = await keepEntries(
          { kind: "own", card, front, back, href },
          { kind: "keep", card, on: true },
        );
        if (!kept) showToast(words.notKept);
      },
      () => close(),
    ),
  );
}

/** Keeps a place, or lets go of it where it is kept. @returns what to say */
export async function toggleBookmark(href: string, title: string, records: Records): Promise<string> {
  const entries = (await records.readEntries(["bookmark"])) ?? [];
  const on = !bookmarksIn(entries).some((one) => one.href === href);
  const { kept } = await records.keep({ kind: "bookmark", href, title: title.slice(0, 300), on });
  return !kept ? words.notKept : on ? words.bookmarked : words.bookmarkGone;
}
