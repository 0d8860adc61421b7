/**
 * Sharing: the menu beside everything that can be shared, the offer at a selected sentence, and the way
 * back from a link to one. `boot.js` fetches it when a reader first needs any of the three.
 */

import * as words from "../../lib/words/words.ts";
import { adoptStyles } from "../boot/adopt-styles.ts";
import { showToast } from "../boot/toast.ts";
import { writeClipboard } from "./clipboard.ts";
import { codeToCopy } from "./code-to-copy.ts";
import { placeItems } from "./keep-items.ts";
import menuStyles from "./menu.css";
import { openMenu, showByHand } from "./menu.ts";
import { sharedBeside } from "./shared.ts";

export { arriveAt } from "./arrive.ts";
export { offerSelection } from "./offer.ts";

adoptStyles(menuStyles);

/** @param control what was pressed: `[data-share]` opens the menu, `[data-copy-code]` copies its block */
export async function press(control: HTMLElement): Promise<void> {
  if (control.dataset.share !== undefined) {
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
