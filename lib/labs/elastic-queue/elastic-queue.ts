import type { Goal, Lab, Rule, Table } from "../../sim/lab.ts";
import { sayChange } from "../../sim/say-change.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";
import { withJosa } from "../../text/josa.ts";
import { type Day, LENGTH, NEVER, OWN, resultOf } from "./queue.ts";

/** A batch queue that keeps its order or fills the gaps, and nodes of a cloud that come and go with it. */

export type SettingName = Exclude<keyof Day, "seed">;
export type QueueEvent = SetEvent<SettingName>;

export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  load: { name: "들어오는 일", unit: "%", values: [70, 90, 120, 150], fine: every(50, 200, 10) },
  backfill: { name: "SchedulerType", unit: "", values: [0, 1] },
  cloud: { name: "클라우드 노드", unit: "대", values: [0, 16, 32, 64] },
  patience: { name: "보내기까지 기다림", unit: "분", values: [0, 30, 60, 120, NEVER] },
  boot: { name: "노드가 뜨는 시간", unit: "분", values: [2, 4, 8] },
  resume: { name: "ResumeTimeout", unit: "분", values: [1, 5, 10] },
  suspend: {
    name: "SuspendTime",
    unit: "분",
    values: [1, 10, 30, 120],
    fine: [1, 5, 10, 20, 30, 45, 60, 90, 120],
  },
  line: { name: "회선", unit: "Gbps", values: [0.1, 1, 10] },
};
const SET = settingsOf(SETTINGS);

export function writeSetting(what: SettingName, value: number): string {
  switch (what) {
    case "backfill":
      return value === 1 ? "sched/backfill" : "sched/builtin";
    case "patience":
      return value === NEVER ? "보내지 않음" : value === 0 ? "곧바로" : `${value}분`;
    case "resume":
    case "suspend":
      return `${formatNumber(value * 60)}초`;
    default:
      return formatNumber(value) + SETTINGS[what].unit;
  }
}

export const percent = (share: number) => `${formatNumber(Math.round(share * 100))}%`;
export const minutes = (value: number) => `${formatNumber(Math.round(value))}분`;
export const hours = (value: number) => `${formatNumber(Math.round(value))}시간`;
export const won = (cost: number) => `${formatNumber(Math.round(cost / 1000) * 1000)}원`;

const rules: readonly Rule<Day, QueueEvent>[] = [
  {
    name: "값 바꾸기",
    on: "set",
    when: SET.may,
    make: (state, { what, value }) => ({ ...state, [what]: value }),
  },
];

/** The same day with nothing sent away. */
export const alone = (state: Day) => resultOf({ ...state, patience: NEVER });

function describe(state: Day, previous: Day | undefined, event: QueueEvent | undefined): string {
  const { wait, jobs } = resultOf(state);
  if (previous === undefined || event === undefined)
    return `자체 노드 ${OWN}대에 열 시간 동안 그 ${state.load}%의 일이 작업 ${jobs.length}개로 들어와 평균 ${withJosa(minutes(wait), "을/를")} 기다린다. ${why(state)}`;
  const before = minutes(resultOf(previous).wait);
  const after = minutes(wait);
  const changed = sayChange(SETTINGS, writeSetting, event, previous);
  return `${changed} 평균 기다림은 ${before === after ? `${after} 그대로다` : `${before}에서 ${withJosa(after, "이/가")} 된다`}. ${why(state)}`;
}

