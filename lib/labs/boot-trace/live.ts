import { STEPS } from "../../models/openstack/boot.ts";
import { liveLab } from "../../sim/live.ts";
import { bootTrace, STEP_WORDS, statusNow } from "./boot-trace.ts";

export const live = liveLab({
  lab: bootTrace,
  panes: ["way"],
  numbers: {},
  results: {
    status: (state) => statusNow(state) ?? "아직 없음",
    /** Whom the last step asked. */
    service: ({ boot }) => {
      const step = STEPS[boot.done - 1];
      return step === undefined ? "CLI" : STEP_WORDS[step].to;
    },
  },
});
