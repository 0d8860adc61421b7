import type { Goal, Lab, Rule, Table } from "../../sim/lab.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";
import { withJosa } from "../../text/josa.ts";
import { courseOf, type Group, HPA, RAMP, SLOW, STEADY, SURGE, THRESHOLD, WAVES } from "./group.ts";

/** A load rises and falls, a group of servers follows: too late, too often, or just so. */

export type SettingName = Exclude<keyof Group, "seed">;
export type ScaleEvent = SetEvent<SettingName>;

/** `of`: by which of the two rules a setting is read. */
export const SETTINGS: Readonly<Record<SettingName, Setting & { readonly of?: number }>> = {
  load: { name: "부하의 모양", unit: "", values: [SURGE, WAVES, RAMP, STEADY] },
  peak: { name: "가장 높은 부하", unit: "건/초", values: [6, 8, 12, 16, 20], fine: every(4, 24) },
  by: { name: "정하는 법", unit: "", values: [THRESHOLD, HPA] },
  metric: { name: "지표", unit: "", values: [0, 1, 2] },
  up: { name: "늘리는 기준", unit: "%", values: [50, 60, 70, 80, 90], fine: every(30, 95, 5) },
  down: {
    name: "줄이는 기준",
    unit: "%",
    values: [20, 35, 50, 60, 70],
    fine: every(10, 80, 5),
    of: THRESHOLD,
  },
  periods: { name: "이어져야 하는 횟수", unit: "번", values: [1, 2, 4, 8], of: THRESHOLD },
  cooldown: { name: "쿨다운", unit: "초", values: [0, 60, 120, 300], of: THRESHOLD },
  tolerance: { name: "허용 오차", unit: "%", values: [0, 10, 20], of: HPA },
  window: { name: "축소 안정화 창", unit: "초", values: [0, 60, 300], of: HPA },
  delay: { name: "지표가 늦는 시간", unit: "초", values: [0, 15, 30, 60] },
  boot: { name: "서버가 뜨는 시간", unit: "초", values: [15, 30, 60, 120, 180] },
  least: { name: "최소 수", unit: "대", values: [1, 2, 4, 6, 8] },
};
const SET = settingsOf(SETTINGS);

export const LOADS = ["급증", "주기", "점증", "일정"] as const;
/** What the load does, before what follows from it. */
const LOAD_WORDS = ["네 배로 뛰면", "오르내리면", "차츰 오르면", "그대로면"] as const;
export const METRIC_NAMES = ["CPU", "디스크", "네트워크"] as const;

export function writeSetting(what: SettingName, value: number): string {
  switch (what) {
    case "load":
      return LOADS[value] ?? "";
    case "by":
      return value === HPA ? "HPA(목표 추적)" : "임계치";
    case "metric":
      return METRIC_NAMES[value] ?? "";
    default:
      return formatNumber(value) + SETTINGS[what].unit;
  }
}

export const percent = (share: number) => `${formatNumber(Math.round(share * 1000) / 10)}%`;
export const seconds = (value: number) => `${formatNumber(Math.round(value * 10) / 10)}초`;
export const minutes = (value: number) => `${formatNumber(Math.round(value))}대·분`;

const rules: readonly Rule<Group, ScaleEvent>[] = [
  {
    name: "값 바꾸기",
    on: "set",
    when: (state, event) => {
      const { of } = SETTINGS[event.what];
      if (of !== undefined && of !== state.by)
        return of === HPA ? "HPA로 정할 때만 쓰는 값입니다." : "임계치로 정할 때만 쓰는 값입니다.";
      return SET.may(state, event);
    },
    make: (state, { what, value }) => ({ ...state, [what]: value }),
  },
];

function describe(state: Group): string {
  const { slow, serverMinutes, run } = courseOf(state);
  const most = Math.max(...run.samples.map(({ decided }) => decided));
  return `부하가 ${LOAD_WORDS[state.load]} 서버가 많게는 ${most}대가 되고, ${SLOW}초를 넘긴 요청은 ${percent(slow)}, 쓴 서버는 ${minutes(serverMinutes)}이다. ${why(state, most)}`;
}

