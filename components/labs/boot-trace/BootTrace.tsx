import { useState } from "react";
import {
  bootTrace,
  FAULT_NAMES,
  REPAIRS,
  statusNow,
  type TraceEvent,
  type TraceState,
} from "../../../lib/labs/boot-trace/boot-trace.ts";
import { FAULT_IDS, type Fault } from "../../../lib/models/openstack/boot.ts";
import { LOOK_IDS, LOOKS, type Look } from "../../../lib/models/openstack/screens.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { BootWay, WAY_HEIGHT, wayInWords } from "./BootWay.tsx";

type View = LabView<TraceState, TraceEvent>;

const WIDTH = 344;

export function BootTrace({ title }: { title: string }) {
  return (
    <Bench lab={bootTrace} title={title}>
      {(view) => (
        <>
          <Controls view={view} />
          <Panes
            first="screen"
            panes={[
              {
                id: "way",
                title: "서비스의 길",
                note: `web1: ${statusNow(view.state) ?? "없음"}`,
                content: (
                  <svg
                    className="boot-way"
                    viewBox={`0 0 ${WIDTH} ${WAY_HEIGHT}`}
                    role="img"
                    aria-label={wayInWords(view.state)}
                  >
                    <BootWay state={view.state} width={WIDTH} />
                  </svg>
                ),
              },
              {
                id: "screen",
                title: "화면과 기록",
                note: view.state.hidden ? "고장은 숨어 있다" : "",
                content: <Screen view={view} />,
              },
            ]}
          />
        </>
      )}
    </Bench>
  );
}

function Controls({ view: { state, send } }: { view: View }) {
  const [fault, setFault] = useState<Fault>("glance-route");
  const [cause, setCause] = useState<Fault>("password");
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="만들고 고치기">
        <LabButton main onPress={() => send({ type: "create" })}>
          <code>server create</code>
        </LabButton>
        <LabSelect
          label="고칠 것"
          value={cause}
          options={FAULT_IDS.map((id) => ({ value: id, text: REPAIRS[id] }))}
          onChange={setCause}
        />
        <LabButton onPress={() => send({ type: "repair", fault: cause })}>고치기</LabButton>
      </div>
      {!state.hidden && (
        <div className="row" role="group" aria-label="고장 넣기">
          <LabSelect
            label="넣을 고장"
            value={fault}
            options={FAULT_IDS.map((id) => ({ value: id, text: FAULT_NAMES[id] }))}
            onChange={setFault}
          />
          <LabButton
            disabled={state.boot.faults.includes(fault)}
            onPress={() => send({ type: "break", fault })}
          >
            고장 넣기
          </LabButton>
        </div>
      )}
    </div>
  );
}

const LABELS: Readonly<Record<Look, string>> = {
  server: "server show",
  services: "compute service list",
  candidates: "allocation candidate list",
  agents: "network agent list",
  volumes: "volume list",
  console: "console log show",
  rules: "security group rule list",
  ssh: "ssh",
  keystone: "keystone.log",
  scheduler: "nova-scheduler.log",
  compute: "nova-compute.log",
  cinder: "cinder-scheduler.log",
};

/** What the last command printed, and where else one can look. */
function Screen({ view: { state, send } }: { view: View }) {
  const { last } = state;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="boot-screen" tabIndex={0} aria-label="마지막 명령의 출력">
        <pre className={last && !last.ok ? "lab-console failed" : "lab-console"}>
          <b>{last ? `$ ${last.command}` : "$"}</b>
          {last && `\n${last.text === "" ? "(출력 없음)" : last.text}`}
          {last && !last.ok && "\n(실패)"}
        </pre>
      </section>
      <div className="needs-js">
        <h3>어디를 볼까</h3>
        <div className="row" role="group" aria-label="살필 곳">
          {LOOK_IDS.map((what) => (
            <LabButton
              key={what}
              label={LOOKS[what]}
              pressed={state.looked.includes(what)}
              onPress={() => send({ type: "look", what })}
            >
              <code>{LABELS[what]}</code>
            </LabButton>
          ))}
        </div>
      </div>
    </>
  );
}
