import {
  ended,
  leftOver,
  nextService,
  type SagaEvent,
  type SagaState,
  SERVICES,
  type Service,
  type Status,
  sagaSimulator,
  seenNow,
  WORK,
} from "../../../lib/labs/saga-simulator/saga-simulator.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabSelect, LabSwitch } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";

type View = LabView<SagaState, SagaEvent>;

const BOX: Readonly<Record<Status, string>> = {
  none: "lab-box dashed",
  done: "lab-box readonly",
  failed: "lab-box writable",
  undone: "lab-box hidden",
};

const OPTIONS: readonly { readonly value: Service | "none"; readonly text: string }[] = [
  { value: "none", text: "없음" },
  ...SERVICES.map((service) => ({ value: service, text: WORK[service].name })),
];

export function SagaSimulator({ title }: { title: string }) {
  return (
    <Bench lab={sagaSimulator} title={title}>
      {(view) => (
        <>
          <Controls view={view} />
          <Panes
            shape="wide-first"
            panes={[
              {
                id: "services",
                title: "서비스마다의 데이터베이스",
                content: <Services state={view.state} />,
              },
              { id: "reader", title: "지금 읽는 사람", content: <Reader state={view.state} /> },
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
      <div className="row" role="group" aria-label="시작하기 전의 조건">
        <LabSelect
          label="실패할 곳"
          value={state.fails}
          options={OPTIONS}
          onChange={(service) => send({ type: "fails", service })}
        />
        <LabSelect
          label="첫 답이 사라질 곳"
          value={state.loses}
          options={OPTIONS}
          onChange={(service) => send({ type: "loses", service })}
        />
        <LabSwitch
          label="멱등 키 붙이기"
          checked={state.keys}
          onChange={(on) => send({ type: "keys", on })}
        />
      </div>
    </div>
  );
}

function Services({ state }: { state: SagaState }) {
  const next = nextService(state);
  return (
    <ol>
      {SERVICES.map((service) => {
        const { name, act, undo, done, undone } = WORK[service];
        const status = state.status[service];
        const text = { none: "아무것도 없음", done, failed: "실패", undone }[status];
        return (
          <li key={service} className={BOX[status]}>
            <b>{name}</b> {text}
            {state.times[service] > 1 && <span className="lab-chip run">{act} 두 번</span>}
            <span className="num">
              {service === next ? (state.phase === "back" ? `다음: ${undo}` : `다음: ${act}`) : ""}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Reader({ state }: { state: SagaState }) {
  const left = leftOver(state);
  return (
    <>
      <p className="stack-note">{seenNow(state)}</p>
      {ended(state) && (
        <p className="stack-note">
          {left.length === 0
            ? "남거나 두 번 된 일이 없다."
            : `${left.map((service) => WORK[service].act).join(", ")}: 남지 말아야 할 한 번이 남아 있다.`}
        </p>
      )}
    </>
  );
}
