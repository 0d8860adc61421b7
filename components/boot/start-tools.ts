import { withPart } from "./load-part.ts";

/** At a reader's first act fetches what no page needs before: `tools.ts`. */
export function startTools(): void {
  for (const type of ["pointermove", "pointerdown", "keydown", "wheel"])
    addEventListener(type, function act(event) {
      // A page that opens below a pointer is told of it by a move that moves nothing.
      const { movementX, movementY } = event as MouseEvent;
      if (type === "pointermove" && !movementX && !movementY) return;
      removeEventListener(type, act);
      withPart<typeof import("./tools.ts")>("tools", (tools) => tools.start(event));
    });
}
