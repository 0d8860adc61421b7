/**
 * Sharing: the menu beside everything that can be shared, the offer at a selected sentence, and the way
 * back from a link to one. `boot.js` fetches it when a reader first needs any of the three.
 */

import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { loadStudySheet } from "../study/load-sheet.ts";
import { writeClipboard } from "./clipboard.ts";
import { codeToCopy } from "./code-to-copy.ts";
import { placeItems } from "./keep-items.ts";
import { openMenu, showByHand } from "./menu.ts";
import { offerSelection as offer } from "./offer.ts";
import { sharedBeside } from "./shared.ts";

export { arriveAt } from "./arrive.ts";

/** Before anything of it is shown. */
const styled = loadStudySheet();

/** Offers to share and to keep what is selected. */
export async function offerSelection(): Promise<void> {
  await styled;
  offer();
}

/** @param control what was pressed: `[data-share]` opens the menu, `[data-copy-code]` copies its block */
export async function press(control: HTMLElement): Promise<void> {
  if (control.dataset.share !== undefined) {
    await styled;
    const shared = sharedBeside(control);
    openMenu(shared, control, undefined, placeItems(shared, control.dataset.share));
    return;
  }
  const code = control.closest(".code")?.querySelector("code");
  if (!code) return;
  const text = codeToCopy(code);
  if (await writeClipboard(text)) showToast(words.copied);
  else showByHand(text, control);
}
