const GAP = 8;

let started: ((event: Event) => void) | undefined;

/**
 * Shows a term's definition beside the word: on hover and on focus, on a touch screen at the first tap.
 * Listens to the whole page from its first call on. @param event what it was called for, and came before that
 */
export function see(event: Event): void {
  if (started) return;
  started = startCards();
  started(event);
}

function startCards(): (event: Event) => void {
  let open: { term: HTMLElement; card: HTMLElement } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    if (!open) return;
    open.term.removeAttribute("aria-expanded");
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
    term.setAttribute("aria-expanded", "true");
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

  const onPointer = (event: Event) => {
    if ((event as PointerEvent).pointerType === "touch") return;
    const term = termOf(event.target);
    if (term) later(() => show(term), 120);
    else if (inCard(event.target)) clearTimeout(timer);
    else if (document.activeElement !== open?.term) later(hide, 250);
  };
  const onFocus = (event: Event) => {
    const term = termOf(event.target);
    if (term?.matches(":focus-visible")) show(term);
    else if (!term && !inCard(event.target)) hide();
  };
  // That the first tap is kept from following the link, `terms.ts` has seen to.
  const onClick = (event: Event) => {
    const term = termOf(event.target);
    if (term && (event as PointerEvent).pointerType === "touch") show(term);
    else if (!term && !inCard(event.target)) hide();
  };
  const listeners = new Map([
    ["pointerover", onPointer],
    ["focusin", onFocus],
    ["click", onClick],
  ]);
  for (const [type, listener] of listeners) document.addEventListener(type, listener);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener(
    "scroll",
    () => open && document.activeElement !== open.term && !inCard(document.activeElement) && hide(),
  );
  return (event) => listeners.get(event.type)?.(event);
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
