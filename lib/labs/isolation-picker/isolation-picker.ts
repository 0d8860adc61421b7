import {
  type CpuRequest,
  DEFAULT_WEIGHT,
  requestToShares,
  requestToWeight,
} from "../../models/resources/cpu-request.ts";
import { milliCpuToQuota, sharesToWeightLegacy } from "../../models/resources/cpu-shares.ts";
import { memorySwapToV2 } from "../../models/resources/memory-swap.ts";
import { oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";

/** Namespaces decide what a process sees, cgroups how much it uses: each a switch. */

export const NAMESPACES = ["pid", "mnt", "net", "uts", "ipc", "cgroup", "user", "time"] as const;
export type Namespace = (typeof NAMESPACES)[number];

const MI = 1024 ** 2;
const PERIOD_US = 100_000;
/** The machine of the lab. */
export const HOST = { name: "host-1", milliCpu: 2000, neighbourWeight: DEFAULT_WEIGHT } as const;
/** What the process would like to use. */
export const DEMAND_MILLI = 2000;
const ALLOCATION_MI = 128;
const MOST_MI = 4096;

export type IsolationState = {
  readonly namespaces: Readonly<Record<Namespace, boolean>>;
  /** `--cpus` in thousandths; 0 = no limit. */
  readonly cpuLimit: number;
  readonly cpuRequest: CpuRequest;
  /** `--memory` in MiB; 0 = no limit. */
  readonly memory: number;
  readonly swap: boolean;
  /** Whether another container wants all the CPU as well. */
  readonly busy: boolean;
  /** What the process holds, in MiB. */
  readonly allocated: number;
  /** The exit code of a process that was killed. */
  readonly killed: 137 | undefined;
};

export type IsolationEvent =
  | { readonly type: "namespace"; readonly name: Namespace }
  | { readonly type: "cpu-limit"; readonly milli: number }
  | { readonly type: "cpu-request"; readonly milli: WrittenRequest }
  | { readonly type: "memory"; readonly mebibytes: number }
  | { readonly type: "swap" }
  | { readonly type: "busy" }
  | { readonly type: "allocate" }
  | { readonly type: "restart" };

export const CPU_LIMITS = [0, 250, 500, 1000, 1500] as const;
/** As an address writes it: `0` has always meant that Docker leaves the weight alone. */
export const CPU_REQUESTS = [0, "kubernetes", 100, 250, 500, 1000, 2000] as const;
export type WrittenRequest = (typeof CPU_REQUESTS)[number];

export const readRequest = (written: WrittenRequest): CpuRequest => (written === 0 ? "docker" : written);
export const MEMORIES = [0, 128, 256, 512, 1024] as const;

/** The files of the process's cgroup (v2), as the kernel would print them. */
export function cgroupFiles(state: IsolationState): {
  readonly weight: number;
  readonly legacyWeight: number;
  readonly shares: number;
  readonly cpuMax: string;
  readonly memoryMax: string;
  readonly swapMax: string;
} {
  const shares = requestToShares(state.cpuRequest, state.cpuLimit);
  const quota = milliCpuToQuota(state.cpuLimit, PERIOD_US);
  return {
    shares,
    weight: requestToWeight(state.cpuRequest, state.cpuLimit),
    legacyWeight: sharesToWeightLegacy(shares) || DEFAULT_WEIGHT,
    cpuMax: `${quota === 0 ? "max" : quota} ${PERIOD_US}`,
    memoryMax: state.memory === 0 ? "max" : String(state.memory * MI),
    swapMax: state.memory === 0 ? "max" : String(swapLimit(state)),
  };
}

/** Docker sets memory and swap together to twice the memory when only `--memory` is given. */
function swapLimit(state: IsolationState): number {
  const limit = memorySwapToV2(2 * state.memory * MI, state.memory * MI);
  return typeof limit === "number" ? limit : 0;
}

/** Most that the process may hold, in MiB, before the kernel has nothing left to reclaim. */
export function memoryRoom(state: IsolationState): number {
  if (state.memory === 0) return Number.POSITIVE_INFINITY;
  return state.memory + (state.swap ? swapLimit(state) / MI : 0);
}

/**
 * CPU the process gets, in thousandths: its share by weight while the other container wants everything too,
 * at most its quota. What it may not use goes to the other; what nobody wants stays idle.
 */
export function cpuShare(state: IsolationState): {
  readonly own: number;
  readonly neighbour: number;
  /** Time in each period of 100 ms in which it may run on, and has to wait, in ms. */
  readonly throttled: boolean;
} {
  const { weight } = cgroupFiles(state);
  const byWeight = state.busy
    ? (HOST.milliCpu * weight) / (weight + HOST.neighbourWeight)
    : Math.min(DEMAND_MILLI, HOST.milliCpu);
  const quota = state.cpuLimit === 0 ? Number.POSITIVE_INFINITY : state.cpuLimit;
  const own = Math.min(byWeight, quota);
  return { own, neighbour: state.busy ? HOST.milliCpu - own : 0, throttled: quota < byWeight };
}

export type Seen = { readonly what: string; readonly command: string; readonly lines: readonly string[] };

/** What the process sees when it asks. */
export function seen(state: IsolationState): readonly Seen[] {
  const { pid, mnt, net, uts, ipc, cgroup, user, time } = state.namespaces;
  // `ps` reads /proc: a new PID namespace alone still shows the old one there.
  const own = pid && mnt;
  return [
    {
      what: pid && !mnt ? "프로세스(자신은 PID 1이지만 /proc이 호스트 것)" : "프로세스",
      command: "ps -e",
      lines: own ? ["1 app", "7 ps"] : ["1 systemd", "812 dockerd", "2101 other", "3001 app"],
    },
    {
      what: "파일 시스템",
      command: "ls /",
      lines: [mnt ? "app bin etc lib tmp" : "boot etc home root srv var"],
    },
    {
      what: "네트워크",
      command: "ip -br addr",
      lines: net
        ? ["lo 127.0.0.1/8", "eth0 172.17.0.2/16"]
        : ["lo 127.0.0.1/8", "eth0 10.0.0.5/24", "docker0 172.17.0.1/16"],
    },
    { what: "호스트명", command: "hostname", lines: [uts ? "a1b2c3d4e5f6" : HOST.name] },
    { what: "공유 메모리", command: "ipcs -m", lines: [ipc ? "(없음)" : "0x00a1 other"] },
    {
      what: "cgroup 경로",
      command: "cat /proc/self/cgroup",
      lines: [cgroup ? "0::/" : "0::/system.slice/docker-a1b2.scope"],
    },
    {
      what: "root의 정체",
      command: "cat /proc/self/uid_map",
      lines: [user ? "0 100000 65536" : "0 0 4294967295"],
    },
    {
      what: "부팅 뒤 지난 시간",
      command: "cat /proc/uptime",
      lines: [time ? "호스트와 같음(오프셋 0)" : "호스트와 같음"],
    },
  ];
}

const ABOUT: Readonly<Record<Namespace, { readonly on: string; readonly off: string }>> = {
  pid: {
    on: "새 PID 네임스페이스에서 프로세스는 자신을 PID 1로 안다",
    off: "PID 네임스페이스를 나누지 않아 호스트의 프로세스가 모두 보이고 신호도 보낼 수 있다",
  },
  mnt: {
    on: "마운트 네임스페이스가 나뉘어 이미지의 파일 시스템만 보인다",
    off: "마운트 네임스페이스를 나누지 않아 호스트의 파일 시스템이 그대로 보인다",
  },
  net: {
    on: "네트워크 네임스페이스가 나뉘어 자기 주소와 포트를 따로 가진다",
    off: "네트워크를 나누지 않아 호스트의 주소를 쓰고 포트가 겹칠 수 있다",
  },
  uts: {
    on: "UTS 네임스페이스가 나뉘어 호스트명이 따로 있다",
    off: "UTS 네임스페이스를 나누지 않아 호스트명이 호스트와 같다",
  },
  ipc: {
    on: "IPC 네임스페이스가 나뉘어 다른 컨테이너의 공유 메모리가 보이지 않는다",
    off: "IPC 네임스페이스를 나누지 않아 다른 컨테이너의 공유 메모리가 보인다",
  },
  cgroup: {
    on: "cgroup 네임스페이스가 나뉘어 자기 cgroup이 뿌리로 보인다. 한도를 거는 것은 cgroup이지 이 네임스페이스가 아니다",
    off: "cgroup 네임스페이스를 나누지 않아 호스트의 cgroup 경로가 드러난다",
  },
  user: {
    on: "user 네임스페이스가 나뉘어 컨테이너의 root는 호스트에서 UID 100000일 뿐이다",
    off: "user 네임스페이스를 나누지 않아 컨테이너의 root는 호스트의 root다. 도커의 기본값이다",
  },
  time: {
    on: "time 네임스페이스를 나누었지만 오프셋을 주지 않으면 달라지는 것이 없다",
    off: "time 네임스페이스를 나누지 않는다. 도커의 기본값이다",
  },
};

const rules: readonly Rule<IsolationState, IsolationEvent>[] = [
  {
    name: "네임스페이스",
    on: "namespace",
    make: (state, { name }) => ({
      ...state,
      namespaces: { ...state.namespaces, [name]: !state.namespaces[name] },
    }),
  },
  { name: "cpu.max", on: "cpu-limit", make: (state, { milli }) => ({ ...state, cpuLimit: milli }) },
  {
    name: "cpu.weight",
    on: "cpu-request",
    make: (state, { milli }) => ({ ...state, cpuRequest: readRequest(milli) }),
  },
  {
    name: "memory.max",
    on: "memory",
    // The kernel reclaims down to a new, lower limit; what it cannot reclaim it kills.
    make: (state, { mebibytes }) => killIfOver({ ...state, memory: mebibytes }),
  },
  { name: "호스트의 스왑", on: "swap", make: (state) => killIfOver({ ...state, swap: !state.swap }) },
  { name: "옆 컨테이너", on: "busy", make: (state) => ({ ...state, busy: !state.busy }) },
  {
    name: "메모리 쓰기",
    on: "allocate",
    when: ({ killed, allocated }) =>
      killed !== undefined
        ? "프로세스가 죽어 있습니다. 다시 시작하세요."
        : allocated < MOST_MI || "호스트의 메모리까지 다 쓰는 실습은 하지 않습니다.",
    make: (state) => killIfOver({ ...state, allocated: state.allocated + ALLOCATION_MI }),
  },
  {
    name: "다시 시작",
    on: "restart",
    make: (state) => ({ ...state, allocated: 0, killed: undefined }),
  },
];

function killIfOver(state: IsolationState): IsolationState {
  return state.allocated > memoryRoom(state) ? { ...state, allocated: 0, killed: 137 } : state;
}

/** `0.5 CPU` */
export function cpus(milli: number): string {
  return `${Math.round(milli / 10) / 100} CPU`;
}

function describe(
  state: IsolationState,
  before: IsolationState | undefined,
  event: IsolationEvent | undefined,
  guessing = false,
): string {
  const { own, neighbour, throttled } = cpuShare(state);
  const files = cgroupFiles(state);
  const share = state.busy
    ? `이 프로세스는 ${cpus(own)}, 옆 컨테이너는 ${withJosa(cpus(neighbour), "을/를")} 쓴다`
    : `이 프로세스는 ${withJosa(cpus(own), "을/를")} 쓴다`;
  const died = before?.killed === undefined && state.killed !== undefined;
  if (event === undefined || before === undefined) {
    const shared = NAMESPACES.filter((name) => !state.namespaces[name]);
    // Two scenarios ask which one is missing.
    if (guessing && (shared.includes("pid") || shared.includes("uts"))) {
      return `네임스페이스 ${NAMESPACES.length}가지 가운데 ${shared.length}가지는 호스트와 함께 쓰고, ${share}.`;
    }
    return `네임스페이스 ${NAMESPACES.length}가지 가운데 ${withJosa(shared.join(", "), "은/는")} 호스트와 함께 쓰고, ${share}.`;
  }
  switch (event.type) {
    case "namespace": {
      const on = state.namespaces[event.name];
      if ((event.name === "mnt" || event.name === "pid") && state.namespaces.pid && !state.namespaces.mnt) {
        return "PID 네임스페이스는 나뉘었지만 `/proc`이 호스트 것이라 `ps`에는 호스트의 프로세스가 그대로 보인다.";
      }
      return `${ABOUT[event.name][on ? "on" : "off"]}.`;
    }
    case "cpu-limit":
      return state.cpuLimit === 0
        ? `한도를 없애 \`cpu.max\`는 \`${files.cpuMax}\`이고 ${share}.`
        : `${cpus(state.cpuLimit)} 한도는 \`cpu.max\`의 \`${files.cpuMax}\`, 곧 100ms마다 ${state.cpuLimit / 10}ms이고${throttled ? " 그 시간을 다 쓰면 다음 주기까지 기다린다" : " 지금은 한도에 닿지 않는다"}. ${share}.`;
    case "cpu-request": {
      if (state.cpuRequest === "docker")
        return `\`docker run\`에 \`--cpu-shares\`를 적지 않으면 \`cpu.weight\`는 커널의 기본값 ${files.weight} 그대로이고 ${share}.`;
      const request =
        state.cpuRequest !== "kubernetes"
          ? `${state.cpuRequest}m 요청은`
          : state.cpuLimit > 0
            ? `쿠버네티스에서 요청을 적지 않으면 한도 ${state.cpuLimit}m이 요청이 되어`
            : "쿠버네티스에서 요청도 한도도 적지 않으면";
      return `${request} shares ${withJosa(String(files.shares), "을/를")} 거쳐 \`cpu.weight\` ${withJosa(String(files.weight), "이/가")} 되고 ${share}.`;
    }
    case "busy":
      return state.busy
        ? `옆 컨테이너도 CPU를 다 쓰려 하니 무게 ${files.weight} 대 ${withJosa(String(HOST.neighbourWeight), "으로/로")} 나누어 ${share}.`
        : `옆 컨테이너가 쉬니 무게는 뜻이 없고 ${share}.`;
    case "memory":
      if (died)
        return `한도를 ${state.memory}MiB로 낮추자 쓰고 있던 것을 돌려받지 못해 프로세스가 죽었다. 종료 코드는 137이다.`;
      return state.memory === 0
        ? "메모리 한도가 없어 호스트의 메모리를 다 쓸 때까지 늘어날 수 있다."
        : `한도는 \`memory.max\`의 \`${files.memoryMax}\`바이트다. ${state.swap ? `스왑까지 쓰면 모두 ${memoryRoom(state)}MiB까지다` : "호스트에 스왑이 없어 그 이상은 내보낼 곳이 없다"}.`;
    case "swap":
      if (state.memory === 0)
        return `호스트의 스왑을 ${state.swap ? "켰다" : "껐다"}. 메모리 한도가 없어 이 프로세스에는 달라지는 것이 없다.`;
      if (died) return "스왑을 끄자 내보낼 곳이 없어져 프로세스가 죽었다. 종료 코드는 137이다.";
      return state.swap
        ? `호스트에 스왑이 있으면 \`memory.swap.max\`만큼 더 버틴다. 도커는 메모리와 같은 크기를 준다.`
        : "호스트에 스왑이 없으면 내보낼 곳이 없어 한도에 닿는 대로 죽는다.";
    case "allocate": {
      if (died)
        return `${before.allocated + ALLOCATION_MI}MiB를 쓰려다 한도를 넘어 커널이 프로세스를 죽였다(OOM). 종료 코드는 137=128+9다.`;
      const swapped = state.memory > 0 ? Math.max(0, state.allocated - state.memory) : 0;
      return swapped > 0
        ? `${state.allocated}MiB를 쓰면서 한도를 넘은 ${swapped}MiB는 스왑으로 나갔다. 느려질 뿐 죽지는 않는다.`
        : `${ALLOCATION_MI}MiB를 더 써 모두 ${state.allocated}MiB를 쓴다.`;
    }
    case "restart":
      return "프로세스를 다시 시작했다. 한도는 그대로다.";
  }
}

/** As `docker run` has it by default on a host with cgroup v2. */
const DOCKER: IsolationState["namespaces"] = {
  pid: true,
  mnt: true,
  net: true,
  uts: true,
  ipc: true,
  cgroup: true,
  user: false,
  time: false,
};
type Params = Partial<Omit<IsolationState, "namespaces">> & { readonly without?: readonly Namespace[] };

export const isolationPicker: Lab<IsolationState, IsolationEvent, Params> = {
  id: "docker-containers-isolation-picker",
  version: 1,
  scenarios: [
    {
      id: "processes",
      title: "다른 프로세스가 보인다",
      about: "어느 네임스페이스를 나누면 호스트의 프로세스가 보이지 않는지 찾는다.",
      params: { without: ["pid"] },
      script: [{ type: "namespace", name: "pid" }],
      predict: {
        ask: "어느 네임스페이스를 나누어야 할까요?",
        answer: { kind: "choice", options: ["uts", "pid", "net"] },
        at: 1,
        actual: (state) => (seen(state)[0]?.lines[0] === "1 app" ? "pid" : "uts"),
        why: () =>
          "프로세스 번호를 나누는 것은 pid 네임스페이스다. 새 `/proc`을 붙이려면 mnt도 나뉘어 있어야 한다.",
      },
    },
    {
      id: "hostname",
      title: "호스트명이 같다",
      about: "호스트명을 따로 가지려면 무엇을 나누어야 하는지 찾는다.",
      params: { without: ["uts"] },
      script: [{ type: "namespace", name: "uts" }],
      predict: {
        ask: "어느 네임스페이스를 나누어야 할까요?",
        answer: { kind: "choice", options: ["net", "ipc", "uts"] },
        at: 1,
        actual: (state) => (state.namespaces.uts ? "uts" : "net"),
        why: () => "호스트명과 NIS 도메인 이름은 uts 네임스페이스에 있다. 네트워크 주소와는 다른 것이다.",
      },
    },
    {
      id: "cpu",
      title: "CPU를 독점한다",
      about: "요청(무게)과 한도(쿼터)가 각각 언제 듣는지 견준다.",
      params: { busy: true },
      script: [
        { type: "cpu-request", milli: "kubernetes" },
        { type: "cpu-request", milli: 500 },
        { type: "cpu-limit", milli: 500 },
        { type: "busy" },
        { type: "cpu-limit", milli: 0 },
      ],
      predict: {
        ask: "옆 컨테이너가 쉴 때 500m 한도를 건 프로세스는 빈 CPU를 더 쓸 수 있을까요?",
        answer: { kind: "choice", options: ["쓸 수 있다", "쓸 수 없다"] },
        at: 4,
        actual: (state) => (cpuShare(state).own > state.cpuLimit ? "쓸 수 있다" : "쓸 수 없다"),
        why: () => "쿼터는 남는 CPU가 있어도 넘지 못한다. 무게는 서로 다툴 때만 듣는다.",
      },
    },
    {
      id: "memory",
      title: "256MiB의 뜻",
      about: "한도를 넘긴 메모리가 스왑이 있을 때와 없을 때 어떻게 되는지 본다.",
      params: { memory: 256, swap: true },
      script: [
        { type: "allocate" },
        { type: "allocate" },
        { type: "allocate" },
        { type: "allocate" },
        { type: "allocate" },
        { type: "restart" },
        { type: "swap" },
        { type: "allocate" },
        { type: "allocate" },
        { type: "allocate" },
      ],
      predict: {
        ask: "스왑이 있는 호스트에서 --memory 256m인 컨테이너는 몇 MiB까지 쓸 수 있을까요?",
        answer: { kind: "number", unit: "MiB", min: 0, max: 4096 },
        at: 4,
        actual: (state) => memoryRoom(state),
        why: () => "`--memory-swap`을 적지 않으면 도커는 메모리와 스왑을 합해 두 배까지 허락한다.",
      },
    },
  ],
  init: ({ without = [], ...rest }) => ({
    namespaces: Object.fromEntries(
      NAMESPACES.map((name) => [name, DOCKER[name] && !without.includes(name)]),
    ) as IsolationState["namespaces"],
    cpuLimit: 0,
    cpuRequest: "docker",
    memory: 0,
    swap: false,
    busy: false,
    allocated: 0,
    killed: undefined,
    ...rest,
  }),
  rules,
  describe,
  tables: (state) => {
    const files = cgroupFiles(state);
    const { own, neighbour } = cpuShare(state);
    return [
      {
        caption: "프로세스가 보는 것",
        columns: ["무엇", "명령", "보이는 것"],
        rows: seen(state).map((one) => [one.what, `\`${one.command}\``, one.lines.join(", ")]),
      },
      {
        caption: "cgroup이 정하는 것",
        columns: ["파일", "값"],
        rows: [
          ["`cpu.weight`", String(files.weight)],
          ["`cpu.max`", files.cpuMax],
          ["`memory.max`", files.memoryMax],
          ["`memory.swap.max`", files.swapMax],
          ["쓰는 CPU", cpus(own)],
          ["옆 컨테이너의 CPU", cpus(neighbour)],
          ["쓰는 메모리", `${state.allocated}MiB`],
        ],
      },
    ];
  },
  events: {
    namespace: { as: "ns", fields: { name: oneOf(NAMESPACES) } },
    "cpu-limit": { fields: { milli: oneOf<number>(CPU_LIMITS) }, replaces: [] },
    "cpu-request": { fields: { milli: oneOf<WrittenRequest>(CPU_REQUESTS) }, replaces: [] },
    memory: { fields: { mebibytes: oneOf<number>(MEMORIES) }, replaces: [] },
    swap: {},
    busy: {},
    allocate: {},
    restart: {},
  },
};