function why(state: Group, most: number): string {
  const { turns, slow, run } = courseOf(state);
  const metric = METRIC_NAMES[state.metric] ?? "";
  if (state.metric !== 0 && slow > 0.02 && most <= (run.samples[0]?.wanted ?? 0)) {
    return `CPU가 다 차도 ${withJosa(metric, "은/는")} 기준에 닿지 않아 늘리지 않는다.`;
  }
  if (turns >= 4) {
    const goal = state.by === HPA ? "목표를" : "늘리는 기준을";
    return `늘렸다 줄였다 방향을 ${turns}번 바꾼다. 줄인 뒤의 지표가 다시 ${goal} 넘기 때문이다.`;
  }
  if (slow > 0.02) return "판단하고 서버가 뜨기까지 걸린 시간만큼은 있던 서버가 버텨야 한다.";
  return turns <= 1 ? "부하를 따라 움직이고 흔들리지 않는다." : `방향은 ${turns}번 바꾼다.`;
}

function tables(state: Group): readonly Table[] {
  const course = courseOf(state);
  return [
    {
      caption: "20분 동안",
      columns: ["느린 요청", "p99", "바꾼 횟수", "방향을 바꾼 횟수", "쓴 서버"],
      rows: [
        [
          percent(course.slow),
          seconds(course.p99),
          course.changes,
          course.turns,
          minutes(course.serverMinutes),
        ],
      ],
    },
    {
      caption: "서버 수를 바꾼 때",
      columns: ["시각", "원하는 수", "그때의 사용률", "기다리는 요청"],
      rows: course.run.samples
        .filter(({ wanted, decided }) => wanted !== decided)
        .map(({ now, wanted, decided, utilisation, waiting }) => [
          seconds(now / 1_000_000),
          `${wanted} → ${decided}`,
          percent(utilisation),
          waiting,
        ]),
    },
    {
      caption: "조건",
      columns: ["무엇", "값"],
      rows: SET.names
        .filter((what) => (SETTINGS[what].of ?? state.by) === state.by)
        .map((what) => [SETTINGS[what].name, writeSetting(what, state[what])]),
    },
  ];
}

type Params = Partial<Omit<Group, "seed">>;

const DEFAULTS: Omit<Group, "seed"> = {
  load: SURGE,
  peak: 12,
  by: THRESHOLD,
  metric: 0,
  up: 70,
  down: 35,
  periods: 2,
  cooldown: 60,
  tolerance: 10,
  window: 300,
  delay: 15,
  boot: 60,
  least: 2,
};

/** That these are as they were; else what to put back, as a hint. */
function keeps(state: Group, wanted: Partial<Group>): true | string {
  for (const [what, value] of Object.entries(wanted) as [SettingName, number][]) {
    if (state[what] !== value)
      return `${withJosa(SETTINGS[what].name, "을/를")} ${withJosa(writeSetting(what, value), "으로/로")} 되돌린다.`;
  }
  return true;
}

const CALM = { peak: 12, cost: 190 } as const;
const calm: Goal<Group> = {
  id: "no-flapping",
  ask: `늘리는 기준 70%와 쿨다운 없음을 그대로 두고 부하를 초당 ${CALM.peak}건으로 올려도, 방향을 한 번도 바꾸지 않으면서 느린 요청을 1% 아래, 쓴 서버를 ${CALM.cost}대·분 아래로 한다.`,
  met: (state) => {
    const kept = keeps(state, {
      load: STEADY,
      by: THRESHOLD,
      up: 70,
      metric: 0,
      cooldown: 0,
      least: 1,
      boot: 60,
    });
    if (kept !== true) return kept;
    if (state.peak !== CALM.peak) return `부하를 초당 ${CALM.peak}건으로 올린다.`;
    const { turns, slow, serverMinutes } = courseOf(state);
    if (turns > 0) return `방향을 ${turns}번 바꾼다. 한 대를 줄이면 남은 서버의 사용률이 얼마가 될까.`;
    if (slow >= 0.01) return `느린 요청이 ${percent(slow)}다.`;
    return (
      serverMinutes < CALM.cost ||
      `쓴 서버가 ${minutes(serverMinutes)}이다. 한 번 튄 값에 늘린 서버가 남아 있다. 몇 번은 보고 늘린다.`
    );
  },
  within: 3,
};

