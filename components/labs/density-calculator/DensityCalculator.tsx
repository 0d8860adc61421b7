import {
  BOUNDS,
  type DensityEvent,
  type DensityState,
  densityCalculator,
  type Fit,
  fitOf,
  formatNumber,
  SETTINGS,
  type Setting,
  WAYS,
} from "../../../lib/labs/density-calculator/density-calculator.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabSelect } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";

type View = LabView<DensityState, DensityEvent>;

const HOST: readonly Setting[] = ["hostMiB", "reserveMiB", "cores"];
const LOAD: readonly Setting[] = ["appMiB", "appMilli", "guestMiB", "perVm"];

export function DensityCalculator({ title }: { title: string }) {
  return (
    <Bench lab={densityCalculator} title={title}>
      {(view) => (
        <>
          <div className="flow-controls needs-js">
            <Settings view={view} names={HOST} label="서버" />
            <Settings view={view} names={LOAD} label="앱과 VM" />
          </div>
          <Panes
            first="vm"
            panes={WAYS.map(({ id, name }) => {
              const fit = fitOf(view.state, id);
              return {
                id,
                title: name,
                note: `이론 상한 ${formatNumber(fit.apps)}개`,
                content: <FitView state={view.state} fit={fit} />,
              };
            })}
          />
        </>
      )}
    </Bench>
  );
}

function Settings({
  view: { state, send },
  names,
  label,
}: {
  view: View;
  names: readonly Setting[];
  label: string;
}) {
  return (
    <div className="row" role="group" aria-label={label}>
      {names.map((what) => {
        const { name, unit, values } = SETTINGS[what];
        return (
          <LabSelect
            key={what}
            label={name}
            value={String(state[what])}
            options={values.map((value) => ({
              value: String(value),
              text: what === "appMilli" && value === 0 ? "세지 않음" : formatNumber(value) + unit,
            }))}
            onChange={(value) => send({ type: "set", what, value: Number(value) })}
          />
        );
      })}
    </div>
  );
}

/** The memory of the host as one bar: what the apps have, what guest systems take, and what is left. */
function FitView({ state, fit }: { state: DensityState; fit: Fit }) {
  const part = (mib: number) => (mib / state.hostMiB) * 100;
  const apps = part(fit.appsMiB);
  const guests = part(fit.guestsMiB);
  return (
    <>
      <svg
        className="stack-sum"
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect
          x="0"
          y="1"
          width="100"
          height="8"
          fill="none"
          stroke="var(--edge)"
          vectorEffect="non-scaling-stroke"
        />
        <rect className="seen" x="0" y="1" width={apps} height="8" />
        {guests > 0 && (
          <rect
            className="unseen"
            x={apps}
            y="1"
            width={guests}
            height="8"
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
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
