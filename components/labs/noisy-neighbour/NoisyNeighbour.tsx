import {
  BOUNDARIES,
  CORES,
  domainsOf,
  type NoiseEvent,
  type NoiseState,
  noisyNeighbour,
  resultOf,
  SETTINGS,
  type SettingName,
  WEB_THREADS,
} from "../../../lib/labs/noisy-neighbour/noisy-neighbour.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabSelect } from "../kit/Controls.tsx";
import { Meter } from "../kit/Meter.tsx";
import { Panes } from "../kit/Panes.tsx";
import { Settings } from "../kit/Settings.tsx";

type View = LabView<NoiseState, NoiseEvent>;

export function NoisyNeighbour({ title }: { title: string }) {
  return (
    <Bench lab={noisyNeighbour} title={title}>
      {(view) => (
        <>
          <Controls view={view} />
          <Panes
            first="cpu"
            panes={[
              {
                id: "host",
                title: "서버 한 대",
                note: `${CORES}코어`,
                content: <Host state={view.state} />,
              },
              {
                id: "cpu",
                title: "CPU를 나눈 결과",
                note: "오래 돌렸을 때",
                content: <Shares state={view.state} previous={view.previous} />,
              },
            ]}
          />
        </>
      )}
    </Bench>
  );
}

function Controls({ view: { state, send } }: { view: View }) {
  const names = (Object.keys(SETTINGS) as SettingName[]).filter((what) => {
    const { of } = SETTINGS[what];
    return of === undefined || of.includes(state.boundary);
  });
  return (
    <div className="flow-controls needs-js">
      <Settings
        settings={SETTINGS}
        names={names}
        state={state}
        label="경계와 몫"
        textOf={(what, value) =>
          value === 0 && what !== "batchThreads" ? "적지 않음" : value + SETTINGS[what].unit
        }
        onSet={(what, value) => send({ type: "set", what, value })}
      >
        <LabSelect
          label="경계"
          value={state.boundary}
          options={BOUNDARIES.map(({ id, text }) => ({ value: id, text }))}
          onChange={(boundary) => send({ type: "boundary", boundary })}
        />
      </Settings>
    </div>
  );
}

function Host({ state }: { state: NoiseState }) {
  const [web, batch] = domainsOf(state);
  const box = state.boundary === "none" ? "lab-box dashed" : "lab-box";
  const wall = { none: "경계 없음", vm: "VM", container: "컨테이너", docker: "컨테이너" }[state.boundary];
  const rules = { none: "", vm: "무게", container: "cpu.weight", docker: "cpu.weight" }[state.boundary];
  return (
    <>
      <div className={box}>
        <b>웹</b>
        <span className="num">
          {wall} · 스레드 {WEB_THREADS}개{rules && ` · ${rules} ${web.weight}`}
        </span>
      </div>
      <div className={state.batchThreads === 0 ? "lab-box hidden" : `${box} writable`}>
        <b>배치</b>
        <span className="num">
          {state.batchThreads === 0
            ? "돌지 않음"
            : `${wall} · 스레드 ${state.batchThreads}개${rules && ` · ${rules} ${batch.weight}`}`}
        </span>
      </div>
      <p className="lab-box readonly">
        <b>{state.boundary === "vm" ? "하이퍼바이저" : "커널 하나"}</b>
        <span className="num">CPU {CORES}개를 나눔</span>
      </p>
      {state.boundary === "vm" && (
        <p className="stack-note">
          한꺼번에 쓸 수 있는 CPU는 웹 {web.vcpus}개, 배치 {batch.vcpus}개다.
        </p>
      )}
      {batch.cap > 0 && (
        <p className="stack-note">배치는 CPU {formatNumber(batch.cap / 100)}개를 넘지 못한다.</p>
      )}
    </>
  );
}

function Shares({ state, previous }: { state: NoiseState; previous: NoiseState | undefined }) {
  const { web, batch, idle, slowdown } = resultOf(state);
  return (
    <>
      <Meter seen={web} unseen={batch} most={CORES} framed />
      <dl className="stack-total">
        <dt className="seen">웹</dt>
        <dd className="num">CPU {formatNumber(web)}개</dd>
        <dt className="unseen">배치</dt>
        <dd className="num">CPU {formatNumber(batch)}개</dd>
        <dt>노는 CPU</dt>
        <dd className="num">{formatNumber(idle)}개</dd>
        <dt className="total">웹이 혼자일 때의</dt>
        <dd className="total num">{formatNumber(slowdown)}배</dd>
      </dl>
      {previous !== undefined && (
        <p className="stack-note">바로 앞에서는 {formatNumber(resultOf(previous).slowdown)}배였다.</p>
      )}
    </>
  );
}
