import { FILE_IDS, FILES, planOf, type Shape } from "../../../lib/labs/stage-graph/dockerfile.ts";
import {
  isSameShape,
  OUTCOMES,
  SETTINGS,
  SHAPE_WORDS,
  type StageEvent,
  type StageState,
  stageGraph,
} from "../../../lib/labs/stage-graph/stage-graph.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSwitch } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { Settings } from "../kit/Settings.tsx";
import { PLAN_HEIGHT, planInWords, StagePlan } from "./StagePlan.tsx";

type View = LabView<StageState, StageEvent>;

const WIDTH = 344;

export function StageGraph({ title }: { title: string }) {
  return (
    <Bench lab={stageGraph} title={title}>
      {(view) => {
        const { built } = view.state;
        return (
          <>
            <Controls view={view} />
            <Panes
              first="plan"
              panes={[
                {
                  id: "file",
                  title: "Dockerfile",
                  note: isSameShape(view.state) ? "마지막 빌드의 결과" : "아직 빌드하지 않은 모양",
                  content: <Lines view={view} />,
                },
                {
                  id: "plan",
                  title: "마지막 빌드",
                  note:
                    built === undefined
                      ? "아직 없음"
                      : view.hide(`${formatNumber(built.seconds)}초 · ${formatNumber(built.size)}MB`),
                  content: (
                    <svg
                      className="stage-plan"
                      viewBox={`0 0 ${WIDTH} ${PLAN_HEIGHT}`}
                      role="img"
                      aria-label={view.hide(planInWords(view.state))}
                    >
                      <StagePlan state={view.state} width={WIDTH} hide={view.hide} />
                    </svg>
                  ),
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
  const { shape, edited, cache } = state;
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="Dockerfile의 모양">
        {(Object.keys(SHAPE_WORDS) as (keyof Shape)[]).map((what) => (
          <LabSwitch
            key={what}
            label={SHAPE_WORDS[what]}
            checked={shape[what]}
            onChange={() => send({ type: "shape", what })}
          />
        ))}
      </div>
      <div className="row" role="group" aria-label="파일 고치기">
        {FILE_IDS.map((file) => (
          <LabButton key={file} pressed={edited.includes(file)} onPress={() => send({ type: "edit", file })}>
            <code>{FILES[file]}</code> 고치기
          </LabButton>
        ))}
      </div>
      <div className="row" role="group" aria-label="빌드">
        <LabButton main onPress={() => send({ type: "build", target: "final" })}>
          <code>docker build .</code>
        </LabButton>
        <LabButton disabled={!shape.stages} onPress={() => send({ type: "build", target: "test" })}>
          <code>--target test</code>
        </LabButton>
        <LabButton disabled={cache.length === 0} onPress={() => send({ type: "prune" })}>
          <code>docker builder prune</code>
        </LabButton>
        <Settings
          settings={SETTINGS}
          names={["web", "server"]}
          state={state}
          label="걸리는 시간"
          onSet={(what, value) => send({ type: "set", what, value })}
        />
      </div>
    </div>
  );
}

/** The file as it stands, with what the last build of it did to each line. */
function Lines({ view: { state, guessing } }: { view: View }) {
  const { lines } = planOf(state.shape, state.editions, state);
  const worked = isSameShape(state) ? state.built?.worked : undefined;
  return (
    <ol className="stack-lines stage-lines">
      {lines.map(({ text, operation }, index) => {
        const outcome = guessing ? undefined : worked?.[operation]?.outcome;
        const [keyword = ""] = text.split(" ");
        return (
          <li
            key={operation}
            className={outcome === "run" ? "ran" : outcome === "unused" ? "todo" : undefined}
          >
            <span className="n">{index + 1}</span>
            <code>
              <b>{keyword}</b> {text.slice(keyword.length + 1)}
            </code>
            <span className="w">
              {outcome !== undefined && (
                <span className={`lab-chip ${outcome === "unused" ? "" : outcome}`}>{OUTCOMES[outcome]}</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
