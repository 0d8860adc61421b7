import { int, oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { every } from "../../sim/settings.ts";
import { withJosa } from "../../text/josa.ts";
import { type Balance, balance, type Host, largestOf, SYSTEM_NAMES, type System, type Vm } from "./host.ts";

/** VMs come and go on one host; what it does about its memory follows. */

export const NAMES = ["web", "db", "batch", "test", "desk"] as const;
export type Name = (typeof NAMES)[number];

const CATALOG: Readonly<Record<Name, Vm>> = {
  web: vm("web", "debian", 4096, 1536),
  db: vm("db", "debian", 6144, 5120),
  batch: vm("batch", "debian", 6144, 2048),
  test: vm("test", "debian", 4096, 1024),
  desk: vm("desk", "windows", 4096, 3072),
};
/** A guest that asks for more takes this much. */
export const GROWTH = 1024;

const USE_STEP = 256;

function vm(name: string, system: System, configured: number, used: number): Vm {
  return { name, system, configured, used, common: system === "windows" ? 1024 : 512, driver: true };
}

export type CommitState = {
  readonly host: Host;
  /** VMs that the kernel ended for want of memory by the last event. */
  readonly killed: readonly string[];
};

type Act = "start" | "stop" | "grow" | "shrink" | "driver" | "update";
export type CommitEvent =
  | { readonly [A in Act]: { readonly type: A; readonly vm: Name } }[Act]
  | { readonly type: "use"; readonly vm: Name; readonly used: number }
  | { readonly type: "merging" };

/** What a guest may come to use where that is dragged, MiB: enough for its system, and at most what it was given. */
export function usesOf(name: Name): readonly number[] {
  const { common, configured } = CATALOG[name];
  return every(common, configured, USE_STEP);
}

type Params = {
  readonly running: readonly Name[];
  readonly merging: boolean;
  readonly withoutDriver?: readonly Name[];
};

const MEMORY = 16_384;
const RESERVE = 1024;
const SWAP = 2048;

function init({ running, merging, withoutDriver = [] }: Params): CommitState {
  const vms = running.map((name) => ({ ...CATALOG[name], driver: !withoutDriver.includes(name) }));
  return { host: { memory: MEMORY, reserve: RESERVE, swap: SWAP, merging, vms }, killed: [] };
}

/** The host after a change; while it lacks memory even with the swap full, the largest VM is ended. */
function settle(host: Host): CommitState {
  const killed: string[] = [];
  let now = host;
  while (balance(now).missing > 0) {
    const victim = largestOf(now)!;
    killed.push(victim.name);
    now = { ...now, vms: now.vms.filter((one) => one !== victim) };
  }
  return { host: now, killed };
}

const found = ({ host }: CommitState, name: Name) => host.vms.find((one) => one.name === name);
const running = (state: CommitState, { vm: name }: { vm: Name }) =>
  found(state, name) !== undefined || `${withJosa(name, "은/는")} 실행 중이 아닙니다.`;

function change(state: CommitState, name: Name, make: (vm: Vm) => Vm): CommitState {
  return settle({ ...state.host, vms: state.host.vms.map((one) => (one.name === name ? make(one) : one)) });
}

const rules: readonly Rule<CommitState, CommitEvent>[] = [
  {
    name: "start",
    on: "start",
    when: (state, event) => found(state, event.vm) === undefined || "이미 실행 중인 VM입니다.",
    make: ({ host }, { vm: name }) => settle({ ...host, vms: [...host.vms, CATALOG[name]] }),
  },
  {
    name: "stop",
    on: "stop",
    when: running,
    make: ({ host }, { vm: name }) => settle({ ...host, vms: host.vms.filter((one) => one.name !== name) }),
  },
  {
    name: "grow",
    on: "grow",
    when: (state, event) => {
      const one = found(state, event.vm);
      if (one === undefined) return running(state, event);
      return one.used + GROWTH <= one.configured || "이 게스트는 받은 메모리를 이미 다 씁니다.";
    },
    make: (state, { vm: name }) => change(state, name, (one) => ({ ...one, used: one.used + GROWTH })),
  },
  {
    name: "shrink",
    on: "shrink",
    when: (state, event) => {
      const one = found(state, event.vm);
      if (one === undefined) return running(state, event);
      return one.used - GROWTH >= one.common || "더 줄이면 게스트 OS가 돌지 못합니다.";
    },
    make: (state, { vm: name }) => change(state, name, (one) => ({ ...one, used: one.used - GROWTH })),
  },
  {
    name: "use",
    on: "use",
    when: (state, event) => {
      const one = found(state, event.vm);
      if (one === undefined) return running(state, event);
      if (!usesOf(event.vm).includes(event.used)) return "이 게스트가 쓸 수 있는 만큼이 아닙니다.";
      return one.used !== event.used || "이미 그만큼 씁니다.";
    },
    make: (state, { vm: name, used }) => change(state, name, (one) => ({ ...one, used })),
  },
  {
    name: "driver",
    on: "driver",
    when: running,
    make: (state, { vm: name }) => change(state, name, (one) => ({ ...one, driver: !one.driver })),
  },
  {
    name: "update: copy on write",
    on: "update",
    when: (state, event) => {
      const one = found(state, event.vm);
      if (one === undefined) return running(state, event);
      return one.common > 0 || "다른 VM과 같은 페이지가 이미 없습니다.";
    },
    make: (state, { vm: name }) => change(state, name, (one) => ({ ...one, common: 0 })),
  },
  { name: "merging", on: "merging", make: ({ host }) => settle({ ...host, merging: !host.merging }) },
];

export const mib = (amount: number) => `${amount.toLocaleString("en-US")} MiB`;

/** Where the memory that the host lacks comes from. */
function sources(now: Balance): string {
  const { configured, room, merged, ballooned, swapped } = now;
  if (configured <= room) return `나눠 준 ${withJosa(mib(configured), "이/가")} 모두 들어간다`;
  const rest = configured - room - merged - ballooned - swapped;
  const parts = [
    ...(merged > 0 ? [`합치기 ${mib(merged)}`] : []),
    ...(ballooned > 0 ? [`벌룬 ${mib(ballooned)}`] : []),
    ...(swapped > 0 ? [`스왑 ${mib(swapped)}`] : []),
    // What rounding down left is less than 1 MiB a guest.
    ...(rest > 0 ? [`호스트 몫 ${mib(rest)}`] : []),
  ];
  return `모자란 ${withJosa(mib(configured - room), "은/는")} ${parts.join(", ")}에서 나온다`;
}

/** What the host took back more or less of than before, from the two balances alone. */
function changes(was: Balance, now: Balance): string {
  const more = now.ballooned - was.ballooned;
  const moved = JSON.stringify(now.balloons) !== JSON.stringify(was.balloons);
  const out = now.swapped - was.swapped;
  const parts = [
    ...(more !== 0
      ? [`벌룬이 ${mib(Math.abs(more))} ${more > 0 ? "늘었다" : "줄었다"}`]
      : moved
        ? ["벌룬의 몫이 다시 나뉘었다"]
        : []),
    ...(out > 0 ? [`스왑으로 ${withJosa(mib(out), "이/가")} 더 나가 게스트는 까닭 없이 느려진다`] : []),
    ...(out < 0 ? [`스왑에서 ${withJosa(mib(-out), "이/가")} 돌아왔다`] : []),
  ];
  return parts.length > 0 ? `${parts.join(". ")}.` : "벌룬과 스왑은 그대로다.";
}

function describe(
  state: CommitState,
  before: CommitState | undefined,
  event: CommitEvent | undefined,
): string {
  const now = balance(state.host);
  if (event === undefined || before === undefined) {
    return `메모리 ${mib(MEMORY)}인 호스트가 제 몫 ${withJosa(mib(RESERVE), "을/를")} 빼고 VM ${state.host.vms.length}대를 돌린다. ${sources(now)}.`;
  }
  if (state.killed.length > 0) {
    return `되찾을 것도 스왑도 남지 않아 커널이 메모리를 가장 많이 쥔 ${state.killed.join(", ")}의 프로세스를 끝냈다. 이제 ${sources(now)}.`;
  }
  const was = balance(before.host);
  switch (event.type) {
    case "start": {
      const one = CATALOG[event.vm];
      return `${SYSTEM_NAMES[one.system]} VM ${event.vm}에 ${withJosa(mib(one.configured), "을/를")} 주어 오버커밋은 ${now.ratio.toFixed(2)}배다. ${sources(now)}.`;
    }
    case "stop":
      return `${withJosa(event.vm, "이/가")} 멈추어 메모리를 돌려주었다. ${sources(now)}.`;
    case "grow":
    case "shrink": {
      const act = `${withJosa(event.vm, "이/가")} ${withJosa(mib(GROWTH), "을/를")} ${event.type === "grow" ? "더" : "덜"} 쓴다.`;
      const one = found(state, event.vm)!;
      const hidden = one.driver ? "" : " 벌룬 드라이버가 없어 호스트는 이것을 모른다.";
      return `${act}${hidden} ${changes(was, now)} ${sources(now)}.`;
    }
    case "use":
      return `${withJosa(event.vm, "이/가")} ${withJosa(mib(event.used), "을/를")} 쓴다. ${sources(now)}.`;
    case "driver": {
      const one = found(state, event.vm)!;
      const free = one.configured - one.used;
      if (!one.driver) return `${event.vm}의 벌룬 드라이버를 뺐다. ${changes(was, now)} ${sources(now)}.`;
      return free > 0
        ? `${event.vm}에 벌룬 드라이버가 생겨, 쓰지 않는 ${mib(free)}까지 내줄 수 있다. ${changes(was, now)} ${sources(now)}.`
        : `${event.vm}에 벌룬 드라이버가 생겼지만 쓰지 않는 메모리가 없어 내줄 것이 없다. ${sources(now)}.`;
    }
    case "update": {
      if (was.merged > now.merged) {
        return `${withJosa(event.vm, "이/가")} OS를 갱신하며 합쳐진 페이지에 쓰자 페이지가 다시 나뉘어, 아끼던 메모리가 ${withJosa(mib(now.merged), "으로/로")} 줄었다. ${sources(now)}.`;
      }
      const { system } = found(state, event.vm)!;
      const alike = state.host.vms.some(
        (one) => one.name !== event.vm && one.system === system && one.common > 0,
      );
      return alike
        ? `${withJosa(event.vm, "이/가")} OS를 갱신해 다른 VM과 같던 페이지가 달라졌다. ${sources(now)}.`
        : `${withJosa(event.vm, "이/가")} OS를 갱신했다. 같은 페이지를 가진 VM이 본래 없어 달라진 것은 없다. ${sources(now)}.`;
    }
    case "merging":
      if (state.host.merging) {
        return now.merged > 0
          ? `같은 페이지를 합쳐 ${withJosa(mib(now.merged), "을/를")} 아꼈다. 남긴 것은 ${now.pagesShared}묶음, 그것을 함께 쓰는 곳은 ${now.pagesSharing}곳이다. ${sources(now)}.`
          : `합치기를 켰지만 똑같은 페이지가 없어 아낀 것이 없다. ${sources(now)}.`;
      }
      return was.merged > 0
        ? `합치기를 끄니 합쳤던 페이지가 도로 나뉘었다. ${changes(was, now)} ${sources(now)}.`
        : `합치기를 껐다. 합쳐 둔 페이지가 없어 달라진 것은 없다. ${sources(now)}.`;
  }
}

function tables({ host }: CommitState): readonly Table[] {
  const now = balance(host);
  return [
    {
      caption: "VM마다의 메모리(MiB)",
      columns: ["VM", "OS", "받음", "게스트가 씀", "다른 VM과 같음", "벌룬", "벌룬 드라이버"],
      rows: host.vms.map((one) => [
        one.name,
        SYSTEM_NAMES[one.system],
        one.configured,
        one.used,
        Math.min(one.common, one.used),
        now.balloons[one.name] ?? 0,
        one.driver ? "있음" : "없음",
      ]),
    },
    {
      caption: "호스트의 메모리(MiB)",
      columns: ["항목", "값"],
      rows: [
        ["물리 메모리", host.memory],
        ["호스트 몫", host.reserve],
        ["나눠 준 합계", now.configured],
        ["오버커밋 배수", now.ratio.toFixed(2)],
        ["합치기로 아낌", now.merged],
        ["벌룬으로 되찾음", now.ballooned],
        ["스왑으로 나감", now.swapped],
        ["`pages_shared`(묶음)", now.pagesShared],
        ["`pages_sharing`(묶음)", now.pagesSharing],
      ],
    },
  ];
}

const on = (type: Act, name: Name): CommitEvent => ({ type, vm: name });

export const memoryOvercommit: Lab<CommitState, CommitEvent, Params> = {
  id: "hypervisor-memory-overcommit",
  version: 1,
  scenarios: [
    {
      id: "balloon",
      title: "벌루닝",
      about: "VM을 더 올리면 벌룬이 누구에게서 얼마나 되찾는지 본다.",
      params: { running: ["web", "db"], merging: false },
      script: [
        on("start", "batch"),
        on("start", "test"),
        on("grow", "batch"),
        on("grow", "batch"),
        on("grow", "batch"),
      ],
      predict: {
        ask: "16 GiB 호스트(제 몫 1 GiB)에서 4·6·6 GiB를 받은 VM이 1.5·5·2 GiB를 쓴다면, batch의 벌룬은 몇 MiB로 부풀까요?",
        answer: { kind: "number", unit: " MiB", min: 0, max: 6144 },
        at: 1,
        actual: ({ host }) => balance(host).balloons.batch ?? 0,
        why: () => "모자란 1,024 MiB를 쓰지 않는 메모리 2,560·1,024·4,096 MiB에 비례해 나누고 소수는 버린다.",
      },
    },
    {
      id: "merge",
      title: "같은 페이지 합치기",
      about: "같은 OS의 페이지를 합쳐 얼마나 아끼고, 쓰면 어떻게 되는지 본다.",
      params: { running: ["web", "db", "batch", "test"], merging: false },
      script: [{ type: "merging" }, on("update", "web"), on("update", "db"), on("update", "batch")],
      predict: {
        ask: "같은 OS의 VM 네 대가 똑같은 512 MiB를 저마다 쓴다면, 합쳐서 몇 MiB를 아낄까요?",
        answer: { kind: "number", unit: " MiB", min: 0, max: 4096 },
        at: 1,
        actual: ({ host }) => balance(host).merged,
        why: () => "넷 가운데 하나는 남아야 하므로 512 MiB의 세 곱을 아낀다.",
      },
    },
    {
      id: "swap",
      title: "벌룬이 듣지 않을 때",
      about: "드라이버가 없거나 내줄 것이 없으면 스왑으로 밀려나는 것을 본다.",
      goals: [
        {
          id: "two-without-driver",
          ask: "batch와 db에 벌룬 드라이버가 없는 채로 다섯 VM을 모두 켜 두되, 스왑은 1 MiB도 쓰지 않게 한다.",
          met: ({ host }) => {
            const { swapped } = balance(host);
            const driven = host.vms.filter(
              ({ name, driver }) => driver && (name === "batch" || name === "db"),
            );
            if (driven.length > 0) return `${driven[0]!.name}의 드라이버가 아직 있다.`;
            if (host.vms.length < NAMES.length) return `아직 ${host.vms.length}대만 켜져 있다.`;
            return (
              swapped === 0 ||
              "벌룬으로 되찾을 것이 모자란다. 같은 OS의 VM이 여럿이면 아낄 수 있는 것이 더 있다."
            );
          },
          within: 6,
        },
      ],
      params: { running: ["web", "db", "batch"], merging: false },
      script: [on("driver", "batch"), on("driver", "web"), on("driver", "db"), on("driver", "web")],
    },
    {
      id: "oom",
      title: "스왑도 모자랄 때",
      about: "되찾을 것이 다 떨어지면 무엇이 끝나는지 본다.",
      params: { running: ["db", "batch", "desk"], merging: false },
      script: [
        on("driver", "desk"),
        on("driver", "batch"),
        on("driver", "db"),
        on("start", "test"),
        on("grow", "test"),
      ],
    },
    {
      id: "mixed",
      title: "셋을 함께",
      about: "합치기를 켜 두고 다른 OS의 VM까지 올린다.",
      params: { running: ["web", "db", "batch"], merging: true },
      script: [
        on("start", "test"),
        on("start", "desk"),
        on("grow", "web"),
        on("update", "db"),
        on("stop", "batch"),
      ],
    },
  ],
  init,
  rules,
  describe,
  tables,
  events: {
    start: { fields: { vm: oneOf(NAMES) } },
    stop: { fields: { vm: oneOf(NAMES) } },
    grow: { fields: { vm: oneOf(NAMES) } },
    shrink: { fields: { vm: oneOf(NAMES) } },
    driver: { fields: { vm: oneOf(NAMES) } },
    update: { fields: { vm: oneOf(NAMES) } },
    use: {
      fields: { vm: oneOf(NAMES), used: { ...int(0, 8192), values: [...new Set(NAMES.flatMap(usesOf))] } },
      valid: ({ vm: name, used }) => usesOf(name).includes(used),
      replaces: ["vm"],
    },
    merging: {},
  },
};
