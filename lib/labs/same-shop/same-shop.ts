import { serialAvailability } from "../../models/microservices/availability.ts";
import type { Goal, Lab, Rule, Table } from "../../sim/lab.ts";
import { sayChange, sayMoves } from "../../sim/say-change.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";
import { withJosa } from "../../text/josa.ts";
import {
  BOOT,
  bothOf,
  DEPLOYS,
  HANGS,
  KINDS,
  LATE,
  LEAKS,
  MEMORY,
  PARTS,
  QUIET,
  releaseOf,
  type Shop,
  SIDES,
  THREADS,
  TROUBLE,
} from "./shop.ts";

/** The same shop as one process and as four, under the same change, the same load and the same failure. */

export type SettingName = Exclude<keyof Shop, "seed">;
export type ShopEvent = SetEvent<SettingName>;

export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  times: { name: "배송 조회", unit: "배", values: [1, 2, 5, 10], fine: every(1, 12) },
  event: { name: "배송에 생긴 일", unit: "", values: [QUIET, DEPLOYS, LEAKS, HANGS] },
  one: { name: "모놀리식", unit: "벌", values: every(1, 8) },
  web: { name: "화면", unit: "벌", values: every(1, 6) },
  order: { name: "주문", unit: "벌", values: every(1, 6) },
  pay: { name: "결제", unit: "벌", values: every(1, 6) },
  ship: { name: "배송", unit: "벌", values: every(1, 6) },
  hop: { name: "서비스 호출 한 번", unit: "ms", values: [0, 2, 20, 50] },
  timeout: { name: "호출의 시간 제한", unit: "ms", values: [0, 500, 1000, 5000] },
  fails: { name: "실패하는 호출", unit: "%", values: [0, 1, 5] },
  teams: { name: "함께 내보내는 팀", unit: "팀", values: [1, 4, 10] },
};
const SET = settingsOf(SETTINGS);

export const EVENT_NAMES = [
  "없음",
  "고쳐서 내보냄",
  "메모리가 샘",
  `${TROUBLE.until - TROUBLE.from}초 멈춤`,
] as const;
export const SIDE_NAMES = { one: "모놀리식", many: "서비스" } as const;

export function writeSetting(what: SettingName, value: number): string {
  switch (what) {
    case "event":
      return EVENT_NAMES[value] ?? "";
    case "timeout":
      return value === 0 ? "없음" : `${formatNumber(value)}ms`;
    default:
      return formatNumber(value) + SETTINGS[what].unit;
  }
}

export const percent = (share: number) => `${formatNumber(Math.round(share * 1000) / 10)}%`;
export const gib = (size: number) => `${formatNumber(size)}GiB`;
export const milliseconds = (time: number) =>
  Number.isNaN(time) ? "답 없음" : `${formatNumber(Math.round(time))}ms`;

const rules: readonly Rule<Shop, ShopEvent>[] = [
  {
    name: "값 바꾸기",
    on: "set",
    when: SET.may,
    make: (state, { what, value }) => ({ ...state, [what]: value }),
  },
];

function describe(state: Shop, previous: Shop | undefined, event: ShopEvent | undefined): string {
  const { one, many } = bothOf(state);
  if (previous === undefined || event === undefined)
    return `${LATE}초 안에 답한 요청은 모놀리식이 ${percent(one.inTime)}, 서비스가 ${percent(many.inTime)}다. ${why(state)}`;
  const changed = sayChange(SETTINGS, writeSetting, event, previous);
  if (event.what === "teams") return `${changed} ${sayRelease(state)}`;
  return `${changed} ${sayMoved(previous, state)} ${why(state)}`;
}

function sayMoved(previous: Shop, state: Shop): string {
  const [before, after] = [bothOf(previous), bothOf(state)];
  const moves = SIDES.map((side) => ({
    name: SIDE_NAMES[side],
    was: percent(before[side].inTime),
    is: percent(after[side].inTime),
  }));
  const head = `${LATE}초 안에 답한 요청은`;
  const [first] = moves;
  return moves.every(({ was, is }) => was === is && is === first!.is)
    ? `${head} 두 쪽 모두 ${first!.is} 그대로다.`
    : `${head} ${sayMoves(moves)}.`;
}

function why(state: Shop): string {
  const { one, many } = bothOf(state);
  switch (state.event) {
    case DEPLOYS:
      return sayRelease(state);
    case LEAKS:
      return `새는 것은 배송뿐이다. 모놀리식은 프로세스가 ${one.run.units[0]!.restarts}번 죽을 때마다 하던 주문까지 잃고, 서비스는 배송만 ${many.run.units[3]!.restarts}번 다시 뜬다.`;
    case HANGS:
      return sayHang(state);
    default:
      return sayLoad(state);
  }
}

