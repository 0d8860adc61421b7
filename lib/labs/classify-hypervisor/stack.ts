/** Stacks of software on one machine, and what type of hypervisor they make. */

export const LAYERS = ["os", "windows", "vmm", "kvm", "root", "vm"] as const;
export type Layer = (typeof LAYERS)[number];

export const LAYER_NAMES: Readonly<Record<Layer | "hardware", string>> = {
  hardware: "하드웨어",
  os: "범용 OS",
  windows: "윈도우",
  vmm: "하이퍼바이저",
  kvm: "커널 모듈 KVM",
  root: "특권 게스트",
  vm: "VM",
};

/** `open`: described both ways. */
export type Type = "1" | "2" | "open";
export const TYPE_NAMES: Readonly<Record<Type, string>> = { "1": "Type 1", "2": "Type 2", open: "논란" };

export type Verdict = {
  readonly type: Type;
  readonly why: string;
  /** Where the drivers of the devices are. */
  readonly drivers: string;
};

/** Layers from the hardware up, without it. Goldberg's question: what does the VMM run on? */
export function classify(layers: readonly Layer[]): Verdict | undefined {
  const at = layers.findIndex((layer) => layer === "vmm" || layer === "kvm");
  if (at < 0) return undefined;
  if (layers[at] === "kvm") {
    return {
      type: "open",
      why: "하이퍼바이저가 OS 커널의 일부라, 하드웨어를 직접 다룬다고 보면 Type 1이고 호스트 OS가 있다고 보면 Type 2다.",
      drivers: "리눅스 커널",
    };
  }
  if (at === 0) {
    return {
      type: "1",
      why: "하이퍼바이저의 바로 아래가 하드웨어다.",
      drivers: layers.includes("root") ? "특권 게스트(마이크로커널형)" : "하이퍼바이저 안(모놀리식)",
    };
  }
  return { type: "2", why: "하이퍼바이저의 바로 아래가 호스트 OS다.", drivers: "호스트 OS" };
}

const isHost = (layer: Layer | undefined) => layer === "os" || layer === "windows";

/** Why a layer cannot lie on these, or true. */
export function mayPut(layers: readonly Layer[], layer: Layer): true | string {
  const top = layers.at(-1);
  const has = (one: Layer) => layers.includes(one);
  switch (layer) {
    case "os":
    case "windows":
      return top === undefined || "이 실습의 범용 OS는 하드웨어 바로 위에만 놓는다.";
    case "vmm":
      if (has("vmm") || has("kvm")) return "하이퍼바이저는 하나만 놓는다.";
      return isHost(top) || top === undefined || "하이퍼바이저는 하드웨어나 범용 OS 위에 놓는다.";
    case "kvm":
      if (has("vmm") || has("kvm")) return "하이퍼바이저는 하나만 놓는다.";
      if (top === "windows") return "KVM은 리눅스 커널의 모듈이라 윈도우에는 올리지 못한다.";
      return top === "os" || "KVM은 리눅스 커널의 모듈이라 범용 OS가 먼저 있어야 한다.";
    case "root":
      if (layers[0] !== "vmm") return "특권 게스트는 하드웨어 바로 위의 하이퍼바이저가 있을 때만 둔다.";
      return top === "vmm" || "특권 게스트는 하이퍼바이저 위에 가장 먼저 뜬다.";
    case "vm":
      if (!has("vmm") && !has("kvm")) return "VM을 올리려면 그 아래 하이퍼바이저가 있어야 한다.";
      return layers.filter((one) => one === "vm").length < 3 || "VM은 세 대까지 올린다.";
  }
}

export const PRODUCTS = ["esxi", "xen", "hyper-v", "virtualbox", "workstation", "kvm"] as const;
export type Product = (typeof PRODUCTS)[number];

export const CARDS: Readonly<
  Record<Product, { readonly name: string; readonly about: string; readonly layers: readonly Layer[] }>
> = {
  esxi: {
    name: "VMware ESXi",
    about: "빈 서버에 설치하고, 드라이버까지 스스로 갖춘다.",
    layers: ["vmm", "vm"],
  },
  xen: {
    name: "Xen",
    about: "먼저 부팅되고, dom0라는 게스트가 드라이버를 맡는다.",
    layers: ["vmm", "root", "vm"],
  },
  "hyper-v": {
    name: "Microsoft Hyper-V",
    about: "윈도우의 기능으로 켜지만, 켜면 윈도우보다 아래에서 먼저 시작한다.",
    layers: ["vmm", "root", "vm"],
  },
  virtualbox: {
    name: "Oracle VirtualBox",
    about: "쓰던 PC의 OS에 앱처럼 설치하고, 장치는 그 OS를 거친다.",
    layers: ["os", "vmm", "vm"],
  },
  workstation: {
    name: "VMware Workstation",
    about: "윈도우나 리눅스 PC에 앱처럼 설치한다.",
    layers: ["os", "vmm", "vm"],
  },
  kvm: {
    name: "KVM",
    about: "리눅스 커널의 모듈을 올리면 리눅스가 하이퍼바이저가 된다.",
    layers: ["os", "kvm", "vm"],
  },
};
