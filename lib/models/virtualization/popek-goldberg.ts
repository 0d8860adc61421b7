/**
 * What an instruction is in the sense of Popek and Goldberg. `sensitive`: it reads or changes the
 * machine's configuration, or behaves differently by mode. `privileged`: it traps in user mode and
 * does not in supervisor mode.
 */
export type InstructionKind = {
  readonly privileged: boolean;
  readonly sensitive: boolean;
  readonly trapsInUserMode: boolean;
};

// The 17 of Robin and Irvine. The last seven are sensitive in the forms that touch segments, gates or
// the privilege level only.
const SENSITIVE_UNPRIVILEGED: ReadonlySet<string> = new Set(
  "SGDT SIDT SLDT SMSW PUSHF POPF LAR LSL VERR VERW STR POP PUSH CALL JMP INT RET MOV".split(" "),
);

// Intel's own list (CPL 0 only), what later extensions added to it, and the instructions guarded by
// IOPL, which no operating system leaves to programs.
const PRIVILEGED: ReadonlySet<string> = new Set(
  (
    "LGDT LLDT LTR LIDT LMSW CLTS INVD WBINVD WBNOINVD INVLPG INVPCID HLT RDMSR WRMSR WRMSRNS RDPMC XSETBV " +
    "XSAVES XRSTORS SWAPGS SYSEXIT SYSRET MONITOR MWAIT VMXON VMXOFF VMLAUNCH VMRESUME VMREAD VMWRITE " +
    "VMPTRLD VMPTRST VMCLEAR INVEPT INVVPID CLI STI IN INS OUT OUTS"
  ).split(" "),
);

const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["PUSHFD", "PUSHF"],
  ["PUSHFQ", "PUSHF"],
  ["POPFD", "POPF"],
  ["POPFQ", "POPF"],
  ["RETF", "RET"],
  ["INTN", "INT"],
  ...["INSB", "INSW", "INSD"].map((name) => [name, "INS"] as const),
  ...["OUTSB", "OUTSW", "OUTSD"].map((name) => [name, "OUTS"] as const),
]);

/**
 * The kind of an x86 instruction, by mnemonic (`SGDT`; a `MOV` of a control or debug register is written
 * with it: `MOV CR0`). As without VT-x: the 17 that are sensitive and do not trap are why x86 could not
 * be virtualised by trap and emulate. What no list names is innocuous.
 *
 * Source: Popek and Goldberg, CACM 17(7), 1974; Robin and Irvine, "Analysis of the Intel Pentium's Ability
 * to Support a Secure Virtual Machine Monitor", USENIX Security 2000; Intel SDM Vol. 3, Privileged Instructions.
 */
export function popekGoldberg(instruction: string): InstructionKind {
  const name = instruction.trim().toUpperCase().replaceAll("_", " ");
  const word = name.split(/\s+/)[0] ?? "";
  const mnemonic = OTHER_NAMES.get(word) ?? word;
  const movesControl = mnemonic === "MOV" && /\b[CD]R\d*\b/.test(name);
  const privileged = PRIVILEGED.has(mnemonic) || movesControl;
  return {
    privileged,
    sensitive: privileged || SENSITIVE_UNPRIVILEGED.has(mnemonic),
    trapsInUserMode: privileged,
  };
}

/**
 * Whether a machine with these instructions can be virtualised by running guests in user mode and
 * emulating what traps: every sensitive instruction must be privileged (theorem 1).
 */
export function trapAndEmulatePossible({
  instructions,
}: {
  readonly instructions: readonly Pick<InstructionKind, "privileged" | "sensitive">[];
}): boolean {
  return instructions.every(({ sensitive, privileged }) => privileged || !sensitive);
}
