let box: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a short sentence, on screen and to screen readers. */
export function say(text: string): void {
  if (!box) {
    box = document.createElement("p");
    box.className = "toast";
    box.role = "status";
    document.body.append(box);
  }
  box.hidden = false;
  box.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (box) box.hidden = true;
  }, 2500);
}
