import { useId, useState } from "react";
import { type DoneStep, layersOf } from "../../../lib/labs/layer-stacker/build.ts";
import type { Entry } from "../../../lib/labs/layer-stacker/layer.ts";
import {
  formatBytes,
  instructionsOf,
  isBuilt,
  layerStacker,
  lookUp,
  mergedView,
  nameOfLayer,
  RESULTS,
  type StackEvent,
  type StackState,
  shorten,
  stackOf,
} from "../../../lib/labs/layer-stacker/layer-stacker.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";

type View = LabView<StackState, StackEvent>;

export function LayerStacker({ title }: { title: string }) {
  // Which path is looked up is how one looks, not what happens: it is no part of the run.
  const [wanted, setWanted] = useState("");
  return (
    <Bench lab={layerStacker} title={title}>
      {(view) => {
        const merged = mergedView(view.state);
        const paths = [...new Set([...merged.hidden, ...merged.shown].map((file) => file.path))];
        const path = paths.includes(wanted) ? wanted : paths[0];
        const layers = layersOf(view.state.steps);
        return (
          <Panes
            shape="wide-middle"
            first="layers"
            panes={[
              {
                id: "dockerfile",
                title: "Dockerfile",
                note: `${view.state.build}번째 빌드`,
                content: <Dockerfile view={view} key={view.state.text} />,
              },
              {
                id: "layers",
                title: "레이어",
                note: `${layers.length}층 · 합계 ${formatBytes(layers.reduce((sum, layer) => sum + layer.size, 0))}`,
                content: <Strata state={view.state} path={path} onPath={setWanted} />,
              },
              {
                id: "merged",
                title: "합쳐진 파일 시스템",
                note: view.state.upper === undefined ? "이미지" : "컨테이너",
                content: (
                  <>
                    <Merged state={view.state} path={path} onPath={setWanted} />
                    <Container view={view} />
                    <Pull view={view} />
                  </>
                ),
              },
            ]}
          />
        );
      }}
    </Bench>
  );
}