const SURVIVED = { slow: 0.005, cost: 160 } as const;
const survived: Goal<Group> = {
  id: "surge-survived",
  ask: `지표와 서버는 그대로 두고 HPA에 맡겨, 뜨는 데 120초가 걸려도 느린 요청을 ${percent(SURVIVED.slow)} 아래로, 쓴 서버를 ${SURVIVED.cost}대·분 아래로, 방향을 바꾸는 것은 두 번까지로 한다.`,
  met: (state) => {
    const kept = keeps(state, { load: SURGE, peak: 12, boot: 120, metric: 0, delay: 15 });
    if (kept !== true) return kept;
    if (state.by !== HPA)
      return "한 번에 한 대씩 늘리는 임계치로는 급증을 따라가기 어렵다. 정하는 법을 바꾼다.";
    const { slow, serverMinutes, turns } = courseOf(state);
    if (slow >= SURVIVED.slow)
      return `느린 요청이 ${percent(slow)}다. 뜨는 동안은 있던 서버가 버틴다. 여유는 어디서 나올까.`;
    if (serverMinutes >= SURVIVED.cost)
      return `쓴 서버가 ${minutes(serverMinutes)}이다. 한 번에 필요한 만큼 늘리고, 내린 뒤에는 빨리 줄여 본다.`;
    return turns <= 2 || `방향을 ${turns}번 바꾼다. 줄이기 전에 조금은 지켜본다.`;
  },
  within: 3,
};

export const scalingTimeline: Lab<Group, ScaleEvent, Params> = {
  id: "auto-scaling-scaling-timeline",
  version: 1,
  scenarios: [
    {
      id: "flapping",
      title: "임계치 하나로 흔들림",
      about: "부하는 그대로인데 서버가 늘었다 줄었다 한다. 줄이는 기준을 내리며 언제 멈추는지 본다.",
      params: { load: STEADY, peak: 6, up: 70, down: 70, periods: 1, cooldown: 0, delay: 0, least: 1 },
      seed: 7,
      script: [...SET.series("cooldown", 120), ...SET.series("down", 50, 35)],
      predict: {
        ask: "쿨다운을 두고 줄이는 기준을 70%에서 35%로 내리면 흔들림은 어떻게 될까요?",
        answer: { kind: "choice", options: ["그대로다", "절반쯤으로 준다", "멈춘다"] },
        at: 3,
        actual: (state) => {
          const { turns } = courseOf(state);
          return turns === 0 ? "멈춘다" : turns < 15 ? "절반쯤으로 준다" : "그대로다";
        },
        why: () => "한 대를 줄인 뒤의 사용률이 늘리는 기준에 닿지 않을 만큼 벌어졌다.",
      },
      goals: [calm],
    },
    {
      id: "surge",
      title: "갑자기 네 배",
      about: "초당 3건이 3분에 12건이 된다. 판단이 아무리 빨라도 서버가 뜰 때까지는 있던 서버가 버틴다.",
      params: { load: SURGE, up: 70, down: 35, periods: 1, boot: 120 },
      seed: 7,
      script: [...SET.series("by", HPA), ...SET.series("boot", 60, 15)],
      goals: [survived],
    },
    {
      id: "window",
      title: "안정화 창",
      about: "오르내리는 부하를 HPA가 따라간다. 축소 안정화 창이 없으면 골짜기마다 줄였다가 다시 늦는다.",
      params: { load: WAVES, by: HPA, window: 0, up: 60, least: 2 },
      seed: 7,
      script: SET.series("window", 60, 300),
    },
    {
      id: "wrong-metric",
      title: "닿지 않는 지표",
      about: "CPU가 병목인 서버를 디스크나 네트워크 사용량으로 늘리려 한다.",
      params: { load: RAMP, metric: 2, up: 70 },
      seed: 7,
      script: [...SET.series("metric", 1, 0)],
    },
  ],
  init: (params, seed) => ({ ...DEFAULTS, ...params, seed }),
  rules,
  prepare: courseOf.prepare,
  describe,
  tables,
  events: { set: SET.events.set },
};
