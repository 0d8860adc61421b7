import { withPart } from "./load-part.ts";

/** At a reader's first act fetches what makes the site readable without a line. Under `npm run dev` there is none. */
export function startOffline(): void {
  if (!document.querySelector("[data-part-offline]")) return;
  const start = () =>
    withPart<typeof import("../offline/offline.ts")>("offline", (offline) => offline.keepReadable());
  for (const type of ["pointerdown", "keydown", "scroll"]) addEventListener(type, start, { once: true });
}
