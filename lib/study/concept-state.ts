import type { Today } from "./box.ts";
import { type BoxSummary, standingOf } from "./standing.ts";

/** How a concept stands with its reader: cards of its section wait, or are remembered; or its section was read. */
export type ConceptState = "due" | "known" | "read" | "none";

/**
 * @param place where it is explained, as an address: `/notes/docker-images/#whiteout`
 * @param isRead whether that section counts as read
 */
export function conceptState(
  place: string,
  summary: Pick<BoxSummary, "places">,
  isRead: boolean,
  today: Today,
): ConceptState {
  const { due, lost } = standingOf(place, summary, [0, 0], today);
  if (due + lost > 0) return "due";
  if (summary.places.some(([name]) => name === place)) return "known";
  return isRead ? "read" : "none";
}
