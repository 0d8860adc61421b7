import type { Goal, Lab, Rule, Table } from "../../sim/lab.ts";
import { sayChange, sayMoves } from "../../sim/say-change.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";
import { withJosa } from "../../text/josa.ts";
import { bothOf, type Growth, LARGEST, LATE, LOOK, SIZES, STEP, TARGET, WAYS } from "./growth.ts";

/** The same climbing load, followed by more servers or by a larger one. */

export type SettingName = keyof Growth;
export type GrowthEvent = SetEvent<SettingName>;

export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  rise: { name: "1분에 오르는 부하", unit: "건/초", values: [10, 20, 40, 60, 80], fine: every(10, 160, 10) },
  top: { name: "가장 높은 부하", unit: "건/초", values: [100, 200, 300, 600], fine: every(100, 600, 50) },
  rule: { name: "정하는 법", unit: "", values: [STEP, TARGET] },
  target: { name: "늘리는 기준", unit: "%", values: [50, 60, 70, 80] },
  boot: { name: "서버가 뜨는 시간", unit: "초", values: [15, 60, 180] },
  least: { name: "최소 서버", unit: "대", values: [1, 2, 4, 8, 12, 16] },
  restart: { name: "키우며 멈추는 시간", unit: "초", values: [0, 60, 180] },
  first: { name: "최소 크기", unit: "vCPU", values: [...SIZES] },
};
const SET = settingsOf(SETTINGS);

export const WAY_NAMES = { out: "더하기", up: "키우기" } as const;
const WAY_SENTENCES = { out: "더하는 쪽", up: "키우는 쪽" } as const;

export function writeSetting(what: SettingName, value: number): string {
  switch (what) {
    case "rule":
      return value === TARGET ? "목표 추적" : "단계 조정(1대, 20% 더 넘으면 3대)";
    case "restart":
      return value === 0 ? "0초(제자리)" : `${value}초`;
    default:
      return formatNumber(value) + SETTINGS[what].unit;
  }
}

export const percent = (share: number) => `${formatNumber(Math.round(share * 1000) / 10)}%`;
export const won = (cost: number) => `${formatNumber(Math.round(cost))}원`;

const rules: readonly Rule<Growth, GrowthEvent>[] = [
  {
    name: "값 바꾸기",
    on: "set",
    when: SET.may,
    make: (state, { what, value }) => ({ ...state, [what]: value }),
  },
];

function describe(state: Growth, previous: Growth | undefined, event: GrowthEvent | undefined): string {
  const both = bothOf(state);
  if (previous === undefined || event === undefined) {
    const [out, up] = WAYS.map((way) => `${percent(both[way].late)}, 값은 ${won(both[way].cost)}`);
    return `부하가 1분에 초당 ${state.rise}건씩 ${state.top}건까지 오른다. ${LATE}초 넘게 기다린 요청이 서버를 더하면 ${out}이고, 한 대를 키우면 ${up}이다. ${why(state)}`;
  }
  const before = bothOf(previous);
  const changed = sayChange(SETTINGS, writeSetting, event, previous);
  const moved = WAYS.map((way) => ({
    name: withJosa(WAY_SENTENCES[way], "은/는"),
    was: percent(before[way].late),
    is: percent(both[way].late),
  }));
  return `${changed} ${LATE}초 넘게 기다린 요청이 ${sayMoves(moved)}. ${why(state)}`;
}

/** By how many requests a second the load climbs until a server that is decided on takes its first. */
export const meanwhile = ({ rise, boot }: Growth) => Math.round((rise * (boot + LOOK)) / 60);

function why(state: Growth): string {
  const { out, up } = bothOf(state);
  const own =
    out.late > 0.01
      ? `서버가 뜨기까지 부하가 초당 ${meanwhile(state)}건 더 올라, 있던 서버의 여유를 넘는다.`
      : `서버가 뜨기까지 더 오르는 초당 ${meanwhile(state)}건은 있던 서버의 여유가 받는다.`;
  if (state.top > LARGEST) return `${own} 가장 큰 기계도 초당 ${LARGEST}건까지라, 그 위로는 키울 것이 없다.`;
  if (state.restart === 0)
    return `${own} 제자리에서 키우면 멈추지 않으니, 남는 것은 두 배씩 뛰는 크기와 값이다.`;
  return `${own} 키우는 쪽은 ${up.changes}번 바꿀 때마다 ${state.restart}초씩 아무것도 받지 못한다.`;
}

