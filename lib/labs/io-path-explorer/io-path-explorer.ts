import { oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { type Hop, PATH_NAMES, PATHS, type Path, PLACE_NAMES, PLACES, type Place, routeOf } from "./route.ts";

/** One burst of packets over one of three devices, hop by hop. */

export const BURSTS = [1, 2, 4, 8] as const;
export type Burst = (typeof BURSTS)[number];

export type PathState = {
  readonly path: Path;
  readonly packets: Burst;
  /** Packets the guest puts down before it tells the device. */
  readonly batch: Burst;
  readonly hops: readonly Hop[];
  readonly done: number;
};

export type PathEvent =
  | { readonly type: "hop" }
  | { readonly type: "path"; readonly path: Path }
  | { readonly type: "packets"; readonly count: Burst }
  | { readonly type: "batch"; readonly count: Burst };

type Params = { readonly path: Path; readonly packets: Burst; readonly batch: Burst };

const start = ({ path, packets, batch }: Params): PathState => ({
  path,
  packets,
  batch,
  hops: routeOf(path, packets, batch),
  done: 0,
});

const rules: readonly Rule<PathState, PathEvent>[] = [
  {
    name: "hop",
    on: "hop",
    when: ({ done, hops }) => done < hops.length || "패킷을 모두 보냈습니다.",
    make: (state) => ({ ...state, done: state.done + 1 }),
  },
  { name: "path", on: "path", make: (state, { path }) => start({ ...state, path }) },
  { name: "packets", on: "packets", make: (state, { count }) => start({ ...state, packets: count }) },
  { name: "batch", on: "batch", make: (state, { count }) => start({ ...state, batch: count }) },
];

export type Counts = {
  readonly exits: number;
  /** Times the way goes on into QEMU. */
  readonly toQemu: number;
  readonly sent: number;
};

/** Where the packets are; at the guest before anything happened. */
export function placeOf({ hops, done }: PathState): Place {
  return hops[done - 1]?.at ?? "guest";
}

export function countHops(hops: readonly Hop[]): Counts {
  return {
    exits: hops.filter((hop) => hop.exit !== undefined).length,
    toQemu: hops.filter((hop, at) => hop.at === "qemu" && hops[at - 1]?.at === "kvm").length,
    sent: hops.reduce((sum, hop) => sum + (hop.sent ?? 0), 0),
  };
}

/** What each path costs for the same packets, told in the same batches. */
export function compare({ packets, batch }: PathState): readonly (Counts & { readonly path: Path })[] {
  return PATHS.map((path) => ({ path, ...countHops(routeOf(path, packets, batch)) }));
}

const MIGRATION: Readonly<Record<Path, string>> = { emulated: "쉬움", virtio: "쉬움", sriov: "까다로움" };
const DRIVER: Readonly<Record<Path, string>> = {
  emulated: "흔한 e1000 드라이버",
  virtio: "virtio 드라이버",
  sriov: "그 NIC의 VF 드라이버",
};

function opening({ path, packets, batch }: PathState): string {
  return `게스트가 ${PATH_NAMES[path]} 장치로 패킷 ${packets}개를 ${batch >= packets ? "한꺼번에 알려" : `${batch}개씩 알려`} 보내려 한다.`;
}

function describe(state: PathState, _before: PathState | undefined, event: PathEvent | undefined): string {
  if (event?.type !== "hop") return opening(state);
  const hop = state.hops[state.done - 1]!;
  if (state.done < state.hops.length) return hop.text;
  const { exits } = countHops(state.hops);
  return `${hop.text} 패킷 ${state.packets}개를 모두 보내는 데 VM exit은 ${exits === 0 ? "한 번도 없었다" : `${exits}번이었다`}.`;
}

function tables(state: PathState): readonly Table[] {
  const now = countHops(state.hops.slice(0, state.done));
  return [
    {
      caption: "지금까지",
      columns: ["항목", "횟수"],
      rows: [
        ["VM exit", now.exits],
        ["QEMU까지 나간 횟수", now.toQemu],
        ["보낸 패킷", now.sent],
      ],
    },
    {
      caption: `패킷 ${state.packets}개를 ${state.batch}개씩 알려 다 보냈을 때`,
      columns: ["방식", "VM exit", "QEMU까지", "게스트에 필요한 것", "라이브 마이그레이션"],
      rows: compare(state).map(({ path, exits, toQemu }) => [
        PATH_NAMES[path],
        exits,
        toQemu,
        DRIVER[path],
        MIGRATION[path],
      ]),
    },
    {
      caption: "지나온 곳",
      columns: ["차례", "곳", "VM exit", "한 일"],
      rows: state.hops
        .slice(0, state.done)
        .map((hop, at) => [
          at + 1,
          PLACE_NAMES[hop.at],
          hop.exit ? `\`${hop.exit.name}\`` : "없음",
          hop.text,
        ]),
    },
  ];
}

/** Places that the way of the state's device goes through at all. */
export function placesOf({ hops }: PathState): readonly Place[] {
  return PLACES.filter((place) => hops.some((hop) => hop.at === place));
}

export const ioPathExplorer: Lab<PathState, PathEvent, Params> = {
  id: "hypervisor-io-path-explorer",
  version: 1,
  scenarios: [
    {
      id: "emulated",
      title: "에뮬레이션",
      about: "패킷 하나에 레지스터를 몇 번 건드리는지 센다.",
      goals: [
        {
          id: "two-exits",
          ask: "SR-IOV 없이, 패킷 여덟 개를 VM exit 두 번 안에 모두 보낸다.",
          met: (state) => {
            if (state.path === "sriov") return "SR-IOV 없이 한다.";
            if (state.packets !== 8) return "패킷이 여덟 개여야 한다.";
            const { exits } = countHops(state.hops);
            if (exits > 2) return `이 길로는 exit이 ${exits}번이다. 알리는 횟수를 줄인다.`;
            return state.done === state.hops.length || "다음을 눌러 끝까지 보낸다.";
          },
          within: 3,
        },
      ],
      params: { path: "emulated", packets: 1, batch: 1 },
      predict: {
        ask: "흉내 낸 e1000으로 패킷 하나를 보내고 인터럽트를 처리하면 VM exit은 몇 번일까요?",
        answer: { kind: "number", unit: "번", min: 0, max: 100 },
        at: 17,
        actual: (state) => countHops(state.hops.slice(0, state.done)).exits,
        why: () =>
          "알리는 쓰기가 한 번, 인터럽트를 처리하며 레지스터를 건드린 것이 다섯 번이다. 접근마다 exit이 든다.",
      },
    },
    {
      id: "virtio",
      title: "virtio",
      about: "링 버퍼에 모아 적고 한 번만 알리는 것을 본다.",
      params: { path: "virtio", packets: 4, batch: 4 },
      predict: {
        ask: "패킷 네 개를 링에 적고 한 번 알리면 VM exit은 몇 번일까요?",
        answer: { kind: "number", unit: "번", min: 0, max: 100 },
        at: 4,
        actual: (state) => countHops(state.hops.slice(0, state.done)).exits,
        why: () => "링은 함께 쓰는 메모리라 적는 동안 exit이 없고, 알리는 쓰기 한 번만 빠져나온다.",
      },
    },
    {
      id: "sriov",
      title: "SR-IOV",
      about: "데이터 경로에 하이퍼바이저가 없는 것을 본다.",
      params: { path: "sriov", packets: 4, batch: 4 },
    },
    {
      id: "one-by-one",
      title: "virtio로 하나씩",
      about: "virtio라도 패킷마다 알리면 exit이 얼마나 느는지 본다.",
      params: { path: "virtio", packets: 4, batch: 1 },
    },
    {
      id: "emulated-batch",
      title: "에뮬레이션으로 모아서",
      about: "모아 보내면 에뮬레이션의 exit도 주는지 본다.",
      params: { path: "emulated", packets: 4, batch: 4 },
    },
  ],
  init: start,
  rules,
  next: ({ done, hops }) => (done < hops.length ? { type: "hop" } : undefined),
  describe,
  tables,
  events: {
    hop: {},
    path: { fields: { path: oneOf(PATHS) }, replaces: [] },
    packets: { fields: { count: oneOf(BURSTS) }, replaces: [] },
    batch: { fields: { count: oneOf(BURSTS) }, replaces: [] },
  },
};
