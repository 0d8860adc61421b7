import { addressOf, pathOf } from "../../lib/address/base.ts";
import { markdownLink, quotation } from "../../lib/sharing/quotation.ts";
import { cardOf } from "../../lib/sharing/share-href.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { SHARE_PATHS } from "../frame/share-paths.ts";
import { writeClipboard } from "./clipboard.ts";
import { lineIcon, makeElement } from "./dom.ts";
import type { Item } from "./keep-items.ts";
import { openPanel, type Panel } from "./panel.ts";
import type { Shared } from "./shared.ts";

const CARD = { width: "1200", height: "630" };

/** The menu of sharing: the address and how to copy it first, then other forms of it, and the card as chats show it. */
export function openMenu(
  shared: Shared,
  control: HTMLElement,
  onClose?: (copied: boolean) => void,
  more: readonly Item[] = [],
): void {
  const { address } = shared;
  const field = makeElement("input", {
    readonly: "",
    value: address,
    "aria-label": words.address,
    spellcheck: "false",
  });
  const hand = makeElement("textarea", {
    readonly: "",
    rows: "4",
    "aria-label": words.textToCopy,
    hidden: "",
  });
  const said = makeElement("p", { class: "share-said", role: "status" });
  let panel: Panel | undefined;
  let copied = false;
  field.addEventListener("focus", () => field.select());

  const copy = async (text: string, done: string, what: string) => {
    if (await writeClipboard(text)) {
      copied = true;
      panel?.close();
      showToast(done);
      return;
    }
    const holder = text === address ? field : hand;
    hand.hidden = holder !== hand;
    if (holder === hand) hand.value = text;
    holder.focus();
    holder.select();
    said.textContent = howByHand(what);
  };
  const copyButton = makeElement("button", { type: "button", class: "lab-btn main share-stop" }, words.copy);
  copyButton.addEventListener("click", () => void copy(address, words.copiedAddress, words.theAddress));

  const item = (path: string, name: string, about: string, onClick: () => void) => {
    const button = makeElement(
      "button",
      { type: "button", class: "share-stop" },
      lineIcon(path),
      makeElement("span", {}, name),
      makeElement("small", {}, about),
    );
    button.addEventListener("click", onClick);
    return makeElement("li", {}, button);
  };
  const title = [shared.title, shared.noteTitle].filter(Boolean).join(" — ");
  const message: ShareData = { title, url: address };
  const canSend = Boolean(navigator.share) && (!navigator.canShare || navigator.canShare(message));
  const send = async () => {
    try {
      await navigator.share(message);
      panel?.close();
    } catch (reason) {
      // Changing one's mind is no failure.
      if (!(reason instanceof DOMException) || reason.name !== "AbortError") said.textContent = words.notSent;
    }
  };
  const list = makeElement(
    "ul",
    {},
    item(
      SHARE_PATHS.link,
      words.copyMarkdown,
      words.copyMarkdownForm,
      () => void copy(markdownLink(shared), words.copiedMarkdown, words.theLink),
    ),
    item(
      SHARE_PATHS.quote,
      words.copyQuotation,
      words.copyQuotationForm,
      () => void copy(quotation(shared, shared.text, siteName()), words.copiedQuotation, words.theText),
    ),
    ...more.map(({ name, about, onClick }) =>
      item(SHARE_PATHS.quote, name, about, () => {
        panel?.close();
        onClick();
      }),
    ),
    canSend && item(SHARE_PATHS.share, words.sendElsewhere, words.sendElsewhereTo, () => void send()),
  );
  panel = openPanel(
    control,
    shared.label,
    [
      makeElement("div", { class: "share-url" }, field, copyButton),
      hand,
      said,
      list,
      cardRow(address, title),
    ],
    // Without a clipboard the address itself is what can be taken.
    "clipboard" in navigator && navigator.clipboard ? copyButton : field,
    () => onClose?.(copied),
  );
}

/** Shows a text that could not be copied, selected, so that it can be by hand. */
export function showByHand(text: string, control: HTMLElement): void {
  const hand = makeElement("textarea", { readonly: "", rows: "6", "aria-label": words.textToCopy });
  const said = makeElement("p", { class: "share-said", role: "status" });
  hand.value = text;
  hand.addEventListener("focus", () => hand.select());
  openPanel(control, words.copyByHand, [hand, said], hand);
  said.textContent = howByHand(words.theText);
}

function howByHand(what: string): string {
  return matchMedia("(pointer: coarse)").matches ? words.pressToCopy(what) : words.pressKeysToCopy(what);
}

/** The picture that chats show beside the address. Without one there is no row. */
function cardRow(address: string, title: string): HTMLElement {
  const { pathname } = new URL(address);
  const picture = makeElement("img", { ...CARD, loading: "lazy", alt: words.sharedCard(title) });
  const row = makeElement("div", { class: "share-card" }, picture, makeElement("span", {}, words.aboutCard));
  picture.addEventListener("error", () => row.remove());
  picture.src = addressOf(cardOf(pathOf(pathname)));
  return row;
}

/** How the site is called, as the page tells everybody. */
function siteName(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="og:site_name"]')?.content;
}