function tables(state: Growth): readonly Table[] {
  const both = bothOf(state);
  return [
    {
      caption: "20분 동안",
      columns: ["방법", `${LATE}초 넘게 기다린 요청`, "가장 긴 기다림", "바꾼 횟수", "가장 많은 vCPU", "값"],
      rows: WAYS.map((way) => {
        const { late, longest, changes, most, cost } = both[way];
        return [
          WAY_NAMES[way],
          percent(late),
          `${formatNumber(longest)}초`,
          `${changes}번`,
          `${most}개`,
          won(cost),
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

const DEFAULTS: Growth = {
  rise: 20,
  top: 200,
  rule: STEP,
  target: 70,
  boot: 60,
  least: 1,
  restart: 60,
  first: SIZES[0],
};

const FASTEST = { rise: 80, top: 600, late: 0.01, cost: 845 } as const;
const fastest: Goal<Growth> = {
  id: "fastest-survived",
  ask: `부하가 1분에 초당 ${FASTEST.rise}건씩 ${FASTEST.top}건까지 올라도, 서버를 더하는 쪽에서 ${LATE}초 넘게 기다린 요청을 ${percent(FASTEST.late)} 아래로 한다. 뜨는 시간 60초는 그대로고, 값은 ${won(FASTEST.cost)}까지다.`,
  met: (state) => {
    if (state.boot !== 60) return "서버가 뜨는 시간은 60초로 둔다.";
    if (state.top !== FASTEST.top) return `가장 높은 부하는 초당 ${FASTEST.top}건으로 둔다.`;
    if (state.rise < FASTEST.rise) return `부하가 1분에 초당 ${FASTEST.rise}건씩 오르게 한다.`;
    const { late, cost } = bothOf(state).out;
    if (late >= FASTEST.late)
      return `${withJosa(percent(late), "이/가")} 기다린다. 뜨는 동안 부하가 초당 ${meanwhile(state)}건 더 오른다. 처음부터 있는 여유와 한 번에 늘리는 수를 본다.`;
    return cost <= FASTEST.cost || `값이 ${won(cost)}이다. 늘리는 기준을 낮추면 부하가 높은 내내 값을 낸다.`;
  },
  within: 3,
};

export const scaleChoice: Lab<Growth, GrowthEvent, Partial<Growth>> = {
  id: "auto-scaling-scale-choice",
  version: 1,
  scenarios: [
    {
      id: "climb",
      title: "오르는 부하를 따라가기",
      about:
        "같은 부하를 한쪽은 서버를 더해, 다른 쪽은 한 대를 키워 따라간다. 무엇이 늦고 무엇이 멈추는지 본다.",
      params: {},
      script: [...SET.series("boot", 180), ...SET.series("restart", 0), ...SET.series("boot", 15)],
      predict: {
        ask: "서버가 뜨는 시간이 60초에서 180초가 되면, 더하는 쪽에서 5초 넘게 기다리는 요청은 몇 %가 될까요?",
        answer: { kind: "number", unit: "%", min: 0, max: 100, near: 10 },
        at: 1,
        actual: (state) => Math.round(bothOf(state).out.late * 1000) / 10,
        why: (state) =>
          `뜨는 동안 부하가 초당 ${meanwhile(state)}건 더 오르는데 여유는 그만큼이 아니다. 한번 밀린 줄은 다음 서버가 뜰 때까지 남는다.`,
      },
    },
    {
      id: "ceiling",
      title: "한 대의 끝",
      about: `한 대는 ${SIZES.at(-1)}vCPU까지 키울 수 있다. 부하의 끝을 높이며 어디서 길이 갈리는지 본다.`,
      params: { restart: 0, rise: 40, least: 8 },
      script: SET.series("top", 300, 400, 600),
    },
    {
      id: "fastest",
      title: "가장 빠른 부하",
      about:
        "부하가 오르는 빠르기를 높인다. 뜨는 시간이 그대로일 때 무엇이 더 빠른 부하를 견디게 하는지 찾는다.",
      params: { top: 600 },
      script: SET.series("rise", 40, 60, 80),
      goals: [fastest],
    },
  ],
  init: (params) => ({ ...DEFAULTS, ...params }),
  rules,
  describe,
  tables,
  events: { set: SET.events.set },
};
