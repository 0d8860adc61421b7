const GAP = 8;

/** Shows a term's definition beside the word: on hover and on focus, on a touch screen at the first tap. */
export function startCards(): void {
  let open: { term: HTMLElement; card: HTMLElement } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    if (!open) return;
    open.term.ariaExpanded = null;
    open.card.hidePopover();
    open = undefined;
  };
  const show = (term: HTMLElement) => {
    clearTimeout(timer);
    if (open?.term === term) return;
    hide();
    const card = document.getElementById(`card-${term.dataset.term}`);
    if (!card?.showPopover) return;
    // Told whose it is, the browser leads Tab from the term into the card, and on to what follows the term.
    card.showPopover({ source: term });
    term.setAttribute("aria-controls", card.id);
    term.ariaExpanded = "true";
    place(term, card);
    open = { term, card };
  };
  const later = (job: () => void, wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(job, wait);
  };
  // The document itself may be a target, and is in nothing.
  const termOf = (target: EventTarget | null) => (target as Element).closest?.<HTMLElement>("[data-term]");
  const inCard = (target: EventTarget | null) => (target as Element).closest?.(".def");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const term = termOf(event.target);
    if (term) later(() => show(term), 120);
    else if (inCard(event.target)) clearTimeout(timer);
    else if (document.activeElement !== open?.term) later(hide, 250);
  });
  document.addEventListener("focusin", (event) => {
    const term = termOf(event.target);
    if (term?.matches(":focus-visible")) show(term);
    else if (!inCard(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const term = termOf(event.target);
    const touch = (event as PointerEvent).pointerType === "touch";
    if (term && touch && open?.term !== term) {
      event.preventDefault();
      show(term);
    } else if (!term && !inCard(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("scroll", () => {
    const { activeElement } = document;
    if (open && activeElement !== open.term && !inCard(activeElement)) hide();
  });
}

/** Below the word, above it where there is no room; never over it. On phones the style sheet makes it a sheet. */
function place(term: HTMLElement, card: HTMLElement): void {
  // The first line of a word that is broken over two.
  const word = term.getClientRects()[0]!;
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(16, Math.min(word.left - 16, innerWidth - width - 16));
  const below = word.bottom + GAP + height <= innerHeight;
  card.style.left = `${left}px`;
  card.style.top = `${below ? word.bottom + GAP : Math.max(8, word.top - GAP - height)}px`;
}
