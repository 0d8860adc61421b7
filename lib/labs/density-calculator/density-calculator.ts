import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";

/** How many copies of an app one host can hold, by what stands between them. */

export type DensityState = {
  readonly hostMiB: number;
  /** What the host keeps for itself. */
  readonly reserveMiB: number;
  /** What a guest OS adds to a VM. */
  readonly guestMiB: number;
  readonly appMiB: number;
  /** Apps in each VM where containers run inside VMs. */
  readonly perVm: number;
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
  guestMiB: { name: "게스트 OS", unit: "MiB", values: [128, 512, 1024, 2048] },
  appMiB: { name: "앱", unit: "MiB", values: [64, 256, 1024, 8192] },
  perVm: { name: "VM 하나에 컨테이너", unit: "개", values: [1, 2, 4, 10, 20] },
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
  readonly bound: "memory" | "cpu";
};

const MILLI_PER_CORE = 1000;

/** The upper bound of a way: whole units only, of memory first, then of CPU. */
export function fitOf(state: DensityState, way: Way): Fit {
  const { hostMiB, reserveMiB, guestMiB, appMiB, cores, appMilli } = state;
  const perUnit = way === "nested" ? state.perVm : 1;
  const guest = way === "container" ? 0 : guestMiB;
  const room = Math.max(0, hostMiB - reserveMiB);
  const unitMiB = guest + perUnit * appMiB;
  const byMemory = Math.floor(room / unitMiB);
  const byCpu =
    appMilli === 0 ? Number.POSITIVE_INFINITY : Math.floor((cores * MILLI_PER_CORE) / (perUnit * appMilli));
  const units = Math.min(byMemory, byCpu);
  return {
    apps: units * perUnit,
    vms: way === "container" ? 0 : units,
    appsMiB: units * perUnit * appMiB,
    guestsMiB: units * guest,
    freeMiB: room - units * unitMiB,
    bound: byCpu < byMemory ? "cpu" : "memory",
  };
}

/** Thousands parted. */

export const BOUNDS = { memory: "메모리", cpu: "CPU" } as const;

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
    return `VM 하나에 컨테이너를 ${state.perVm}개씩 담으면 VM ${nested.vms}대에 앱이 ${formatNumber(nested.apps)}개 들어가, 게스트 OS의 몫이 ${formatNumber(nested.guestsMiB)}MiB다.`;
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
        ask: "VM 하나에 컨테이너를 10개씩 담으면 앱은 모두 몇 개 들어갈까요?",
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
    },
  ],
  init: (params) => ({ ...DEFAULTS, ...params }),
  rules,
  describe,
  tables,
  events: SET.events,
};