function sayRelease(state: Shop): string {
  const [one, many] = [releaseOf(state, "one"), releaseOf(state, "many")];
  return `배송만 고쳐도 모놀리식은 ${one.build}분 동안 만들고 검사해 ${one.restarts}벌을 모두 다시 띄우고, ${state.teams}팀의 변경이 모두 무사할 확률은 ${percent(one.stays)}다. 서비스는 ${many.build}분에 배송 ${many.restarts}벌만 다시 띄우고 ${withJosa(percent(many.stays), "이/가")} 무사하다.`;
}

function sayHang(state: Shop): string {
  const { many } = bothOf(state);
  const held = many.run.units[0]!.held;
  const full = held >= THREADS * state.web;
  if (full && state.timeout === 0)
    return `화면의 스레드 ${held}개가 모두 배송의 답을 기다리느라 묶여, 나누었어도 둘러보기와 주문까지 멈춘다.`;
  if (full)
    return `배송을 기다리는 호출이 ${formatNumber(state.timeout / 1000)}초씩 쌓여 화면의 스레드 ${held}개가 다 찬다.`;
  return `시간 제한이 화면을 놓아주어 화면의 스레드 ${THREADS * state.web}개 가운데 많아야 ${held}개가 묶이고, 배송 조회만 실패한다.`;
}

/** How likely it is that both calls of an order succeed. */
export const bothCalls = ({ fails }: Shop) =>
  serialAvailability({ parts: [1 - fails / 100, 1 - fails / 100] });

function sayLoad(state: Shop): string {
  const { one, many } = bothOf(state);
  const jammed = [
    ...(one.use[0]! > 0.9 ? ["모놀리식"] : []),
    ...many.use.flatMap((use, part) => (use > 0.9 ? [`${PARTS[part]!.name} 서비스`] : [])),
  ];
  if (jammed.length > 0) return `${withJosa(jammed.join(", "), "은/는")} CPU가 다 차서 줄이 길어진다.`;
  if (state.fails > 0)
    return `주문은 서비스를 두 번 부르니 두 호출이 모두 성공하는 ${percent(bothCalls(state))}만 끝까지 간다. 모놀리식에는 실패할 호출이 없다.`;
  if (state.hop > 2)
    return `주문은 서비스를 두 번 불러 호출에만 ${2 * state.hop}ms를 더 쓴다. 평균이 모놀리식 ${milliseconds(one.kinds.buy.mean)}, 서비스 ${milliseconds(many.kinds.buy.mean)}다.`;
  return `모놀리식은 한 벌에 네 부분을 다 싣고 ${withJosa(gib(one.memory), "을/를")}, 서비스는 ${many.copies}벌로 ${withJosa(gib(many.memory), "을/를")} 쓴다.`;
}

function tables(state: Shop): readonly Table[] {
  const both = bothOf(state);
  return [
    {
      caption: `${LATE}초 안에 답한 요청`,
      columns: ["요청", ...SIDES.flatMap((side) => [SIDE_NAMES[side], `${SIDE_NAMES[side]} p95`])],
      rows: [
        ...KINDS.map(({ id, name }) => [
          name,
          ...SIDES.flatMap((side) => {
            const { inTime, p95 } = both[side].kinds[id];
            return [percent(inTime), milliseconds(p95)];
          }),
        ]),
        ["모두", ...SIDES.flatMap((side) => [percent(both[side].inTime), ""])],
      ],
    },
    {
      caption: "프로세스",
      columns: ["무엇", "벌", "메모리", "CPU 사용률", "다시 뜸", "가장 많이 묶인 스레드"],
      rows: SIDES.flatMap((side) => {
        const { units, run, use } = both[side];
        return units.map(({ name, copies }, unit) => [
          side === "one" ? name : `${name} 서비스`,
          copies,
          gib(copies * MEMORY[side === "one" ? "one" : "service"]),
          percent(use[unit]!),
          `${run.units[unit]!.restarts}번`,
          `${run.units[unit]!.held} / ${copies * THREADS}`,
        ]);
      }),
    },
    {
      caption: "배송을 고쳐 내보낼 때",
      columns: ["쪽", "만들고 검사", "다시 띄움", "갈아 끼움", "그사이 거치는 요청", "그대로 나갈 확률"],
      rows: SIDES.map((side) => {
        const { build, restarts, roll, reach, stays } = releaseOf(state, side);
        return [
          SIDE_NAMES[side],
          `${build}분`,
          `${restarts}벌`,
          `${formatNumber(roll)}초`,
          percent(reach),
          percent(stays),
        ];
      }),
    },
    {
      caption: "조건",
      columns: ["무엇", "값"],
      rows: SET.names.map((what) => [SETTINGS[what].name, writeSetting(what, state[what])]),
    },
  ];
}

