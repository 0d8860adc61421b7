import { Fragment } from "react";
import {
  CPUS,
  loadsOf,
  NODES,
  pluginsOf,
  type SchedulingEvent,
  type SchedulingState,
  STRATEGIES,
  scheduling,
} from "../../../lib/labs/cluster/scheduling.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect, LabSwitch } from "../kit/Controls.tsx";
import { Meter } from "../kit/Meter.tsx";
import { Panes } from "../kit/Panes.tsx";

type View = LabView<SchedulingState, SchedulingEvent>;

const NODE_CPU = 2000;
const STRATEGY_WORDS = {
  LeastAllocated: "LeastAllocated(빈 노드부터)",
  MostAllocated: "MostAllocated(찬 노드부터)",
};
const TRAITS: Readonly<Record<string, string>> = {
  "node-2": "disk: ssd",
  "node-3": "disk: ssd",
  "node-4": "테인트 for=batch",
};

export function Scheduling({ title }: { title: string }) {
  return (
    <Bench lab={scheduling} title={title}>
      {(view) => (
        <>
          <Controls view={view} />
          <Panes
            first="scores"
            shape="wide-last"
            panes={[
              { id: "nodes", title: "노드", note: "CPU 요청", content: <Nodes view={view} /> },
              {
                id: "scores",
                title: "마지막 결정",
                note: "플러그인마다 0–100점, 곱하는 무게",
                content: <Scores view={view} />,
              },
            ]}
          />
        </>
      )}
    </Bench>
  );
}

function Controls({ view: { state, send } }: { view: View }) {
  const { wish, strategy } = state;
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="다음 파드">
        <LabSelect
          label="CPU 요청"
          value={wish.cpu}
          options={CPUS.map((value) => ({ value, text: value }))}
          onChange={(cpu) => send({ type: "cpu", cpu })}
        />
        <LabSwitch label="disk: ssd만" checked={wish.needsSsd} onChange={() => send({ type: "ssd" })} />
        <LabSwitch
          label="테인트를 견딤"
          checked={wish.toleratesBatch}
          onChange={() => send({ type: "tolerate" })}
        />
        <LabButton main onPress={() => send({ type: "place" })}>
          파드 하나 놓기
        </LabButton>
        <LabButton onPress={() => send({ type: "clear" })}>놓은 파드 치우기</LabButton>
      </div>
      <div className="row">
        <LabSelect
          label="점수 전략"
          value={strategy}
          options={STRATEGIES.map((value) => ({ value, text: STRATEGY_WORDS[value] }))}
          onChange={(next) => send({ type: "strategy", strategy: next })}
        />
      </div>
    </div>
  );
}

function Nodes({ view: { state, guessing } }: { view: View }) {
  if (guessing && state.decision !== undefined)
    return <p className="lab-box hidden">예상을 남기면 보입니다.</p>;
  return loadsOf(state.cluster).map(({ name, cpu, pods }) => (
    <section key={name} aria-label={name}>
      <h3>
        {name} {TRAITS[name] !== undefined && <span className="lab-chip">{TRAITS[name]}</span>}
      </h3>
      <Meter seen={cpu / 1000} unseen={0} most={NODE_CPU / 1000} framed />
      <p className="stack-note num">
        {formatNumber(cpu / 1000)} / {NODE_CPU / 1000} CPU · {pods.join(", ")}
      </p>
    </section>
  ));
}

/** A plugin's name, which breaks before its capitals and nowhere else. */
const breakable = (name: string) =>
  name.split(/(?=[A-Z])/).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
    <Fragment key={place}>
      <wbr />
      {part}
    </Fragment>
  ));

/** Every node with the reason that it was filtered out, or with each plugin's number and what they come to. */
function Scores({ view: { state, guessing } }: { view: View }) {
  const { decision } = state;
  if (decision === undefined) return <p className="lab-box hidden">파드를 하나 놓으면 점수가 보입니다.</p>;
  if (guessing) return <p className="lab-box hidden">예상을 남기면 보입니다.</p>;
  const plugins = pluginsOf(decision);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="lab-scroll cl-scores" tabIndex={0} aria-label="노드마다 플러그인의 점수">
      <table>
        <thead>
          <tr>
            <th scope="col">플러그인</th>
            {NODES.map((name) => (
              <th key={name} scope="col">
                {name}
                {decision.node === name && <span className="lab-chip cached">놓임</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">필터</th>
            {NODES.map((name) => {
              const out = decision.filtered[name];
              return (
                <td key={name}>
                  {out === undefined ? (
                    "통과"
                  ) : (
                    <>
                      <s>떨어짐</s> <b>{breakable(out.plugin)}</b>
                      <br />
                      <span lang="en">{out.reason}</span>
                    </>
                  )}
                </td>
              );
            })}
          </tr>
          {plugins.map(({ name: plugin, weight }) => (
            <tr key={plugin}>
              <th scope="row">
                {breakable(plugin)} <span className="num">×{weight}</span>
              </th>
              {NODES.map((name) => (
                <td key={name} className="num">
                  {decision.scores[plugin]?.[name] ?? "–"}
                </td>
              ))}
            </tr>
          ))}
          {plugins.length > 0 && (
            <tr>
              <th scope="row">합</th>
              {NODES.map((name) => (
                <td key={name} className="num">
                  <b>{decision.totals[name] ?? "–"}</b>
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
