/** The reader's settings: a panel that changes the page behind it at once. `boot.js` fetches it when it is first opened. */
import {
  flagsOf,
  LOOK_CHOICES,
  LOOK_KEY,
  type Look,
  type LookName,
  propertiesOf,
  readLook,
  USUAL_LOOK,
  writeLook,
} from "../../lib/records/look.ts";
import * as words from "../../lib/words/words.ts";
import { adoptStyles } from "../boot/adopt-styles.ts";
import { makeElement } from "../share/dom.ts";
import styles from "./settings.css";

const THEMES = ["system", "light", "dark"] as const;

let panel: HTMLElement | undefined;

/** Opens the panel, or closes it where it is open. @param control what was pressed; the focus comes back to it */
export function toggle(control?: HTMLElement): void {
  adoptStyles(styles);
  panel ??= document.body.appendChild(buildPanel());
  if (panel.matches(":popover-open")) {
    panel.hidePopover();
    return;
  }
  check(panel);
  panel.showPopover({ source: control });
  panel.querySelector<HTMLInputElement>("input:checked")?.focus({ preventScroll: true });
}

function buildPanel(): HTMLElement {
  const close = makeElement("button", { type: "button", class: "settings-close" }, words.close);
  const reset = makeElement("button", { type: "button" }, words.settingsReset);
  const element = makeElement(
    "div",
    { class: "settings", role: "dialog", "aria-label": words.settings, popover: "auto" },
    makeElement("div", { class: "settings-head" }, makeElement("h2", {}, words.settings), close),
    row("theme", words.settingsTheme, THEMES, words.settingsThemes),
    ...(Object.keys(LOOK_CHOICES) as LookName[]).map((name) =>
      row(name, words.settingsNames[name], inOrder(name), words.settingsChoices[name]),
    ),
    makeElement("div", { class: "settings-foot" }, makeElement("p", {}, words.settingsKept), reset),
  );
  close.addEventListener("click", () => element.hidePopover());
  reset.addEventListener("click", () => {
    choose(USUAL_LOOK);
    chooseTheme("system");
    check(element);
  });
  element.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === "theme") chooseTheme(target.value);
    else choose(readLook(JSON.stringify({ v: 1, look: { ...now(), [target.name]: target.value } })));
  });
  // Keys of the page mean nothing here.
  element.addEventListener("keydown", (event) => event.key !== "Escape" && event.stopPropagation());
  return element;
}

/** As one thinks of them: from less to more. */
function inOrder(name: LookName): readonly string[] {
  const choices: readonly string[] = LOOK_CHOICES[name];
  const [usual, ...others] = choices;
  return name === "size" || name === "leading" || name === "width"
    ? [...others.slice(0, 1), usual!, ...others.slice(1)]
    : [usual!, ...others];
}

function row(
  name: string,
  label: string,
  choices: readonly string[],
  names: Readonly<Record<string, string>>,
): HTMLElement {
  return makeElement(
    "fieldset",
    {},
    makeElement("legend", {}, label),
    makeElement(
      "div",
      {},
      ...choices.map((value) =>
        makeElement(
          "label",
          {},
          makeElement("input", { type: "radio", name, value }),
          makeElement("span", {}, names[value] ?? value),
        ),
      ),
    ),
  );
}

/** Shows in the panel what holds now. */
function check(element: HTMLElement): void {
  const held = new Map<string, string>([
    ...Object.entries(now()),
    ["theme", document.documentElement.dataset.theme ?? "system"],
  ]);
  for (const input of element.querySelectorAll("input")) input.checked = held.get(input.name) === input.value;
}

let unkept: Look | undefined;

function now(): Look {
  return unkept ?? readLook(recall());
}

function recall(): string | null {
  try {
    return localStorage.getItem(LOOK_KEY);
  } catch {
    return null;
  }
}

/** Changes the page, and keeps it where the device keeps anything. */
function choose(look: Look): void {
  const { style, dataset } = document.documentElement;
  for (const name of Object.keys(propertiesOf(now()))) style.removeProperty(name);
  for (const [name, value] of Object.entries(propertiesOf(look))) style.setProperty(name, value);
  for (const name of Object.keys(flagsOf(now()))) delete dataset[name];
  Object.assign(dataset, flagsOf(look));
  unkept = keep(LOOK_KEY, writeLook(look)) ? undefined : look;
}

function chooseTheme(theme: string): void {
  const kept = theme === "system" ? null : theme;
  keep("whale.theme", kept);
  // The button of the header listens to what other tabs choose, and shows it.
  dispatchEvent(new StorageEvent("storage", { key: "whale.theme", newValue: kept }));
}

function keep(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
