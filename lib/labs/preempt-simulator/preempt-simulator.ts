import type { Goal, Lab, Rule, Table } from "../../sim/lab.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { writeInterval } from "../../sim/statistics.ts";
import { formatNumber } from "../../text/format-number.ts";
import { withJosa } from "../../text/josa.ts";
import { AT_RANDOM, type Batch, EVERY_HOUR, ledgerOf, ONCE, RUNS } from "./job.ts";

/** How often to save a job that may be interrupted at any time. */

export type SettingName = Exclude<keyof Batch, "seed">;
export type PreemptEvent = SetEvent<SettingName>;

export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  work: { name: "작업", unit: "분", values: [120, 480, 1200] },
  interval: { name: "저장 간격", unit: "분", values: [0, 5, 15, 30, 60, 120], fine: every(0, 240, 5) },
  save: { name: "저장 한 번", unit: "분", values: [0, 1, 4, 10] },
  restart: { name: "다시 띄우기", unit: "분", values: [0, 5, 10, 20] },
  by: { name: "회수", unit: "", values: [AT_RANDOM, ONCE, EVERY_HOUR] },
  mtbf: { name: "노드 하나의 평균 회수", unit: "분에 한 번", values: [120, 480, 1440, 4320] },
  nodes: { name: "함께 도는 노드", unit: "대", values: [1, 4, 16, 64] },
  price: { name: "선점형의 값", unit: "%", values: [20, 30, 40, 60] },
};
const SET = settingsOf(SETTINGS);

export function writeSetting(what: SettingName, value: number): string {
  switch (what) {
    case "by":
      return ["무작위로", "50분에 한 번만", "60분마다"][value] ?? "";
    case "interval":
      return value === 0 ? "저장 안 함" : `${value}분`;
    case "price":
      return `제값의 ${value}%`;
    default:
      return formatNumber(value) + SETTINGS[what].unit;
  }
}

export const percent = (share: number) => `${formatNumber(Math.round(share * 1000) / 10)}%`;
/** A time with its error, where chance plays a part. */
export function sayEnd(batch: Batch): string {
  const { end } = ledgerOf(batch);
  return batch.by === AT_RANDOM ? `${writeInterval(end)}분` : `${formatNumber(end.mean)}분`;
}

const rules: readonly Rule<Batch, PreemptEvent>[] = [
  {
    name: "값 바꾸기",
    on: "set",
    when: SET.may,
    make: (state, { what, value }) => ({ ...state, [what]: value }),
  },
];

function describe(state: Batch): string {
  const { finished, lost, cost, interruptions } = ledgerOf(state);
  const job = `${formatNumber(state.work)}분 작업을 ${state.interval === 0 ? "저장하지 않으면" : `${state.interval}분마다 저장하면`}`;
  if (finished === 0) {
    return state.by === EVERY_HOUR
      ? `${job} 60분마다 처음으로 돌아가 영영 끝나지 않는다.`
      : `${job} 스무 배의 시간이 지나도 끝나지 않는다. 평균 ${formatNumber(interruptions)}번 회수된다.`;
  }
  const often = `평균 ${formatNumber(interruptions)}번 회수되어`;
  const when =
    state.by === AT_RANDOM ? `${RUNS}번 돌린 평균으로 ${sayEnd(state)} 만에` : `${sayEnd(state)} 만에`;
  const rest = finished < 1 ? ` ${withJosa(percent(1 - finished), "은/는")} 스무 배가 지나 포기했다.` : "";
  return `${job} ${state.by === AT_RANDOM ? `${often} ` : ""}${when} 끝나고 그 가운데 ${withJosa(percent(lost), "은/는")} 작업이 아니다. 값은 그대로 있는 노드의 ${formatNumber(Math.round(cost))}%다.${rest} ${why(state)}`;
}

function why(state: Batch): string {
  const { young } = ledgerOf(state);
  if (state.by !== AT_RANDOM) return "잃는 것은 마지막 저장 뒤의 일뿐이다.";
  if (state.interval === 0) return "회수될 때마다 처음부터 다시 한다.";
  if (state.save === 0) return "저장이 거저라면 자주 할수록 좋다.";
  if (state.interval < young / 2)
    return `영의 식이 말하는 ${Math.round(young)}분보다 잦아 저장에 시간을 쓴다.`;
  if (state.interval > young * 2)
    return `영의 식이 말하는 ${Math.round(young)}분보다 뜸해 회수될 때 많이 잃는다.`;
  return `영의 식이 말하는 ${Math.round(young)}분 가까이여서 더 줄일 것이 많지 않다.`;
}

