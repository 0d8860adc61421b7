/** Whether an instruction leaves the guest always, when the hypervisor asks for it, or never. */
export type ExitClass = "always" | "configurable" | "never";

const ALWAYS: ReadonlySet<string> = new Set(
  (
    "CPUID GETSEC INVD XSETBV INVEPT INVVPID VMCALL VMCLEAR VMLAUNCH VMPTRLD VMPTRST VMRESUME VMXOFF VMXON " +
    "SEAMCALL TDCALL"
  ).split(" "),
);

// VMREAD and VMWRITE left the first list with VMCS shadowing. RSM exits in system management mode only.
const CONFIGURABLE: ReadonlySet<string> = new Set(
  (
    "CLTS ENCLS ENCLV ENQCMD ENQCMDS HLT IN INS INSB INSW INSD OUT OUTS OUTSB OUTSW OUTSD INVLPG INVPCID " +
    "LGDT LIDT LLDT LTR SGDT SIDT SLDT STR LMSW LOADIWKEY MONITOR MWAIT PAUSE PCONFIG RDMSR RDMSRLIST RDPMC " +
    "RDRAND RDSEED RDTSC RDTSCP RSM TPAUSE UMWAIT URDMSR UWRMSR VMFUNC VMREAD VMWRITE WBINVD WBNOINVD " +
    "WRMSR WRMSRLIST WRMSRNS XRSTORS XSAVES"
  ).split(" "),
);

/**
 * How an instruction behaves in VMX non-root operation, by its mnemonic. A plain `MOV` never exits; one
 * that names a register may: `MOV to CR3`, `MOV from CR8`, `MOV DR`. What neither list of the manual
 * names never causes an exit by being executed (it may still fault, or touch memory that exits).
 *
 * Source: Intel SDM Vol. 3, "Instructions That Cause VM Exits Unconditionally" and "… Conditionally";
 * SEAMCALL and TDCALL: Intel TDX module specification.
 */
export function exitClass(instruction: string): ExitClass {
  const name = instruction.trim().toUpperCase().replaceAll("_", " ");
  const mnemonic = name.split(/\s+/)[0] ?? "";
  if (mnemonic === "MOV") return movExits(name) ? "configurable" : "never";
  if (ALWAYS.has(mnemonic)) return "always";
  return CONFIGURABLE.has(mnemonic) ? "configurable" : "never";
}

function movExits(name: string): boolean {
  const [, direction, register] = /\b(TO\s+|FROM\s+)?(CR\d*|DR\d*)\b/.exec(name) ?? [];
  if (register === undefined) return false;
  if (register.startsWith("DR") || register === "CR") return true;
  // Reading CR0 and CR4 goes through the read shadow; CR2 is the guest's own.
  const exiting = direction?.startsWith("FROM") ? ["CR3", "CR8"] : ["CR0", "CR3", "CR4", "CR8"];
  return exiting.includes(register);
}
