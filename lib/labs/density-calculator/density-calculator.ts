import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";

/** How many copies of an app one host can hold, by what stands between them. */

export type DensityState = {
  readonly hostMiB: number;
  /** What the host keeps for itself. */
  readonly reserveMiB: number;
  /** What a guest OS adds to a VM. */
  readonly guestMiB: number;
  readonly appMiB: number;
  /** Most apps in one VM where containers run inside VMs. */
  readonly perVm: number;
  /** Most containers that one operating system runs as a node of Kubernetes; 0 = not counted. */
  readonly maxPods: number;
  readonly cores: number;
  /** CPU an app needs, millicores; 0 = not counted. */
  readonly appMilli: number;
};
export type SettingName = keyof DensityState;
export type DensityEvent = SetEvent<SettingName>;

type Params = Partial<DensityState>;

export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  hostMiB: { name: "서버 메모리", unit: "MiB", values: [16_384, 65_536, 262_144] },
  reserveMiB: { name: "호스트 몫", unit: "MiB", values: [1024, 4096, 8192] },
  guestMiB: { name: "게스트 OS", unit: "MiB", values: [128, 512, 1024, 2048], fine: every(128, 2048, 128) },
  appMiB: {
    name: "앱",
    unit: "MiB",
    values: [64, 256, 1024, 8192],
    fine: [...every(64, 1024, 64), ...every(1280, 8192, 256)],
  },
  perVm: { name: "VM 하나에 컨테이너(최대)", unit: "개", values: [1, 2, 4, 10, 20] },
  maxPods: { name: "노드 하나에 파드(최대)", unit: "개", values: [0, 110, 250] },
  cores: { name: "서버 코어", unit: "개", values: [16, 32, 64] },
  appMilli: { name: "앱의 CPU", unit: "m", values: [0, 100, 250, 500, 1000] },
};
const SET = settingsOf(SETTINGS);

const DEFAULTS: DensityState = {
  hostMiB: 65_536,
  reserveMiB: 4096,
  guestMiB: 512,
  appMiB: 256,
  perVm: 10,
  maxPods: 0,
  cores: 32,
  appMilli: 0,
};

export type Way = "vm" | "container" | "nested";
export const WAYS: readonly { readonly id: Way; readonly name: string }[] = [
  { id: "vm", name: "VM마다 앱 하나" },
  { id: "container", name: "호스트에 컨테이너" },
  { id: "nested", name: "VM 안에 컨테이너" },
];

export type Fit = {
  readonly apps: number;
  readonly vms: number;
  readonly appsMiB: number;
  readonly guestsMiB: number;
  readonly freeMiB: number;
  /** What runs out first. */
  readonly bound: "memory" | "cpu" | "pods";
};

const MILLI_PER_CORE = 1000;

/**
 * The upper bound of a way: no more apps fit, however they are put into VMs of at most `perVm`. The last VM may
 * be partly filled. The kubelet's `maxPods` is 110 by default; each VM is a node of its own.
 */
export function fitOf(state: DensityState, way: Way): Fit {
  const { hostMiB, reserveMiB, appMiB, cores, appMilli } = state;
  const most =
    way === "vm" ? 1 : way === "nested" ? Math.min(state.perVm, podsOf(state)) : Number.POSITIVE_INFINITY;
  const guest = way === "container" ? 0 : state.guestMiB;
  const room = Math.max(0, hostMiB - reserveMiB);
  const full = way === "container" ? 0 : Math.floor(room / (guest + most * appMiB));
  const rest = way === "container" ? room : room - full * (guest + most * appMiB);
  const last = Math.max(0, Math.floor((rest - guest) / appMiB));
  const limits = {
    memory: (way === "container" ? 0 : full * most) + last,
    cpu: appMilli === 0 ? Number.POSITIVE_INFINITY : Math.floor((cores * MILLI_PER_CORE) / appMilli),
    pods: way === "container" ? podsOf(state) : Number.POSITIVE_INFINITY,
  };
  const apps = Math.min(...Object.values(limits));
  const vms = way === "container" ? 0 : Math.ceil(apps / most);
  return {
    apps,
    vms,
    appsMiB: apps * appMiB,
    guestsMiB: vms * guest,
    freeMiB: room - apps * appMiB - vms * guest,
    bound: apps === limits.memory ? "memory" : apps === limits.cpu ? "cpu" : "pods",
  };
}

