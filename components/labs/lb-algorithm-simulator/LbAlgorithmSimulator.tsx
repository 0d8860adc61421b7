import { useMemo, useState } from "react";
import { waitingAt } from "../../../lib/labs/lb-algorithm-simulator/film.ts";
import {
  type BalanceEvent,
  lbAlgorithmSimulator,
  loadOf,
  nameOf,
  POLICY_NAMES,
  percent,
  SETTINGS,
  writeSetting,
} from "../../../lib/labs/lb-algorithm-simulator/lb-algorithm-simulator.ts";
import {
  firstMoment,
  followed,
  LANES,
  type Lane,
  momentsOf,
  NO_FAULT,
  type Outcome,
  outcomeOf,
  outcomesOf,
  type Traffic,
} from "../../../lib/labs/lb-algorithm-simulator/traffic.ts";
import { POLICIES } from "../../../lib/models/queue/policies.ts";
import type { Compared } from "../../../lib/sim/compare.ts";
import type { Plot, Point } from "../../../lib/sim/plot/plot.ts";
import { roundEnd } from "../../../lib/sim/plot/scale.ts";
import { every, valuesOf } from "../../../lib/sim/settings.ts";
import { intervalOf } from "../../../lib/sim/statistics.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { ClockBar } from "../kit/ClockBar.tsx";
import { LabSelect } from "../kit/Controls.tsx";
import { Fitted } from "../kit/Fitted.tsx";
import { LabRange } from "../kit/LabRange.tsx";
import { LongRun } from "../kit/LongRun.tsx";
import { Panes } from "../kit/Panes.tsx";
import { PlotView } from "../kit/PlotView.tsx";
import { SideBySide } from "../kit/SideBySide.tsx";
import { useComing } from "../kit/use-coming.ts";
import { type Flow, useFlow, useMoments } from "../kit/use-flow.ts";
import { FlowingLane } from "./FlowingLane.tsx";
import { ResponseTimes } from "./ResponseTimes.tsx";

type View = LabView<Traffic, BalanceEvent>;

const SECOND = 1_000_000;
/** Points of the curve of queues, and how many seeds are compared. */
const POINTS = 160;
const SEEDS = 20;

export function LbAlgorithmSimulator({ title }: { title: string }) {
  return (
    <Bench lab={lbAlgorithmSimulator} title={title}>
      {(view) => (
        <>
          <Stage view={view} />
          <Panes
            shape="wide-first"
            panes={[
              {
                id: "times",
                title: "응답 시간",
                note: "○ p50 ◇ p95 □ p99",
                content: <Times state={view.state} />,
              },
              {
                id: "conditions",
                title: "조건",
                note: "두 쪽에 함께 적용된다",
                content: <Conditions view={view} />,
              },
            ]}
          />
        </>
      )}
    </Bench>
  );
}

/** Both sides at one moment, the clock that moves it, and how the queues went over all the time. */
function Stage({ view }: { view: View }) {
  const { state } = view;
  const { a, b } = outcomesOf(state);
  const mark = useMemo(() => followed(state), [state]);
  const turns = useMemo(() => momentsOf(state), [state]);
  const flow = useFlow(firstMoment(state), Math.max(a.run.end, b.run.end), (before, now) =>
    turns.some((turn) => turn > before && turn <= now),
  );
  return (
    <>
      <div className="lb-lanes">
        {LANES.map((lane) => (
          <section
            key={lane}
            className={`lb-lane ${lane}`}
            aria-label={`${lane.toUpperCase()}: ${nameOf(state, lane)}`}
          >
            <LaneHead view={view} lane={lane} />
            <Fitted>
              {(width) => (
                <FlowingLane state={state} lane={lane} moments={flow.moments} mark={mark} width={width} />
              )}
            </Fitted>
            <p className="stack-note">{sayFollowed(state, lane, mark)}</p>
          </section>
        ))}
      </div>
      <ClockBar
        flow={flow}
        write={(time) => `${(time / SECOND).toFixed(1)}초`}
        onNext={() => flow.seek(turns.find((turn) => turn > flow.moments.now + 1) ?? turns[0] ?? 0)}
      />
      <Queues state={state} flow={flow} />
    </>
  );
}

/** What shares one side's requests out, and how it did. */
function LaneHead({ view: { state: shown, coming, send }, lane }: { view: View; lane: Lane }) {
  const state = useComing(coming);
  const layer = lane === "a" ? "aLayer" : "bLayer";
  return (
    <>
      <header>
        <i aria-hidden="true" />
        <LabSelect
          label={lane.toUpperCase()}
          value={state[lane]}
          options={POLICIES.map((policy) => ({ value: policy, text: POLICY_NAMES[policy].name }))}
          onChange={(policy) => send({ type: "policy", lane, policy })}
        />
        <LabSelect
          hideLabel
          label={SETTINGS[layer].name}
          value={String(state[layer])}
          options={[7, 4].map((value) => ({ value: String(value), text: writeSetting("aLayer", value) }))}
          onChange={(value) => send({ type: "set", what: layer, value: Number(value) })}
        />
        <Verdict state={shown} lane={lane} />
      </header>
      <p className="quiet">{POLICY_NAMES[state[lane]].about}</p>
    </>
  );
}

/** The tail of one side, and in a word how it compares. */
function Verdict({ state, lane }: { state: Traffic; lane: Lane }) {
  const { a, b } = outcomesOf(state);
  const [own, other] = lane === "a" ? [a, b] : [b, a];
  const fails = state.fault !== NO_FAULT;
  const [mine, theirs] = fails ? [own.failed, other.failed] : [own.p99, other.p99];
  const text = fails ? `실패 ${percent(own.failed)}` : `p99 ${formatNumber(own.p99)}ms`;
  const better = mine < theirs;
  return (
    <span className={better ? "lb-verdict better" : "lb-verdict"}>
      {better ? "✓ " : ""}
      {text}
      {better ? (fails ? " · 더 적다" : " · 더 짧다") : ""}
    </span>
  );
}

