import { averageAccessNs, breakEvenAccesses } from "../../models/inverse/access-time.ts";
import { isModelError } from "../../models/model-error.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";

/** What remote memory costs on average, and when moving a page pays. */

export type CostState = {
  readonly nodes: number;
  /** Memory of a node and the working set of the program, GiB. */
  readonly nodeGiB: number;
  readonly workGiB: number;
  /** Of a working set that fits a node: how many of 100 accesses go to another node all the same. */
  readonly remotePercent: number;
  readonly localNs: number;
  readonly remoteNs: number;
  readonly moveNs: number;
  /** How often a page is used once it has come. */
  readonly reuse: number;
};
export type SettingName = keyof CostState;
export type CostEvent = SetEvent<SettingName>;

type Params = Partial<CostState>;

export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  nodes: { name: "노드", unit: "대", values: [1, 2, 4, 8] },
  nodeGiB: { name: "노드 메모리", unit: "GiB", values: [128, 256, 512, 1024] },
  workGiB: { name: "작업 집합", unit: "GiB", values: [64, 128, 256, 512, 1024, 2048, 4096] },
  remotePercent: { name: "원격 접근", unit: "%", values: [0, 1, 2, 5, 10, 25, 50, 100], fine: every(0, 100) },
  localNs: { name: "로컬", unit: "ns", values: [50, 100, 200] },
  remoteNs: {
    name: "원격",
    unit: "ns",
    values: [200, 500, 1000, 2000, 5000, 20_000],
    fine: [...every(200, 5000, 100), ...every(6000, 20_000, 1000)],
  },
  moveNs: { name: "페이지 이동", unit: "ns", values: [5000, 20_000, 50_000] },
  reuse: { name: "다시 쓰는 횟수", unit: "번", values: [1, 5, 10, 11, 20, 100], fine: every(1, 100) },
};
const SET = settingsOf(SETTINGS);

const DEFAULTS: CostState = {
  nodes: 4,
  nodeGiB: 256,
  workGiB: 128,
  remotePercent: 2,
  localNs: 100,
  remoteNs: 2000,
  moveNs: 20_000,
  reuse: 1,
};

export type Cost = {
  /** Whether the pool can hold the working set at all. */
  readonly fits: boolean;
  /** Whether one node can. */
  readonly fitsNode: boolean;
  /** 0–1. */
  readonly remote: number;
  readonly averageNs: number;
  /** How many times the time of a program that stays on one node. */
  readonly relative: number;
};

export function costOf(state: CostState): Cost {
  const { nodes, nodeGiB, workGiB, remotePercent, localNs, remoteNs } = state;
  const fitsNode = workGiB <= nodeGiB;
  // A working set larger than a node, walked evenly: what one node holds of it is local.
  const remote = fitsNode ? (nodes === 1 ? 0 : remotePercent / 100) : 1 - nodeGiB / workGiB;
  const averageNs = averageAccessNs({ localNs, remoteNs, localFraction: 1 - remote });
  return { fits: workGiB <= nodes * nodeGiB, fitsNode, remote, averageNs, relative: averageNs / localNs };
}

export type Moving = {
  /** From how many uses on moving pays; undefined if it never does. */
  readonly pays: number | undefined;
  readonly movedNs: number;
  readonly stayedNs: number;
};

/** A page that is used so often: move it first, or reach over the network each time. */
export function movingOf({ moveNs, localNs, remoteNs, reuse }: CostState): Moving {
  const pays = breakEvenAccesses({ pageMoveNs: moveNs, localNs, remoteNs });
  return {
    pays: isModelError(pays) ? undefined : pays,
    movedNs: moveNs + averageAccessNs({ localNs, remoteNs, localFraction: 1 }) * reuse,
    stayedNs: averageAccessNs({ localNs, remoteNs, localFraction: 0 }) * reuse,
  };
}

