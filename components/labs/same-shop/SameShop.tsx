import { useState } from "react";
import {
  gib,
  milliseconds,
  percent,
  SETTINGS,
  type SettingName,
  type ShopEvent,
  SIDE_NAMES,
  sameShop,
  writeSetting,
} from "../../../lib/labs/same-shop/same-shop.ts";
import { bothOf, KINDS, releaseOf, type Shop, SIDES, type Side } from "../../../lib/labs/same-shop/shop.ts";
import type { Compared } from "../../../lib/sim/compare.ts";
import { intervalOf } from "../../../lib/sim/statistics.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import type { LabView } from "../kit/Bench.tsx";
import { Fitted } from "../kit/Fitted.tsx";
import { LongRun } from "../kit/LongRun.tsx";
import { PlotView } from "../kit/PlotView.tsx";
import { type Bar, SettingsBench } from "../kit/SettingsBench.tsx";
import { SideBySide } from "../kit/SideBySide.tsx";
import { ShopDrawing } from "./ShopDrawing.tsx";
import { answersPlot } from "./shop-plot.ts";

type View = LabView<Shop, ShopEvent>;

/** How many other days are compared. */
const SEEDS = 20;

const BAR: Bar<SettingName> = {
  rows: [
    { label: "배송에 생긴 일과 호출", names: ["event", "timeout", "hop", "fails", "teams"] },
    { label: "서비스의 벌 수", names: ["web", "order", "pay", "ship"] },
  ],
  dragged: ["times", "one"],
  names: { one: "모놀리식의 벌 수" },
};

export function SameShop({ title }: { title: string }) {
  return (
    <SettingsBench
      lab={sameShop}
      title={title}
      settings={SETTINGS}
      textOf={writeSetting}
      bar={() => BAR}
      first="both"
      panes={(view) => [
        ...SIDES.map((side) => ({
          id: side,
          title: SIDE_NAMES[side],
          note: "칸 하나가 한 벌, 찬 만큼이 CPU",
          content: <OneSide state={view.state} side={side} />,
        })),
        { id: "both", title: "견주기", note: "1초 안에 답한 요청", content: <Both view={view} /> },
      ]}
    />
  );
}

function OneSide({ state, side }: { state: Shop; side: Side }) {
  const { kinds, memory, copies } = bothOf(state)[side];
  const { build, roll, restarts, reach, stays } = releaseOf(state, side);
  return (
    <>
      <Fitted>{(width) => <ShopDrawing state={state} side={side} width={width} />}</Fitted>
      <dl className="stack-total">
        {KINDS.map(({ id, name }) => [
          <dt key={id}>{name}</dt>,
          <dd key={`${id}-share`} className="num">
            {percent(kinds[id].inTime)}, p95 {milliseconds(kinds[id].p95)}
          </dd>,
        ])}
        <dt className="total">쓰는 것</dt>
        <dd className="total num">
          {gib(memory)}, CPU {copies}개
        </dd>
      </dl>
      <h3>배송을 고쳐 내보낼 때</h3>
      <dl className="stack-total">
        <dt>만들고 검사해 갈아 끼움</dt>
        <dd className="num">
          {build}분 + {formatNumber(roll)}초
        </dd>
        <dt>다시 띄움</dt>
        <dd className="num">
          {restarts}벌, 거치는 요청 {percent(reach)}
        </dd>
        <dt>그대로 나갈 확률</dt>
        <dd className="num">{percent(stays)}</dd>
      </dl>
    </>
  );
}

function Both({ view: { state, guessing } }: { view: View }) {
  return (
    <>
      <PlotView plot={answersPlot(state)} />
      {!guessing && <ByChance key={JSON.stringify(state)} state={state} />}
    </>
  );
}

/** The same comparison on other days: how much of it is chance. */
function ByChance({ state }: { state: Shop }) {
  const [compared, setCompared] = useState<readonly Compared<string>[]>();
  function* run(): Generator<number, readonly Compared<string>[]> {
    const values: Record<Side, number[]> = { one: [], many: [] };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const both = bothOf({ ...state, seed });
      for (const side of SIDES) values[side].push(both[side].inTime * 100);
      yield seed / SEEDS;
    }
    return SIDES.map((side) => ({
      setting: SIDE_NAMES[side],
      values: values[side],
      interval: intervalOf(values[side]),
    }));
  }
  return (
    <div className="needs-js">
      <h3>다른 손님에게도 그런가</h3>
      {compared === undefined ? (
        <LongRun label={`씨앗 ${SEEDS}개로 견주기`} start={run} share={(done) => done} onDone={setCompared} />
      ) : (
        <SideBySide what="1초 안에 답한 몫" unit="%" compared={compared} />
      )}
    </div>
  );
}