/** GiB that services take beyond what the scenarios begin with. */
export const moreOfServices = (state: Shop) =>
  bothOf(state).many.memory - (DEFAULTS.web + DEFAULTS.order + DEFAULTS.pay + DEFAULTS.ship) * MEMORY.service;
/** GiB of the monolith, likewise. */
export const moreOfOne = (state: Shop) => (state.one - DEFAULTS.one) * MEMORY.one;

type Params = Partial<Omit<Shop, "seed">>;

const DEFAULTS: Omit<Shop, "seed"> = {
  times: 1,
  event: QUIET,
  one: 3,
  web: 2,
  order: 2,
  pay: 2,
  ship: 2,
  hop: 2,
  timeout: 0,
  fails: 0,
  teams: 4,
};

const GROWN = { times: 10, p95: 110, one: 10, many: 4 } as const;
const grown: Goal<Shop> = {
  id: "grown-within-memory",
  ask: `배송 조회가 ${GROWN.times}배로 몰려도 두 쪽 모두 그 조회의 p95를 ${GROWN.p95}ms 아래로 한다. 메모리는 모놀리식이 ${GROWN.one}GiB, 서비스가 지금의 ${GROWN.many}GiB까지다.`,
  met: (state) => {
    if (state.event !== QUIET || state.hop !== 2 || state.fails > 0 || state.timeout > 0)
      return "배송에 생긴 일과 호출의 조건은 처음대로 둔다.";
    if (state.times !== GROWN.times) return `배송 조회를 ${GROWN.times}배로 한다.`;
    const { one, many } = bothOf(state);
    if (one.memory > GROWN.one) return `모놀리식이 ${withJosa(gib(one.memory), "을/를")} 쓴다.`;
    if (many.memory > GROWN.many)
      return `서비스가 ${withJosa(gib(many.memory), "을/를")} 쓴다. CPU가 노는 서비스의 벌을 줄인다.`;
    if (one.kinds.track.p95 >= GROWN.p95)
      return `모놀리식의 p95가 ${milliseconds(one.kinds.track.p95)}다. 벌을 늘린다.`;
    return (
      many.kinds.track.p95 < GROWN.p95 ||
      `서비스의 p95가 ${milliseconds(many.kinds.track.p95)}다. 어느 서비스의 CPU가 차 있는지 본다.`
    );
  },
  within: 4,
};

const SAVED = { times: 12, timeout: 1000, share: 0.99, memory: 5.5 } as const;
const saved: Goal<Shop> = {
  id: "hang-contained",
  ask: `배송 조회가 ${SAVED.times}배인 때에 배송이 멈춰도, 서비스 쪽의 둘러보기와 주문은 ${percent(SAVED.share)} 넘게 ${LATE}초 안에 답하게 한다. 느린 답도 기다려야 하니 시간 제한은 ${formatNumber(SAVED.timeout)}ms보다 짧게 하지 않고, 메모리는 ${SAVED.memory}GiB까지다.`,
  met: (state) => {
    if (state.event !== HANGS) return "배송이 멈추게 한다.";
    if (state.hop !== 2 || state.fails > 0) return "호출의 지연과 실패는 처음대로 둔다.";
    if (state.times !== SAVED.times) return `배송 조회를 ${SAVED.times}배로 한다.`;
    if (state.ship < 4) return "배송은 네 벌을 그대로 둔다.";
    if (state.timeout === 0) return "기다림에 끝이 없으면 스레드가 얼마나 있어도 다 묶인다.";
    if (state.timeout < SAVED.timeout)
      return `시간 제한을 ${formatNumber(SAVED.timeout)}ms보다 짧게 하지 않는다.`;
    const { many } = bothOf(state);
    if (many.memory > SAVED.memory) return `서비스가 ${withJosa(gib(many.memory), "을/를")} 쓴다.`;
    const worst = Math.min(many.kinds.browse.inTime, many.kinds.buy.inTime);
    return (
      worst > SAVED.share ||
      `둘러보기와 주문 가운데 하나가 ${percent(worst)}다. 1초에 들어오는 배송 조회에 시간 제한을 곱하면 묶이는 스레드의 수다. 화면에는 한 벌에 ${THREADS}개가 있다.`
    );
  },
  within: 3,
};