function tables(state: Batch): readonly Table[] {
  const ledger = ledgerOf(state);
  return [
    {
      caption: state.by === AT_RANDOM ? `${RUNS}번 돌린 결과` : "결과",
      columns: ["끝난 시각", "끝난 몫", "회수", "작업이 아닌 몫", "값", "영의 간격"],
      rows: [
        [
          sayEnd(state),
          percent(ledger.finished),
          `${formatNumber(ledger.interruptions)}번`,
          percent(ledger.lost),
          `${formatNumber(Math.round(ledger.cost))}%`,
          `${formatNumber(Math.round(ledger.young))}분`,
        ],
      ],
    },
    {
      caption: "앞의 다섯 번",
      columns: ["번째", "끝난 시각", "회수", "저장"],
      rows: ledger.runs
        .slice(0, 5)
        .map(({ end, interruptions, saves, finished }, run) => [
          run + 1,
          finished ? `${formatNumber(Math.round(end))}분` : "끝나지 않음",
          interruptions,
          saves,
        ]),
    },
    {
      caption: "조건",
      columns: ["무엇", "값"],
      rows: SET.names.map((what) => [SETTINGS[what].name, writeSetting(what, state[what])]),
    },
  ];
}

type Params = Partial<Omit<Batch, "seed">>;

const DEFAULTS: Omit<Batch, "seed"> = {
  work: 1200,
  interval: 120,
  save: 4,
  restart: 10,
  by: AT_RANDOM,
  mtbf: 1440,
  nodes: 1,
  price: 30,
};

const SIXTEEN = 0.26;
const wide: Goal<Batch> = {
  id: "sixteen-nodes",
  ask: `저장을 더 빠르게 하되 적어도 1분은 들여, 무작위로 회수되는 노드 열여섯 대에서도 1,200분 작업의 작업이 아닌 몫을 ${percent(SIXTEEN)} 아래로 한다.`,
  met: (state) => {
    if (state.work !== 1200 || state.restart !== 10 || state.mtbf !== 1440 || state.by !== AT_RANDOM)
      return "작업과 다시 띄우는 시간과 노드 하나의 회수는 처음대로 둔다.";
    if (state.nodes !== 16) return "노드를 열여섯 대로 한다. 하나가 회수될 일이 열여섯 배 잦아진다.";
    if (state.save === 0) return "저장에는 적어도 1분이 든다.";
    const { lost, young } = ledgerOf(state);
    if (lost < SIXTEEN) return true;
    const way = state.interval === 0 || state.interval > young ? "더 자주" : "더 뜸하게";
    return `${withJosa(percent(lost), "이/가")} 작업이 아니다. ${state.save > 1 ? "저장 한 번을 줄이고, " : ""}${way} 저장해 본다.`;
  },
  within: 3,
};

export const preemptSimulator: Lab<Batch, PreemptEvent, Params> = {
  id: "hpc-preempt-simulator",
  version: 1,
  scenarios: [
    {
      id: "once",
      title: "50분에 한 번 회수",
      about: "120분 작업이 시작 50분 뒤에 딱 한 번 회수된다. 저장한 것이 있으면 얼마를 잃는지 본다.",
      params: { work: 120, interval: 0, save: 0, restart: 0, by: ONCE },
      seed: 1,
      script: [...SET.series("interval", 30), ...SET.series("by", EVERY_HOUR), ...SET.series("interval", 0)],
      predict: {
        ask: "30분마다 저장했다면 120분 작업은 몇 분 만에 끝날까요?",
        answer: { kind: "number", unit: "분", min: 120, max: 240, near: 5 },
        at: 1,
        actual: (state) => ledgerOf(state).end.mean,
        why: () => "30분 지점까지는 저장되어 있으므로 잃는 것은 그 뒤의 20분이다.",
      },
    },
    {
      id: "interval",
      title: "얼마나 자주 저장할까",
      about: "무작위로 회수되는 작업의 저장 간격을 끌어 본다. 잦으면 저장에, 뜸하면 회수에 시간을 잃는다.",
      params: { mtbf: 480 },
      seed: 1,
      script: SET.series("interval", 5, 60, 240),
    },
    {
      id: "nodes",
      title: "함께 도는 노드",
      about: "MPI 작업은 노드 하나만 잃어도 멈춘다. 노드가 늘면 회수가 얼마나 잦아지는지 본다.",
      params: { interval: 60 },
      seed: 1,
      script: [...SET.series("nodes", 4, 16, 64), ...SET.series("interval", 15)],
      goals: [wide],
    },
  ],
  init: (params, seed) => ({ ...DEFAULTS, ...params, seed }),
  rules,
  describe,
  tables,
  events: { set: SET.events.set },
};
