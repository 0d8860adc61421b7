import { atFirstAct } from "./first-act.ts";
import { withPart } from "./load-part.ts";

/** At a reader's first act fetches what makes the site readable without a line. Under `npm run dev` there is none. */
export function startOffline(): void {
  if (document.querySelector("[data-part-offline]"))
    atFirstAct(() =>
      withPart<typeof import("../offline/offline.ts")>("offline", (offline) => offline.keepReadable()),
    );
}
