import { POLICIES, type Policy } from "../../models/queue/policies.ts";
import { oneOf } from "../../sim/event-schema.ts";
import type { Goal, Lab, Rule, Table } from "../../sim/lab.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";
import { withJosa } from "../../text/josa.ts";
import {
  FAULT,
  HANGS,
  LANES,
  type Lane,
  NO_FAULT,
  outcomesOf,
  PATIENCE,
  prepare,
  REFUSES,
  REQUESTS,
  SERVERS,
  type Traffic,
} from "./traffic.ts";

/** The same requests, shared out in two ways: where queues grow, and what becomes of the slowest. */

export type SettingName = Exclude<keyof Traffic, "seed" | Lane>;
export type BalanceEvent =
  | { readonly type: "policy"; readonly lane: Lane; readonly policy: Policy }
  | SetEvent<SettingName>;

export const POLICY_NAMES: Readonly<Record<Policy, { readonly name: string; readonly about: string }>> = {
  random: { name: "무작위", about: "줄을 보지 않고 아무 데나 보낸다" },
  "round-robin": { name: "라운드 로빈", about: "차례로 하나씩 보낸다" },
  weighted: { name: "가중 라운드 로빈", about: "빠른 서버에 그 배수만큼 보낸다" },
  "least-connections": { name: "최소 연결", about: "답하지 않은 요청이 가장 적은 곳에 보낸다" },
  "two-choices": { name: "무작위 둘 중 선택", about: "둘을 뽑아 덜 바쁜 쪽에 보낸다" },
  "source-hash": { name: "출발지 해시", about: "클라이언트를 서버 수로 나눈 나머지로 정한다" },
  consistent: { name: "일관 해싱", about: "고리에서 맡은 서버에 보내되, 평균의 1.25배까지만 맡긴다" },
};

export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  perSecond: { name: "들어오는 요청", unit: "건/초", values: [20, 30, 38, 44], fine: every(10, 48) },
  workMs: { name: "한 건의 일", unit: "ms", values: [40, 60, 80, 100], fine: every(40, 120, 5) },
  spread: { name: "일의 들쭉날쭉함", unit: "배", values: [0, 0.5, 1, 2] },
  slow: { name: "서버 4의 느림", unit: "배", values: [1, 2, 3] },
  clients: { name: "클라이언트", unit: "대", values: [6, 12, 24, 100] },
  aLayer: { name: "A가 나누는 것", unit: "", values: [7, 4] },
  bLayer: { name: "B가 나누는 것", unit: "", values: [7, 4] },
  fault: { name: "서버 4의 고장", unit: "", values: [NO_FAULT, REFUSES, HANGS] },
  every: { name: "검사 간격", unit: "초", values: [0, 1, 2, 5] },
  fall: { name: "빼기까지 실패", unit: "번", values: [1, 2, 3, 5] },
};
const SET = settingsOf(SETTINGS);

/** How a value of a setting is written. */
export function writeSetting(what: SettingName, value: number): string {
  switch (what) {
    case "spread":
      return value === 0 ? "모두 같음" : value === 1 ? "1배(지수 분포)" : `${formatNumber(value)}배`;
    case "slow":
      return value === 1 ? "다른 서버와 같음" : `${value}배 느림`;
    case "aLayer":
    case "bLayer":
      return value === 7 ? "L7: 요청마다" : "L4: 연결마다";
    case "fault":
      return ["없음", "곧바로 오류", "멈춤"][value] ?? "";
    case "every":
      return value === 0 ? "검사 없음" : `${value}초마다`;
    default:
      return formatNumber(value) + SETTINGS[what].unit;
  }
}

/** Requests that come while the servers could answer one: 1 is the most. */
export function loadOf({ perSecond, workMs, slow }: Traffic): number {
  return (perSecond * workMs) / 1000 / (SERVERS - 1 + 1 / slow);
}

export const nameOf = (traffic: Traffic, lane: Lane) => POLICY_NAMES[traffic[lane]].name;

const rules: readonly Rule<Traffic, BalanceEvent>[] = [
  {
    name: "방식 바꾸기",
    on: "policy",
    when: (state, { lane, policy }) => state[lane] !== policy || "이미 그 방식입니다.",
    make: (state, { lane, policy }) => ({ ...state, [lane]: policy }),
  },
  {
    name: "값 바꾸기",
    on: "set",
    when: SET.may,
    make: (state, { what, value }) => ({ ...state, [what]: value }),
  },
];

export const percent = (share: number) => `${formatNumber(Math.round(share * 1000) / 10)}%`;
const millis = (ms: number) => `${formatNumber(ms)}ms`;