function Dockerfile({ view: { state, send } }: { view: View }) {
  const [draft, setDraft] = useState<string>();
  const id = useId();
  if (draft !== undefined) {
    return (
      <div className="needs-js">
        <label className="sr" htmlFor={id}>
          Dockerfile 고치기
        </label>
        <textarea
          id={id}
          rows={Math.max(8, draft.split("\n").length + 1)}
          spellCheck={false}
          autoCapitalize="off"
          value={draft}
          onChange={(change) => setDraft(change.currentTarget.value)}
        />
        <p className="row stack-row">
          <LabButton main onPress={() => send({ type: "write", text: draft }) && setDraft(undefined)}>
            이대로 다시 빌드
          </LabButton>
          <LabButton onPress={() => setDraft(undefined)}>그만두기</LabButton>
        </p>
      </div>
    );
  }
  const next = state.steps.length;
  return (
    <>
      <ol className="stack-lines">
        {instructionsOf(state.text).map((instruction, index) => {
          const step = state.steps[index];
          const broken = state.failed?.line === instruction.line;
          return (
            <li
              key={instruction.line}
              className={index === next - 1 ? "at" : step === undefined ? "todo" : undefined}
            >
              <span className="n">{instruction.line}</span>
              <code>
                <b>{instruction.keyword}</b> {instruction.rest}
              </code>
              <span className="w">
                {broken ? (
                  "오류"
                ) : (
                  <Remark step={step} isNext={index === next} first={state.cache.length === 0} />
                )}
              </span>
            </li>
          );
        })}
      </ol>
      {state.failed !== undefined && <pre className="lab-console failed">{state.failed.error}</pre>}
      <p className="row stack-row needs-js">
        <LabButton onPress={() => setDraft(state.text)}>Dockerfile 고치기</LabButton>
      </p>
      <h3>빌드 컨텍스트</h3>
      <ul className="stack-files">
        {Object.entries(state.context).map(([file, { size, edition }]) => (
          <li key={file}>
            <code>{file}</code>
            <span className="num">
              {formatBytes(size)}
              {edition > 1 && ` · ${edition - 1}번 고침`}
            </span>
            <span className="needs-js">
              <LabButton label={`${file} 고치기`} onPress={() => send({ type: "edit", file })}>
                고치기
              </LabButton>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Remark({
  step,
  isNext,
  first,
}: {
  step: DoneStep | undefined;
  isNext: boolean;
  /** In a first build there is no cache to speak of. */
  first: boolean;
}) {
  if (step === undefined) return isNext ? "다음" : "";
  const size = step.layers.reduce((sum, layer) => sum + layer.size, 0);
  return (
    <>
      {!first && step.result !== "base" && (
        <span className={`lab-chip ${step.result}`}>{RESULTS[step.result]}</span>
      )}
      <span className="num">{step.layers.length === 0 ? "층 없음" : formatBytes(size)}</span>
    </>
  );
}

/** Layers as rows, uppermost first; files as columns, so that looking down a column is the lookup. */
function Strata({
  state,
  path,
  onPath,
}: {
  state: StackState;
  path: string | undefined;
  onPath: (path: string) => void;
}) {
  const layers = layersOf(state.steps);
  const stack = stackOf(state);
  const paths = columnsOf(stack);
  const hidden = new Set(mergedView(state).hidden.map((file) => `${file.layer} ${file.path}`));
  const look = new Map(path === undefined ? [] : lookUp(stack, path).map((one) => [one.layer, one.state]));
  return (
    <>
      {state.upper === undefined && (
        <p className="lab-box hidden">컨테이너를 만들면 여기에 쓰기 레이어가 놓인다</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="strata-scroll" tabIndex={0} aria-label="레이어와 파일">
        <table className="strata-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">레이어</span>
              </th>
              {paths.map((column) => (
                <th key={column} scope="col" className={column === path ? "looked" : undefined}>
                  <button type="button" aria-pressed={column === path} onClick={() => onPath(column)}>
                    <span className="sr">찾는 길: </span>/{column}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stack
              .map((entries, index) => ({ entries, index, layer: layers[index] }))
              .reverse()
              .map(({ entries, index, layer }) => (
                <tr key={index} className={layer === undefined ? "upper" : undefined}>
                  <th scope="row">
                    <b>{nameOfLayer(state, index)}</b>{" "}
                    <span className="num">
                      {formatBytes(
                        entries.reduce(
                          (sum, entry) => sum + (entry.type === "file" ? entry.node.size : 0),
                          0,
                        ),
                      )}
                    </span>
                    <small>
                      {layer === undefined
                        ? "컨테이너"
                        : `${layer.line}행 ${layer.instruction.split(" ")[0]}`}
                    </small>
                    {layer !== undefined && (
                      <small className="id" title={`ChainID ${layer.chainID}`}>
                        {shorten(layer.diffID)}
                      </small>
                    )}
                  </th>
                  {paths.map((column) => (
                    <td key={column} className={column === path ? `looked ${look.get(index)}` : undefined}>
                      <Cell
                        entry={entries.find((entry) => entry.path === column)}
                        covered={hidden.has(`${index} ${column}`)}
                        upper={layer === undefined}
                      />
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </section>
      {layers.length > 0 && <p className="quiet">위에서 내려다보며 처음 만나는 것만 보인다.</p>}
    </>
  );
}

/** Files and what hides them; directories only where they hide something. */
function columnsOf(stack: readonly (readonly Entry[])[]): readonly string[] {
  const paths = stack.flatMap((entries) =>
    entries.filter((entry) => entry.type !== "dir").map((entry) => entry.path),
  );
  return [...new Set(paths)].sort();
}

function Cell({ entry, covered, upper }: { entry: Entry | undefined; covered: boolean; upper: boolean }) {
  if (entry === undefined) return null;
  const name = entry.path.slice(entry.path.lastIndexOf("/") + 1);
  switch (entry.type) {
    case "whiteout":
      return (
        <span className="lab-box whiteout">
          <b>.wh.{name}</b>
        </span>
      );
    case "opaque":
      return (
        <span className="lab-box whiteout">
          <b>{name}/ 불투명</b>
        </span>
      );
    case "dir":
      return null;
    case "file":
      return (
        <span className={`lab-box ${covered ? "hidden" : upper ? "writable" : "readonly"}`}>
          {covered ? <s>{name}</s> : name}
          <span className="num">{formatBytes(entry.node.size)}</span>
        </span>
      );
  }
}

function Merged({
  state,
  path,
  onPath,
}: {
  state: StackState;
  path: string | undefined;
  onPath: (path: string) => void;
}) {
  const { shown, hidden, total, visible } = mergedView(state);
  const stack = stackOf(state);
  if (stack.length === 0) return <p className="lab-box hidden">아직 아무것도 없다</p>;
  const top = stack.length - 1;
  return (
    <>
      <ul className="stack-tree">
        {shown.map((file) => (
          <li key={file.path} className={file.layer === top && stack.length > 1 ? "new" : undefined}>
            <button type="button" aria-pressed={file.path === path} onClick={() => onPath(file.path)}>
              <span className="sr">찾는 길: </span>/{file.path}
            </button>
            <span className="lab-chip">{nameOfLayer(state, file.layer)}</span>
            <span className="num">{formatBytes(file.size)}</span>
          </li>
        ))}
        {hidden.map((file) => (
          <li key={`${file.layer} ${file.path}`} className="gone">
            <button type="button" aria-pressed={file.path === path} onClick={() => onPath(file.path)}>
              <span className="sr">찾는 길: </span>
              <s>/{file.path}</s>
            </button>
            <span className="lab-chip">
              {nameOfLayer(state, file.layer)}, {nameOfLayer(state, file.by)} 가림
            </span>
            <span className="num">{formatBytes(file.size)}</span>
          </li>
        ))}
      </ul>
      <svg
        className="stack-sum"
        viewBox="0 0 330 28"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect className="seen" width={total === 0 ? 0 : (visible / total) * 330} height="28" />
        <rect
          className="unseen"
          x={total === 0 ? 0 : (visible / total) * 330 + 2}
          y="1"
          width={total === 0 ? 0 : Math.max(0, ((total - visible) / total) * 330 - 3)}
          height="26"
        />
      </svg>
      <dl className="stack-total">
        <dt className="seen">보이는 파일</dt>
        <dd className="num">{formatBytes(visible)}</dd>
        <dt className="unseen">가려졌지만 남은 파일</dt>
        <dd className="num">{formatBytes(total - visible)}</dd>
        <dt className="total">레이어 합계</dt>
        <dd className="num total">{formatBytes(total)}</dd>
      </dl>
      {path !== undefined && <Trail state={state} path={path} />}
    </>
  );
}

const MET = { file: "찾음", dir: "디렉터리, 계속 내려감", whiteout: "화이트아웃", none: "없음" } as const;

function Trail({ state, path }: { state: StackState; path: string }) {
  return (
    <>
      <h3>
        찾는 길 <code>/{path}</code>
      </h3>
      <ol className="stack-trail">
        {lookUp(stackOf(state), path).map((look) => (
          <li key={look.layer} className={look.state}>
            <b>{nameOfLayer(state, look.layer)}</b>
            {look.state === "unseen"
              ? look.found === "file"
                ? "있지만 보지 않음"
                : "보지 않음"
              : `${MET[look.found]}${look.state === "ends" ? ", 여기서 멈춤" : ""}`}
          </li>
        ))}
      </ol>
    </>
  );
}

function Container({ view: { state, send } }: { view: View }) {
  const [command, setCommand] = useState("echo hello >> /data/b.bin");
  const id = useId();
  if (!isBuilt(state)) return null;
  return (
    <div className="needs-js">
      <h3>컨테이너</h3>
      {state.upper === undefined ? (
        <p className="row stack-row">
          <LabButton onPress={() => send({ type: "start" })}>컨테이너 만들기</LabButton>
        </p>
      ) : (
        <form
          onSubmit={(submitted) => {
            submitted.preventDefault();
            send({ type: "exec", command });
          }}
        >
          <label className="sr" htmlFor={id}>
            컨테이너 안에서 실행할 명령
          </label>
          <span className="row stack-row">
            <input
              id={id}
              type="text"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={120}
              value={command}
              onChange={(change) => setCommand(change.currentTarget.value)}
            />
            <button type="submit" className="lab-btn">
              실행
            </button>
            <LabButton onPress={() => send({ type: "remove" })}>컨테이너 지우기</LabButton>
          </span>
        </form>
      )}
      {state.output !== "" && <pre className="lab-console failed">{state.output}</pre>}
    </div>
  );
}

function Pull({ view: { state, send } }: { view: View }) {
  if (!isBuilt(state)) return null;
  const layers = layersOf(state.steps);
  const missing = layers.filter((layer) => !state.remote.includes(layer.chainID));
  return (
    <>
      <h3>다른 컴퓨터로 받기</h3>
      <p className="stack-note">
        {missing.length === 0
          ? "이 이미지의 레이어를 모두 가지고 있다."
          : `레이어 ${layers.length}개 가운데 ${missing.length}개, ${formatBytes(missing.reduce((sum, layer) => sum + layer.size, 0))}를 받아야 한다.`}
      </p>
      <p className="row stack-row needs-js">
        <LabButton onPress={() => send({ type: "pull" })}>올리고 받기</LabButton>
      </p>
    </>
  );
}
