import type { ModelError } from "../model-error.ts";

/**
 * Every basic exit reason, by the name of Linux `asm/vmx.h` (without `EXIT_REASON_`) where it has one and
 * else by that of the Intel SDM; a number may have several names. Missing numbers are reserved.
 *
 * Source: Intel SDM Vol. 3, Appendix C; `torvalds/linux` `arch/x86/include/uapi/asm/vmx.h`.
 */
export const EXIT_REASONS: readonly (readonly [number: number, name: string, ...aliases: string[]])[] = [
  [0, "EXCEPTION_NMI", "EXCEPTION_OR_NMI"],
  [1, "EXTERNAL_INTERRUPT"],
  [2, "TRIPLE_FAULT"],
  [3, "INIT_SIGNAL", "INIT"],
  [4, "SIPI_SIGNAL", "SIPI", "STARTUP_IPI"],
  [5, "IO_SMI"],
  [6, "OTHER_SMI", "SMI"],
  [7, "INTERRUPT_WINDOW", "PENDING_INTERRUPT", "PENDING_VIRT_INTR"],
  [8, "NMI_WINDOW", "PENDING_VIRT_NMI"],
  [9, "TASK_SWITCH"],
  [10, "CPUID"],
  [11, "GETSEC"],
  [12, "HLT"],
  [13, "INVD"],
  [14, "INVLPG"],
  [15, "RDPMC"],
  [16, "RDTSC"],
  [17, "RSM"],
  [18, "VMCALL"],
  [19, "VMCLEAR"],
  [20, "VMLAUNCH"],
  [21, "VMPTRLD"],
  [22, "VMPTRST"],
  [23, "VMREAD"],
  [24, "VMRESUME"],
  [25, "VMWRITE"],
  [26, "VMOFF", "VMXOFF"],
  [27, "VMON", "VMXON"],
  [28, "CR_ACCESS"],
  [29, "DR_ACCESS", "MOV_DR"],
  [30, "IO_INSTRUCTION"],
  [31, "MSR_READ", "RDMSR"],
  [32, "MSR_WRITE", "WRMSR"],
  [33, "INVALID_STATE", "INVALID_GUEST_STATE"],
  [34, "MSR_LOAD_FAIL", "MSR_LOADING", "MSR_LOAD_FAILURE"],
  [36, "MWAIT_INSTRUCTION", "MWAIT"],
  [37, "MONITOR_TRAP_FLAG", "MTF"],
  [39, "MONITOR_INSTRUCTION", "MONITOR"],
  [40, "PAUSE_INSTRUCTION", "PAUSE"],
  [41, "MCE_DURING_VMENTRY", "MACHINE_CHECK"],
  [43, "TPR_BELOW_THRESHOLD"],
  [44, "APIC_ACCESS"],
  [45, "EOI_INDUCED", "VIRTUALIZED_EOI"],
  [46, "GDTR_IDTR", "GDTR_IDTR_ACCESS", "ACCESS_GDTR_OR_IDTR"],
  [47, "LDTR_TR", "LDTR_TR_ACCESS", "ACCESS_LDTR_OR_TR"],
  [48, "EPT_VIOLATION"],
  [49, "EPT_MISCONFIG", "EPT_MISCONFIGURATION"],
  [50, "INVEPT"],
  [51, "RDTSCP"],
  [52, "PREEMPTION_TIMER", "VMX_PREEMPTION_TIMER", "VMX_PREEMPTION_TIMER_EXPIRED"],
  [53, "INVVPID"],
  [54, "WBINVD", "WBNOINVD"],
  [55, "XSETBV"],
  [56, "APIC_WRITE"],
  [57, "RDRAND"],
  [58, "INVPCID"],
  [59, "VMFUNC"],
  [60, "ENCLS"],
  [61, "RDSEED"],
  [62, "PML_FULL", "PAGE_MODIFICATION_LOG_FULL"],
  [63, "XSAVES"],
  [64, "XRSTORS"],
  [65, "PCONFIG"],
  [66, "SPP_EVENT", "SPP", "SPP_RELATED_EVENT"],
  [67, "UMWAIT"],
  [68, "TPAUSE"],
  [69, "LOADIWKEY"],
  [70, "ENCLV"],
  [72, "ENQCMD", "ENQCMD_PASID_TRANSLATION_FAILURE"],
  [73, "ENQCMDS", "ENQCMDS_PASID_TRANSLATION_FAILURE"],
  [74, "BUS_LOCK"],
  [75, "NOTIFY", "INSTRUCTION_TIMEOUT"],
  [76, "SEAMCALL"],
  [77, "TDCALL"],
  [78, "RDMSRLIST"],
  [79, "WRMSRLIST"],
  [80, "URDMSR"],
  [81, "UWRMSR"],
  [84, "MSR_READ_IMM", "RDMSR_IMMEDIATE"],
  [85, "MSR_WRITE_IMM", "WRMSRNS_IMMEDIATE"],
];

const NUMBERS: ReadonlyMap<string, number> = new Map(
  EXIT_REASONS.flatMap(([number, ...names]) => names.map((name) => [name, number] as const)),
);

/**
 * The number in the low 16 bits of the VMCS exit reason, by name: `EPT_VIOLATION` → 48. The prefix
 * `EXIT_REASON_` may stand before it. An error for a name the table does not have.
 */
export function exitReason(name: string): number | ModelError {
  return NUMBERS.get(name.replace(/^EXIT_REASON_/, "")) ?? { error: `unknown exit reason: ${name}` };
}
