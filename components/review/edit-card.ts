import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { cardForm } from "../study/card-form.ts";
import { openDialog } from "../study/dialog.ts";
import { faceOf, write } from "./box-here.ts";

/** In the reader's own words: another text for the same card, whose reviews stay. */
export function editCard(id: string, done: () => void): void {
  const { front, back, href } = faceOf(id);
  const close = openDialog(
    words.editCard,
    cardForm(
      { front, back },
      async (newFront, newBack) => {
        await write({ kind: "own", card: id, front: newFront, back: newBack, href });
        close();
        showToast(words.cardSaved);
        done();
      },
      () => close(),
    ),
  );
}
