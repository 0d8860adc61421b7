import type { Goal, Lab, Rule, Table } from "../../sim/lab.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";
import { withJosa } from "../../text/josa.ts";
import { CAPACITY, LENGTH, mostAttempts, type Storm, TROUBLE, weatherOf } from "./storm.ts";

/** Ten bad seconds of a service, and whether those who call it let it get well again. */

export type SettingName = Exclude<keyof Storm, "seed">;
export type StormEvent = SetEvent<SettingName>;

export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  perSecond: { name: "밖에서 오는 요청", unit: "건/초", values: [20, 24, 28, 32, 36], fine: every(10, 38) },
  attempts: { name: "한 층의 시도", unit: "번", values: [1, 2, 3, 4] },
  layers: { name: "다시 시도하는 층", unit: "층", values: [1, 2, 3] },
  timeoutMs: { name: "타임아웃", unit: "ms", values: [500, 1000, 2000, 3000] },
  baseMs: { name: "첫 간격", unit: "ms", values: [0, 100, 1000, 5000] },
  jitter: { name: "지터", unit: "", values: [0, 1] },
  budget: { name: "재시도 예산", unit: "%", values: [0, 10, 50] },
  limit: { name: "서비스가 받는 수", unit: "건", values: [0, 10, 30, 100] },
  deadlines: { name: "마감 시각 전하기", unit: "", values: [0, 1] },
  breaker: { name: "서킷 브레이커", unit: "", values: [0, 1] },
};
const SET = settingsOf(SETTINGS);

export function writeSetting(what: SettingName, value: number): string {
  switch (what) {
    case "jitter":
      return value === 1 ? "0부터 그 간격까지 무작위" : "없음";
    case "deadlines":
      return value === 1 ? "늦을 요청은 하지 않음" : "모두 함";
    case "breaker":
      return value === 1 ? "절반이 실패하면 열림" : "없음";
    case "budget":
      return value === 0 ? "없음" : `첫 시도의 ${value}%까지`;
    case "limit":
      return value === 0 ? "끝없이" : `${value}건까지`;
    case "attempts":
      return value === 1 ? "다시 하지 않음" : `${value}번까지`;
    default:
      return formatNumber(value) + SETTINGS[what].unit;
  }
}

export const percent = (share: number) => `${formatNumber(Math.round(share * 1000) / 10)}%`;
export const mostSent = (storm: Storm) => Math.max(...weatherOf(storm).sent.map(([, count]) => count));
export const sayRecovered = (seconds: number | undefined) =>
  seconds === undefined ? "2분 안에는 나아지지 않음" : seconds === 0 ? "곧바로" : `${seconds}초 뒤`;

const rules: readonly Rule<Storm, StormEvent>[] = [
  {
    name: "값 바꾸기",
    on: "set",
    when: SET.may,
    make: (state, { what, value }) => ({ ...state, [what]: value }),
  },
];

function describe(state: Storm): string {
  const { recovered, failed } = weatherOf(state);
  const told = `요청은 초당 ${state.perSecond}건인데 서비스에 닿는 시도는 초당 많게는 ${mostSent(state)}건이다.`;
  const end =
    recovered === undefined
      ? `${TROUBLE.until - TROUBLE.from}초 고장이 끝나고 ${LENGTH - TROUBLE.until}초가 지나도 나아지지 않고`
      : recovered === 0
        ? `${TROUBLE.until - TROUBLE.from}초 고장이 끝나자마자 나아지고`
        : `${TROUBLE.until - TROUBLE.from}초 고장이 끝나고 ${recovered}초 뒤에 나아지고`;
  return `${told} ${end}, 요청의 ${withJosa(percent(failed), "이/가")} 실패한다. ${why(state)}`;
}

function why(state: Storm): string {
  const { recovered, wasted, amplification } = weatherOf(state);
  if (recovered === undefined) {
    return amplification > 1.2
      ? `고장은 끝났지만 다시 보낸 요청이 서비스의 힘인 초당 ${CAPACITY}건을 넘어, 서비스는 일의 ${withJosa(percent(wasted), "을/를")} 이미 떠난 클라이언트에게 쓴다.`
      : "줄에 선 요청이 모두 타임아웃을 넘겨, 서비스는 떠난 클라이언트의 일만 한다.";
  }
  if (state.breaker === 1) return "브레이커가 열려 있는 동안 줄이 비고, 몇 건을 시험해 보고 닫힌다.";
  if (state.deadlines === 1) return "이미 늦은 요청은 하지 않으니 줄이 낡은 일로 차지 않는다.";
  if (state.limit > 0) return "줄이 길어지기 전에 거절하니 받은 요청은 제때 끝난다.";
  if (recovered > 5) return "고장 동안 쌓인 줄을 다 치울 때까지는 새 요청도 늦는다.";
  return "쌓인 줄이 곧 빠진다.";
}

