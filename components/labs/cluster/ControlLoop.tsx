import {
  controlLoop,
  type LoopEvent,
  type LoopState,
  MOST_REPLICAS,
  NODE_NAMES,
} from "../../../lib/labs/cluster/control-loop.ts";
import { type PodScene, sceneOf } from "../../../lib/labs/cluster/scene.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect, LabSwitch } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { PodBox } from "./PodBox.tsx";

type View = LabView<LoopState, LoopEvent>;
const COUNTS = Array.from({ length: MOST_REPLICAS + 1 }, (_, count) => String(count));

export function ControlLoop({ title }: { title: string }) {
  return (
    <Bench lab={controlLoop} title={title}>
      {(view) => (
        <>
          <Controls view={view} />
          <Panes
            first="loop"
            shape="wide-last"
            panes={[
              {
                id: "loop",
                title: "루프 한 바퀴",
                note: "관찰 · 비교 · 행동",
                content: <Loop state={view.state} />,
              },
              {
                id: "nodes",
                title: "지금 상태",
                note: `노드 ${NODE_NAMES.length}`,
                content: <Nodes view={view} />,
              },
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
      <div className="row" role="group" aria-label="의도">
        <LabSelect
          label="바라는 수(replicas)"
          value={String(state.loop.wanted)}
          options={COUNTS.map((count) => ({ value: count, text: `${count}개` }))}
          onChange={(count) => send({ type: "want", replicas: Number(count) })}
        />
        <LabButton onPress={() => send({ type: "add" })}>손으로 하나 더 만들기</LabButton>
      </div>
      <div className="row" role="group" aria-label="노드의 전원">
        {NODE_NAMES.map((node) => (
          <LabSwitch
            key={node}
            label={`${node} 켜짐`}
            checked={state.cluster.machines[node]?.isDown !== true}
            onChange={() => send({ type: "power", node })}
          />
        ))}
      </div>
    </div>
  );
}

/** What the controller does each time round, with the numbers of this time. */
function Loop({ state: { loop } }: { state: LoopState }) {
  const { wanted, active, ready, missing } = loop;
  const deed =
    missing > 0
      ? `파드 ${missing}개를 새로 만든다`
      : missing < 0
        ? `파드 ${-missing}개를 지운다`
        : "할 일이 없다";
  return (
    <>
      <p className="lab-box readonly">
        <b>의도</b>
        <span className="num">spec.replicas = {wanted}</span>
      </p>
      <p className="lab-box">
        <b>① 관찰</b>
        <span className="num">
          지우는 중이 아닌 파드 {active}개, 준비된 것 {ready}개
        </span>
      </p>
      <p className={missing === 0 ? "lab-box" : "lab-box writable"}>
        <b>② 비교</b>
        <span className="num">
          {wanted} − {active} = {missing}
        </span>
      </p>
      <p className={missing === 0 ? "lab-box dashed" : "lab-box writable"}>
        <b>③ 행동</b>
        <span>{deed}</span>
      </p>
      <p className="stack-note">
        누가 왜 바꿨는지는 보지 않는다. 수만 견주므로 같은 루프가 지워진 파드도, 꺼진 노드도, 고친 의도도
        맞춘다.
      </p>
    </>
  );
}

function Nodes({ view: { state, send } }: { view: View }) {
  const { nodes, unscheduled } = sceneOf(state.cluster);
  // A pod is removed by its place among all, in order of names.
  const names = [...nodes.flatMap(({ pods }) => pods), ...unscheduled].map(({ name }) => name).sort();
  const removal = (pod: PodScene) => (
    <LabButton
      label={`${pod.name} 지우기`}
      disabled={pod.mark === "terminating"}
      onPress={() => send({ type: "remove", pod: names.indexOf(pod.name) })}
    >
      지우기
    </LabButton>
  );
  return (
    <>
      {nodes.map((node) => (
        <section key={node.name} aria-label={node.name}>
          <h3>
            {node.name} <span>{node.words}</span>
          </h3>
          {node.pods.length === 0 && <p className="lab-box hidden">파드 없음</p>}
          {node.pods.map((pod) => (
            <PodBox key={pod.uid} pod={pod}>
              {removal(pod)}
            </PodBox>
          ))}
        </section>
      ))}
      {unscheduled.length > 0 && <h3>자리를 기다림</h3>}
      {unscheduled.map((pod) => (
        <PodBox key={pod.uid} pod={pod}>
          {removal(pod)}
        </PodBox>
      ))}
    </>
  );
}