function why(state: Day): string {
  const { run, burst, worked, paid, cost, use, wait } = resultOf(state);
  const order =
    state.backfill === 1
      ? `맨 앞의 작업을 늦추지 않는 것이 빈틈에 먼저 들어가, 자체 노드는 ${withJosa(percent(use), "이/가")} 일한다.`
      : `차례를 지키느라 큰 작업 하나가 자리를 기다리는 동안 뒤의 작은 작업도 선다. 자체 노드는 ${percent(use)}만 일한다.`;
  if (state.cloud === 0 || state.patience === NEVER) return order;
  if (run.down > 0)
    return `노드가 뜨는 ${state.boot}분을 ResumeTimeout이 기다려 주지 않아 클라우드 노드 ${run.down}대가 DOWN이 되고, 작업은 다시 줄을 선다.`;
  const spent = `작업 ${burst}개를 보내 노드가 ${hours(worked)} 일하는 데 ${withJosa(hours(paid), "을/를")} 켜 두고 ${withJosa(won(cost), "을/를")} 낸다.`;
  const without = alone(state).wait;
  return wait > without
    ? `${spent} 데이터를 옮기느라, 보내지 않을 때의 ${minutes(without)}보다 오래 걸린다.`
    : `${spent} 보내지 않으면 ${minutes(without)}이다.`;
}

function tables(state: Day): readonly Table[] {
  const result = resultOf(state);
  const { run, jobs } = result;
  return [
    {
      caption: "하루의 결과",
      columns: [
        "평균 기다림",
        "p95 기다림",
        "내고 끝나기까지",
        "자체 노드의 이용률",
        "보낸 작업",
        "DOWN",
        "낸 값",
      ],
      rows: [
        [
          minutes(result.wait),
          minutes(result.waitP95),
          minutes(result.turnaround),
          percent(result.use),
          `${result.burst}개`,
          `${run.down}대`,
          won(result.cost),
        ],
      ],
    },
    {
      caption: "오래 기다린 작업 다섯",
      columns: ["번째", "노드", "길이", "기다림", "어디서"],
      rows: run.jobs
        .map(({ start, where }, job) => ({
          job,
          waited: (Math.min(start, LENGTH * 3600) - jobs[job]!.at) / 60,
          where,
        }))
        .sort((a, b) => b.waited - a.waited)
        .slice(0, 5)
        .map(({ job, waited, where }) => [
          job + 1,
          `${jobs[job]!.nodes}대`,
          minutes(jobs[job]!.seconds / 60),
          minutes(waited),
          where === undefined ? "시작하지 못함" : where === "own" ? "자체" : "클라우드",
        ]),
    },
    {
      caption: "조건",
      columns: ["무엇", "값"],
      rows: SET.names.map((what) => [SETTINGS[what].name, writeSetting(what, state[what])]),
    },
  ];
}

type Params = Partial<Omit<Day, "seed">>;

const DEFAULTS: Omit<Day, "seed"> = {
  load: 120,
  backfill: 1,
  cloud: 32,
  patience: 30,
  boot: 4,
  resume: 10,
  suspend: 10,
  line: 1,
};

const WORTH = { load: 120, wait: 20, cost: 100_000 } as const;
const worth: Goal<Day> = {
  id: "short-wait-small-bill",
  ask: `들어오는 일 ${WORTH.load}%와 뜨는 시간과 1Gbps 회선을 그대로 두고, 평균 기다림을 ${WORTH.wait}분 아래로, 클라우드에 낸 값을 ${formatNumber(WORTH.cost)}원 아래로 한다.`,
  met: (state) => {
    if (state.load !== WORTH.load || state.boot !== 4 || state.line !== 1)
      return "들어오는 일과 뜨는 시간과 회선은 처음대로 둔다.";
    const { run, wait, cost, worked, paid } = resultOf(state);
    if (run.down > 0) return `클라우드 노드 ${run.down}대가 DOWN이다. 뜰 때까지 기다려 주어야 한다.`;
    if (wait >= WORTH.wait)
      return state.backfill === 0
        ? `평균 ${withJosa(minutes(wait), "을/를")} 기다린다. 자체 노드에 빈틈이 있는지 본다.`
        : `평균 ${withJosa(minutes(wait), "을/를")} 기다린다. 언제 보낼지를 바꿔 본다.`;
    return (
      cost < WORTH.cost ||
      `${withJosa(won(cost), "을/를")} 낸다. ${hours(paid)} 가운데 일한 것은 ${hours(worked)}이다. 나머지가 무엇인지 본다.`
    );
  },
  within: 3,
};

