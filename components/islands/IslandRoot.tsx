import { type ReactNode, useEffect } from "react";

/**
 * Around every island, on both sides alike, so that React's ids agree. Its effect
 * runs after those of everything inside: from then on clicks are heard.
 */
export function IslandRoot({ onReady, children }: { onReady: () => void; children: ReactNode }) {
  useEffect(onReady, [onReady]);
  return children;
}
