/** The instructions of a guest kernel that the lab knows, and what each is meant to do. */

export const OPS = [
  "add",
  "inc",
  "cli",
  "sti",
  "pushf",
  "popf1",
  "popf0",
  "out",
  "cpuid",
  "hlt",
  "cr3",
] as const;
export type Op = (typeof OPS)[number];

type Instruction = {
  /** As in an assembler listing. */
  readonly text: string;
  /** As the models know it. */
  readonly mnemonic: string;
  readonly about: string;
};

export const INSTRUCTIONS: Readonly<Record<Op, Instruction>> = {
  add: { text: "add eax, 1", mnemonic: "ADD", about: "산술" },
  inc: { text: "inc [tick]", mnemonic: "INC", about: "메모리 접근" },
  cli: { text: "cli", mnemonic: "CLI", about: "인터럽트 끄기" },
  sti: { text: "sti", mnemonic: "STI", about: "인터럽트 켜기" },
  pushf: { text: "pushf", mnemonic: "PUSHF", about: "플래그 읽기" },
  popf1: { text: "popf (IF=1)", mnemonic: "POPF", about: "플래그 되돌리기, IF 켬" },
  popf0: { text: "popf (IF=0)", mnemonic: "POPF", about: "플래그 되돌리기, IF 끔" },
  out: { text: "out 0x3f8, al", mnemonic: "OUT", about: "장치에 쓰기" },
  cpuid: { text: "cpuid", mnemonic: "CPUID", about: "CPU 정보 읽기" },
  hlt: { text: "hlt", mnemonic: "HLT", about: "인터럽트까지 쉼" },
  cr3: { text: "mov cr3, eax", mnemonic: "MOV to CR3", about: "페이지 테이블 바꾸기" },
};

/** The machine as the guest meets it. */
export type Machine = {
  /** Whether it lets interrupts in. */
  readonly interrupts: 0 | 1;
  /** How often a byte went out of its serial port. */
  readonly bytesOut: number;
  /** How often it changed its page tables. */
  readonly tables: number;
  /** What it read last, of flags or CPUID; "" before. */
  readonly read: string;
};

const OWN_CPU = "VM의 CPU";
export const HOST_CPU = "물리 CPU";

/** What the instruction does on the machine that the guest is promised. */
export function perform(op: Op, machine: Machine): Machine {
  switch (op) {
    case "cli":
    case "popf0":
      return { ...machine, interrupts: 0 };
    case "sti":
    case "popf1":
      return { ...machine, interrupts: 1 };
    case "pushf":
      return { ...machine, read: `IF=${machine.interrupts}` };
    case "out":
      return { ...machine, bytesOut: machine.bytesOut + 1 };
    case "cpuid":
      return { ...machine, read: OWN_CPU };
    case "cr3":
      return { ...machine, tables: machine.tables + 1 };
    case "add":
    case "inc":
    case "hlt":
      return machine;
  }
}

/**
 * What it does when it runs with less privilege than it was written for, and no trap tells: `POPF` leaves
 * IF as it is, `PUSHF` and `CPUID` show the machine underneath, whose interrupts the VMM keeps on.
 */
export function performUnnoticed(op: Op, machine: Machine): Machine {
  switch (op) {
    case "popf0":
    case "popf1":
      return machine;
    case "pushf":
      return { ...machine, read: "IF=1" };
    case "cpuid":
      return { ...machine, read: HOST_CPU };
    default:
      return perform(op, machine);
  }
}
