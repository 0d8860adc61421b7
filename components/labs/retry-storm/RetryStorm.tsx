import {
  percent,
  retryStorm,
  SETTINGS,
  type SettingName,
  sayRecovered,
  writeSetting,
} from "../../../lib/labs/retry-storm/retry-storm.ts";
import { mostAttempts, type Storm, weatherOf } from "../../../lib/labs/retry-storm/storm.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { Meter } from "../kit/Meter.tsx";
import { PlotView } from "../kit/PlotView.tsx";
import { type Bar, SettingsBench } from "../kit/SettingsBench.tsx";
import { callsPlot } from "./calls-plot.ts";

const BAR: Bar<SettingName> = {
  rows: [
    { label: "클라이언트", names: ["attempts", "layers", "timeoutMs", "baseMs", "jitter", "budget"] },
    { label: "서비스와 그 앞", names: ["breaker", "limit", "deadlines"] },
  ],
  dragged: ["perSecond"],
};

export function RetryStorm({ title }: { title: string }) {
  return (
    <SettingsBench
      lab={retryStorm}
      title={title}
      settings={SETTINGS}
      textOf={writeSetting}
      bar={() => BAR}
      shape="wide-first"
      panes={(view) => [
        {
          id: "calls",
          title: "서비스에 닿는 시도와 제때의 답",
          note: "2분 동안, 초마다",
          content: <PlotView plot={callsPlot(view.state)} />,
        },
        {
          id: "sum",
          title: "남은 것",
          content: <Sum state={view.state} previous={view.previous} />,
        },
      ]}
    />
  );
}

function Sum({ state, previous }: { state: Storm; previous: Storm | undefined }) {
  const { recovered, failed, amplification, wasted } = weatherOf(state);
  return (
    <>
      <dl className="stack-total">
        <dt>고장이 끝나고 나아짐</dt>
        <dd>
          <b>{sayRecovered(recovered)}</b>
        </dd>
        <dt>실패한 요청</dt>
        <dd className="num">{percent(failed)}</dd>
        <dt>요청 하나에 보낸 시도</dt>
        <dd className="num">
          {formatNumber(amplification)}번, 많게는 {mostAttempts(state)}번
        </dd>
      </dl>
      <h3>서비스가 한 일</h3>
      <Meter seen={1 - wasted} unseen={wasted} most={1} framed />
      <dl className="stack-total">
        <dt className="seen">기다린 클라이언트에게</dt>
        <dd className="num">{percent(1 - wasted)}</dd>
        <dt className="unseen">이미 떠난 클라이언트에게</dt>
        <dd className="num">{percent(wasted)}</dd>
      </dl>
      {previous !== undefined && (
        <p className="stack-note">
          바로 앞에서는 {sayRecovered(weatherOf(previous).recovered)}, 실패{" "}
          {percent(weatherOf(previous).failed)}.
        </p>
      )}
    </>
  );
}
