import {
  type CostEvent,
  type CostState,
  costOf,
  curveOf,
  movingOf,
  remoteCost,
  SETTINGS,
  type SettingName,
} from "../../../lib/labs/remote-cost/remote-cost.ts";
import { valuesOf } from "../../../lib/sim/settings.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { Bench } from "../kit/Bench.tsx";
import { Meter } from "../kit/Meter.tsx";
import { Panes } from "../kit/Panes.tsx";
import { PlotView } from "../kit/PlotView.tsx";
import { Settings } from "../kit/Settings.tsx";
import { averagePlot, movingPlot } from "./plots.ts";

const ROWS: readonly { readonly label: string; readonly names: readonly SettingName[] }[] = [
  { label: "크기", names: ["nodes", "nodeGiB", "workGiB", "remotePercent"] },
  { label: "시간", names: ["localNs", "remoteNs", "moveNs", "reuse"] },
];

type OnSet = (what: SettingName, value: number, amends: boolean) => void;
const set =
  (send: (event: CostEvent, amends?: boolean) => boolean): OnSet =>
  (what, value, amends) =>
    send({ type: "set", what, value }, amends);

export function RemoteCost({ title }: { title: string }) {
  return (
    <Bench lab={remoteCost} title={title}>
      {({ state, send, guessing }) => (
        <>
          <div className="flow-controls needs-js">
            {ROWS.map(({ label, names }) => (
              <Settings
                key={label}
                settings={SETTINGS}
                names={names}
                state={state}
                label={label}
                onSet={(what, value) => send({ type: "set", what, value })}
              />
            ))}
          </div>
          <Panes
            first="average"
            panes={[
              {
                id: "average",
                title: "접근 평균",
                note: "로컬만 쓸 때와 견주어",
                content: <Average state={state} guessing={guessing} onSet={set(send)} />,
              },
              {
                id: "moving",
                title: "옮길까, 건너갈까",
                note: `다시 쓰는 횟수 ${formatNumber(state.reuse)}번`,
                content: <MovePage state={state} guessing={guessing} onSet={set(send)} />,
              },
            ]}
          />
        </>
      )}
    </Bench>
  );
}

function Average({ state, guessing, onSet }: { state: CostState; guessing: boolean; onSet: OnSet }) {
  const { fits, fitsNode, remote, averageNs, relative } = costOf(state);
  const curve = curveOf(state);
  const most = Math.max(relative, ...curve.map((one) => one.relative));
  if (!fits) {
    return (
      <p className="stack-note">
        풀 전체 {formatNumber(state.nodes * state.nodeGiB)}GiB에도 담기지 않는다. 노드를 늘리거나 작업 집합을
        줄여야 셈이 된다.
      </p>
    );
  }
  const localPart = (1 - remote) * state.localNs;
  return (
    <>
      <Meter seen={localPart / state.localNs} unseen={relative - localPart / state.localNs} most={most} />
      <dl className="stack-total">
        <dt className="seen">로컬 {formatNumber((1 - remote) * 100)}%의 몫</dt>
        <dd className="num">{formatNumber(localPart)}ns</dd>
        <dt className="unseen">원격 {formatNumber(remote * 100)}%의 몫</dt>
        <dd className="num">{formatNumber(averageNs - localPart)}ns</dd>
        <dt className="total">접근 평균</dt>
        <dd className="total num">
          {formatNumber(averageNs)}ns · {formatNumber(relative)}배
        </dd>
      </dl>
      <p className="stack-note">
        {fitsNode
          ? "작업 집합이 한 노드에 담긴다. 정한 만큼만 원격이다."
          : `한 노드에는 ${formatNumber(state.nodeGiB)}GiB만 있다. 나머지는 어느 노드에 있든 원격이다.`}
      </p>
      <h3>원격 비율에 따른 상대 시간</h3>
      <PlotView
        plot={averagePlot(state, guessing)}
        handle={
          fitsNode
            ? {
                label: "원격 접근의 비율",
                value: state.remotePercent,
                values: valuesOf(SETTINGS.remotePercent),
                onChange: (value, amends) => onSet("remotePercent", value, amends),
              }
            : undefined
        }
      />
    </>
  );
}

function MovePage({ state, guessing, onSet }: { state: CostState; guessing: boolean; onSet: OnSet }) {
  const { pays, movedNs, stayedNs } = movingOf(state);
  const most = Math.max(movedNs, stayedNs);
  return (
    <>
      <Meter seen={movedNs - state.moveNs} unseen={state.moveNs} most={most} />
      <p className="row stack-note">
        <b>옮겨서 쓰기</b>
        <span className="num">{formatNumber(movedNs)}ns</span>
        {movedNs < stayedNs && <span className="lab-chip cached">더 싸다</span>}
      </p>
      <Meter seen={stayedNs} unseen={0} most={most} />
      <p className="row stack-note">
        <b>건너가 쓰기</b>
        <span className="num">{formatNumber(stayedNs)}ns</span>
        {stayedNs < movedNs && <span className="lab-chip cached">더 싸다</span>}
      </p>
      <dl className="stack-total">
        <dt className="seen">쓰는 시간</dt>
        <dd>접근마다 드는 몫</dd>
        <dt className="unseen">옮기는 시간</dt>
        <dd>한 번만 드는 몫</dd>
        <dt className="total">옮겨서 이득인 횟수</dt>
        <dd className="total num">
          {guessing ? "예상해 보세요" : pays === undefined ? "없음" : `${formatNumber(pays)}번부터`}
        </dd>
      </dl>
      <h3>다시 쓰는 횟수에 따른 시간</h3>
      <PlotView
        plot={movingPlot(state, guessing)}
        handle={{
          label: "다시 쓰는 횟수",
          value: state.reuse,
          values: valuesOf(SETTINGS.reuse),
          onChange: (value, amends) => onSet("reuse", value, amends),
        }}
      />
    </>
  );
}