/** Two sides by name; where both have one policy, by letter too. */
function sidesOf(state: Traffic): readonly [string, string] {
  if (nameOf(state, "a") !== nameOf(state, "b")) return [nameOf(state, "a"), nameOf(state, "b")];
  return [`A의 ${nameOf(state, "a")}`, `B의 ${nameOf(state, "b")}`];
}

function describe(state: Traffic): string {
  const { a, b } = outcomesOf(state);
  const [one, other] = sidesOf(state);
  if (state.fault !== NO_FAULT && a.failed + b.failed > 0) {
    const what = state.fault === REFUSES ? "곧바로 오류를 내면" : "멈추면";
    return `서버 4가 ${FAULT.from}초부터 ${FAULT.until}초까지 ${what} ${withJosa(one, "은/는")} 요청 ${percent(a.failed)}, ${withJosa(other, "은/는")} ${withJosa(percent(b.failed), "이/가")} 실패한다. ${whyFailed(state)}`;
  }
  const said = `같은 요청 ${formatNumber(REQUESTS)}건을 끝까지 보내면 ${withJosa(one, "은/는")} p99가 ${millis(a.p99)}, ${withJosa(other, "은/는")} ${millis(b.p99)}다.`;
  return `${said} ${whySlow(state)}`;
}

function whyFailed(state: Traffic): string {
  const { a, b } = outcomesOf(state);
  if (state.every > 0) {
    const seen = [a.noticed, b.noticed].find((seconds) => seconds !== undefined);
    return seen === undefined
      ? `검사가 ${state.fall}번 잇달아 실패하기 전에 고장이 끝나 서버 4를 빼지 못했다.`
      : `고장 나고 ${formatNumber(seen)}초 뒤에야 검사가 서버 4를 뺐다.`;
  }
  if (state.fault === HANGS) return "답이 없는 요청이 쌓이면 최소 연결은 저절로 그 서버를 피한다.";
  const taken = LANES.filter((lane) => state[lane] === "least-connections");
  return taken.length === 0
    ? "검사가 없어 고장 난 서버에 계속 보낸다."
    : "오류를 빨리 돌려주는 서버는 늘 비어 보여서 최소 연결이 그리로 몰아 보낸다.";
}

function whySlow(state: Traffic): string {
  const { a, b } = outcomesOf(state);
  if (state.aLayer !== state.bLayer) {
    return `L4는 연결을 맺을 때 한 번 고르므로 클라이언트 ${state.clients}대의 연결이 서버 ${SERVERS}대에 고르게 떨어지지 않으면 그대로 쏠린다.`;
  }
  if (loadOf(state) >= 1) return "들어오는 일이 서버 넷의 힘을 넘어 어떻게 나눠도 줄이 끝없이 길어진다.";
  if (state.a === state.b) return "두 쪽이 같은 방식이라 줄도 똑같다.";
  const ratio = Math.max(a.p99, b.p99) / Math.max(1, Math.min(a.p99, b.p99));
  if (ratio < 1.15) {
    return state.spread < 1
      ? "일이 고르면 줄을 보든 보지 않든 꼬리가 비슷하다."
      : "두 방식의 꼬리가 비슷하다.";
  }
  return "서버가 하는 일은 같고 줄에서 기다린 시간만 다르다.";
}

function tables(state: Traffic): readonly Table[] {
  const both = outcomesOf(state);
  const sides = LANES.map((lane) => [lane, both[lane]] as const);
  return [
    {
      caption: `요청 ${formatNumber(REQUESTS)}건, 씨앗 ${state.seed}`,
      columns: [
        "방식",
        "나누는 것",
        "답한 요청의 p50",
        "p95",
        "p99",
        "실패",
        "고장을 알아챔",
        "자리를 옮긴 클라이언트",
      ],
      rows: sides.map(([lane, one]) => [
        `${lane.toUpperCase()}: ${nameOf(state, lane)}`,
        writeSetting("aLayer", state[lane === "a" ? "aLayer" : "bLayer"]),
        millis(one.p50),
        millis(one.p95),
        millis(one.p99),
        percent(one.failed),
        one.noticed === undefined ? "" : `${formatNumber(one.noticed)}초 뒤`,
        one.moved === undefined ? "" : percent(one.moved),
      ]),
    },
    {
      caption: "서버마다 받은 요청과 바쁜 시간",
      columns: [
        "서버",
        ...sides.flatMap(([lane]) => [`${lane.toUpperCase()}: 받음`, `${lane.toUpperCase()}: 바쁨`]),
      ],
      rows: Array.from({ length: SERVERS }, (_, server) => [
        `서버 ${server + 1}`,
        ...sides.flatMap(([, { run, sentTo }]) => [
          formatNumber(sentTo[server] ?? 0),
          percent((run.busy[server] ?? 0) / run.end),
        ]),
      ]),
    },
    {
      caption: "조건",
      columns: ["무엇", "값"],
      rows: [
        ...SET.names.map((what) => [SETTINGS[what].name, writeSetting(what, state[what])]),
        ["이용률", percent(loadOf(state))],
        ["클라이언트가 기다리는 시간", state.fault === NO_FAULT ? "끝까지" : `${PATIENCE}초`],
      ],
    },
  ];
}

