import {
  BOUNDS,
  type DensityState,
  densityCalculator,
  type Fit,
  fitOf,
  SETTINGS,
  type SettingName,
  WAYS,
} from "../../../lib/labs/density-calculator/density-calculator.ts";
import { valuesOf } from "../../../lib/sim/settings.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { Bench } from "../kit/Bench.tsx";
import { Meter } from "../kit/Meter.tsx";
import { Panes } from "../kit/Panes.tsx";
import { PlotView } from "../kit/PlotView.tsx";
import { Settings } from "../kit/Settings.tsx";
import { appsPlot } from "./plots.ts";

const ROWS: readonly { readonly label: string; readonly names: readonly SettingName[] }[] = [
  { label: "서버", names: ["hostMiB", "reserveMiB", "cores"] },
  { label: "앱과 VM", names: ["appMiB", "appMilli", "guestMiB", "perVm", "maxPods"] },
];

const textOf = (what: SettingName, value: number) =>
  (what === "appMilli" || what === "maxPods") && value === 0
    ? "세지 않음"
    : formatNumber(value) + SETTINGS[what].unit;

export function DensityCalculator({ title }: { title: string }) {
  return (
    <Bench lab={densityCalculator} title={title}>
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
                textOf={textOf}
                onSet={(what, value) => send({ type: "set", what, value })}
              />
            ))}
          </div>
          <div className="lab-wide">
            <Curve
              state={state}
              guessing={guessing}
              onSet={(appMiB, amends) => send({ type: "set", what: "appMiB", value: appMiB }, amends)}
            />
          </div>
          <Panes
            first="vm"
            panes={WAYS.map(({ id, name }) => {
              const fit = fitOf(state, id);
              return {
                id,
                title: name,
                note: `이론 상한 ${formatNumber(fit.apps)}개`,
                content: <FitView state={state} fit={fit} />,
              };
            })}
          />
        </>
      )}
    </Bench>
  );
}

/** How many apps each way holds, over the memory an app needs: drag it, and the bars below follow. */
function Curve({
  state,
  guessing,
  onSet,
}: {
  state: DensityState;
  guessing: boolean;
  onSet: (appMiB: number, amends: boolean) => void;
}) {
  return (
    <PlotView
      plot={appsPlot(state, WAY_IDS, guessing)}
      handle={{
        label: "앱 하나의 메모리",
        value: state.appMiB,
        values: valuesOf(SETTINGS.appMiB),
        onChange: onSet,
      }}
    />
  );
}

const WAY_IDS = WAYS.map(({ id }) => id);

/** The memory of the host as one bar: what the apps have, what guest systems take, and what is left. */
function FitView({ state, fit }: { state: DensityState; fit: Fit }) {
  return (
    <>
      <Meter seen={fit.appsMiB} unseen={fit.guestsMiB} most={state.hostMiB} framed />
      <dl className="stack-total">
        <dt className="seen">앱 {formatNumber(fit.apps)}개</dt>
        <dd className="num">{formatNumber(fit.appsMiB)}MiB</dd>
        {fit.vms > 0 && (
          <>
            <dt className="unseen">게스트 OS {formatNumber(fit.vms)}개</dt>
            <dd className="num">{formatNumber(fit.guestsMiB)}MiB</dd>
          </>
        )}
        <dt>호스트 몫</dt>
        <dd className="num">{formatNumber(state.reserveMiB)}MiB</dd>
        <dt>남음</dt>
        <dd className="num">{formatNumber(fit.freeMiB)}MiB</dd>
        <dt className="total">들어가는 앱</dt>
        <dd className="total num">{formatNumber(fit.apps)}개</dd>
      </dl>
      <p className="stack-note">먼저 모자라는 것: {BOUNDS[fit.bound]}</p>
    </>
  );
}
