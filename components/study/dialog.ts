import { makeElement as el } from "../share/dom.ts";

/** Opens a dialog that goes when it is closed. @returns closes it */
export function openDialog(label: string, content: HTMLElement): () => void {
  const dialog = el("dialog", { class: "study-dialog", "aria-label": label }, content);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return () => dialog.close();
}