export const sameShop: Lab<Shop, ShopEvent, Params> = {
  id: "microservices-same-shop",
  version: 1,
  scenarios: [
    {
      id: "load",
      title: "한 부분에 몰린 부하",
      about: "같은 손님이 두 상점에 온다. 배송 조회만 몰릴 때 무엇을 몇 벌 늘려야 하는지 견준다.",
      params: {},
      seed: 3,
      script: [...SET.series("times", 10), ...SET.series("one", 5), ...SET.series("ship", 4)],
      predict: {
        ask: "모놀리식은 두 벌을 늘려야 하니 메모리가 두 벌만큼 더 든다. 배송 서비스만 두 벌 늘리면 몇 GiB가 더 들까요?",
        answer: { kind: "number", unit: "GiB", min: 0, max: 8, near: 0.2 },
        at: 3,
        actual: moreOfServices,
        why: () => "서비스 한 벌에는 배송만 실린다. 모놀리식은 두 벌에 네 부분이 모두 실려 네 배가 든다.",
      },
      goals: [grown],
    },
    {
      id: "change",
      title: "변경 하나 내보내기",
      about: `배송을 고쳐 한 벌씩 갈아 끼운다. 모놀리식 한 벌은 ${BOOT.one}초, 서비스 한 벌은 ${BOOT.service}초 만에 다시 뜬다.`,
      params: { one: 2 },
      seed: 3,
      script: [...SET.series("event", DEPLOYS), ...SET.series("teams", 10), ...SET.series("one", 3)],
      predict: {
        ask: "팀마다 변경의 95%가 무사하다면, 열 팀의 변경을 한꺼번에 내보냈을 때 모두 무사할 확률은?",
        answer: { kind: "number", unit: "%", min: 0, max: 100, near: 4 },
        at: 2,
        actual: (state) => Math.round(releaseOf(state, "one").stays * 100),
        why: () => "아무도 문제가 없어야 하므로 0.95를 열 번 곱한다.",
      },
    },
    {
      id: "leak",
      title: "한 부분의 누수",
      about: "배송 코드의 메모리가 샌다. 배송 조회를 백 번 하면 그 프로세스가 죽었다가 다시 뜬다.",
      params: {},
      seed: 3,
      script: [...SET.series("event", LEAKS), ...SET.series("one", 6)],
      predict: {
        ask: "배송에서만 메모리가 새는데, 모놀리식의 주문은 몇 %가 1초 안에 답을 받을까요?",
        answer: { kind: "number", unit: "%", min: 0, max: 100, near: 5 },
        at: 1,
        actual: (state) => Math.round(bothOf(state).one.kinds.buy.inTime * 1000) / 10,
        why: () =>
          "한 프로세스라 배송의 누수가 주문을 처리하던 스레드까지 데려간다. 게다가 세 벌이 거의 함께 찬다.",
      },
    },
    {
      id: "hang",
      title: "답하지 않는 부분",
      about:
        "배송 조회가 몰린 날 배송이 기대는 택배사가 30초 동안 답하지 않는다. 나누기만 하면 나머지는 무사할까.",
      params: { times: 12, one: 5, ship: 4 },
      seed: 3,
      script: [...SET.series("event", HANGS), ...SET.series("timeout", 1000)],
      predict: {
        ask: "서비스로 나누었지만 시간 제한은 없다. 배송이 멈춘 동안 서비스 쪽의 둘러보기는 어떻게 될까요?",
        answer: { kind: "choice", options: ["아무 일 없다", "얼마 뒤 함께 멈춘다", "조금 느려진다"] },
        at: 1,
        actual: (state) => {
          const { inTime } = bothOf(state).many.kinds.browse;
          return inTime > 0.995 ? "아무 일 없다" : inTime < 0.9 ? "얼마 뒤 함께 멈춘다" : "조금 느려진다";
        },
        why: () => "배송을 기다리는 호출이 화면의 스레드를 하나씩 붙들어 끝내 다 차지한다.",
      },
      goals: [saved],
    },
    {
      id: "chain",
      title: "이어 부르는 값",
      about: "주문은 화면, 주문, 결제를 차례로 지난다. 부르는 데 드는 시간과 실패가 어떻게 쌓이는지 본다.",
      params: {},
      seed: 3,
      script: [...SET.series("hop", 20), ...SET.series("hop", 2), ...SET.series("fails", 1, 5)],
      predict: {
        ask: "서비스 사이의 호출이 1%씩 실패하면 주문은 몇 %가 끝까지 갈까요?",
        answer: { kind: "number", unit: "%", min: 80, max: 100, near: 0.3 },
        at: 3,
        actual: (state) => Math.round(bothOf(state).many.kinds.buy.inTime * 1000) / 10,
        why: (state) => `두 번 부르므로 0.99를 두 번 곱한 ${percent(bothCalls(state))} 안팎이다.`,
      },
    },
  ],
  init: (params, seed) => ({ ...DEFAULTS, ...params, seed }),
  rules,
  prepare: bothOf.prepare,
  describe,
  tables,
  events: { set: SET.events.set },
};
