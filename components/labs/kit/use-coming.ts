import { useSyncExternalStore } from "react";

/** The state that a lab comes to once it is computed, and who hears of it. */
export type Coming<S> = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getState: () => S;
};

/** What settings stand at: they answer at once, while what follows from them may still be computed. */
export function useComing<S>({ subscribe, getState }: Coming<S>): S {
  return useSyncExternalStore(subscribe, getState, getState);
}