const podsOf = ({ maxPods }: DensityState) => (maxPods === 0 ? Number.POSITIVE_INFINITY : maxPods);

export const BOUNDS = { memory: "메모리", cpu: "CPU", pods: "파드 수" } as const;

const rules: readonly Rule<DensityState, DensityEvent>[] = [
  {
    name: "값 바꾸기",
    on: "set",
    when: SET.may,
    make: (state, { what, value }) => ({ ...state, [what]: value }),
  },
];

function describe(
  state: DensityState,
  before: DensityState | undefined,
  event: DensityEvent | undefined,
): string {
  const [vm, container, nested] = WAYS.map(({ id }) => fitOf(state, id)) as [Fit, Fit, Fit];
  if (event !== undefined && before !== undefined && event.what === "perVm") {
    return `VM 하나에 컨테이너를 ${state.perVm}개까지 담으면 VM ${nested.vms}대에 앱이 ${formatNumber(nested.apps)}개 들어가, 게스트 OS의 몫이 ${formatNumber(nested.guestsMiB)}MiB다.`;
  }
  if (container.bound === "pods") {
    const [best, apps] =
      nested.apps > container.apps
        ? (["VM 안에 컨테이너로 나누면", nested] as const)
        : (["VM으로 나누면", vm] as const);
    return `노드 하나가 파드를 ${state.maxPods}개까지만 받아 호스트에는 ${formatNumber(container.apps)}개에서 멈추고 ${formatNumber(container.freeMiB)}MiB가 남는다. ${best} 노드가 ${formatNumber(apps.vms)}개라 ${formatNumber(apps.apps)}개가 들어간다.`;
  }
  const both = `앱은 VM으로 ${formatNumber(vm.apps)}개, 컨테이너로 ${formatNumber(container.apps)}개가 이론 상한이고`;
  if (container.apps === vm.apps) {
    return container.bound === "cpu"
      ? `${both}, CPU가 먼저 모자라 게스트 OS를 없애도 더 들어가지 않는다.`
      : `${both}, 앱이 커서 게스트 OS ${formatNumber(state.guestMiB)}MiB의 차이가 묻힌다.`;
  }
  return container.bound === "cpu"
    ? `${both}, 컨테이너는 메모리보다 CPU가 먼저 모자란다.`
    : `${both}, 그 차이는 VM마다 게스트 OS가 ${formatNumber(state.guestMiB)}MiB씩 쓰는 데서 나온다.`;
}

function tables(state: DensityState): readonly Table[] {
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
      caption: "서버 한 대의 이론 상한",
      columns: ["방식", "앱", "VM", "앱 메모리(MiB)", "게스트 OS(MiB)", "남음(MiB)", "먼저 모자라는 것"],
      rows: WAYS.map(({ id, name }) => {
        const { apps, vms, appsMiB, guestsMiB, freeMiB, bound } = fitOf(state, id);
        return [
          name,
          apps,
          vms,
          formatNumber(appsMiB),
          formatNumber(guestsMiB),
          formatNumber(freeMiB),
          BOUNDS[bound],
        ];
      }),
    },
  ];
}

