import { makeElement } from "./dom.ts";

const GAP = 6;

export type Panel = {
  readonly element: HTMLElement;
  readonly close: () => void;
};

let open: { readonly control: HTMLElement; readonly panel: Panel } | undefined;
/** The control of a panel that the pointer closes as it goes down on it, so that the click does not open it again. */
let closing: HTMLElement | undefined;

/**
 * A dialog beside a control, below it or above; on phones the style sheet makes it a sheet. The focus goes
 * to `first`; Escape, a click elsewhere and leaving by Tab close it, and the focus comes back. Arrow keys
 * move among `.share-stop`. One is open at a time.
 * @returns undefined where the click was to close the panel of this control
 */
export function openPanel(
  control: HTMLElement,
  label: string,
  children: readonly (Node | false)[],
  first: HTMLElement,
  onClose: () => void = () => {},
): Panel | undefined {
  if (closing === control) {
    closing = undefined;
    return undefined;
  }
  open?.panel.close();
  const back = whereToReturn(control);
  const element = makeElement(
    "div",
    { class: "share-menu", role: "dialog", "aria-label": label, popover: "auto" },
    ...children,
  );
  let closed = false;
  const close = () => {
    if (closed) return;
    closed = true;
    open = undefined;
    control.removeAttribute("aria-expanded");
    const { activeElement } = document;
    const returns = !activeElement || activeElement === document.body || element.contains(activeElement);
    element.remove();
    onClose();
    if (returns) back().focus({ preventScroll: true });
  };
  element.addEventListener("toggle", (event) => {
    if (event.newState === "closed") close();
  });
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) close();
  });
  element.addEventListener("keydown", (event) => onKey(event, element, close));
  // What a modal dialog does not hold cannot be reached while it is open.
  (control.closest("dialog") ?? document.body).append(element);
  const box = control.getBoundingClientRect();
  element.showPopover?.({ source: control });
  control.setAttribute("aria-expanded", "true");
  place(element, box);
  first.focus({ preventScroll: true });
  open = { control, panel: { element, close } };
  return open.panel;
}

/** Whether one is open now. */
export function isPanelOpen(): boolean {
  return open !== undefined;
}

function onKey(event: KeyboardEvent, element: HTMLElement, close: () => void): void {
  const stops = [...element.querySelectorAll<HTMLElement>(".share-stop")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const inField = (event.target as Element).matches("input, textarea");
  // Keys of the page behind, and of the dialog around, mean nothing here.
  if (event.key !== "Escape") event.stopPropagation();
  let to: number;
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close();
    return;
  }
  if (event.key === "ArrowDown") to = at + 1;
  else if (event.key === "ArrowUp") to = at < 0 ? stops.length - 1 : at - 1;
  else if (event.key === "Home" && !inField) to = 0;
  else if (event.key === "End" && !inField) to = stops.length - 1;
  else return;
  if (event.target instanceof HTMLTextAreaElement) return;
  event.preventDefault();
  stops[(to + stops.length) % stops.length]?.focus();
}

/**
 * Where the focus goes afterwards: to the control, if it is still there and can have it; else to the word of
 * its card, the button of its sheet, or the field of its search.
 */
function whereToReturn(control: HTMLElement): () => HTMLElement {
  const sheet = control.closest("[popover]")?.id;
  const others = [
    document.querySelector<HTMLElement>("[data-term][aria-expanded=true]"),
    sheet ? document.querySelector<HTMLElement>(`[popovertarget="${CSS.escape(sheet)}"]`) : null,
    control.closest("dialog, main")?.querySelector<HTMLElement>("input[type=search]"),
  ];
  const canFocus = (element: HTMLElement) => element.isConnected && element.getClientRects().length > 0;
  return () => {
    if (canFocus(control) && control.tabIndex >= 0) return control;
    return others.find((other) => other && canFocus(other)) ?? control;
  };
}

/** In the coordinates of the page, so that it scrolls along with what it is about. */
function place(element: HTMLElement, control: DOMRect): void {
  const { width, height } = element.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const left = Math.max(16, Math.min(control.left - 8, clientWidth - width - 16));
  const below = control.bottom + GAP + height <= innerHeight || control.top - GAP - height < 0;
  const top = below ? control.bottom + GAP : control.top - GAP - height;
  element.style.left = `${left + scrollX}px`;
  element.style.top = `${Math.min(top, Math.max(8, innerHeight - height - 8)) + scrollY}px`;
}

document.addEventListener(
  "pointerdown",
  ({ target }) => {
    closing = target instanceof Node && open?.control.contains(target) ? open.control : undefined;
  },
  true,
);