type Params = Partial<Omit<Traffic, "seed">>;

const DEFAULTS: Omit<Traffic, "seed"> = {
  a: "random",
  b: "round-robin",
  perSecond: 38,
  workMs: 80,
  spread: 1,
  slow: 1,
  clients: 24,
  aLayer: 7,
  bLayer: 7,
  fault: NO_FAULT,
  every: 0,
  fall: 3,
};

const policy = (lane: Lane, to: Policy): BalanceEvent => ({ type: "policy", lane, policy: to });

/** That nothing but these was changed; else what was, as a hint. */
function keeps(state: Traffic, wanted: Partial<Traffic>): true | string {
  for (const [what, value] of Object.entries(wanted) as [SettingName, number][]) {
    if (state[what] !== value)
      return `${withJosa(SETTINGS[what].name, "을/를")} ${withJosa(writeSetting(what, value), "으로/로")} 되돌린다.`;
  }
  return true;
}

const alike: Goal<Traffic> = {
  id: "round-robin-enough",
  ask: `A는 라운드 로빈, B는 최소 연결로 두고, 초당 38건과 평균 80ms를 그대로 둔 채 A의 p99가 B보다 10% 넘게 길지 않게 한다.`,
  met: (state) => {
    if (state.a !== "round-robin") return "A를 라운드 로빈으로 바꾼다.";
    if (state.b !== "least-connections") return "B를 최소 연결로 바꾼다.";
    const kept = keeps(state, { perSecond: 38, workMs: 80, slow: 1, fault: NO_FAULT, aLayer: 7, bLayer: 7 });
    if (kept !== true) return kept;
    const { a, b } = outcomesOf(state);
    return (
      a.p99 <= b.p99 * 1.1 ||
      `A는 p99가 ${millis(a.p99)}, B는 ${millis(b.p99)}다. 줄을 보지 않아도 되는 것은 요청이 어떨 때일까.`
    );
  },
  within: 3,
};

const SURVIVED = 36;
const LIMIT = 1800;
const slowServer: Goal<Traffic> = {
  id: "slow-server-survived",
  ask: `서버 4가 세 배 느린 채로 초당 ${SURVIVED}건 이상을 받으면서 B의 p99를 ${millis(LIMIT)} 아래로 한다.`,
  met: (state) => {
    const kept = keeps(state, { slow: 3, workMs: 80, spread: 1, fault: NO_FAULT });
    if (kept !== true) return kept;
    if (state.perSecond < SURVIVED) return `초당 ${state.perSecond}건만 받는다. 더 받아 본다.`;
    if (state.bLayer === 4) return "B가 연결마다 한 번만 고르는 한, 느린 서버에 붙은 연결은 그대로 남는다.";
    const { b } = outcomesOf(state);
    return b.p99 < LIMIT || `B의 p99가 ${millis(b.p99)}다. 느린 서버의 줄을 보는 방식이 있다.`;
  },
  within: 3,
};

const FAILED = 0.01;
const checked: Goal<Traffic> = {
  id: "errors-under-one-percent",
  ask: `B를 최소 연결로 두고도 실패를 전체의 ${percent(FAILED)} 아래로 줄이되, 한 번 실패로는 서버를 빼지 않는다.`,
  met: (state) => {
    const kept = keeps(state, { fault: REFUSES, perSecond: 38, workMs: 80, spread: 1, slow: 1, bLayer: 7 });
    if (kept !== true) return kept;
    if (state.b !== "least-connections") return "B를 최소 연결로 바꾼다.";
    if (state.every === 0) return "검사가 없으면 로드 밸런서는 고장을 모른다.";
    if (state.fall === 1) return "한 번 늦은 답에도 멀쩡한 서버가 빠진다. 두 번은 보고 뺀다.";
    const { b } = outcomesOf(state);
    return (
      b.failed < FAILED ||
      `요청의 ${withJosa(percent(b.failed), "이/가")} 실패한다. 알아채기까지 걸리는 시간은 간격과 횟수의 곱이다.`
    );
  },
  within: 3,
};

