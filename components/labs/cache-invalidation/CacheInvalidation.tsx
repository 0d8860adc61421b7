import {
  type CacheEvent,
  type CacheState,
  cacheInvalidation,
  FILES,
  type FileId,
  LINES,
  lastBuild,
  RESULTS,
  rerunOf,
} from "../../../lib/labs/cache-invalidation/cache-invalidation.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSwitch } from "../kit/Controls.tsx";
import { LabIcon } from "../kit/LabIcon.tsx";
import { Panes } from "../kit/Panes.tsx";

type View = LabView<CacheState, CacheEvent>;

export function CacheInvalidation({ title }: { title: string }) {
  return (
    <Bench lab={cacheInvalidation} title={title}>
      {(view) => {
        const { steps, seconds } = rerunOf(view.state);
        return (
          <Panes
            shape="wide-first"
            first="lines"
            panes={[
              {
                id: "lines",
                title: "Dockerfile",
                note: `${view.state.builds.length}번째 빌드`,
                content: <Lines view={view} />,
              },
              {
                id: "builds",
                title: "다시 실행한 것",
                note: `${steps}단계 · ${seconds}초`,
                content: <Builds view={view} />,
              },
            ]}
          />
        );
      }}
    </Bench>
  );
}

function Lines({ view: { state, send } }: { view: View }) {
  const { results } = lastBuild(state);
  return (
    <ol className="stack-lines with-moves">
      {state.order.map((id, index) => {
        const line = LINES[id];
        const result = results[index]!;
        return (
          <li key={id} className={result === "run" ? "ran" : undefined}>
            <span className="n">{index + 1}</span>
            <code>
              <b>{line.text.split(" ")[0]}</b> {line.text.slice(line.text.indexOf(" ") + 1)}
            </code>
            <span className="w">
              <span className={`lab-chip ${result}`}>{RESULTS[result]}</span>
              <span className="num">{result === "run" ? `${line.seconds}초` : "0초"}</span>
              <span className="row needs-js">
                <LabButton
                  label={`${line.text} 위로`}
                  disabled={index <= 1}
                  onPress={() => send({ type: "move", line: id, by: -1 })}
                >
                  <LabIcon name="up" />
                </LabButton>
                <LabButton
                  label={`${line.text} 아래로`}
                  disabled={index === 0 || index === state.order.length - 1}
                  onPress={() => send({ type: "move", line: id, by: 1 })}
                >
                  <LabIcon name="down" />
                </LabButton>
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Builds({ view: { state, send } }: { view: View }) {
  return (
    <>
      <div className="row needs-js" role="group" aria-label="파일을 고치고 빌드하기">
        {(Object.keys(FILES) as FileId[]).map((file) => (
          <LabButton key={file} onPress={() => send({ type: "edit", file })}>
            <code>{FILES[file]}</code> 고치기
          </LabButton>
        ))}
        <LabSwitch
          label=".dockerignore에 README.md 넣기"
          checked={state.ignores}
          onChange={() => send({ type: "ignore" })}
        />
      </div>
      <h3>빌드마다</h3>
      <ol className="cache-builds">
        {state.builds.map((built, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a build is its number
          <li key={index}>
            <span className="num">{index + 1}</span>
            <span className="marks" aria-hidden="true">
              {built.results.map((result, step) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                <i key={step} className={result} />
              ))}
            </span>
            <span>실행 {built.results.filter((result) => result === "run").length}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