function tables(state: Storm): readonly Table[] {
  const weather = weatherOf(state);
  const over = (from: number, until: number, values: readonly (readonly [number, number])[]) =>
    formatNumber(
      values
        .filter(([second]) => second >= from && second < until)
        .reduce((sum, [, count]) => sum + count, 0) /
        (until - from),
    );
  const spans = [
    ["고장 전", 0, TROUBLE.from],
    ["고장 동안", TROUBLE.from, TROUBLE.until],
    ["고장 뒤 30초", TROUBLE.until, TROUBLE.until + 30],
    ["마지막 30초", LENGTH - 30, LENGTH],
  ] as const;
  return [
    {
      caption: "결과",
      columns: ["나아짐", "실패한 요청", "요청 하나에 보낸 시도", "헛된 일", "브레이커가 바뀐 횟수"],
      rows: [
        [
          sayRecovered(weather.recovered),
          percent(weather.failed),
          `${formatNumber(weather.amplification)}번`,
          percent(weather.wasted),
          weather.run.breaker.length,
        ],
      ],
    },
    {
      caption: "초당 건수",
      columns: ["언제", "닿은 시도", "제때의 답"],
      rows: spans.map(([name, from, until]) => [
        name,
        over(from, until, weather.sent),
        over(from, until, weather.good),
      ]),
    },
    {
      caption: "조건",
      columns: ["무엇", "값"],
      rows: [
        ...SET.names.map((what) => [SETTINGS[what].name, writeSetting(what, state[what])]),
        ["요청 하나가 닿을 수 있는 횟수", `${mostAttempts(state)}번`],
      ],
    },
  ];
}

type Params = Partial<Omit<Storm, "seed">>;

const DEFAULTS: Omit<Storm, "seed"> = {
  perSecond: 28,
  attempts: 1,
  layers: 1,
  timeoutMs: 1000,
  baseMs: 100,
  jitter: 0,
  budget: 0,
  limit: 0,
  deadlines: 0,
  breaker: 0,
};

const CURED = 0.09;
const cured: Goal<Storm> = {
  id: "storm-cured",
  ask: `재시도는 한 층에서 세 번까지 남기고, 브레이커도 받는 수의 제한도 없이, 고장이 끝나자마자 나아지고 실패가 ${percent(CURED)} 아래가 되게 한다.`,
  met: (state) => {
    if (state.perSecond !== 28) return "밖에서 오는 요청을 초당 28건으로 되돌린다.";
    if (state.timeoutMs !== 1000) return "타임아웃을 1,000ms로 되돌린다.";
    if (state.breaker === 1 || state.limit > 0) return "브레이커와 받는 수의 제한 없이도 된다.";
    if (state.attempts !== 3) return "한 층의 시도는 세 번까지 남긴다.";
    if (state.layers > 1)
      return `요청 하나가 많게는 ${mostAttempts(state)}번 닿는다. 재시도는 한 층에서만 한다.`;
    const { recovered, failed } = weatherOf(state);
    if (recovered !== 0)
      return state.deadlines === 0
        ? "서비스가 누구의 일을 하고 있는지 본다. 이미 떠난 클라이언트의 일을 하지 않게 할 수 있다."
        : "다시 보내는 양을 전체의 얼마까지로 묶을 수 있다.";
    return failed < CURED || `실패가 ${percent(failed)}다. 다시 보내는 양을 더 묶어 본다.`;
  },
  within: 3,
};

export const retryStorm: Lab<Storm, StormEvent, Params> = {
  id: "microservices-retry-storm",
  version: 1,
  scenarios: [
    {
      id: "storm",
      title: "재시도 폭풍",
      about: `서비스가 ${TROUBLE.from}초부터 10초 동안 멈춘다. 클라이언트가 다시 시도할 때 그 10초가 어떻게 되는지 본다.`,
      params: {},
      seed: 5,
      script: [
        ...SET.series("attempts", 3),
        ...SET.series("baseMs", 1000),
        ...SET.series("jitter", 1),
        ...SET.series("limit", 30),
      ],
      predict: {
        ask: "클라이언트가 실패한 요청을 세 번까지 시도하면, 고장이 끝난 뒤는 어떻게 될까요?",
        answer: { kind: "choice", options: ["더 빨리 나아진다", "비슷하게 걸린다", "스스로는 낫지 못한다"] },
        at: 1,
        actual: (state) => {
          const { recovered } = weatherOf(state);
          return recovered === undefined
            ? "스스로는 낫지 못한다"
            : recovered < 15
              ? "더 빨리 나아진다"
              : "비슷하게 걸린다";
        },
        why: (state) =>
          `다시 보낸 요청이 초당 ${mostSent(state)}건까지 불어 서비스의 힘 ${CAPACITY}건을 넘는다. 원인이 사라져도 그 부하가 남는다.`,
      },
    },
    {
      id: "layers",
      title: "층마다 세 번",
      about: "세 층이 저마다 세 번씩 부르면 맨 끝은 요청 하나에 많게는 27번을 받는다.",
      params: { attempts: 3, layers: 3 },
      seed: 5,
      script: [...SET.series("baseMs", 1000), ...SET.series("layers", 2)],
      goals: [cured],
    },
    {
      id: "breaker",
      title: "서킷 브레이커",
      about: "실패가 절반에 이르면 보내지 않고 바로 실패한다. 그동안 서비스의 줄이 빈다.",
      params: { attempts: 3 },
      seed: 5,
      script: [...SET.series("breaker", 1), ...SET.series("attempts", 1)],
    },
    {
      id: "stale-work",
      title: "떠난 손님의 일",
      about: "재시도가 없어도 여유가 적으면, 늦은 요청을 차례로 처리하느라 오래 낫지 못한다.",
      params: { perSecond: 36 },
      seed: 5,
      script: [...SET.series("timeoutMs", 3000), ...SET.series("deadlines", 1)],
    },
  ],
  init: (params, seed) => ({ ...DEFAULTS, ...params, seed }),
  rules,
  prepare: weatherOf.prepare,
  describe,
  tables,
  events: { set: SET.events.set },
};
