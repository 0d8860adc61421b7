import { type LiveNumber, liveLab } from "../../sim/live.ts";
import { balance } from "./host.ts";
import {
  type CommitEvent,
  type CommitState,
  memoryOvercommit,
  mib,
  NAMES,
  type Name,
  usesOf,
} from "./memory-overcommit.ts";

const usedBy = (name: Name): LiveNumber<CommitState, CommitEvent> => {
  const read = ({ host }: CommitState) => host.vms.find((vm) => vm.name === name)?.used ?? 0;
  return {
    label: `${name} VM이 쓰는 메모리`,
    unit: "MiB",
    values: usesOf(name),
    read,
    acts: (state, used) => (used === read(state) ? [] : [{ type: "use", vm: name, used }]),
  };
};

export const live = liveLab({
  lab: memoryOvercommit,
  panes: ["host"],
  numbers: Object.fromEntries(NAMES.map((name) => [name, usedBy(name)])),
  results: {
    balloons: ({ host }) => mib(balance(host).ballooned),
    swapped: ({ host }) => mib(balance(host).swapped),
    ratio: ({ host }) => `${balance(host).ratio.toFixed(2)}배`,
  },
});