export const lbAlgorithmSimulator: Lab<Traffic, BalanceEvent, Params> = {
  id: "load-balancing-lb-algorithm-simulator",
  version: 1,
  scenarios: [
    {
      id: "uneven",
      title: "들쭉날쭉한 요청",
      about: "흐르게 하고, 같은 요청이 두 방식에서 어느 줄에 서는지 따라간다. 다음을 눌러 B의 방식을 바꾼다.",
      params: {},
      seed: 11,
      script: [
        policy("b", "two-choices"),
        policy("b", "least-connections"),
        ...SET.series("spread", 2),
        ...SET.series("perSecond", 44),
      ],
      predict: {
        ask: "같은 요청을 무작위 대신 최소 연결로 나누면 p99는 어떻게 될까요?",
        answer: { kind: "choice", options: ["거의 그대로다", "3분의 2쯤이 된다", "절반보다 짧아진다"] },
        at: 2,
        actual: (state) => {
          const { a, b } = outcomesOf(state);
          const ratio = b.p99 / a.p99;
          return ratio < 0.5 ? "절반보다 짧아진다" : ratio < 0.85 ? "3분의 2쯤이 된다" : "거의 그대로다";
        },
        why: (state) => {
          const { a, b } = outcomesOf(state);
          return `무작위는 p99가 ${millis(a.p99)}, 최소 연결은 ${millis(b.p99)}다. 빈 서버를 두고 긴 줄에 서는 일이 없어진다.`;
        },
      },
      goals: [alike],
    },
    {
      id: "slow-server",
      title: "한 대가 느릴 때",
      about: "서버 4가 세 배 느리다. 차례로 나누면 느린 서버의 줄만 끝없이 길어진다.",
      params: { a: "round-robin", b: "round-robin", slow: 3, perSecond: 24, bLayer: 4, clients: 12 },
      seed: 11,
      script: [
        ...SET.series("bLayer", 7),
        policy("b", "weighted"),
        policy("b", "least-connections"),
        ...SET.series("perSecond", 30),
      ],
      goals: [slowServer],
    },
    {
      id: "fast-errors",
      title: "오류를 빨리 내는 서버",
      about: `서버 4가 ${FAULT.from}초부터 ${FAULT.until}초까지 모든 요청에 곧바로 오류를 낸다.`,
      params: { a: "round-robin", b: "round-robin", fault: REFUSES, fall: 5 },
      seed: 11,
      script: [policy("b", "least-connections"), ...SET.series("every", 5), ...SET.series("fall", 3)],
      predict: {
        ask: "검사가 없을 때 B를 최소 연결로 바꾸면 실패는 어떻게 될까요?",
        answer: { kind: "choice", options: ["줄어든다", "비슷하다", "늘어난다"] },
        at: 1,
        actual: (state) => {
          const { a, b } = outcomesOf(state);
          return b.failed > a.failed * 1.1 ? "늘어난다" : b.failed < a.failed * 0.9 ? "줄어든다" : "비슷하다";
        },
        why: () =>
          "오류를 돌려준 서버는 진행 중인 요청이 없으니 가장 한가해 보이고, 다음 요청도 그리로 간다.",
      },
      goals: [checked],
    },
    {
      id: "hang",
      title: "멈춘 서버",
      about: `서버 4가 ${FAULT.from}초에 멈추고, 클라이언트는 ${PATIENCE}초를 기다리다 그만둔다. 검사가 언제 알아채는지 본다.`,
      params: { a: "round-robin", b: "least-connections", fault: HANGS, perSecond: 30 },
      seed: 11,
      script: [...SET.series("every", 5, 1), ...SET.series("fall", 1)],
    },
    {
      id: "long-connections",
      title: "오래 쓰는 연결",
      about: "gRPC처럼 연결을 오래 쓰는 클라이언트 여섯 대다. A는 L4로 연결마다, B는 L7로 요청마다 나눈다.",
      params: { a: "least-connections", b: "least-connections", aLayer: 4, clients: 6, perSecond: 34 },
      seed: 11,
      script: SET.series("clients", 24, 100),
    },
    {
      id: "server-leaves",
      title: "서버가 빠질 때의 해시",
      about:
        "서버 4가 빠지면 나머지로 정하면 대부분이, 일관 해싱이면 거의 그 서버의 몫만 자리를 옮긴다. 표에서 견준다.",
      params: {
        a: "source-hash",
        b: "consistent",
        fault: REFUSES,
        every: 1,
        fall: 2,
        clients: 100,
        perSecond: 20,
      },
      seed: 11,
      script: SET.series("perSecond", 30),
    },
  ],
  init: (params, seed) => ({ ...DEFAULTS, ...params, seed }),
  rules,
  prepare,
  describe,
  tables,
  events: {
    policy: { as: "p", fields: { lane: oneOf(LANES), policy: oneOf(POLICIES) }, replaces: ["lane"] },
    set: SET.events.set,
  },
};
