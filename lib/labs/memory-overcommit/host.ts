import { balloon } from "../../models/virtualization/balloon.ts";
import { ksm } from "../../models/virtualization/ksm.ts";

/** A host whose VMs were promised more memory than it has, and how it makes ends meet. Memory in MiB. */

/** Pages are counted in blocks of this size. */
const BLOCK = 64;

export type System = "debian" | "windows";
export const SYSTEM_NAMES: Readonly<Record<System, string>> = { debian: "데비안", windows: "윈도우" };

export type Vm = {
  readonly name: string;
  readonly system: System;
  readonly configured: number;
  /** What the guest needs; the rest is free in the guest. */
  readonly used: number;
  /** Of what is used, the part that is the system's own code: equal in all VMs of a system, until written. */
  readonly common: number;
  /** Whether a balloon driver runs in the guest. */
  readonly driver: boolean;
};

export type Host = {
  readonly memory: number;
  /** Kept for the host itself. */
  readonly reserve: number;
  readonly swap: number;
  readonly merging: boolean;
  readonly vms: readonly Vm[];
};

export type Balance = {
  readonly configured: number;
  /** Σ configured / memory. */
  readonly ratio: number;
  readonly room: number;
  /** Saved by merging equal pages. */
  readonly merged: number;
  readonly pagesShared: number;
  readonly pagesSharing: number;
  /** Taken by balloons, by VM. */
  readonly balloons: Readonly<Record<string, number>>;
  readonly ballooned: number;
  /** What nothing else could give: it lies in the swap. */
  readonly swapped: number;
  /** What no longer fits even there. */
  readonly missing: number;
};

/** The names of the blocks in use, equal names for equal contents. */
export function blocksOf({ name, system, used, common }: Vm): readonly string[] {
  const count = Math.floor(used / BLOCK);
  const equal = Math.min(count, Math.floor(common / BLOCK));
  return Array.from({ length: count }, (_, at) => (at < equal ? `${system} ${at}` : `${name} ${at}`));
}

/** Merging first, then balloons, then the swap. */
export function balance({ memory, reserve, swap, merging, vms }: Host): Balance {
  const configured = vms.reduce((sum, vm) => sum + vm.configured, 0);
  const { pagesShared, pagesSharing, savedKiB } = ksm({
    pages: merging ? vms.flatMap(blocksOf) : [],
    pageKiB: BLOCK * 1024,
  });
  const merged = savedKiB / 1024;
  const { inflateMiB, shortfallMiB } = balloon({
    hostMiB: memory + merged,
    reserveMiB: reserve,
    // Without a driver nothing of a guest can be asked back, whatever it uses.
    vms: vms.map(({ name, configured: configuredMiB, used, driver }) => ({
      name,
      configuredMiB,
      usedMiB: driver ? used : configuredMiB,
    })),
  });
  return {
    configured,
    ratio: configured / memory,
    room: memory - reserve,
    merged,
    pagesShared,
    pagesSharing,
    balloons: inflateMiB,
    ballooned: Object.values(inflateMiB).reduce((sum, taken) => sum + taken, 0),
    swapped: Math.min(shortfallMiB, swap),
    missing: Math.max(0, shortfallMiB - swap),
  };
}

/** The VM that holds most of the host's memory and swap, which the kernel ends when nothing is left. */
export function largestOf(host: Host): Vm | undefined {
  const { balloons } = balance(host);
  const held = (vm: Vm) => vm.configured - (balloons[vm.name] ?? 0);
  return host.vms.reduce<Vm | undefined>(
    (most, vm) => (most === undefined || held(vm) > held(most) ? vm : most),
    undefined,
  );
}
