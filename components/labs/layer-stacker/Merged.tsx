import { formatBytes, nameOfLayer } from "../../../lib/labs/layer-stacker/describe.ts";
import { lookUp, mergedView, stackOf } from "../../../lib/labs/layer-stacker/merged-view.ts";
import type { StackState } from "../../../lib/labs/layer-stacker/state.ts";

export function Merged({
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
