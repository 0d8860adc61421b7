import { makeElement as el } from "../share/dom.ts";

/** A button that does something. @param key the key that does the same, as `aria-keyshortcuts` names it */
export function action(
  text: string,
  onClick: () => unknown,
  className: string,
  key?: string,
): HTMLButtonElement {
  const button = el(
    "button",
    { type: "button", class: className, ...(key && { "aria-keyshortcuts": key }) },
    text,
  );
  if (key) button.append(" ", el("kbd", { "aria-hidden": "true" }, key === "Space" ? "␣" : key));
  button.addEventListener("click", () => onClick());
  return button;
}

/** Names with their numbers. */
export function facts(rows: readonly (readonly [Node | string, string])[]): HTMLElement {
  return el(
    "dl",
    {},
    ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", { class: "num" }, value)]),
  );
}
