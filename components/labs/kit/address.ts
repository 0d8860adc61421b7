/**
 * Safari throws after a hundred changes of the address in 30 seconds, Chromium drops them after two hundred:
 * even pressed without a pause this stays below. Short enough that a copied address is the one that is seen.
 */
const PAUSE_MS = 400;

type Pending = { readonly write: () => string | undefined; readonly came: string };

const pending = new Map<object, Pending>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Changes what stands behind `#` a moment later, once the reader pauses, or when the page is left. An address
 * opened meanwhile wins. What a browser refuses changes nothing: the next change tries again.
 * @param owner who writes; its later wish takes the place of an earlier one
 * @param write the hash, without `#`; undefined to leave the address as it is
 */
export function writeAddressSoon(owner: object, write: () => string | undefined): void {
  if (pending.size === 0) addEventListener("pagehide", writeAddressNow, { once: true });
  pending.set(owner, { write, came: location.hash });
  clearTimeout(timer);
  timer = setTimeout(writeAddressNow, PAUSE_MS);
}

/** Writes what waits at once, as before an address is shared. */
export function writeAddressNow(): void {
  const waiting = [...pending.values()];
  pending.clear();
  for (const { write, came } of waiting) {
    const hash = write();
    if (hash !== undefined && location.hash === came && came !== `#${hash}`) replaceAddress(`#${hash}`);
  }
}

/** `history.replaceState` that never throws. @returns whether the browser took it */
export function replaceAddress(address: string): boolean {
  try {
    history.replaceState(history.state, "", address);
    return true;
  } catch {
    return false;
  }
}
