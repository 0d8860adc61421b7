import { useState } from "react";
import {
  nodeList,
  nodeName,
  refusalAt,
  SERVICE,
  taskList,
} from "../../../lib/labs/swarm-simulator/docker-says.ts";
import {
  quorumInWords,
  REPLICAS,
  type SwarmEvent,
  type SwarmState,
  swarmSimulator,
} from "../../../lib/labs/swarm-simulator/swarm-simulator.ts";
import { findNode, isParted, storeAt } from "../../../lib/models/swarm/swarm.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect, LabSwitch } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { planHeight, planInWords, SwarmPlan } from "./SwarmPlan.tsx";

type View = LabView<SwarmState, SwarmEvent>;

export function SwarmSimulator({ title }: { title: string }) {
  return (
    <Bench lab={swarmSimulator} title={title}>
      {(view) => <Desk key={view.scenario} view={view} />}
    </Bench>
  );
}

const WIDTH = 344;

function Desk({ view }: { view: View }) {
  const { state } = view;
  const [chosen, setChosen] = useState(1);
  const { nodes } = state.swarm;
  return (
    <>
      <Controls view={view} node={chosen} onChoose={setChosen} />
      <Panes
        first="nodes"
        panes={[
          {
            id: "nodes",
            title: "노드와 태스크",
            note: quorumInWords(state),
            content: (
              <>
                <svg
                  className="swarm-plan"
                  viewBox={`0 0 ${WIDTH} ${planHeight(nodes.length)}`}
                  role="img"
                  aria-label={planInWords(state)}
                >
                  <SwarmPlan state={state} width={WIDTH} />
                </svg>
                <p className="stack-note">
                  .1은 {SERVICE}.1이다. 점선 칸은 지금의 리더가 모르는 컨테이너이고, 기록은 그 매니저가 적은
                  Raft 기록의 수다.
                </p>
              </>
            ),
          },
          {
            id: "terminal",
            title: `${nodeName(chosen)}에서 보면`,
            note: findNode(state.swarm, chosen)?.up ? "" : "꺼짐",
            content: <Seen state={state} node={chosen} />,
          },
        ]}
      />
    </>
  );
}

function Controls({
  view: { state, send },
  node,
  onChoose,
}: {
  view: View;
  node: number;
  onChoose: (id: number) => void;
}) {
  const { swarm } = state;
  const [after, setAfter] = useState(3);
  const here = findNode(swarm, node);
  const name = nodeName(node);
  const parted = isParted(swarm);
  const splits = swarm.nodes.slice(0, -1).map(({ id }) => id);
  const cut = splits.includes(after) ? after : (splits.at(-1) ?? 1);
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="노드 하나">
        <LabSelect
          label="노드"
          value={String(node)}
          options={swarm.nodes.map(({ id }) => ({ value: String(id), text: nodeName(id) }))}
          onChange={(id) => onChoose(Number(id))}
        />
        <LabButton
          label={`${name} ${here?.up ? "끄기" : "켜기"}`}
          onPress={() => send({ type: "power", node })}
        >
          {here?.up ? "끄기" : "켜기"}
        </LabButton>
        <LabButton label={`${name}에 요청 보내기`} onPress={() => send({ type: "request", node })}>
          요청 보내기
        </LabButton>
        <LabButton
          label={`${name} ${here?.drained ? "active" : "drain"}`}
          onPress={() => send({ type: "drain", node })}
        >
          <code>{here?.drained ? "active" : "drain"}</code>
        </LabButton>
        <LabButton
          label={`${name} ${here?.log === undefined ? "promote" : "demote"}`}
          onPress={() => send({ type: "role", node })}
        >
          <code>{here?.log === undefined ? "promote" : "demote"}</code>
        </LabButton>
      </div>
      <div className="row" role="group" aria-label="서비스와 망">
        <LabSelect
          label={`${name}에서 scale ${SERVICE}`}
          value={String(storeAt(swarm, node).replicas)}
          options={REPLICAS.map((count) => ({ value: String(count), text: `${count}개` }))}
          onChange={(count) => send({ type: "scale", node, replicas: Number(count) })}
        />
        <LabButton label={`${name}에서 service update --force`} onPress={() => send({ type: "force", node })}>
          <code>update --force</code>
        </LabButton>
        {parted ? (
          <LabButton onPress={() => send({ type: "heal" })}>다시 잇기</LabButton>
        ) : (
          <>
            <LabSelect
              label="갈라질 곳"
              value={String(cut)}
              options={splits.map((id) => ({ value: String(id), text: `${nodeName(id)} 뒤` }))}
              onChange={(id) => setAfter(Number(id))}
            />
            <LabButton onPress={() => send({ type: "part", after: cut })}>망 가르기</LabButton>
          </>
        )}
        <LabSwitch
          label="과반 규칙"
          checked={swarm.rule === "majority"}
          onChange={() => send({ type: "rule" })}
        />
      </div>
    </div>
  );
}

/** The last command with what it printed, and what the chosen node says of the swarm. */
function Seen({ state: { swarm, last }, node }: { state: SwarmState; node: number }) {
  const isUp = findNode(swarm, node)?.up;
  const refusal = refusalAt(swarm, node);
  return (
    <>
      {last !== undefined && (
        <pre className={last.ok ? "lab-console" : "lab-console failed"}>
          <b>
            {nodeName(last.at)} $ {last.command}
          </b>
          {`\n${last.text}`}
          {!last.ok && "\n(실패)"}
        </pre>
      )}
      {isUp ? (
        <>
          <Command
            text={refusal ?? nodeList(swarm, node)}
            command="docker node ls"
            ok={refusal === undefined}
          />
          {refusal === undefined && (
            <Command text={taskList(swarm, node)} command={`docker service ps ${SERVICE}`} ok />
          )}
        </>
      ) : (
        <p className="lab-box hidden">꺼진 노드라 물어볼 수 없다</p>
      )}
    </>
  );
}

function Command({ command, text, ok }: { command: string; text: string; ok: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="swarm-seen" tabIndex={0} aria-label={command}>
      <pre className={ok ? "lab-console" : "lab-console failed"}>
        <b>$ {command}</b>
        {`\n${text}`}
      </pre>
    </section>
  );
}
