import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { balloon } from "./balloon.ts";
import { creditShares } from "./credit-shares.ts";
import { exitClass } from "./exit-class.ts";
import { EXIT_REASONS, exitReason } from "./exit-reasons.ts";
import { hypervisorType } from "./hypervisor-type.ts";
import { ksm } from "./ksm.ts";
import { pageWalkRefs } from "./page-walk.ts";
import { shadowVsNested } from "./paging-cost.ts";
import { popekGoldberg, trapAndEmulatePossible } from "./popek-goldberg.ts";

test("a nested walk costs more than either walk alone, and more with each level", () => {
  const levels = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(levels, levels, (guestLevels, hostLevels) => {
      const nested = (guest: number, host: number) =>
        pageWalkRefs({ guestLevels: guest, hostLevels: host, paging: "nested" });
      const cost = nested(guestLevels, hostLevels);
      expect(cost).toBeGreaterThan(guestLevels + hostLevels);
      expect(cost).toBe(nested(hostLevels, guestLevels));
      expect(nested(guestLevels + 1, hostLevels) - cost).toBe(hostLevels + 1);
    }),
    RUNS,
  );
});

test("levels other than four may be given to the comparison of shadow and nested paging", () => {
  const load = { tlbMisses: 10, pageTableWrites: 0, walkCostNs: 1, exitCostNs: 1 };
  expect(shadowVsNested(load)).toEqual({ shadowNs: 40, nestedNs: 240, better: "shadow" });
  expect(shadowVsNested({ ...load, guestLevels: 5, hostLevels: 5 })).toMatchObject({
    shadowNs: 50,
    nestedNs: 350,
  });
});

test("no number and no name stands twice in the table of exit reasons", () => {
  const numbers = EXIT_REASONS.map(([number]) => number);
  const names = EXIT_REASONS.flatMap(([, ...all]) => all);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(new Set(names).size).toBe(names.length);
});

test("only the reserved numbers are missing from the table of exit reasons", () => {
  const known = new Set(EXIT_REASONS.map(([number]) => number));
  const missing = Array.from({ length: 86 }, (_, number) => number).filter((number) => !known.has(number));
  expect(missing).toEqual([35, 38, 42, 71, 82, 83]);
});

test("an exit reason is found by each of its names, and an unknown name is an error", () => {
  expect(["VMXOFF", "VMOFF", "EXIT_REASON_VMOFF"].map(exitReason)).toEqual([26, 26, 26]);
  expect(["MWAIT", "MWAIT_INSTRUCTION", "XRSTORS", "MSR_WRITE_IMM"].map(exitReason)).toEqual([
    36, 36, 64, 85,
  ]);
  expect(exitReason("PAGE_FAULT")).toEqual({ error: "unknown exit reason: PAGE_FAULT" });
});

test("VMX instructions always exit, but VMREAD and VMWRITE may be shadowed", () => {
  expect(["VMXON", "VMCALL", "INVEPT", "INVD"].map(exitClass)).toEqual(Array(4).fill("always"));
  expect(["VMREAD", "VMWRITE", "HLT", "PAUSE", "in", "LGDT"].map(exitClass)).toEqual(
    Array(6).fill("configurable"),
  );
  expect(["ADD", "SYSCALL", "POPF", "CLI", "NOP"].map(exitClass)).toEqual(Array(5).fill("never"));
});

test("a MOV exits by the register it moves", () => {
  const configurable = [
    "MOV CR0",
    "MOV to CR3",
    "MOV_TO_CR4",
    "MOV from CR3",
    "MOV CR8",
    "MOV DR",
    "MOV DR7",
  ];
  expect(configurable.map(exitClass)).toEqual(configurable.map(() => "configurable"));
  expect(["MOV EAX", "MOV CR2", "MOV from CR0", "MOV from CR4"].map(exitClass)).toEqual(
    Array(4).fill("never"),
  );
});

test("x86 without VT-x cannot be virtualised because of 17 instructions", () => {
  const seventeen =
    "SGDT SIDT SLDT SMSW PUSHF POPF LAR LSL VERR VERW STR POP PUSH CALL JMP INT RET MOV".split(" ");
  const kinds = seventeen.map(popekGoldberg);
  expect(kinds).toEqual(kinds.map(() => ({ privileged: false, sensitive: true, trapsInUserMode: false })));
  expect(trapAndEmulatePossible({ instructions: kinds })).toBe(false);
  const trapping = ["HLT", "LGDT", "WRMSR", "MOV CR3", "CLI", "OUT", "INVLPG"].map(popekGoldberg);
  expect(trapping).toEqual(
    trapping.map(() => ({ privileged: true, sensitive: true, trapsInUserMode: true })),
  );
  expect(trapAndEmulatePossible({ instructions: [...trapping, popekGoldberg("XOR")] })).toBe(true);
});

