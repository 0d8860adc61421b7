import { exitReason } from "../../models/virtualization/exit-reasons.ts";
import { withJosa } from "../../text/josa.ts";

/** What happens, place by place, when a guest sends packets over each kind of network device. */

export const PATHS = ["emulated", "virtio", "sriov"] as const;
export type Path = (typeof PATHS)[number];
export const PATH_NAMES: Readonly<Record<Path, string>> = {
  emulated: "에뮬레이션(e1000)",
  virtio: "virtio(vhost-net)",
  sriov: "SR-IOV(VF 직접 할당)",
};

export const PLACES = ["guest", "kvm", "qemu", "host", "nic"] as const;
export type Place = (typeof PLACES)[number];
export const PLACE_NAMES: Readonly<Record<Place, string>> = {
  guest: "게스트 드라이버",
  kvm: "KVM(호스트 커널)",
  qemu: "QEMU(사용자 공간)",
  host: "호스트의 네트워크",
  nic: "물리 NIC",
};

export type Hop = {
  readonly at: Place;
  readonly text: string;
  /** The VM exit that brings it here. */
  readonly exit?: { readonly name: string; readonly reason: number };
  /** Packets that leave the machine here. */
  readonly sent?: number;
};

/** A guest's access to a register of a device that is not there. KVM marks such pages as misconfigured. */
const MMIO = { name: "EPT_MISCONFIG", reason: exitReason("EPT_MISCONFIG") as number };

/**
 * What Linux's e1000 driver does in its interrupt handler and after it, register by register: it reads the
 * cause, masks interrupts, flushes the write by reading, cleans up, unmasks, and flushes again
 * (`e1000_intr`, `e1000_irq_enable`).
 */
export const INTERRUPT_REGISTERS = [
  "ICR 읽기",
  "IMC 쓰기",
  "STATUS 읽기",
  "IMS 쓰기",
  "STATUS 읽기",
] as const;

/** The hops of a batch of packets about which the guest tells the device once. */
export function batchHops(path: Path, packets: number): readonly Hop[] {
  const many = `패킷 ${packets}개`;
  switch (path) {
    case "emulated":
      return [
        {
          at: "guest",
          text: `드라이버가 ${many}의 자리를 게스트 메모리의 서술자 링에 적었다. 메모리에 쓰는 일이라 exit이 없다.`,
        },
        ...register("TDT 쓰기", "보낼 것이 생겼음을 장치에 알렸다"),
        {
          at: "qemu",
          text: `QEMU가 흉내 낸 e1000이 링을 읽어 ${withJosa(many, "을/를")} 호스트의 TAP 장치에 썼다.`,
        },
        { at: "host", text: `호스트 커널이 ${withJosa(many, "을/를")} 브리지로 넘겼다.` },
        { at: "nic", text: `물리 NIC가 ${withJosa(many, "을/를")} 내보냈다.`, sent: packets },
        { at: "kvm", text: "다 보냈다는 인터럽트를 KVM이 게스트에 넣었다." },
        ...INTERRUPT_REGISTERS.flatMap((name) =>
          register(name, "인터럽트를 처리하려고 드라이버가 장치를 건드렸다"),
        ),
      ];
    case "virtio":
      return [
        {
          at: "guest",
          text: `드라이버가 ${many}의 자리를 함께 쓰는 링 버퍼에 적었다. 메모리에 쓰는 일이라 exit이 없다.`,
        },
        {
          at: "kvm",
          text: `한 번 알리는 쓰기에 VM exit이 일어났다. KVM은 이유 번호 ${withJosa(String(MMIO.reason), "을/를")} 보고 eventfd만 깨운 뒤 바로 게스트로 돌아간다.`,
          exit: MMIO,
        },
        {
          at: "host",
          text: `커널의 vhost-net이 링을 읽어 ${withJosa(many, "을/를")} TAP과 브리지로 넘겼다. QEMU는 거치지 않는다.`,
        },
        { at: "nic", text: `물리 NIC가 ${withJosa(many, "을/를")} 내보냈다.`, sent: packets },
      ];
    case "sriov":
      return [
        {
          at: "guest",
          text: `드라이버가 ${many}의 자리를 VF의 서술자 링에 적었다. 메모리에 쓰는 일이라 exit이 없다.`,
        },
        {
          at: "guest",
          text: "드라이버가 VF의 레지스터에 바로 썼다. EPT가 그 주소를 실제 장치로 이어 주므로 exit이 없다.",
        },
        {
          at: "nic",
          text: `VF가 게스트 메모리를 DMA로 읽어 ${withJosa(many, "을/를")} 내보냈다. IOMMU가 주소를 바꾸고 이 VM의 메모리인지 검사한다.`,
          sent: packets,
        },
      ];
  }
}

function register(name: string, why: string): readonly Hop[] {
  return [
    {
      at: "kvm",
      text: `${why}. \`${name}\`에 VM exit이 일어났다(이유 번호 ${MMIO.reason}).`,
      exit: MMIO,
    },
    {
      at: "qemu",
      text: `KVM이 모르는 레지스터라 QEMU로 나갔고, QEMU가 ${withJosa(`\`${name}\``, "을/를")} 흉내 내고 돌아간다.`,
    },
  ];
}

/** The hops of `packets` packets, told to the device `batch` at a time. */
export function routeOf(path: Path, packets: number, batch: number): readonly Hop[] {
  const hops: Hop[] = [];
  for (let left = packets; left > 0; left -= batch) hops.push(...batchHops(path, Math.min(left, batch)));
  return hops;
}
