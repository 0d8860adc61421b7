import { courseOf, type Group, HPA, SLOW } from "../../../lib/labs/scaling-timeline/group.ts";
import {
  minutes,
  percent,
  SETTINGS,
  type SettingName,
  scalingTimeline,
  seconds,
  writeSetting,
} from "../../../lib/labs/scaling-timeline/scaling-timeline.ts";
import { PlotView } from "../kit/PlotView.tsx";
import { type Bar, SettingsBench } from "../kit/SettingsBench.tsx";
import { serversPlot, tailPlot } from "./curves.ts";

const LOAD = ["load", "boot", "delay", "least"] as const;
const RULE = ["by", "metric", "periods", "cooldown", "tolerance", "window"] as const;
const DRAGGED = ["peak", "up", "down"] as const;

function barOf({ by }: Group): Bar<SettingName> {
  const isRead = (what: SettingName) => (SETTINGS[what].of ?? by) === by;
  return {
    rows: [
      { label: "부하와 서버", names: LOAD },
      { label: "정하는 법", names: RULE.filter(isRead) },
    ],
    dragged: DRAGGED.filter(isRead),
    ...(by === HPA && { names: { up: "목표" } }),
  };
}

export function ScalingTimeline({ title }: { title: string }) {
  return (
    <SettingsBench
      lab={scalingTimeline}
      title={title}
      settings={SETTINGS}
      textOf={writeSetting}
      bar={barOf}
      panes={(view) => [
        {
          id: "servers",
          title: "서버 수",
          note: "받는 서버와, 쉬지 않는다면 필요한 수",
          content: <PlotView plot={serversPlot(view.state)} />,
        },
        {
          id: "tail",
          title: "기다린 시간",
          note: "20초마다의 p95",
          content: <PlotView plot={tailPlot(view.state)} />,
        },
        {
          id: "sum",
          title: "20분의 결과",
          content: <Sum state={view.state} previous={view.previous} />,
        },
      ]}
    />
  );
}

function Sum({ state, previous }: { state: Group; previous: Group | undefined }) {
  const { slow, p99, turns, changes, serverMinutes } = courseOf(state);
  const before = previous === undefined ? undefined : courseOf(previous);
  return (
    <>
      <dl className="stack-total">
        <dt>{SLOW}초를 넘긴 요청</dt>
        <dd className="num">{percent(slow)}</dd>
        <dt>p99</dt>
        <dd className="num">{seconds(p99)}</dd>
        <dt>수를 바꾼 횟수</dt>
        <dd className="num">{changes}번</dd>
        <dt>방향을 바꾼 횟수</dt>
        <dd className="num">{turns}번</dd>
        <dt className="total">쓴 서버</dt>
        <dd className="total num">{minutes(serverMinutes)}</dd>
      </dl>
      {before !== undefined && (
        <p className="stack-note">
          바로 앞에서는 느린 요청 {percent(before.slow)}, 방향 {before.turns}번,{" "}
          {minutes(before.serverMinutes)}.
        </p>
      )}
    </>
  );
}
