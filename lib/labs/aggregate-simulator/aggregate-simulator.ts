import { type AggregatedMachine, aggregate, type NodeSize } from "../../models/inverse/aggregate.ts";
import {
  type Locations,
  type Placement,
  type PlacementPolicy,
  type PlacementStep,
  placement,
} from "../../models/inverse/placement.ts";
import { isModelError } from "../../models/model-error.ts";
import { int, oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { formatNumber } from "../../text/format-number.ts";
import { withJosa } from "../../text/josa.ts";

/** Several nodes become one server; then a program runs on it whose vCPUs and pages lie on several nodes. */

export type Access = readonly [vcpu: string, page: string];

export type PoolState = {
  /** A node without cores gives memory only; no vCPU can go there. */
  readonly nodes: readonly NodeSize[];
  /** What the hyper-kernel keeps of the memory of each node, GiB. */
  readonly reserveGiB: number;
  /** The first so many nodes run a hyper-kernel and are in the pool. */
  readonly joined: number;
  readonly booted: boolean;
  /** The node through which people come in: the aggregator. All others are providers. */
  readonly door: number;
  readonly policy: PlacementPolicy;
  /** Where everything was when the guest started. */
  readonly pages: Locations;
  readonly vcpus: Locations;
  /** The whole program, what of it is still to come, and what has happened on this machine. */
  readonly program: readonly Access[];
  readonly left: readonly Access[];
  readonly done: readonly Access[];
};

export type PoolEvent =
  | { readonly type: "join" | "boot" }
  | { readonly type: "reserve"; readonly gib: number }
  | { readonly type: "access"; readonly vcpu: string; readonly page: string }
  | { readonly type: "policy"; readonly policy: PlacementPolicy }
  | { readonly type: "door"; readonly node: number };

type Params = Pick<PoolState, "nodes" | "policy" | "pages" | "vcpus" | "program">;

export const POLICIES: readonly {
  readonly id: PlacementPolicy;
  readonly text: string;
  readonly name: string;
}[] = [
  { id: "page", text: "언제나 페이지를 옮긴다", name: "페이지 이동" },
  { id: "vcpu", text: "언제나 vCPU를 옮긴다", name: "vCPU 이동" },
  { id: "workingSet", text: "작업 집합이 많은 쪽으로 모은다", name: "작업 집합" },
];
export const RESERVES = [0, 8, 32] as const;

const PAGE_BYTES = 4096;
/** The state of a vCPU in the example of US patent 11,175,927. */
const VCPU_BYTES = 6400;
/** A step of the program is a burst of reads of one page: 100 of them at 100 ns. */
export const BURST_US = 10;
export const PAGE_MOVE_US = 20;
/** As much longer as there are more bytes to carry: 31.25. */
export const VCPU_MOVE_US = (PAGE_MOVE_US * VCPU_BYTES) / PAGE_BYTES;
/** How many of a vCPU's last bursts make its working set. */
export const WINDOW = 4;

/** Where everything is after the first `count` accesses, and what they cost, had the policy been this one. */
export function runOf(
  state: PoolState,
  policy: PlacementPolicy = state.policy,
  accesses: readonly Access[] = state.done,
): Placement {
  const { nodes, pages, vcpus } = state;
  const run = placement({
    nodes: nodes.length,
    pages,
    vcpus,
    accesses,
    policy,
    window: WINDOW,
    pageMoveUs: PAGE_MOVE_US,
    vcpuMoveUs: VCPU_MOVE_US,
    localUs: BURST_US,
  });
  // Guards let no access through that names what is not there.
  return isModelError(run) ? { log: [], pages, vcpus, totalUs: 0 } : run;
}

/** The machine that the nodes in the pool make. */
export function poolOf({ nodes, joined, reserveGiB }: PoolState): AggregatedMachine {
  return aggregate({ nodes: nodes.slice(0, joined), reserveGiBPerNode: reserveGiB });
}

/** How many times longer than if everything were on one node; undefined before the first access. */
export function slowdownOf({ log, totalUs }: Placement): number | undefined {
  return log.length === 0 ? undefined : totalUs / (log.length * BURST_US);
}

export function isMemoryOnly(node: NodeSize): boolean {
  return node.cores === 0;
}

export type Role = "aggregator" | "provider" | "none";
export const ROLES: Readonly<Record<Role, string>> = {
  aggregator: "어그리게이터",
  provider: "프로바이더",
  none: "아직 따로",
};
export function roleOf(state: PoolState, node: number): Role {
  if (node >= state.joined) return "none";
  return node === state.door ? "aggregator" : "provider";
}

const knows = (locations: Locations, name: string) => Object.hasOwn(locations, name);

const rules: readonly Rule<PoolState, PoolEvent>[] = [
  {
    name: "하이퍼커널 올리기",
    on: "join",
    when: ({ joined, nodes }) => joined < nodes.length || "모든 노드가 이미 풀에 들어 있습니다.",
    make: (state) => ({ ...state, joined: state.joined + 1 }),
  },
  {
    name: "게스트 OS 부팅",
    on: "boot",
    when: ({ joined, nodes, booted }) =>
      booted
        ? "게스트 OS는 이미 떠 있습니다."
        : joined === nodes.length || "노드가 모두 들어온 뒤에 부팅합니다.",
    make: (state) => ({ ...state, booted: true }),
  },
  {
    name: "하이퍼커널 몫 정하기",
    on: "reserve",
    when: ({ booted }) => !booted || "게스트 OS가 뜬 뒤에는 보여 준 메모리 양을 바꿀 수 없습니다.",
    make: (state, { gib }) => ({ ...state, reserveGiB: gib }),
  },
  {
    name: "접근",
    on: "access",
    when: ({ booted, vcpus, pages }, { vcpu, page }) => {
      if (!booted) return "게스트 OS가 떠야 프로그램이 돕니다.";
      if (!knows(vcpus, vcpu)) return "그런 vCPU는 이 서버에 없습니다.";
      return knows(pages, page) || "그런 페이지는 이 서버에 없습니다.";
    },
    make: (state, { vcpu, page }) => {
      const [next] = state.left;
      const planned = next !== undefined && next[0] === vcpu && next[1] === page;
      return {
        ...state,
        left: planned ? state.left.slice(1) : state.left,
        done: [...state.done, [vcpu, page] as const],
      };
    },
  },
  {
    name: "정책 바꾸기",
    on: "policy",
    when: ({ policy, nodes }, { policy: wanted }) => {
      if (policy === wanted) return "이미 그 정책입니다.";
      return (
        wanted === "page" ||
        !nodes.some(isMemoryOnly) ||
        "메모리만 내놓은 노드에는 vCPU를 보낼 수 없어 페이지를 옮기는 길뿐입니다."
      );
    },
    make: (state, { policy }) => ({ ...state, policy, left: state.program, done: [] }),
  },
  {
    name: "접속 노드 바꾸기",
    on: "door",
    when: ({ joined, door }, { node }) => {
      if (node >= joined) return "풀에 든 노드만 접속 창구가 될 수 있습니다.";
      return node !== door || "이미 이 노드로 접속합니다.";
    },
    make: (state, { node }) => ({ ...state, door: node }),
  },
];

function next({ joined, nodes, booted, left }: PoolState): PoolEvent | undefined {
  if (joined < nodes.length) return { type: "join" };
  if (!booted) return { type: "boot" };
  const [access] = left;
  return access === undefined ? undefined : { type: "access", vcpu: access[0], page: access[1] };
}

const gib = (value: number) => `${formatNumber(value)}GiB`;
const us = (value: number) => `${formatNumber(value)}µs`;
const pool = (state: PoolState) => {
  const { cores, memoryGiB } = poolOf(state);
  return `${cores}코어 ${gib(memoryGiB)}`;
};

function describe(state: PoolState, before: PoolState | undefined, event: PoolEvent | undefined): string {
  if (event === undefined || before === undefined) {
    return `서버 ${state.nodes.length}대가 따로 있고, 한 프로그램이 쓸 수 있는 메모리는 가장 큰 서버 한 대의 ${gib(Math.max(...state.nodes.map((node) => node.memoryGiB)))}까지다.`;
  }
  switch (event.type) {
    case "join": {
      const node = state.nodes[state.joined - 1]!;
      const offers = isMemoryOnly(node)
        ? `메모리 ${gib(node.memoryGiB)}만`
        : `${node.cores}코어와 ${withJosa(gib(node.memoryGiB), "을/를")}`;
      return state.joined - 1 === state.door
        ? `노드 ${state.joined}에 하이퍼커널을 올렸다. 사용자가 접속할 이 노드가 어그리게이터다.`
        : `노드 ${state.joined}에도 하이퍼커널만 올려 ${offers} 풀에 내놓았다. OS가 없는 프로바이더이고, 풀은 ${withJosa(pool(state), "이/가")} 되었다.`;
    }
    case "boot":
      return `게스트 OS 하나가 ${pool(state)}짜리 서버 한 대로 알고 부팅했다. 이 OS는 접속한 노드가 아니라 모든 노드에 걸쳐 돈다.`;
    case "reserve":
      return `하이퍼커널이 노드마다 ${withJosa(gib(state.reserveGiB), "을/를")} 쓰도록 정했다. 풀은 지금 ${pool(state)}다.`;
    case "policy":
      return `정책을 ‘${nameOf(state.policy)}’ 쪽으로 바꾸고, 처음 배치에서 같은 프로그램을 다시 돌린다.`;
    case "door":
      return `접속 창구를 노드 ${state.door + 1} 쪽으로 옮겼다. 게스트 OS는 모든 노드에 걸쳐 있어 페이지도 vCPU도 움직이지 않는다.`;
    case "access":
      return describeAccess(state, before, event);
  }
}

function describeAccess(
  state: PoolState,
  before: PoolState,
  { vcpu, page }: Extract<PoolEvent, { type: "access" }>,
): string {
  const step = runOf(state).log.at(-1)!;
  const was = runOf(before);
  const from = was.vcpus[vcpu]! + 1;
  const to = was.pages[page]! + 1;
  if (step === "local") {
    return `\`${vcpu}\` vCPU와 \`${page}\` 페이지가 노드 ${from}에 함께 있어 바로 읽는다(${us(BURST_US)}).`;
  }
  const miss = `\`${vcpu}\` vCPU가 노드 ${to}에 있는 \`${page}\` 페이지를 찾다가 2단계 페이지 테이블에서 빗나가,`;
  const recent = [...before.done, [vcpu, page] as const].filter(([one]) => one === vcpu).slice(-WINDOW);
  const on = (node: number) => recent.filter(([, one]) => was.pages[one] === node - 1).length;
  const why =
    state.policy === "workingSet"
      ? ` 최근 접근 ${recent.length}번 가운데 그쪽이 ${on(to)}번, 이쪽이 ${on(from)}번인 것을 보고`
      : "";
  return step === "moveVcpu"
    ? `${miss}${why} vCPU를 그 노드로 보냈다(${us(VCPU_MOVE_US)} + ${us(BURST_US)}).`
    : `${miss}${why} 페이지를 노드 ${from} 쪽으로 가져왔다(${us(PAGE_MOVE_US)} + ${us(BURST_US)}).`;
}

export function nameOf(policy: PlacementPolicy): string {
  return POLICIES.find((one) => one.id === policy)!.name;
}

export type Counts = Readonly<Record<PlacementStep, number>>;
export function countsOf({ log }: Placement): Counts {
  const count = (step: PlacementStep) => log.filter((one) => one === step).length;
  return { local: count("local"), movePage: count("movePage"), moveVcpu: count("moveVcpu") };
}

/** The policies that this machine can follow. */
export function possiblePolicies({ nodes }: PoolState): readonly (typeof POLICIES)[number][] {
  return nodes.some(isMemoryOnly) ? POLICIES.filter((one) => one.id === "page") : POLICIES;
}

export function namesOn(locations: Locations, node: number): readonly string[] {
  return Object.keys(locations).filter((name) => locations[name] === node);
}

function tables(state: PoolState): readonly Table[] {
  const now = runOf(state);
  const list = (locations: Locations, node: number) => namesOn(locations, node).join(", ") || "없음";
  return [
    {
      caption: "노드",
      columns: ["노드", "역할", "코어", "메모리", "vCPU", "페이지"],
      rows: state.nodes.map((node, index) => [
        `노드 ${index + 1}`,
        ROLES[roleOf(state, index)],
        node.cores,
        gib(node.memoryGiB),
        state.booted ? list(now.vcpus, index) : "",
        state.booted ? list(now.pages, index) : "",
      ]),
    },
    {
      caption: "지금까지의 접근을 정책마다 돌려 보면",
      columns: ["정책", "바로 읽음", "페이지 이동", "vCPU 이동", "걸린 시간", "한 대일 때의 몇 배"],
      rows: possiblePolicies(state).map(({ id, name }) => {
        const run = runOf(state, id);
        const { local, movePage, moveVcpu } = countsOf(run);
        const slowdown = slowdownOf(run);
        return [
          name,
          local,
          movePage,
          moveVcpu,
          us(run.totalUs),
          slowdown === undefined ? "" : formatNumber(slowdown),
        ];
      }),
    },
  ];
}

/** Names of vCPUs and pages as addresses know them: `v0` to `v9`. */
const numbered = (letter: string) => Array.from({ length: 10 }, (_, number) => `${letter}${number}`);
const same = (count: number, node: NodeSize) => Array.from({ length: count }, () => node);
const again = (times: number, accesses: readonly Access[]) =>
  Array.from({ length: times }, () => accesses).flat();

/** Which of two policies is quicker over all that has happened. */
const quicker = (state: PoolState, a: PlacementPolicy, b: PlacementPolicy) =>
  nameOf(runOf(state, a).totalUs < runOf(state, b).totalUs ? a : b);
const totals = (state: PoolState) =>
  possiblePolicies(state)
    .map(({ id, name }) => `${name} ${us(runOf(state, id).totalUs)}`)
    .join(", ");

export const aggregateSimulator: Lab<PoolState, PoolEvent, Params> = {
  id: "inverse-virtualization-aggregate-simulator",
  version: 1,
  scenarios: [
    {
      id: "working-set",
      title: "작업 집합이 저쪽에 있을 때",
      about: "쓰는 페이지가 모두 다른 노드에 있을 때 무엇을 옮기는 것이 싼지 본다.",
      params: {
        nodes: same(3, { cores: 16, memoryGiB: 512 }),
        policy: "page",
        pages: { p0: 0, p1: 1, p2: 1, p3: 1, p4: 2 },
        vcpus: { v0: 0 },
        program: again(2, [
          ["v0", "p1"],
          ["v0", "p2"],
          ["v0", "p3"],
        ]),
      },
      predict: {
        ask: "노드 2의 페이지 석 장을 두 바퀴 도는 데 어느 쪽이 빠를까요?",
        answer: { kind: "choice", options: ["페이지 이동", "vCPU 이동"] },
        at: 10,
        actual: (state) => quicker(state, "page", "vcpu"),
        why: (state) =>
          `페이지는 석 장을 옮겨야 하지만 vCPU는 한 번만 옮기면 된다(${totals(state)}). 나르는 바이트도 4,096바이트 셋보다 6,400바이트 하나가 적다.`,
      },
    },
    {
      id: "scattered",
      title: "여기저기 흩어진 접근",
      about: "페이지가 노드마다 흩어져 있을 때 vCPU를 옮기면 어떻게 되는지 본다.",
      params: {
        nodes: same(4, { cores: 32, memoryGiB: 512 }),
        policy: "vcpu",
        pages: { p0: 0, p1: 1, p2: 2, p3: 3 },
        vcpus: { v0: 0 },
        program: again(2, [
          ["v0", "p0"],
          ["v0", "p1"],
          ["v0", "p2"],
          ["v0", "p3"],
        ]),
      },
      predict: {
        ask: "노드 4대를 차례로 두 바퀴 도는 데 어느 쪽이 빠를까요?",
        answer: { kind: "choice", options: ["페이지 이동", "vCPU 이동"] },
        at: 13,
        actual: (state) => quicker(state, "page", "vcpu"),
        why: (state) =>
          `vCPU는 접근할 때마다 노드를 따라다니지만, 페이지는 한 번 모아 두면 둘째 바퀴에는 움직일 것이 없다(${totals(state)}).`,
      },
    },
    {
      id: "ping-pong",
      title: "한 페이지를 번갈아",
      about: "두 노드의 vCPU가 한 페이지를 번갈아 쓸 때 무엇이 오가는지 본다.",
      params: {
        nodes: same(2, { cores: 16, memoryGiB: 512 }),
        policy: "page",
        pages: { p0: 0, p1: 1 },
        vcpus: { v0: 0, v1: 1 },
        program: again(4, [
          ["v0", "p0"],
          ["v1", "p0"],
        ]),
      },
      predict: {
        ask: "노드 두 대의 vCPU가 한 페이지를 네 번씩 번갈아 쓰면 한 대일 때의 몇 배가 걸릴까요?",
        answer: { kind: "number", unit: "배", min: 1, max: 100 },
        at: 11,
        actual: (state) => Math.round((slowdownOf(runOf(state, "page")) ?? 0) * 100) / 100,
        why: (state) =>
          `첫 접근 말고는 ${countsOf(runOf(state, "page")).movePage}번 모두 페이지가 건너온다. vCPU가 둘이어도 빨라지지 않고 오히려 느려진다.`,
      },
    },
    {
      id: "donor",
      title: "메모리만 빌릴 때",
      about: "중심 노드 한 대에 메모리만 내놓는 노드를 붙이면 무엇이 늘고 무엇이 느려지는지 본다.",
      params: {
        nodes: [{ cores: 64, memoryGiB: 6144 }, ...same(3, { cores: 0, memoryGiB: 3072 })],
        policy: "page",
        pages: { p0: 0, p1: 1, p2: 2, p3: 3 },
        vcpus: { v0: 0, v1: 0 },
        program: [
          ["v0", "p0"],
          ["v0", "p1"],
          ["v1", "p1"],
          ["v1", "p2"],
          ["v0", "p2"],
          ["v0", "p1"],
        ],
      },
      predict: {
        ask: "이 구성에서 vCPU를 페이지 쪽으로 보낼 수 있을까요?",
        answer: { kind: "choice", options: ["보낼 수 있다", "보낼 수 없다"] },
        at: 5,
        actual: (state) => (possiblePolicies(state).length > 1 ? "보낼 수 있다" : "보낼 수 없다"),
        why: () =>
          "메모리만 내놓은 노드에는 vCPU가 돌 코어가 없다. 페이지를 가져오는 길만 남고, 그 대신 vCPU끼리는 늘 한 노드에 있다.",
      },
    },
  ],
  init: (params) => ({
    ...params,
    reserveGiB: 8,
    joined: 0,
    booted: false,
    door: 0,
    left: params.program,
    done: [],
  }),
  rules,
  next,
  describe,
  tables,
  events: {
    join: {},
    boot: {},
    reserve: { fields: { gib: oneOf<number>(RESERVES) } },
    access: { fields: { vcpu: oneOf(numbered("v")), page: oneOf(numbered("p")) } },
    policy: { fields: { policy: oneOf(POLICIES.map(({ id }) => id)) } },
    door: { fields: { node: int(0, 9) } },
  },
};