const HOST = fc.record({
  pcpus: fc.integer({ min: 1, max: 8 }),
  domains: fc
    .array(
      fc.record({
        weight: fc.integer({ min: 1, max: 1024 }),
        cap: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 })),
        vcpus: fc.integer({ min: 1, max: 4 }),
        runnable: fc.boolean(),
      }),
      { maxLength: 5 },
    )
    .map((domains) => domains.map((domain, index) => ({ ...domain, name: `d${index}` }))),
});

test("credit shares keep every cap, waste nothing, and are fair among those below their cap", () => {
  fc.assert(
    fc.property(HOST, ({ pcpus, domains }) => {
      const shares = creditShares({ pcpus, domains });
      const mostOf = ({ cap, vcpus }: (typeof domains)[number]) =>
        Math.min(cap > 0 ? cap / 100 : vcpus, vcpus);
      const runnable = domains.filter((domain) => domain.runnable);
      const used = Object.values(shares).reduce((sum, share) => sum + share, 0);
      const wanted = runnable.reduce((sum, domain) => sum + mostOf(domain), 0);
      expect(Math.abs(used - Math.min(pcpus, wanted))).toBeLessThan(1e-5);
      for (const domain of domains) {
        const share = shares[domain.name]!;
        expect(share).toBeLessThanOrEqual(domain.runnable ? mostOf(domain) + 1e-6 : 0);
        // Who could still use more has, for its weight, no less than anybody else.
        if (!domain.runnable || share >= mostOf(domain) - 2e-6) continue;
        for (const other of runnable) {
          expect(share / domain.weight).toBeGreaterThanOrEqual(shares[other.name]! / other.weight - 2e-6);
        }
      }
    }),
    RUNS,
  );
});

test("balloons take no used memory, no more than needed, and what they cannot take is the shortfall", () => {
  const mib = fc.nat(16_384);
  const vms = fc
    .array(fc.record({ configuredMiB: mib, usedMiB: mib }), { maxLength: 5 })
    .map((all) => all.map((vm, index) => ({ ...vm, name: `vm${index}` })));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 32_768 }), fc.nat(2048), vms, (hostMiB, reserveMiB, guests) => {
      const plan = balloon({ hostMiB, reserveMiB, vms: guests });
      const taken = guests.reduce((sum, { name }) => sum + plan.inflateMiB[name]!, 0);
      const configured = guests.reduce((sum, vm) => sum + vm.configuredMiB, 0);
      const need = Math.max(0, configured - hostMiB + reserveMiB);
      for (const { name, configuredMiB, usedMiB } of guests) {
        expect(plan.inflateMiB[name]).toBeLessThanOrEqual(Math.max(0, configuredMiB - usedMiB));
      }
      expect(taken + plan.shortfallMiB).toBeLessThanOrEqual(need);
      // Rounding down loses less than one MiB a guest.
      expect(taken + plan.shortfallMiB).toBeGreaterThanOrEqual(need - guests.length);
    }),
    RUNS,
  );
});

test("KSM keeps one page of each content", () => {
  const pages = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 12 });
  fc.assert(
    fc.property(pages, (all) => {
      const { pagesSharing, pagesShared, savedKiB } = ksm({ pages: all, pageKiB: 4 });
      expect(all.length - pagesSharing).toBe(new Set(all).size);
      expect(pagesShared).toBeLessThanOrEqual(pagesSharing);
      expect(savedKiB).toBe(4 * pagesSharing);
    }),
    RUNS,
  );
});

test("a hypervisor is known with or without its maker, and KVM is of no single type", () => {
  const one = ["Xen", "VMware ESXi", "ESXi", "Hyper-V", "Citrix XenServer", "IBM z/VM", "Oracle VM Server"];
  const two = [
    "Oracle VM VirtualBox",
    "VirtualBox",
    "VMware Fusion",
    "Parallels Desktop",
    "QEMU",
    "VMware Server",
  ];
  expect(one.map(hypervisorType)).toEqual(one.map(() => 1));
  expect(two.map(hypervisorType)).toEqual(two.map(() => 2));
  for (const name of ["KVM", "bhyve", "Docker", "", "VMware"]) {
    expect(hypervisorType(name), name).toHaveProperty("error");
  }
});
