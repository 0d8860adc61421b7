// Not a literal in the call, so that the bundler leaves the viewer where it is.
const VIEWER: string = "/viewer.js";

/** Fetches the diagram viewer when a reader turns to a figure, or comes by the address of one. */
export function watchFigures(): void {
  const see = (event?: Event) => {
    if (event ? (event.target as Element).closest?.(".fig") : location.hash.startsWith("#fig-"))
      (import(VIEWER) as Promise<typeof import("../viewer/viewer.ts")>).then((viewer) => viewer.see(event));
  };
  for (const type of ["click", "focusin"]) document.addEventListener(type, see);
  addEventListener("hashchange", () => see());
  see();
}
