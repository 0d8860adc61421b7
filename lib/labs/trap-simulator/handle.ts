import { exitClass } from "../../models/virtualization/exit-class.ts";
import { exitReason } from "../../models/virtualization/exit-reasons.ts";
import { popekGoldberg } from "../../models/virtualization/popek-goldberg.ts";
import { INSTRUCTIONS, type Op } from "./instructions.ts";

export const TECHNIQUES = ["trap", "translate", "para", "vtx"] as const;
export type Technique = (typeof TECHNIQUES)[number];

export const TECHNIQUE_NAMES: Readonly<Record<Technique, string>> = {
  trap: "트랩 후 에뮬레이션",
  translate: "이진 변환",
  para: "반가상화",
  vtx: "VT-x",
};
/** What a way from the guest into the hypervisor is called. */
export const CROSSING_NAMES: Readonly<Record<Technique, string>> = {
  trap: "트랩",
  translate: "VMM 호출",
  para: "하이퍼콜",
  vtx: "VM exit",
};

/** Which of the exits that a hypervisor may ask for it asks for. */
export type Controls = { readonly io: boolean; readonly hlt: boolean; readonly cr3: boolean };

export type How =
  /** The CPU ran it as it stands. */
  | "direct"
  /** It ran, without a trap, and did something else than meant. */
  | "unnoticed"
  /** Other code did it, without leaving the guest. */
  | "replaced"
  /** The hypervisor did it. */
  | "crossed";

export type Handling = { readonly how: How; readonly reason?: number; readonly exitName?: string };

/** Instructions that only touch IF: a translator or a changed kernel keeps IF in memory and needs no call. */
const FLAG_ONLY: readonly Op[] = ["cli", "sti", "pushf", "popf0", "popf1"];

const EXIT_NAMES: Readonly<Partial<Record<Op, string>>> = {
  cpuid: "CPUID",
  out: "IO_INSTRUCTION",
  hlt: "HLT",
  cr3: "CR_ACCESS",
};

/** Who deals with an instruction of the guest kernel, and how. */
export function handle(op: Op, technique: Technique, controls: Controls): Handling {
  const { mnemonic } = INSTRUCTIONS[op];
  switch (technique) {
    case "trap":
      if (popekGoldberg(mnemonic).trapsInUserMode) return { how: "crossed" };
      return needsCare(op) ? { how: "unnoticed" } : { how: "direct" };
    case "translate":
    case "para":
      if (!needsCare(op)) return { how: "direct" };
      return { how: FLAG_ONLY.includes(op) ? "replaced" : "crossed" };
    case "vtx": {
      const exits = exitClass(mnemonic);
      const asked = op === "out" ? controls.io : op === "hlt" ? controls.hlt : op === "cr3" && controls.cr3;
      if (exits === "never" || (exits === "configurable" && !asked)) return { how: "direct" };
      const exitName = EXIT_NAMES[op]!;
      return { how: "crossed", exitName, reason: exitReason(exitName) as number };
    }
  }
}

/**
 * Whether a VMM must not let it run as it stands. CPUID is not sensitive as Robin and Irvine count (it shows
 * no state of the machine), but a guest must see the CPU of its VM.
 */
export function needsCare(op: Op): boolean {
  return op === "cpuid" || popekGoldberg(INSTRUCTIONS[op].mnemonic).sensitive;
}
