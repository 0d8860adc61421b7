import {
  type CoherenceEvent,
  type CoherenceState,
  MEANINGS,
  NODES,
  pageCoherence,
  pageOf,
  pagesOf,
  totalsOf,
  VARIABLES,
} from "../../../lib/labs/page-coherence/page-coherence.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";

type View = LabView<CoherenceState, CoherenceEvent>;

const NUMBERS = Array.from({ length: NODES }, (_, node) => node);
const BOXES = { M: "lab-box writable", E: "lab-box", S: "lab-box readonly", I: "lab-box hidden" } as const;

export function PageCoherence({ title }: { title: string }) {
  return (
    <Bench lab={pageCoherence} title={title}>
      {(view) => (
        <>
          <Controls view={view} />
          <Panes
            shape="wide-first"
            first="copies"
            panes={[
              {
                id: "copies",
                title: "노드마다 가진 사본",
                note: view.state.protocol,
                content: <Copies view={view} />,
              },
              {
                id: "traffic",
                title: "네트워크를 건넌 것",
                note: `접근 ${view.state.log.length}번`,
                content: <TrafficList state={view.state} />,
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
      <div className="row" role="group" aria-label="프로토콜과 배치">
        <LabSelect
          label="프로토콜"
          value={state.protocol}
          options={[
            { value: "MSI", text: "MSI" },
            { value: "MESI", text: "MESI" },
          ]}
          onChange={(protocol) => send({ type: "protocol", protocol })}
        />
        <LabSelect
          label="두 변수"
          value={state.layout}
          options={[
            { value: "same", text: "한 페이지에" },
            { value: "apart", text: "서로 다른 페이지에" },
          ]}
          onChange={(layout) => send({ type: "layout", layout })}
        />
      </div>
      {NUMBERS.map((node) => (
        <div className="row" role="group" aria-label={`노드 ${node + 1}의 접근`} key={node}>
          <span>노드 {node + 1}</span>
          {VARIABLES.flatMap((variable) =>
            (["read", "write"] as const).map((type) => (
              <LabButton
                key={variable + type}
                label={`노드 ${node + 1}에서 ${variable} ${type === "read" ? "읽기" : "고치기"}`}
                onPress={() => send({ type, node, variable })}
              >
                <code>{variable}</code> {type === "read" ? "읽기" : "고치기"}
              </LabButton>
            )),
          )}
        </div>
      ))}
    </div>
  );
}

/** A row a node, a column a page: looking down a column shows who has the page, and in which state. */
function Copies({ view: { state, previous, event } }: { view: View }) {
  const op = event?.type === "read" || event?.type === "write" ? event : undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="strata-scroll" tabIndex={0} aria-label="사본의 상태 그림">
      <table className="strata-table">
        <thead>
          <tr>
            <th scope="col">노드</th>
            {pagesOf(state.layout).map((variables) => (
              <th scope="col" key={variables.join()}>
                페이지 <code>{variables.join(", ")}</code>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {NUMBERS.map((node) => (
            <tr key={node}>
              <th scope="row">
                <b>노드 {node + 1}</b>
                {op?.node === node && (
                  <small>
                    {op.variable} {op.type === "read" ? "읽음" : "고침"}
                  </small>
                )}
              </th>
              {state.pages.map((copies, page) => {
                const copy = copies[node]!;
                const lost = state.log.at(-1)?.page === page && state.log.at(-1)?.lost.includes(node);
                const here = op?.node === node && pageOf(state.layout, op.variable) === page;
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
                  <td key={page}>
                    <span
                      className={lost ? "lab-box whiteout" : BOXES[copy]}
                      data-move={copy === "I" ? undefined : `page${page}@${node}`}
                      data-from={`page${page}@${previous?.pages[page]?.findIndex((one) => one !== "I") ?? ""}`}
                    >
                      <b>{copy}</b>
                      <span>{lost ? "무효가 됨" : MEANINGS[copy]}</span>
                      {here && <span className="lab-chip">지금</span>}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function TrafficList({ state }: { state: CoherenceState }) {
  const { messages, pages, writeBacks, lost } = totalsOf(state);
  return (
    <>
      <dl className="stack-total">
        <dt>네트워크를 건넌 접근</dt>
        <dd className="num">{messages}번</dd>
        <dt>받아 온 페이지</dt>
        <dd className="num">{pages}장</dd>
        <dt>고친 내용을 돌려놓음</dt>
        <dd className="num">{writeBacks}번</dd>
        <dt>무효가 된 사본</dt>
        <dd className="num">{lost}개</dd>
      </dl>
      <h3>접근마다</h3>
      {state.log.length === 0 && <p className="stack-note">아직 접근이 없다.</p>}
      <ol>
        {state.log.map(({ op, bus, writeBack }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an access is its number
          <li key={index} className="row stack-note">
            <span className="num">{index + 1}</span>
            <span>
              노드 {op.node + 1} {op.type === "read" ? "읽기" : "고치기"} <code>{op.variable}</code>
            </span>
            <span className={bus === null ? "lab-chip cached" : "lab-chip run"}>{bus ?? "제 사본"}</span>
            {writeBack && <span className="lab-chip">되쓰기</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
