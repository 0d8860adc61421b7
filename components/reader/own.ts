/** What is a reader's own, in one part: `own.js`. */

export { tellConcepts } from "./concepts.ts";
export { add, offerCard, paint } from "./marks.ts";
export { find } from "./mine.ts";
export { offerCardOf, toggleBookmark } from "./places.ts";
export { tellChangedSections, tellStandings } from "./standing.ts";