/** At most two digits behind the point, and thousands parted. */
const times = (cost: Cost) => `${formatNumber(cost.relative)}배`;
const ns = (value: number) => `${formatNumber(value)}ns`;

const rules: readonly Rule<CostState, CostEvent>[] = [
  {
    name: "값 바꾸기",
    on: "set",
    when: SET.may,
    make: (state, { what, value }) => ({ ...state, [what]: value }),
  },
];

function describe(state: CostState, before: CostState | undefined, event: CostEvent | undefined): string {
  if (event !== undefined && before !== undefined && ["moveNs", "reuse"].includes(event.what)) {
    return describeMoving(state);
  }
  const cost = costOf(state);
  const { nodes, nodeGiB, workGiB } = state;
  if (!cost.fits) {
    return `작업 집합 ${formatNumber(workGiB)}GiB는 노드 ${nodes}대의 ${formatNumber(nodes * nodeGiB)}GiB에도 담기지 않아, 이 셈과 상관없이 디스크로 넘친다.`;
  }
  const percent = formatNumber(cost.remote * 100);
  const average = `접근 평균은 ${ns(cost.averageNs)}, 로컬만 쓸 때의 ${times(cost)}다.`;
  if (!cost.fitsNode) {
    return `작업 집합 ${formatNumber(workGiB)}GiB를 고르게 쓰면 한 노드에는 ${formatNumber(nodeGiB)}GiB뿐이라 ${percent}%가 원격이고, ${average}`;
  }
  if (cost.remote === 0) return `작업 집합이 한 노드에 담기고 접근이 모두 로컬이라, ${average}`;
  return `작업 집합이 한 노드에 담기고 접근의 ${percent}%만 원격이라, ${average}`;
}

function describeMoving(state: CostState): string {
  const { pays, movedNs, stayedNs } = movingOf(state);
  if (pays === undefined) return "원격이 로컬보다 느리지 않아 페이지를 옮길 까닭이 없다.";
  const verdict =
    movedNs < stayedNs ? "옮기는 편이 싸다" : movedNs === stayedNs ? "두 쪽이 같다" : "옮기지 않는 편이 싸다";
  return `옮겨서 ${formatNumber(state.reuse)}번 쓰면 ${ns(movedNs)}, 그때마다 건너가 쓰면 ${ns(stayedNs)}라서 ${verdict}. 본전은 ${formatNumber(pays)}번이다.`;
}

/** The relative time over the shares of remote access that can be chosen, all else being the same. */
export function curveOf(
  state: CostState,
): readonly { readonly percent: number; readonly relative: number }[] {
  return SETTINGS.remotePercent.values.map((percent) => ({
    percent,
    relative: averageAccessNs({ ...state, localFraction: 1 - percent / 100 }) / state.localNs,
  }));
}

function tables(state: CostState): readonly Table[] {
  const cost = costOf(state);
  const { pays, movedNs, stayedNs } = movingOf(state);
  return [
    {
      caption: "정한 값",
      columns: ["값", "지금"],
      rows: SET.names.map((name) => [
        SETTINGS[name].name,
        `${formatNumber(state[name])}${SETTINGS[name].unit}`,
      ]),
    },
    {
      caption: "셈",
      columns: ["무엇", "값"],
      rows: [
        ["풀에 담기나", cost.fits ? "담김" : "담기지 않음"],
        ["원격 비율", cost.fits ? `${formatNumber(cost.remote * 100)}%` : "셈하지 않음"],
        ["접근 평균", cost.fits ? ns(cost.averageNs) : "셈하지 않음"],
        ["로컬만 쓸 때의", cost.fits ? times(cost) : "셈하지 않음"],
        ["옮겨서 쓰면", ns(movedNs)],
        ["건너가 쓰면", ns(stayedNs)],
        ["옮겨서 이득인 횟수", pays === undefined ? "없음" : `${formatNumber(pays)}번부터`],
      ],
    },
    {
      caption: "원격 비율에 따른 상대 시간",
      columns: ["원격", "상대 시간"],
      rows: curveOf(state).map(({ percent, relative }) => [`${percent}%`, `${formatNumber(relative)}배`]),
    },
  ];
}

