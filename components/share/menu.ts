import { markdownLink, quotation } from "../../lib/sharing/quotation.ts";
import { cardOf } from "../../lib/sharing/share-href.ts";
import { say } from "../boot/toast.ts";
import { SHARE_PATHS } from "../frame/share-paths.ts";
import { writeClipboard } from "./clipboard.ts";
import { lineIcon, make } from "./dom.ts";
import { openPanel, type Panel } from "./panel.ts";
import type { Shared } from "./shared.ts";

const CARD = { width: "1200", height: "630" };

/** The menu of sharing: the address and how to copy it first, then other forms of it, and the card as chats show it. */
export function openMenu(shared: Shared, control: HTMLElement, onClose?: (copied: boolean) => void): void {
  const { address } = shared;
  const field = make("input", { readonly: "", value: address, "aria-label": "주소", spellcheck: "false" });
  const hand = make("textarea", { readonly: "", rows: "4", "aria-label": "복사할 글", hidden: "" });
  const said = make("p", { class: "share-said", role: "status" });
  let panel: Panel | undefined;
  let copied = false;
  field.addEventListener("focus", () => field.select());

  const copy = async (text: string, done: string, what: string) => {
    if (await writeClipboard(text)) {
      copied = true;
      panel?.close();
      say(done);
      return;
    }
    const holder = text === address ? field : hand;
    hand.hidden = holder !== hand;
    if (holder === hand) hand.value = text;
    holder.focus();
    holder.select();
    said.textContent = howByHand(what);
  };
  const copyButton = make("button", { type: "button", class: "lab-btn main share-stop" }, "복사");
  copyButton.addEventListener("click", () => void copy(address, "주소를 복사했습니다.", "주소를"));

  const item = (path: string, name: string, about: string, onClick: () => void) => {
    const button = make(
      "button",
      { type: "button", class: "share-stop" },
      lineIcon(path),
      make("span", {}, name),
      make("small", {}, about),
    );
    button.addEventListener("click", onClick);
    return make("li", {}, button);
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
      if (!(reason instanceof DOMException) || reason.name !== "AbortError")
        said.textContent = "보내지 못했습니다. 주소를 복사해 보내세요.";
    }
  };
  const list = make(
    "ul",
    {},
    item(
      SHARE_PATHS.link,
      "마크다운 링크로 복사",
      "[제목](주소)",
      () => void copy(markdownLink(shared), "마크다운 링크를 복사했습니다.", "링크를"),
    ),
    item(
      SHARE_PATHS.quote,
      "문장과 출처를 함께 복사",
      "인용",
      () => void copy(quotation(shared, shared.text), "문장과 출처를 복사했습니다.", "글을"),
    ),
    canSend && item(SHARE_PATHS.share, "다른 앱으로 보내기", "카카오톡 등", () => void send()),
  );
  panel = openPanel(
    control,
    shared.label,
    [make("div", { class: "share-url" }, field, copyButton), hand, said, list, cardRow(address, title)],
    // Without a clipboard the address itself is what can be taken.
    "clipboard" in navigator && navigator.clipboard ? copyButton : field,
    () => onClose?.(copied),
  );
}

/** Shows a text that could not be copied, selected, so that it can be by hand. */
export function showByHand(text: string, control: HTMLElement): void {
  const hand = make("textarea", { readonly: "", rows: "6", "aria-label": "복사할 글" });
  const said = make("p", { class: "share-said", role: "status" });
  hand.value = text;
  hand.addEventListener("focus", () => hand.select());
  openPanel(control, "손으로 복사하기", [hand, said], hand);
  said.textContent = howByHand("글을");
}

function howByHand(what: string): string {
  return matchMedia("(pointer: coarse)").matches
    ? `${what} 길게 눌러 복사하세요.`
    : `${what} 선택했습니다. Ctrl C(맥에서는 ⌘ C)로 복사하세요.`;
}

/** The picture that chats show beside the address. Without one there is no row. */
function cardRow(address: string, title: string): HTMLElement {
  const { pathname } = new URL(address);
  const picture = make("img", { ...CARD, loading: "lazy", alt: `공유 카드: ${title}` });
  const row = make(
    "div",
    { class: "share-card" },
    picture,
    make("span", {}, "대화방에는 이 그림과 첫 문장이 함께 보입니다."),
  );
  picture.addEventListener("error", () => row.remove());
  picture.src = cardOf(pathname);
  return row;
}
