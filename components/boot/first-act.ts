/** Does something when the reader first presses, types, scrolls or follows a link within the page. */
export function atFirstAct(act: () => void): void {
  for (const type of ["pointerdown", "keydown", "wheel", "hashchange"])
    addEventListener(type, act, { once: true });
}
