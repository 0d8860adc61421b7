import {
  aggregateSimulator,
  BURST_US,
  countsOf,
  isMemoryOnly,
  namesOn,
  type PoolEvent,
  type PoolState,
  poolOf,
  possiblePolicies,
  RESERVES,
  ROLES,
  roleOf,
  runOf,
  slowdownOf,
} from "../../../lib/labs/aggregate-simulator/aggregate-simulator.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { withJosa } from "../../../lib/text/josa.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect } from "../kit/Controls.tsx";
import { Meter } from "../kit/Meter.tsx";
import { Panes } from "../kit/Panes.tsx";

type View = LabView<PoolState, PoolEvent>;

export function AggregateSimulator({ title }: { title: string }) {
  return (
    <Bench lab={aggregateSimulator} title={title}>
      {(view) => {
        const { cores, memoryGiB } = poolOf(view.state);
        return (
          <>
            <Controls view={view} />
            <Panes
              shape="wide-first"
              first="nodes"
              panes={[
                {
                  id: "nodes",
                  title: "노드와 자원",
                  note: view.state.booted ? "게스트 OS 하나가 모두에 걸쳐 있음" : "게스트 OS 없음",
                  content: <Nodes view={view} />,
                },
                {
                  id: "cost",
                  title: "합친 서버",
                  note: `${cores}코어 · ${formatNumber(memoryGiB)}GiB`,
                  content: <Cost state={view.state} />,
                },
              ]}
            />
          </>
        );
      }}
    </Bench>
  );
}

function Controls({ view: { state, send } }: { view: View }) {
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="정책과 몫">
        <LabSelect
          label="빗나가면"
          value={state.policy}
          options={possiblePolicies(state).map(({ id, text }) => ({ value: id, text }))}
          onChange={(policy) => send({ type: "policy", policy })}
        />
        <LabSelect
          label="하이퍼커널 몫"
          value={String(state.reserveGiB)}
          options={RESERVES.map((gib) => ({ value: String(gib), text: `노드마다 ${gib}GiB` }))}
          onChange={(gib) => send({ type: "reserve", gib: Number(gib) })}
        />
        <LabSelect
          label="접속할 노드"
          value={String(state.door)}
          options={state.nodes.map((_, index) => ({ value: String(index), text: `노드 ${index + 1}` }))}
          onChange={(node) => send({ type: "door", node: Number(node) })}
        />
      </div>
      {state.booted &&
        Object.keys(state.vcpus).map((vcpu) => (
          <div className="row" role="group" aria-label={`${vcpu} vCPU가 읽을 페이지`} key={vcpu}>
            <span>
              읽는 vCPU <code>{vcpu}</code>
            </span>
            {Object.keys(state.pages).map((page) => (
              <LabButton
                key={page}
                label={`${withJosa(vcpu, "으로/로")} ${page} 읽기`}
                onPress={() => send({ type: "access", vcpu, page })}
              >
                <code>{page}</code>
              </LabButton>
            ))}
          </div>
        ))}
    </div>
  );
}

/** A row a node, a column a thing that moves: what moves goes up or down in its own column. */
function Nodes({ view: { state, previous, event } }: { view: View }) {
  const now = runOf(state);
  const was = previous === undefined ? now : runOf(previous);
  const touched = event?.type === "access" ? [event.vcpu, event.page] : [];
  const movers = [
    ...Object.keys(state.vcpus).map((name) => ({ name, kind: "vCPU", at: now.vcpus, was: was.vcpus })),
    ...Object.keys(state.pages).map((name) => ({ name, kind: "페이지", at: now.pages, was: was.pages })),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="strata-scroll" tabIndex={0} aria-label="노드마다 놓인 vCPU와 페이지">
      <table className="strata-table">
        <thead>
          <tr>
            <th scope="col">노드</th>
            {state.booted ? (
              movers.map(({ name, kind }) => (
                <th scope="col" key={name}>
                  {kind} <code>{name}</code>
                </th>
              ))
            ) : (
              <th scope="col">내놓는 것</th>
            )}
          </tr>
        </thead>
        <tbody>
          {state.nodes.map((node, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a node is its number
            <tr key={index}>
              <th scope="row">
                <b>노드 {index + 1}</b>
                <small>{ROLES[roleOf(state, index)]}</small>
                <small className="num">
                  {state.booted
                    ? [...namesOn(now.vcpus, index), ...namesOn(now.pages, index)].join(", ") || "비어 있음"
                    : `${isMemoryOnly(node) ? "메모리만" : `${node.cores}코어`} · ${formatNumber(node.memoryGiB)}GiB`}
                </small>
              </th>
              {state.booted ? (
                movers.map(({ name, kind, at, was: before }) => (
                  <td key={name}>
                    {at[name] === index ? (
                      <span
                        className={
                          touched.includes(name)
                            ? "lab-box writable"
                            : kind === "vCPU"
                              ? "lab-box"
                              : "lab-box readonly"
                        }
                      >
                        {name}
                        {touched.includes(name) && <span>{before[name] === index ? "여기" : "옮겨 옴"}</span>}
                      </span>
                    ) : before[name] === index ? (
                      <span className="lab-box hidden">
                        <s>{name}</s>
                        <span>떠남</span>
                      </span>
                    ) : null}
                  </td>
                ))
              ) : (
                <td>
                  <span className={index < state.joined ? "lab-box readonly" : "lab-box hidden"}>
                    {index < state.joined ? "하이퍼커널" : "하이퍼커널 없음"}
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cost({ state }: { state: PoolState }) {
  const { largestSingleNodeGiB } = poolOf(state);
  const runs = possiblePolicies(state).map((policy) => ({ ...policy, run: runOf(state, policy.id) }));
  const most = Math.max(1, ...runs.map(({ run }) => run.totalUs));
  return (
    <>
      <p className="stack-note">
        {state.joined > 0
          ? `합치지 않았다면 한 프로그램이 쓸 메모리는 ${formatNumber(largestSingleNodeGiB)}GiB가 끝이다.`
          : "아직 아무 노드도 풀에 들지 않았다."}
      </p>
      <h3>지금까지의 접근을 정책마다 돌려 보면</h3>
      {state.done.length === 0 && <p className="stack-note">아직 접근이 없다.</p>}
      {state.done.length > 0 &&
        runs.map(({ id, name, run }) => {
          const { movePage, moveVcpu } = countsOf(run);
          const work = run.log.length * BURST_US;
          return (
            <div key={id}>
              <Meter seen={work} unseen={run.totalUs - work} most={most} />
              <p className="row stack-note">
                <b>{name}</b>
                {id === state.policy && <span className="lab-chip run">지금 정책</span>}
                <span className="num">
                  {formatNumber(run.totalUs)}µs · {formatNumber(slowdownOf(run) ?? 1)}배
                </span>
                <span className="quiet">
                  페이지 {movePage}번, vCPU {moveVcpu}번 옮김
                </span>
              </p>
            </div>
          );
        })}
      {state.done.length > 0 && (
        <dl className="stack-total">
          <dt className="seen">읽는 시간</dt>
          <dd>한 대라도 드는 몫</dd>
          <dt className="unseen">옮기는 시간</dt>
          <dd>노드를 건너는 몫</dd>
        </dl>
      )}
    </>
  );
}
