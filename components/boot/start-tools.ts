import { withPart } from "./load-part.ts";

/** At a reader's first act fetches what no page needs before: `tools.ts`. */
export function startTools(): void {
  for (const type of ["pointermove", "pointerdown", "keydown", "wheel"])
    addEventListener(
      type,
      (event) => withPart<typeof import("./tools.ts")>("tools", (tools) => tools.start(event)),
      { once: true },
    );
}
