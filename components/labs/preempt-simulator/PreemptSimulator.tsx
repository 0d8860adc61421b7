import { useState } from "react";
import { AT_RANDOM, type Batch, ledgerOf, RUNS } from "../../../lib/labs/preempt-simulator/job.ts";
import {
  type PreemptEvent,
  percent,
  preemptSimulator,
  SETTINGS,
  type SettingName,
  sayEnd,
  writeSetting,
} from "../../../lib/labs/preempt-simulator/preempt-simulator.ts";
import { compare } from "../../../lib/sim/compare.ts";
import { every } from "../../../lib/sim/settings.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton } from "../kit/Controls.tsx";
import { Meter } from "../kit/Meter.tsx";
import { Panes } from "../kit/Panes.tsx";
import { PlotView } from "../kit/PlotView.tsx";
import { Settings } from "../kit/Settings.tsx";
import { SideBySide } from "../kit/SideBySide.tsx";
import { intervalPlot, runsPlot } from "./job-plots.ts";

type View = LabView<Batch, PreemptEvent>;

const NAMES = ["work", "interval", "save", "restart", "by", "mtbf", "nodes", "price"] as const;
/** What can be dragged to on the curve: its axis has no 0. */
const DRAGGED = every(5, 240, 5);

export function PreemptSimulator({ title }: { title: string }) {
  return (
    <Bench lab={preemptSimulator} title={title}>
      {(view) => (
        <>
          <Controls view={view} />
          <Panes
            shape="wide-first"
            panes={[
              {
                id: "runs",
                title: view.state.by === AT_RANDOM ? "앞의 다섯 번" : "실행",
                note: "이어진 띠가 남은 일, 옅은 띠가 잃은 시간",
                content: (
                  <>
                    <PlotView plot={runsPlot(view.state)} />
                    {!view.guessing && <Interval view={view} />}
                  </>
                ),
              },
              {
                id: "sum",
                title: "결과",
                note: view.state.by === AT_RANDOM ? `${RUNS}번 돌린 평균` : "",
                content: <Sum state={view.state} />,
              },
            ]}
          />
        </>
      )}
    </Bench>
  );
}

function Controls({ view: { state, send } }: { view: View }) {
  return (
    <div className="flow-controls needs-js">
      <Settings
        settings={SETTINGS}
        names={NAMES}
        state={state}
        label="작업과 노드"
        textOf={writeSetting}
        onSet={(what: SettingName, value) => void send({ type: "set", what, value })}
      />
    </div>
  );
}

/** The curve one moves along: too often on the left, too seldom on the right. */
function Interval({ view: { state, send } }: { view: View }) {
  return (
    <>
      <h3>저장 간격을 끌어 보기</h3>
      <PlotView
        plot={intervalPlot(state)}
        handle={{
          label: SETTINGS.interval.name,
          value: Math.max(DRAGGED[0]!, state.interval),
          values: DRAGGED,
          onChange: (value, amends) => void send({ type: "set", what: "interval", value }, amends),
        }}
      />
    </>
  );
}

function Sum({ state }: { state: Batch }) {
  const { lost, cost, interruptions, finished } = ledgerOf(state);
  return (
    <>
      <Meter seen={1 - lost} unseen={lost} most={1} framed />
      <dl className="stack-total">
        <dt className="seen">작업</dt>
        <dd className="num">{percent(1 - lost)}</dd>
        <dt className="unseen">저장, 잃음, 다시 띄움</dt>
        <dd className="num">{percent(lost)}</dd>
        <dt>회수</dt>
        <dd className="num">{formatNumber(interruptions)}번</dd>
        <dt>끝난 몫</dt>
        <dd className="num">{percent(finished)}</dd>
        <dt>제값에 견준 값</dt>
        <dd className="num">{formatNumber(Math.round(cost))}%</dd>
        <dt className="total">끝난 시각</dt>
        <dd className="total num">{finished === 0 ? "끝나지 않음" : sayEnd(state)}</dd>
      </dl>
      {state.by === AT_RANDOM && state.save > 0 && <AgainstYoung key={JSON.stringify(state)} state={state} />}
    </>
  );
}

/** The interval at hand against Young's, on the same interruptions. */
function AgainstYoung({ state }: { state: Batch }) {
  const [asked, setAsked] = useState(false);
  const { young } = ledgerOf(state);
  const best = Math.max(1, Math.round(young));
  const own = state.interval === 0 ? "저장 안 함" : `${state.interval}분마다`;
  if (!asked) {
    return (
      <p className="needs-js stack-row">
        <LabButton onPress={() => setAsked(true)}>영의 간격 {best}분과 견주기</LabButton>
      </p>
    );
  }
  const runs = every(0, RUNS - 1);
  const compared = compare(
    [own, `${best}분마다(영)`],
    runs,
    (setting, run) => ledgerOf(setting === own ? state : { ...state, interval: best }).runs[run]!.end,
  );
  return <SideBySide what="걸린 시간" unit="분" compared={compared} />;
}
