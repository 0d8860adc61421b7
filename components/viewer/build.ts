type Attributes = Readonly<Record<string, string>>;

/** Makes an element with attributes and children; never from a string of markup. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A button with a word on it; `label` where the word is only a sign. */
export function makeButton(text: string, onClick: () => void, label?: string): HTMLButtonElement {
  const button = make("button", { type: "button", class: "fig-btn" }, text);
  if (label) button.setAttribute("aria-label", label);
  button.addEventListener("click", onClick);
  return button;
}
