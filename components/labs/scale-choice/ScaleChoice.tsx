import { bothOf, type Growth, LATE, WAYS } from "../../../lib/labs/scale-choice/growth.ts";
import {
  percent,
  SETTINGS,
  type SettingName,
  scaleChoice,
  WAY_NAMES,
  won,
  writeSetting,
} from "../../../lib/labs/scale-choice/scale-choice.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { PlotView } from "../kit/PlotView.tsx";
import { type Bar, SettingsBench } from "../kit/SettingsBench.tsx";
import { capacityPlot, waitsPlot } from "./growth-plots.ts";

const BAR: Bar<SettingName> = {
  rows: [
    { label: "둘에 함께", names: ["rule", "target"] },
    { label: "더하기와 키우기", names: ["boot", "least", "restart", "first"] },
  ],
  dragged: ["rise", "top"],
};

export function ScaleChoice({ title }: { title: string }) {
  return (
    <SettingsBench
      lab={scaleChoice}
      title={title}
      settings={SETTINGS}
      textOf={writeSetting}
      bar={() => BAR}
      panes={(view) => [
        {
          id: "capacity",
          title: "받을 수 있는 양",
          note: "부하의 선 아래로 내려가면 줄이 생긴다",
          content: <PlotView plot={capacityPlot(view.state)} />,
        },
        {
          id: "waits",
          title: "기다림",
          note: "20초마다 가장 긴 것",
          content: <PlotView plot={waitsPlot(view.state)} />,
        },
        { id: "sum", title: "20분의 결과", content: <Sum state={view.state} /> },
      ]}
    />
  );
}

function Sum({ state }: { state: Growth }) {
  const both = bothOf(state);
  return WAYS.map((way) => {
    const { late, longest, changes, most, cost } = both[way];
    return (
      <div key={way}>
        <h3>{WAY_NAMES[way]}</h3>
        <dl className="stack-total">
          <dt>{LATE}초 넘게 기다린 요청</dt>
          <dd className="num">
            <b>{percent(late)}</b>
          </dd>
          <dt>가장 긴 기다림</dt>
          <dd className="num">{formatNumber(longest)}초</dd>
          <dt>{way === "out" ? "수를 바꿈" : "크기를 바꿈"}</dt>
          <dd className="num">
            {changes}번, 많게는 {most}vCPU
          </dd>
          <dt className="total">값</dt>
          <dd className="total num">{won(cost)}</dd>
        </dl>
      </div>
    );
  });
}
