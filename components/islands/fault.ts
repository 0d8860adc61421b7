import * as words from "../../lib/words/words.ts";
/** Says in an island that it could not be brought to life. The rest of the page is as readable as before. */
export function showFault(island: Element, retry: () => void): void {
  const box = document.createElement("p");
  box.className = "island-fault";
  box.setAttribute("role", "alert");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.tryAgain;
  button.addEventListener("click", retry);
  box.append(words.islandNotLoaded, button);
  island.append(box);
}

export function hideFault(island: Element): void {
  island.querySelector(":scope > .island-fault")?.remove();
}