export const densityCalculator: Lab<DensityState, DensityEvent, Params> = {
  id: "deployment-eras-density-calculator",
  version: 1,
  scenarios: [
    {
      id: "app-size",
      title: "앱이 커지면",
      about: "앱 하나가 쓰는 메모리에 따라 VM과 컨테이너의 차이가 어떻게 달라지는지 본다.",
      goals: [
        {
          id: "vm-three-hundred",
          ask: "VM마다 앱 하나씩 나누고 앱마다 CPU 100m를 주면서, 메모리 65,536MiB 서버 한 대에 앱을 300개 넘게 둔다.",
          met: (state) => {
            if (state.hostMiB !== 65_536) return "서버 메모리는 65,536MiB 그대로여야 한다.";
            if (state.appMilli !== 100) return "앱마다 CPU 100m가 있어야 한다.";
            return (
              fitOf(state, "vm").apps > 300 ||
              "VM 하나에 드는 것은 앱과 게스트 OS의 합이다. 둘 가운데 큰 쪽부터 줄인다."
            );
          },
          within: 3,
        },
      ],
      params: {},
      script: SET.series("appMiB", 64, 1024, 8192),
      predict: {
        ask: "앱이 8,192MiB씩 쓰면 컨테이너는 VM보다 몇 개 더 들어갈까요?",
        answer: { kind: "number", unit: "개", min: 0, max: 240 },
        at: 3,
        actual: (state) => fitOf(state, "container").apps - fitOf(state, "vm").apps,
        why: () =>
          "61,440을 8,192로 나누면 7.5, 8,704로 나누면 7.06이라 둘 다 7개다. 밀도의 이득은 앱이 작을수록 크다.",
      },
    },
    {
      id: "cpu-first",
      title: "CPU가 먼저 모자라면",
      about: "메모리가 남아도 더 넣을 수 없는 때가 언제인지 본다.",
      params: {},
      script: SET.series("appMilli", 100, 250, 1000),
      predict: {
        ask: "32코어 서버에서 앱마다 CPU가 한 코어씩 필요하면 컨테이너는 몇 개 들어갈까요?",
        answer: { kind: "number", unit: "개", min: 0, max: 240 },
        at: 3,
        actual: (state) => fitOf(state, "container").apps,
        why: (state) =>
          `메모리로는 240개까지지만 코어가 32개뿐이다. 메모리 ${formatNumber(fitOf(state, "container").freeMiB)}MiB가 남고 VM과의 차이도 사라진다.`,
      },
    },
    {
      id: "nested",
      title: "VM 안에 컨테이너",
      about: "VM 하나에 컨테이너를 여럿 담으면 게스트 OS의 몫이 어떻게 나뉘는지 본다.",
      params: { perVm: 1 },
      script: SET.series("perVm", 2, 4, 10, 20),
      predict: {
        ask: "VM 하나에 컨테이너를 10개까지 담으면 앱은 모두 몇 개 들어갈까요?",
        answer: { kind: "number", unit: "개", min: 0, max: 240 },
        at: 3,
        actual: (state) => fitOf(state, "nested").apps,
        why: () =>
          "VM 하나가 512 + 10×256 = 3,072MiB라서 20대가 들어가고 앱은 200개다. 게스트 OS를 열이 나눠 쓴다.",
      },
    },
    {
      id: "guest-size",
      title: "게스트 OS를 줄이면",
      about: "게스트 OS를 작게 만들면 VM의 밀도가 어디까지 따라오는지 본다.",
      params: { guestMiB: 2048 },
      script: SET.series("guestMiB", 1024, 512, 128),
      predict: {
        ask: "게스트 OS를 2,048MiB에서 128MiB로 열여섯 분의 일로 줄이면 VM은 몇 대나 들어갈까요?",
        answer: { kind: "number", unit: "대", min: 0, max: 500 },
        at: 3,
        actual: (state) => fitOf(state, "vm").apps,
        why: () =>
          "26대에서 160대로 여섯 배쯤 는다. 줄어든 것은 게스트 OS뿐이고 앱의 256MiB는 그대로라 열여섯 배가 되지는 않는다.",
      },
    },
    {
      id: "pods",
      title: "노드가 막는 밀도",
      about: "메모리도 CPU도 남는데 더 들어가지 않는 까닭과, 그때 VM이 하는 일을 본다.",
      params: { appMiB: 64, perVm: 20 },
      script: SET.series("maxPods", 110, 250),
      predict: {
        ask: "64MiB짜리 앱을 쿠버네티스에 올리고 노드의 파드 수를 기본값 110개로 두면, 앱이 가장 많이 들어가는 것은 어느 쪽일까요?",
        answer: { kind: "choice", options: WAYS.map(({ name }) => name) },
        at: 1,
        actual: (state) =>
          WAYS.reduce((best, way) => (fitOf(state, way.id).apps > fitOf(state, best.id).apps ? way : best))
            .name,
        why: (state) =>
          `호스트를 노드 하나로 쓰면 파드 ${fitOf(state, "container").apps}개에서 막힌다. VM ${fitOf(state, "nested").vms}대로 나누면 노드가 늘어 ${formatNumber(fitOf(state, "nested").apps)}개가 들어간다. VM이 밀도를 올리는 때도 있다.`,
      },
    },
  ],
  init: (params) => ({ ...DEFAULTS, ...params }),
  rules,
  describe,
  tables,
  events: SET.events,
};
