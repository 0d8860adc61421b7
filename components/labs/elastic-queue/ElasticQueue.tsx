import { useState } from "react";
import {
  alone,
  elasticQueue,
  hours,
  minutes,
  percent,
  type QueueEvent,
  SETTINGS,
  type SettingName,
  won,
  writeSetting,
} from "../../../lib/labs/elastic-queue/elastic-queue.ts";
import { type Day, NEVER, resultOf } from "../../../lib/labs/elastic-queue/queue.ts";
import { compare } from "../../../lib/sim/compare.ts";
import { every } from "../../../lib/sim/settings.ts";
import type { LabView } from "../kit/Bench.tsx";
import { LabButton } from "../kit/Controls.tsx";
import { Meter } from "../kit/Meter.tsx";
import { PlotView } from "../kit/PlotView.tsx";
import { type Bar, SettingsBench } from "../kit/SettingsBench.tsx";
import { SideBySide } from "../kit/SideBySide.tsx";
import { nodesPlot, waitingPlot } from "./queue-plots.ts";

type View = LabView<Day, QueueEvent>;

/** How many other days are compared. */
const DAYS = 20;

const BAR: Bar<SettingName> = {
  rows: [
    { label: "줄과 보내기", names: ["backfill", "cloud", "patience", "line"] },
    { label: "클라우드 노드", names: ["boot", "resume"] },
  ],
  dragged: ["load", "suspend"],
};

export function ElasticQueue({ title }: { title: string }) {
  return (
    <SettingsBench
      lab={elasticQueue}
      title={title}
      settings={SETTINGS}
      textOf={writeSetting}
      bar={() => BAR}
      panes={(view) => [
        {
          id: "nodes",
          title: "노드",
          note: "일하는 자체, 값을 내는 클라우드",
          content: <PlotView plot={nodesPlot(view.state)} />,
        },
        {
          id: "waiting",
          title: "대기열",
          content: <PlotView plot={waitingPlot(view.state)} />,
        },
        { id: "sum", title: "하루의 결과", content: <Sum view={view} /> },
      ]}
    />
  );
}

function Sum({ view: { state, guessing } }: { view: View }) {
  const { wait, waitP95, turnaround, unfinished, use, burst, paid, worked, cost, run } = resultOf(state);
  const sends = state.cloud > 0 && state.patience !== NEVER;
  return (
    <>
      <dl className="stack-total">
        <dt>평균 기다림</dt>
        <dd className="num">
          <b>{minutes(wait)}</b>
        </dd>
        <dt>p95 기다림</dt>
        <dd className="num">{minutes(waitP95)}</dd>
        <dt>내고 끝나기까지</dt>
        <dd className="num">{minutes(turnaround)}</dd>
        {unfinished > 0 && (
          <>
            <dt>하루에 끝나지 않음</dt>
            <dd className="num">{unfinished}개</dd>
          </>
        )}
        <dt>자체 노드의 이용률</dt>
        <dd className="num">{percent(use)}</dd>
      </dl>
      {sends && (
        <>
          <h3>클라우드 노드가 켜져 있던 시간</h3>
          <Meter seen={worked} unseen={Math.max(0, paid - worked)} most={Math.max(1, paid)} framed />
          <dl className="stack-total">
            <dt className="seen">일함</dt>
            <dd className="num">
              {hours(worked)}, 작업 {burst}개
            </dd>
            <dt className="unseen">뜨고 놂</dt>
            <dd className="num">{hours(paid - worked)}</dd>
            {run.down > 0 && (
              <>
                <dt>DOWN이 된 노드</dt>
                <dd className="num">{run.down}대</dd>
              </>
            )}
            <dt className="total">낸 값</dt>
            <dd className="total num">{won(cost)}</dd>
          </dl>
          {!guessing && <AgainstWaiting key={JSON.stringify(state)} state={state} />}
        </>
      )}
    </>
  );
}

/** Sending against waiting, on the same jobs of other days. */
function AgainstWaiting({ state }: { state: Day }) {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <p className="needs-js stack-row">
        <LabButton onPress={() => setAsked(true)}>보내지 않는 쪽과 {DAYS}일 견주기</LabButton>
      </p>
    );
  }
  const compared = compare(["보내지 않음", "보냄"], every(1, DAYS), (setting, seed) =>
    setting === "보냄" ? resultOf({ ...state, seed }).wait : alone({ ...state, seed }).wait,
  );
  return <SideBySide what="평균 기다림" unit="분" compared={compared} />;
}
