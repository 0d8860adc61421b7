const GAP = 8;

/** Shows a term's definition beside the word: on hover and on focus, on a touch screen at the first tap. */
export function startCards(): void {
  let open: { term: HTMLElement; card: HTMLElement } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The term or card that the pointer moved on last, if it was one. */
  let pointed: Element | null | undefined;

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
  // The document itself may be a target, and is in nothing.
  const termOf = (target: EventTarget | null) => (target as Element).closest?.<HTMLElement>("[data-term]");
  const inCard = (target: EventTarget | null) => (target as Element).closest?.(".def");
  /** Whether the keyboard is at the word or in its card. */
  const isHeld = (at = document.activeElement) => at === open?.term || inCard(at);

  // Not what comes under a pointer that rests while the page scrolls. A finger sends no move before its click.
  document.addEventListener("mousemove", (event) => {
    const term = termOf(event.target);
    const at = term || inCard(event.target);
    if (at === pointed || (!event.movementX && !event.movementY)) return;
    pointed = at;
    clearTimeout(timer);
    if (term) timer = setTimeout(show, 120, term);
    else if (!at && !isHeld()) timer = setTimeout(hide, 250);
  });
  document.addEventListener("focusin", (event) => {
    const term = termOf(event.target);
    if (term?.matches(":focus-visible")) show(term);
    else if (!inCard(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const term = termOf(event.target);
    if (term && (event as PointerEvent).pointerType === "touch" && open?.term !== term) {
      event.preventDefault();
      show(term);
    } else if (!term && !inCard(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // What is in the card goes with it: reading goes on from the word.
    if (isHeld()) open!.term.focus();
    hide();
  });
  addEventListener("scroll", () => {
    pointed = undefined;
    if (!isHeld()) hide();
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
