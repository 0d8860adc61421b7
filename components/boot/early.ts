/** Clicks from before the scripts that they are for; `theme.ts` keeps the first few. */
export type Keeping = { early?: readonly Event[] };

/** Does early clicks again, for a script that listens from now on. @param on what it listens to */
export function replayEarly(on: string): void {
  // A copy: what is done again is kept like any other click.
  for (const event of [...((globalThis as Keeping).early ?? [])]) {
    const target = event.target as Element;
    if (target.closest(on)) target.dispatchEvent(new MouseEvent("click", event));
  }
}
