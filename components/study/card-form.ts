import { hideWords, isCloze } from "../../lib/study/cloze.ts";
import * as words from "../../lib/words/words.ts";
import { makeElement as el } from "../share/dom.ts";

/**
 * A form for both sides of a card, in which words that are selected can be left out.
 * @param onSave what is done with them, blank at neither end
 * @param onCancel where there is something to go back to
 */
export function cardForm(
  text: { readonly front: string; readonly back: string },
  onSave: (front: string, back: string) => Promise<void>,
  onCancel?: () => void,
): HTMLElement {
  const field = (label: string, value: string) => {
    const area = el("textarea", { rows: "3", maxlength: "2000" });
    area.value = value;
    return { area, label: el("label", {}, label, area) };
  };
  const front = field(words.cardFront, text.front);
  const back = field(words.cardBack, text.back);
  const button = (name: string, onClick: () => void) => {
    const one = el("button", { type: "button", class: "ask-btn" }, name);
    one.addEventListener("click", onClick);
    return one;
  };
  const hide = button(words.hideSelected, () => {
    const { value, selectionStart, selectionEnd } = front.area;
    const hidden = hideWords(value, selectionStart, selectionEnd);
    front.area.value = hidden.text;
    front.area.focus();
    front.area.setSelectionRange(hidden.start, hidden.end);
  });
  const form = el(
    "form",
    { class: "study-form" },
    front.label,
    el("div", {}, hide, el("p", {}, words.clozeHint)),
    back.label,
    el(
      "p",
      { class: "study-btns" },
      el("button", { class: "ask-btn main" }, words.save),
      onCancel && button(words.cancel, onCancel),
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (front.area.value.trim() === "") return front.area.focus();
    if (back.area.value.trim() === "" && !isCloze(front.area.value)) return back.area.focus();
    const [newFront, newBack] = [front.area.value.trim(), back.area.value.trim()];
    front.area.value = "";
    back.area.value = "";
    front.area.blur();
    await onSave(newFront, newBack);
  });
  return form;
}
