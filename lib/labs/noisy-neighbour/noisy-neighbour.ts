import { requestToWeight } from "../../models/resources/cpu-request.ts";
import { milliCpuToQuota } from "../../models/resources/cpu-shares.ts";
import { type CreditDomain, creditShares } from "../../models/virtualization/credit-shares.ts";
import { oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";
import { withJosa } from "../../text/josa.ts";

/** A batch job beside a web server on one host: what the boundary between them leaves the web server. */

export const CORES = 4;
/** The web server has work for this many CPUs at any time. */
export const WEB_THREADS = 3;
/** Xen's default weight of a domain. */
const VM_WEIGHT = 256;
const PERIOD_US = 100_000;

/** `container`: as the kubelet sets it up; `docker`: as `docker run` without `--cpu-shares` does. */
export type Boundary = "none" | "vm" | "container" | "docker";
export const BOUNDARIES: readonly { readonly id: Boundary; readonly text: string }[] = [
  { id: "none", text: "없음(프로세스)" },
  { id: "vm", text: "VM" },
  { id: "container", text: "컨테이너(쿠버네티스)" },
  { id: "docker", text: "컨테이너(docker run)" },
];

export type NoiseState = {
  readonly boundary: Boundary;
  readonly batchThreads: number;
  /** vCPUs of the batch job's VM; the web server's has as many as it has threads. */
  readonly batchVcpus: number;
  /** CPU requests and limit of the containers, millicores; 0 = not written. */
  readonly webRequest: number;
  readonly batchRequest: number;
  readonly batchLimit: number;
};
export type SettingName = Exclude<keyof NoiseState, "boundary">;
export type NoiseEvent = { readonly type: "boundary"; readonly boundary: Boundary } | SetEvent<SettingName>;

type Params = Partial<NoiseState>;

/** `of`: where a setting means something. */
export const SETTINGS: Readonly<Record<SettingName, Setting & { readonly of?: readonly Boundary[] }>> = {
  batchThreads: { name: "배치 스레드", unit: "개", values: [0, 1, 9, 29], fine: every(0, 29) },
  batchVcpus: { name: "배치 VM", unit: " vCPU", values: [1, 2, 4], of: ["vm"] },
  webRequest: { name: "웹 CPU 요청", unit: "m", values: [0, 500, 1500, 3000], of: ["container"] },
  batchRequest: { name: "배치 CPU 요청", unit: "m", values: [0, 500, 1500], of: ["container"] },
  batchLimit: {
    name: "배치 CPU 제한",
    unit: "m",
    values: [0, 500, 1000, 2000],
    of: ["container", "docker"],
  },
};
const SET = settingsOf(SETTINGS);

const DEFAULTS: NoiseState = {
  boundary: "none",
  batchThreads: 0,
  batchVcpus: 1,
  webRequest: 500,
  batchRequest: 500,
  batchLimit: 0,
};

/** The two as the scheduler sees them: their weight, their cap, and how many CPUs they can use at once. */
export function domainsOf(state: NoiseState): readonly [web: CreditDomain, batch: CreditDomain] {
  const { boundary, batchThreads } = state;
  const domain = (
    name: string,
    threads: number,
    vcpus: number,
    weight: number,
    cap: number,
  ): CreditDomain => ({
    name,
    weight,
    cap,
    vcpus: Math.min(threads, vcpus),
    runnable: threads > 0,
  });
  switch (boundary) {
    case "none":
      // Without groups every thread counts for itself.
      return [
        domain("web", WEB_THREADS, WEB_THREADS, WEB_THREADS, 0),
        domain("batch", batchThreads, batchThreads, batchThreads, 0),
      ];
    case "vm":
      return [
        domain("web", WEB_THREADS, WEB_THREADS, VM_WEIGHT, 0),
        domain("batch", batchThreads, state.batchVcpus, VM_WEIGHT, 0),
      ];
    case "container":
    case "docker": {
      const weight = (milli: number, limit: number) =>
        requestToWeight(boundary === "docker" ? "docker" : milli || "kubernetes", limit);
      const percent = (milliCpuToQuota(state.batchLimit, PERIOD_US) / PERIOD_US) * 100;
      return [
        domain("web", WEB_THREADS, WEB_THREADS, weight(state.webRequest, 0), 0),
        domain("batch", batchThreads, batchThreads, weight(state.batchRequest, state.batchLimit), percent),
      ];
    }
  }
}

export type Result = {
  /** CPUs each of the two gets in the long run. */
  readonly web: number;
  readonly batch: number;
  readonly idle: number;
  /** How many times longer the web server takes than alone. */
  readonly slowdown: number;
};
export function resultOf(state: NoiseState): Result {
  const shares = creditShares({ pcpus: CORES, domains: domainsOf(state) });
  const web = shares.web ?? 0;
  const batch = shares.batch ?? 0;
  return { web, batch, idle: Math.max(0, CORES - web - batch), slowdown: WEB_THREADS / web };
}

/** Why a setting means nothing now. */
const wantsOther: Readonly<Record<SettingName, string>> = {
  batchThreads: "",
  batchVcpus: "VM일 때만 vCPU 수를 정할 수 있습니다.",
  webRequest: "쿠버네티스의 컨테이너일 때만 요청을 적을 수 있습니다.",
  batchRequest: "쿠버네티스의 컨테이너일 때만 요청을 적을 수 있습니다.",
  batchLimit: "컨테이너일 때만 제한을 적을 수 있습니다.",
};

const rules: readonly Rule<NoiseState, NoiseEvent>[] = [
  {
    name: "경계 바꾸기",
    on: "boundary",
    when: (state, { boundary }) => state.boundary !== boundary || "이미 그 경계입니다.",
    make: (state, { boundary }) => ({ ...state, boundary }),
  },
  {
    name: "값 바꾸기",
    on: "set",
    when: (state, event) => {
      const { of, values } = SETTINGS[event.what];
      const idle = of !== undefined && !of.includes(state.boundary) && values.includes(event.value);
      return idle ? wantsOther[event.what] : SET.may(state, event);
    },
    make: (state, { what, value }) => ({ ...state, [what]: value }),
  },
];

const weigh = (state: NoiseState) => {
  const [web, batch] = domainsOf(state);
  const cap = batch.cap > 0 ? `이고 배치는 CPU ${formatNumber(batch.cap / 100)}개로 묶여` : "이므로";
  return `\`cpu.weight\` 값이 웹 ${web.weight} 대 배치 ${batch.weight}${cap}`;
};

const WHY: Readonly<Record<Boundary, (state: NoiseState) => string>> = {
  none: ({ batchThreads }) =>
    `스레드 ${WEB_THREADS + batchThreads}개가 같은 몫을 받으니 스레드가 많은 쪽이 더 가져가`,
  vm: ({ batchThreads, batchVcpus }) =>
    `배치가 스레드를 ${batchThreads}개 띄워도 그 VM의 vCPU ${batchVcpus}개 밖으로는 나오지 못해`,
  container: weigh,
  docker: (state) => `\`--cpu-shares\` 옵션을 적지 않은 ${weigh(state)}`,
};

function describe(state: NoiseState): string {
  const { web, batch, slowdown } = resultOf(state);
  if (state.batchThreads === 0) {
    return `${CORES}코어 서버에서 웹만 돌아 CPU를 원하는 만큼 ${formatNumber(web)}개 받는다.`;
  }
  const why =
    WEB_THREADS + state.batchThreads <= CORES
      ? "스레드를 모두 더해도 코어 수를 넘지 않아"
      : WHY[state.boundary](state);
  const got = `웹은 CPU ${formatNumber(web)}개, 배치는 ${formatNumber(batch)}개를 받는다`;
  return slowdown <= 1
    ? `${why} ${got}. 웹은 느려지지 않는다.`
    : `${why} ${got}. 웹이 ${formatNumber(slowdown)}배 느려졌다.`;
}

function tables(state: NoiseState): readonly Table[] {
  const result = resultOf(state);
  const [web, batch] = domainsOf(state);
  const boundary = BOUNDARIES.find(({ id }) => id === state.boundary)!;
  const row = (name: string, { weight, cap, vcpus }: CreditDomain, threads: number, got: number) => [
    name,
    threads,
    vcpus,
    weight,
    cap > 0 ? `CPU ${formatNumber(cap / 100)}개` : "없음",
    formatNumber(got),
  ];
  return [
    {
      caption: `${CORES}코어 서버, 경계: ${boundary.text}`,
      columns: ["누구", "스레드", "한꺼번에 쓸 수 있는 CPU", "무게", "상한", "받는 CPU"],
      rows: [
        row("웹", web, WEB_THREADS, result.web),
        row("배치", batch, state.batchThreads, result.batch),
        ["노는 CPU", "", "", "", "", formatNumber(result.idle)],
      ],
    },
    {
      caption: "웹이 느려진 정도",
      columns: ["원하는 CPU", "받는 CPU", "혼자일 때의 몇 배"],
      rows: [[WEB_THREADS, formatNumber(result.web), formatNumber(result.slowdown)]],
    },
  ];
}

const web = (state: NoiseState) => Math.round(resultOf(state).web * 100) / 100;

export const noisyNeighbour: Lab<NoiseState, NoiseEvent, Params> = {
  id: "deployment-eras-noisy-neighbour",
  version: 1,
  scenarios: [
    {
      id: "no-boundary",
      title: "경계가 없을 때",
      about: "같은 서버의 배치가 스레드를 늘릴 때 웹이 얼마나 느려지는지 본다.",
      params: {},
      script: SET.series("batchThreads", 1, 9, 29),
      predict: {
        ask: "4코어 서버에서 스레드 3개짜리 웹 옆에 배치가 스레드 9개로 돌면 웹은 CPU를 몇 개 받을까요?",
        answer: { kind: "number", unit: "개", min: 0, max: 4 },
        at: 2,
        actual: web,
        why: () => "스레드 12개가 4코어를 고르게 나누므로 웹의 3개는 4 × 3/12 = 1개를 받는다.",
      },
    },
    {
      id: "vm",
      title: "VM으로 나누면",
      about: "VM의 vCPU 수가 이웃에게 어떤 담이 되는지, 언제 그 담이 낮아지는지 본다.",
      goals: [
        {
          id: "fair-without-limit",
          ask: "VM 대신 쿠버네티스의 컨테이너 둘로 나누고, 배치에 제한을 적지 않은 채 배치가 스레드 29개로 돌아도 웹은 느려지지 않고 배치도 CPU를 1개 받게 한다.",
          met: (state) => {
            const { web, batch } = resultOf(state);
            if (state.boundary !== "container") return "경계를 쿠버네티스의 컨테이너로 바꾼다.";
            if (state.batchLimit > 0) return "제한을 적지 않고도 된다. 제한은 남는 CPU까지 막는다.";
            if (state.batchThreads < 29) return "배치 스레드를 29개까지 늘린다.";
            if (web < WEB_THREADS)
              return `웹이 CPU를 ${formatNumber(web)}개만 받는다. 다툴 때의 몫은 무엇의 비율로 나뉠까.`;
            return batch >= 1 || "배치가 CPU를 1개도 받지 못한다.";
          },
          within: 3,
        },
      ],
      params: { boundary: "vm" },
      script: [...SET.series("batchThreads", 9, 29), ...SET.series("batchVcpus", 4)],
      predict: {
        ask: "배치를 vCPU 1개짜리 VM에 넣었다면 스레드 29개를 띄울 때 웹은 CPU를 몇 개 받을까요?",
        answer: { kind: "number", unit: "개", min: 0, max: 4 },
        at: 2,
        actual: web,
        why: () =>
          "배치가 아무리 애써도 vCPU 하나만큼이라 웹은 3개를 다 받는다. vCPU를 코어보다 많이 나눠 주면 그때부터는 다시 다툰다.",
      },
    },
    {
      id: "container",
      title: "컨테이너로 나누면",
      about: "요청과 제한이 각각 무엇을 지켜 주는지 본다.",
      params: { boundary: "container" },
      script: [
        ...SET.series("batchThreads", 29),
        ...SET.series("webRequest", 1500),
        ...SET.series("batchLimit", 1000),
        ...SET.series("batchThreads", 0),
      ],
      predict: {
        ask: "CPU 요청이 같은 컨테이너 둘이 4코어를 다툰다면, 배치 스레드가 29개일 때 웹은 몇 개를 받을까요?",
        answer: { kind: "number", unit: "개", min: 0, max: 4 },
        at: 1,
        actual: web,
        why: () => "cgroup은 스레드 수가 아니라 무게로 나눈다. 무게가 같으니 둘로 갈라 2개씩이다.",
      },
    },
    {
      id: "no-request",
      title: "요청을 적지 않으면",
      about: "컨테이너에 넣기만 하고 요청을 적지 않으면 어떻게 되는지 본다.",
      params: { boundary: "container", webRequest: 0 },
      script: [...SET.series("batchThreads", 1, 9), ...SET.series("webRequest", 3000)],
      predict: {
        ask: "웹에만 CPU 요청을 적지 않았다면, 배치 스레드가 9개일 때 웹은 어떻게 될까요?",
        answer: { kind: "choice", options: ["경계가 없을 때보다 빠르다", "경계가 없을 때보다 느리다"] },
        at: 2,
        actual: (state) =>
          resultOf(state).web > resultOf({ ...state, boundary: "none" }).web
            ? "경계가 없을 때보다 빠르다"
            : "경계가 없을 때보다 느리다",
        why: (state) =>
          `쿠버네티스는 요청이 없으면 무게를 ${withJosa(String(domainsOf(state)[0].weight), "으로/로")} 적어, 웹은 CPU ${formatNumber(resultOf(state).web)}개를 받는다. 경계만 있고 몫을 적지 않으면 도리어 밀린다.`,
      },
    },
    {
      id: "docker",
      title: "docker run이라면",
      about: "요청을 적지 않은 컨테이너가 도커와 쿠버네티스에서 왜 다르게 밀리는지 견준다.",
      params: { boundary: "container", webRequest: 0, batchThreads: 29 },
      script: [{ type: "boundary", boundary: "docker" }, ...SET.series("batchLimit", 1000)],
      predict: {
        ask: "둘 다 docker run으로 띄우고 CPU 옵션을 하나도 적지 않으면, 배치 스레드가 29개일 때 웹은 CPU를 몇 개 받을까요?",
        answer: { kind: "number", unit: "개", min: 0, max: 4 },
        at: 1,
        actual: web,
        why: () =>
          "도커는 무게를 건드리지 않아 둘 다 커널의 기본값 100이고 반씩 나눈다. 쿠버네티스는 요청이 없으면 가장 작은 무게 1을 적는다.",
      },
    },
  ],
  init: (params) => ({ ...DEFAULTS, ...params }),
  rules,
  describe,
  tables,
  events: {
    boundary: { fields: { boundary: oneOf(BOUNDARIES.map(({ id }) => id)) }, replaces: [] },
    ...SET.events,
  },
};
