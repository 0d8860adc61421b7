import type { ModelError } from "../model-error.ts";

// In lower case, and without their maker where the rest is name enough.
const TYPE_1 = [
  ...["esxi", "esx", "esx server", "vsphere", "vsphere hypervisor"],
  ...["hyper-v", "hyper-v server", "azure hypervisor"],
  ...["xen", "xen project", "xen hypervisor", "xenserver", "citrix hypervisor", "xcp-ng", "oracle vm server"],
  ...["powervm", "phyp", "z/vm", "pr/sm", "oracle vm server for x86", "oracle vm server for sparc"],
  ...["acrn", "jailhouse", "bao", "xvisor", "qnx hypervisor", "pikeos", "integrity multivisor"],
  ...["ahv", "proxmox ve", "nitro", "nitro hypervisor"],
];
const TYPE_2 = [
  ...["workstation", "workstation pro", "workstation player", "player", "fusion", "fusion pro"],
  ...["vmware server", "gsx server", "virtualbox", "vm virtualbox", "parallels desktop"],
  ...["virtual pc", "virtual server", "qemu", "bochs", "utm", "simics", "user-mode linux"],
];
const MAKERS =
  /^(?:vmware|microsoft|windows server|windows|oracle|sun|citrix|ibm|innotek|nutanix|amazon|aws)\s+/;

const TYPES: ReadonlyMap<string, 1 | 2> = new Map([
  ...TYPE_1.map((name) => [name, 1] as const),
  ...TYPE_2.map((name) => [name, 2] as const),
]);

/**
 * 1 for a hypervisor that runs on the hardware itself, 2 for one that is a program of a host operating
 * system (Goldberg 1973), by product name, with or without its maker.
 *
 * Products are classed as their makers do: one that is installed on bare metal is of type 1 whatever is
 * inside. An error for names it does not know, and for KVM and bhyve themselves: a kernel that becomes
 * the hypervisor is described both ways.
 */
export function hypervisorType(product: string): 1 | 2 | ModelError {
  let name = product.trim().toLowerCase().replace(/\s+/g, " ");
  for (;;) {
    const type = TYPES.get(name);
    if (type !== undefined) return type;
    const bare = name.replace(MAKERS, "");
    if (bare === name) return { error: `no single type: ${product}` };
    name = bare;
  }
}
