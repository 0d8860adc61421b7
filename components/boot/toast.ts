let box: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a short sentence, on screen and to screen readers. @param time how long it is shown, in ms */
export function showToast(text: string, time = 2500): void {
  box ??= Object.assign(document.createElement("p"), { className: "toast", role: "status" });
  const said = box;
  // Outside an open dialog nothing is heard.
  (document.querySelector("dialog[open]") ?? document.body).append(said);
  said.hidden = false;
  said.textContent = "";
  // A region that is new or says the same again is only heard when its text changes later.
  requestAnimationFrame(() => {
    said.textContent = text;
  });
  clearTimeout(timer);
  timer = setTimeout(() => {
    said.hidden = true;
  }, time);
}
