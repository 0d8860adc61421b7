import * as words from "../../lib/words/words.ts";
import { withPart } from "./load-part.ts";

type Search = typeof import("../search/search.ts");

/**
 * Opens search with `/`, Ctrl K, ⌘ K or its button. The field takes what is typed at once, while the
 * rest is fetched; `ahead.ts` has it fetched already for a reader who only points at the button.
 */
export function startSearch(): void {
  const page = document.querySelector<HTMLInputElement>("[data-search-field]");
  const dialog = document.querySelector<HTMLDialogElement>("dialog.search");
  if (!dialog) return;
  const field = page ?? dialog.querySelector("input")!;
  const open = () => {
    if (!page && !dialog.open) dialog.showModal();
    field.select();
    withPart<Search>(
      "search",
      (search) => search.buildSearch(page?.closest("main") ?? dialog, field, !!page),
      words.searchNotLoaded,
    );
  };
  const onButton = (event: Event) => (event.target as Element).closest?.("[data-search]");
  document.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
    if (!onButton(event) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const { key, code } = event;
    const command = event.ctrlKey || event.metaKey;
    // Under the Hangul keyboard K types ㅏ, and with caps lock K: then its place says which key it is.
    const isK = key === "k" || code === "KeyK";
    if (
      isK
        ? !command
        : key !== "/" ||
          command ||
          document.documentElement.dataset.keys ||
          (event.target as Element).matches("input")
    )
      return;
    event.preventDefault();
    open();
  });
  const search = (history.state as { search?: string } | null)?.search;
  if (page) open();
  else if (search !== undefined) {
    field.value = search;
    open();
  }
}