export const elasticQueue: Lab<Day, QueueEvent, Params> = {
  id: "hpc-elastic-queue",
  version: 1,
  scenarios: [
    {
      id: "backfill",
      title: "차례와 빈틈",
      about: "작업은 노드가 한꺼번에 비어야 시작한다. 차례를 지키는 줄과 빈틈을 메우는 줄을 견준다.",
      params: { load: 90, backfill: 0, cloud: 0 },
      seed: 2,
      script: [...SET.series("backfill", 1), ...SET.series("load", 120, 150)],
      predict: {
        ask: "맨 앞의 작업을 늦추지 않는 작은 작업을 먼저 시작하면 평균 기다림은 몇 분이 될까요?",
        answer: { kind: "number", unit: "분", min: 0, max: 90, near: 8 },
        at: 1,
        actual: (state) => Math.round(resultOf(state).wait),
        why: () => "큰 작업이 자리를 기다리는 동안 놀던 노드에서 짧은 작업이 끝난다.",
      },
    },
    {
      id: "elastic",
      title: "켜고 끄는 노드",
      about:
        "30분 넘게 기다린 작업에 클라우드 노드를 켠다. 얼마나 기다려 주고 얼마나 놀리는지에 따라 값이 달라진다.",
      params: {},
      seed: 4,
      script: [...SET.series("resume", 1, 10), ...SET.series("suspend", 120, 1)],
      predict: {
        ask: "노드가 뜨는 데 4분이 걸리는데 ResumeTimeout을 기본값 60초로 두면 어떻게 될까요?",
        answer: {
          kind: "choice",
          options: ["조금 늦게 쓰인다", "켜는 대로 버려져 끝내 못 쓴다", "보낸 작업이 실패로 끝난다"],
        },
        at: 1,
        actual: (state) =>
          resultOf(state).run.down > 0 ? "켜는 대로 버려져 끝내 못 쓴다" : "조금 늦게 쓰인다",
        why: () => "제때 등록하지 못한 노드는 DOWN이 되고 작업은 대기열로 돌아간다.",
      },
    },
    {
      id: "bill",
      title: "기다림과 값",
      about: "클라우드를 붙였는데 쓰이지 않는다. 하나씩 고쳐, 적게 내고 덜 기다리게 한다.",
      params: { backfill: 0, resume: 1, suspend: 30 },
      seed: 4,
      script: [],
      goals: [worth],
    },
    {
      id: "burst",
      title: "보낼까 기다릴까",
      about: "작업은 금방 넘어가지만 데이터는 회선의 속도로 넘어간다. 회선을 바꾸며 보내는 편이 나은지 본다.",
      params: { load: 80, patience: 0 },
      seed: 4,
      script: [
        ...SET.series("line", 0.1),
        ...SET.series("patience", NEVER),
        ...SET.series("line", 10),
        ...SET.series("patience", 0),
      ],
      predict: {
        ask: "회선이 1Gbps에서 0.1Gbps가 되면, 아예 보내지 않는 날에 견주어 평균 기다림은 어떻게 될까요?",
        answer: { kind: "choice", options: ["여전히 짧다", "오히려 길다"] },
        at: 1,
        actual: (state) => (resultOf(state).wait > alone(state).wait ? "오히려 길다" : "여전히 짧다"),
        why: () => "200GB를 0.1Gbps로 옮기는 데만 네 시간 반이 걸린다. 그사이 자체 노드에는 자리가 난다.",
      },
    },
  ],
  init: (params, seed) => ({ ...DEFAULTS, ...params, seed }),
  rules,
  describe,
  tables,
  events: { set: SET.events.set },
};
