import { withPart } from "./load-part.ts";

/** At a reader's first act fetches what no page needs before: `tools.ts`. */
export function startTools(): void {
  for (const type of ["pointermove", "pointerdown", "keydown", "wheel"])
    addEventListener(type, function act(event) {
      // A page that opens below a pointer is told of it by a move that moves nothing; Shift is the beginning of `?`.
      const { movementX, movementY, key } = event as MouseEvent & KeyboardEvent;
      if (type === "pointermove" ? !movementX && !movementY : key === "Shift") return;
      removeEventListener(type, act);
      withPart<typeof import("./tools.ts")>("tools", (tools) => tools.start(event));
    });
}