export const remoteCost: Lab<CostState, CostEvent, Params> = {
  id: "inverse-virtualization-remote-cost",
  version: 1,
  scenarios: [
    {
      id: "locality",
      title: "조금만 원격이어도",
      about: "한 노드에 담기는 작업 집합에서 원격 접근이 늘 때 평균이 얼마나 느려지는지 본다.",
      params: { remotePercent: 0 },
      script: SET.series("remotePercent", 2, 10, 25, 50),
      predict: {
        ask: "로컬은 100ns, 원격은 2,000ns입니다. 열 번에 한 번만 원격이면 평균은 몇 배 느려질까요?",
        answer: { kind: "number", unit: "배", min: 1, max: 100 },
        at: 2,
        actual: (state) => Math.round(costOf(state).relative * 100) / 100,
        why: () => "0.9×1 + 0.1×20 = 2.9다. 드문 원격 접근이 평균의 대부분을 차지한다.",
      },
    },
    {
      id: "overflow",
      title: "한 노드에 안 담길 때",
      about: "작업 집합이 노드 메모리를 넘는 순간 무엇이 꺾이는지 본다.",
      goals: [
        {
          id: "wide-and-fast",
          ask: "2,048GiB를 쓰는 프로그램을, 노드 메모리를 256GiB로 둔 채 두 배 넘게 느려지지 않게 한다.",
          met: (state) => {
            if (state.workGiB < 2048 || state.nodeGiB !== 256)
              return "작업 집합은 2,048GiB 이상, 노드 메모리는 256GiB여야 한다.";
            const { fits, relative } = costOf(state);
            if (!fits) return "풀 전체에도 담기지 않는다. 노드가 더 있어야 한다.";
            return (
              relative <= 2 || "접근 여덟에 일곱은 원격이다. 남은 손잡이는 원격 접근이 얼마나 걸리느냐다."
            );
          },
          within: 3,
        },
      ],
      params: { workGiB: 128, remotePercent: 0 },
      script: SET.series("workGiB", 256, 512, 1024, 2048),
      predict: {
        ask: "256GiB 노드 4대에서 1,024GiB를 고르게 훑으면 몇 배 느려질까요?",
        answer: { kind: "number", unit: "배", min: 1, max: 100 },
        at: 3,
        actual: (state) => Math.round(costOf(state).relative * 100) / 100,
        why: () => "한 노드에는 4분의 1만 있어 75%가 원격이다. 0.25×1 + 0.75×20 = 15.25다.",
      },
    },
    {
      id: "break-even",
      title: "옮길까, 건너갈까",
      about: "페이지를 옮긴 값은 몇 번 다시 쓰면 되찾는지 본다.",
      params: {},
      script: SET.series("reuse", 5, 10, 11, 20),
      predict: {
        ask: "페이지를 옮기는 데 20,000ns가 듭니다. 몇 번부터 옮기는 편이 이득일까요?",
        answer: { kind: "number", unit: "번", min: 1, max: 1000 },
        at: 3,
        actual: (state) => movingOf(state).pays ?? 0,
        why: () => "한 번 쓸 때마다 2,000 − 100 = 1,900ns를 번다. 20,000 ÷ 1,900은 10.5라서 11번이다.",
      },
    },
    {
      id: "faster-network",
      title: "네트워크가 빨라지면",
      about: "원격 접근이 빨라질 때 느려지는 정도와 본전이 어떻게 바뀌는지 본다.",
      params: { remotePercent: 10, remoteNs: 20_000 },
      script: SET.series("remoteNs", 5000, 2000, 500, 200),
    },
  ],
  init: (params) => ({ ...DEFAULTS, ...params }),
  rules,
  describe,
  tables,
  events: SET.events,
};
