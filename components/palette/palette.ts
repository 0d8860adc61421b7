/** What can be done here, and by which keys: `?` opens it, and search offers of it what a query names. */
import { createNameMatcher } from "../../lib/text/match-name.ts";
import * as words from "../../lib/words/words.ts";
import { makeElement } from "../share/dom.ts";
import { loadStudySheet } from "../study/load-sheet.ts";
import { type Action, actionsOf } from "./actions.ts";

let dialog: HTMLDialogElement | undefined;

/** Opens the sheet over the page; a second call closes it. */
export async function toggle(): Promise<void> {
  if (dialog?.open) {
    dialog.close();
    return;
  }
  await loadStudySheet();
  dialog?.remove();
  // Made afresh: what can be done changes with the page.
  dialog = document.body.appendChild(buildDialog());
  dialog.showModal();
}

/** So many of what can be done stand above what search finds. */
const MOST_OFFERED = 3;

const offered = makeElement("p", { class: "offered", role: "group", "aria-label": words.palette.offered });

/**
 * Says above what search finds what can be done here under the name that stands in its field; with `>` before
 * anything else the sheet opens instead.
 */
export async function offer(field: HTMLInputElement): Promise<void> {
  const query = field.value.trim();
  const box = field.closest("dialog");
  if (query === ">") {
    field.value = "";
    box?.close();
    await toggle();
    return;
  }
  const isNamed = namedBy(query);
  // One letter is the beginning of everything.
  const found =
    query.length > 1
      ? actionsOf(document).filter((action) => action.name !== words.search && isNamed(action))
      : [];
  offered.replaceChildren(
    makeElement("span", {}, words.palette.offered),
    ...found.slice(0, MOST_OFFERED).map((action) => buttonOf(action, box)),
  );
  offered.hidden = found.length === 0;
  if (found.length === 0) return;
  await loadStudySheet();
  if (!offered.isConnected) field.form?.after(offered);
}

function namedBy(query: string): (action: Action) => boolean {
  const matches = createNameMatcher(query);
  return ({ name, also }) => matches([name, ...also]);
}

/** @param box what the button stands in; closed first: what is done may open a dialog of its own, or take the focus */
function buttonOf({ name, key, act }: Action, box: HTMLDialogElement | null): HTMLButtonElement {
  const button = makeElement(
    "button",
    { type: "button" },
    makeElement("span", {}, name),
    key !== undefined && makeElement("kbd", {}, key),
  );
  button.addEventListener("click", () => {
    box?.close();
    act();
  });
  return button;
}

function buildDialog(): HTMLDialogElement {
  const field = makeElement("input", {
    type: "text",
    "aria-label": words.palette.find,
    placeholder: words.palette.find,
    autocomplete: "off",
    spellcheck: "false",
  });
  const list = makeElement("ul", {});
  const none = makeElement("p", { class: "palette-none", role: "status" });
  const element = makeElement(
    "dialog",
    { class: "palette", "aria-label": words.palette.title },
    makeElement(
      "header",
      {},
      field,
      makeElement("button", { type: "button", class: "palette-close" }, words.close),
    ),
    none,
    list,
    makeElement("h2", {}, words.palette.keys),
    makeElement(
      "dl",
      {},
      ...words.palette.keyList.map(([keys, what]) =>
        makeElement(
          "div",
          {},
          makeElement("dt", {}, ...keys.map((key) => makeElement("kbd", {}, key))),
          makeElement("dd", {}, what),
        ),
      ),
    ),
  );
  const rows = actionsOf(document).map((action) => {
    const button = buttonOf(action, element);
    return { action, button, row: makeElement("li", {}, button) };
  });
  list.append(...rows.map(({ row }) => row));
  const shown = () => rows.filter(({ row }) => !row.hidden).map(({ button }) => button);

  field.addEventListener("input", () => {
    const isNamed = namedBy(field.value);
    for (const { action, row } of rows) row.hidden = !isNamed(action);
    none.textContent = shown().length === 0 ? words.palette.none : "";
  });
  element.addEventListener("keydown", (event) => {
    // Half a syllable is not yet what is meant.
    if (event.isComposing) return;
    const stops: HTMLElement[] = [field, ...shown()];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      stops[(at + step + stops.length) % stops.length]!.focus();
    } else if (event.key === "Enter" && at === 0) shown()[0]?.click();
    else return;
    event.preventDefault();
  });
  element.addEventListener("click", ({ target }) => {
    if (target === element || (target as Element).closest(".palette-close")) element.close();
  });
  return element;
}
