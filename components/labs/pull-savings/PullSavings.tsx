import {
  fetchOf,
  type PullEvent,
  type PullState,
  planOf,
  pullSavings,
  STORES,
  totalOf,
} from "../../../lib/labs/pull-savings/pull-savings.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect, LabSwitch } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";

type View = LabView<PullState, PullEvent>;

export function PullSavings({ title }: { title: string }) {
  return (
    <Bench lab={pullSavings} title={title}>
      {(view) => (
        <Panes
          shape="wide-first"
          first="layers"
          panes={[
            {
              id: "layers",
              title: "레지스트리에 있는 이미지",
              note: `압축한 크기 ${totalOf(view.state)}MB`,
              content: <Layers view={view} />,
            },
            {
              id: "plan",
              title: "지금 내려받으면",
              note: STORES[view.state.store],
              content: <Plan view={view} />,
            },
          ]}
        />
      )}
    </Bench>
  );
}

function Layers({ view: { state, send } }: { view: View }) {
  const fetch = fetchOf(state);
  const widest = Math.max(...state.blobs.map((blob) => blob.megabytes));
  return (
    <ol className="pull-layers">
      {state.blobs
        .map((blob, index) => ({ blob, index }))
        .reverse()
        .map(({ blob, index }) => (
          <li key={blob.name}>
            <span className="what">
              <b>{blob.name}</b> <small>{blob.about}</small>
            </span>
            <svg viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect
                className={fetch === undefined ? "plain" : fetch[index] ? "fetch" : "skip"}
                x="0.5"
                y="0.5"
                width={(blob.megabytes / widest) * 99}
                height="19"
              />
            </svg>
            <span className="num">{blob.megabytes}MB</span>
            <span className="fate">
              {fetch !== undefined && (
                <span className={fetch[index] ? "lab-chip run" : "lab-chip cached"}>
                  {state.pulled === undefined
                    ? fetch[index]
                      ? "받을 것"
                      : "건너뜀"
                    : fetch[index]
                      ? "받음"
                      : "이미 있음"}
                </span>
              )}
            </span>
            <span className="needs-js">
              <LabSwitch
                label={
                  <span>
                    내 컴퓨터에 있음<span className="sr">: {blob.name}</span>
                  </span>
                }
                checked={state.local[index] ?? false}
                onChange={() => send({ type: "toggle", layer: index })}
              />
            </span>
          </li>
        ))}
    </ol>
  );
}

function Plan({ view: { state, send } }: { view: View }) {
  const megabytes = state.pulled?.megabytes ?? planOf(state).megabytes;
  const total = totalOf(state);
  return (
    <>
      {fetchOf(state) === undefined ? (
        <p className="stack-note">pull하거나 레이어를 넣고 빼 보면 받을 크기가 나온다.</p>
      ) : (
        <>
          <p className="lab-figure">
            <b className="num">{megabytes}MB</b>
            <span>{state.pulled === undefined ? "받아야 한다" : "받았다"}</span>
          </p>
          <dl className="stack-total">
            <dt>이미 있어 아낀 것</dt>
            <dd className="num">{total - megabytes}MB</dd>
            <dt className="total">압축한 이미지 전체</dt>
            <dd className="num total">{total}MB</dd>
          </dl>
        </>
      )}
      <div className="row stack-row needs-js">
        <LabSelect
          label="저장 방식"
          value={state.store}
          options={[
            { value: "containerd", text: STORES.containerd },
            { value: "overlay2", text: STORES.overlay2 },
          ]}
          onChange={() => send({ type: "store" })}
        />
        <LabButton main onPress={() => send({ type: "pull" })}>
          docker pull
        </LabButton>
      </div>
    </>
  );
}