function sayFollowed(state: Traffic, lane: Lane, mark: number): string {
  const { run } = outcomesOf(state)[lane];
  const attempt = run.attempts.findLast(({ request }) => request === mark)!;
  const request = run.requests[mark]!;
  const before = run.attempts.filter(
    ({ server, sent, started, request: other }) =>
      server === attempt.server && other !== mark && sent <= attempt.sent && started > attempt.sent,
  ).length;
  const took = formatNumber(Math.round((request.done - request.arrived) / 1000));
  if (attempt.started === attempt.sent)
    return `표시한 요청은 비어 있던 서버 ${attempt.server + 1}에서 ${took}ms 만에 끝난다.`;
  return `표시한 요청은 서버 ${attempt.server + 1}의 줄에 앞사람 ${before}건을 두고 섰고 ${took}ms 만에 끝난다.`;
}

function Queues({ state, flow: { moments, seek } }: { state: Traffic; flow: Flow }) {
  const [now, setNow] = useState(() => secondOf(moments.now));
  useMoments(moments, (moment) => setNow(secondOf(moment)));
  const plot = useMemo(() => queuesOf(state), [state]);
  return (
    <div className="lab-wide">
      <PlotView
        plot={plot}
        handle={{
          label: "지금",
          value: Math.min(now, plot.x.max),
          values: every(0, plot.x.max),
          onChange: (second) => seek(second * SECOND),
        }}
      />
    </div>
  );
}

const secondOf = (moment: number) => Math.round(moment / SECOND);

/** How the queues went over all the time. */
function queuesOf(state: Traffic): Plot {
  const { a, b } = outcomesOf(state);
  const end = Math.ceil(Math.max(a.run.end, b.run.end) / SECOND);
  const seconds = every(0, end, Math.max(1, Math.ceil(end / POINTS)));
  const curveOf = ({ film }: Outcome) =>
    seconds.map((second): Point => [second, waitingAt(film, second * SECOND)]);
  const [ofB, ofA] = [curveOf(b), curveOf(a)];
  const most = Math.max(4, ...[...ofB, ...ofA].map(([, count]) => count));
  return {
    title: "기다리는 요청",
    x: { label: "시각", unit: "초", min: 0, max: end },
    y: { label: "기다리는 요청", unit: "건", min: 0, max: roundEnd(most) },
    marks: [
      { kind: "step", name: "B", points: ofB },
      { kind: "step", name: "A", points: ofA },
    ],
  };
}

function Times({ state }: { state: Traffic }) {
  return (
    <>
      <Fitted>{(width) => <ResponseTimes state={state} width={width} />}</Fitted>
      <ByChance key={JSON.stringify(state)} state={state} />
    </>
  );
}

/** The same comparison on other arrivals: how much of it is chance. */
function ByChance({ state }: { state: Traffic }) {
  const [compared, setCompared] = useState<readonly Compared<string>[]>();
  const fails = state.fault !== NO_FAULT;
  const measure = (lane: Lane, seed: number) => {
    const one = outcomeOf({ ...state, seed }, lane);
    return fails ? one.failed * 100 : one.p99;
  };
  function* run(): Generator<number, readonly Compared<string>[]> {
    const values: Record<Lane, number[]> = { a: [], b: [] };
    for (let seed = 1; seed <= SEEDS; seed++) {
      for (const lane of LANES) values[lane].push(measure(lane, seed));
      yield seed / SEEDS;
    }
    return LANES.map((lane) => ({
      setting: `${lane.toUpperCase()} ${nameOf(state, lane)}`,
      values: values[lane],
      interval: intervalOf(values[lane]),
    }));
  }
  return (
    <div className="needs-js">
      <h3>다른 도착에서도 그런가</h3>
      {compared === undefined ? (
        <LongRun label={`씨앗 ${SEEDS}개로 견주기`} start={run} share={(done) => done} onDone={setCompared} />
      ) : (
        <SideBySide what={fails ? "실패" : "p99"} unit={fails ? "%" : "ms"} compared={compared} />
      )}
    </div>
  );
}

const DRAGGED = ["perSecond", "workMs"] as const;
const CHOSEN = ["spread", "slow", "clients", "fault", "every", "fall"] as const;

function Conditions({ view: { coming, send } }: { view: View }) {
  const state = useComing(coming);
  const load = loadOf(state);
  return (
    <div className="lb-conditions needs-js">
      {DRAGGED.map((what) => (
        <LabRange
          key={what}
          label={SETTINGS[what].name}
          value={state[what]}
          values={valuesOf(SETTINGS[what])}
          text={writeSetting(what, state[what])}
          onChange={(value) => send({ type: "set", what, value }, true)}
        />
      ))}
      <p className={load >= 1 ? "lb-load over" : "lb-load"}>
        이용률 <b>{percent(load)}</b>
        {load >= 1 && " 서버 넷의 힘을 넘는다"}
      </p>
      {CHOSEN.map((what) => (
        <LabSelect
          key={what}
          label={SETTINGS[what].name}
          value={String(state[what])}
          options={SETTINGS[what].values.map((value) => ({
            value: String(value),
            text: writeSetting(what, value),
          }))}
          onChange={(value) => send({ type: "set", what, value: Number(value) })}
        />
      ))}
    </div>
  );
}
