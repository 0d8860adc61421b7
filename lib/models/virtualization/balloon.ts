/** Memory in whole MiB. */
export type BalloonVm = { readonly name: string; readonly configuredMiB: number; readonly usedMiB: number };

export type BalloonPlan = {
  /** Σ configured / host, without the reserve. */
  readonly overcommitRatio: number;
  readonly inflateMiB: Readonly<Record<string, number>>;
  /** What no balloon can give: the host has to swap it out. */
  readonly shortfallMiB: number;
};

/**
 * How far each guest's balloon is inflated so that all guests fit into the host: the memory they do
 * not use is reclaimed in proportion, in whole MiB rounded down, and never what they do use.
 *
 * A model; real balloon drivers (virtio-balloon, VMware) also look at how hard a guest is pressed.
 */
export function balloon(host: {
  readonly hostMiB: number;
  readonly reserveMiB: number;
  readonly vms: readonly BalloonVm[];
}): BalloonPlan {
  const { hostMiB, reserveMiB, vms } = host;
  const unusedOf = (vm: BalloonVm) => Math.max(0, vm.configuredMiB - vm.usedMiB);
  const configured = vms.reduce((sum, vm) => sum + vm.configuredMiB, 0);
  const unused = vms.reduce((sum, vm) => sum + unusedOf(vm), 0);
  const need = Math.max(0, configured - (hostMiB - reserveMiB));
  const reclaimed = Math.min(need, unused);
  const share = (vm: BalloonVm) => (unused === 0 ? 0 : Math.floor((reclaimed * unusedOf(vm)) / unused));
  return {
    overcommitRatio: configured / hostMiB,
    inflateMiB: Object.fromEntries(vms.map((vm) => [vm.name, share(vm)])),
    shortfallMiB: Math.max(0, need - unused),
  };
}
