import { type FunctionComponent, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { IslandRoot } from "./IslandRoot.tsx";

/**
 * Brings the HTML of an island to life. Everything of React that is in the browser
 * comes with this file, once for all islands.
 * @param onBroken told when the island throws while it is drawn, now or later; React has emptied it by then
 * @returns once the island hears clicks
 */
export function hydrate(
  root: Element,
  Component: FunctionComponent<object>,
  props: object,
  prefix: string,
  onBroken: (error: unknown) => void,
): Promise<void> {
  return new Promise((done, fail) => {
    // A transition is worked at in small pieces: a large island does not hold up who scrolls meanwhile.
    startTransition(() => {
      hydrateRoot(
        root,
        <IslandRoot onReady={done}>
          <Component {...props} />
        </IslandRoot>,
        {
          identifierPrefix: prefix,
          onUncaughtError: (error) => {
            fail(error);
            onBroken(error);
          },
        },
      );
    });
  });
}
