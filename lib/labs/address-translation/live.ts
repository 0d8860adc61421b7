import { type LiveNumber, liveLab } from "../../sim/live.ts";
import { formatNumber } from "../../text/format-number.ts";
import {
  addressTranslation,
  levelCounts,
  refsOfMiss,
  type TableKind,
  type WalkEvent,
  type WalkState,
} from "./address-translation.ts";

/** Tables by how many levels a walk through them has: large pages save the lowest one. */
const KINDS: ReadonlyMap<number, TableKind> = new Map([
  [3, "2m"],
  [4, "4k"],
  [5, "la57"],
]);

function levels(label: string, whose: "guest" | "host"): LiveNumber<WalkState, WalkEvent> {
  const read = (state: WalkState) => levelCounts(state)[`${whose}Levels`];
  return {
    label,
    unit: "단계",
    values: [...KINDS.keys()],
    read,
    acts: (state, value) =>
      value === read(state) ? [] : [{ type: "tables", whose, kind: KINDS.get(value)! }],
  };
}

export const live = liveLab({
  lab: addressTranslation,
  panes: ["walk"],
  numbers: { guest: levels("게스트의 표", "guest"), host: levels("호스트의 표", "host") },
  results: {
    refs: (state) => formatNumber(refsOfMiss(state)),
    /** What it would be without a hypervisor. */
    native: (state) => formatNumber(levelCounts(state).guestLevels),
  },
});
