import { type ClusterLabState, clusterLab, UPGRADE_HINTS } from "../../../lib/labs/cluster/cluster.ts";
import type { ClusterRun } from "../../../lib/labs/cluster/session.ts";
import type { Goal } from "../../../lib/sim/lab.ts";
import * as words from "../../../lib/words/words.ts";
import { LabButton, LabSelect } from "../kit/Controls.tsx";
import { GoalResult, useGoal } from "../kit/Goals.tsx";
import { useGoalRecords } from "../kit/goal-records.ts";
import { Said } from "../kit/Said.tsx";

/** What is to be done, how far it is done, hints in three degrees, and the result to send. */
export function Task({
  run,
  at,
  hints,
  onHint,
  onChoose,
}: {
  run: ClusterRun;
  at: number;
  /** How many hints are open. */
  hints: number;
  onHint: (count: number) => void;
  onChoose: (scenario: string) => void;
}) {
  const { scenario } = run;
  const [goal] = scenario.goals ?? [];
  return (
    <div className="cl-task">
      {clusterLab.scenarios.length > 1 ? (
        <LabSelect
          label="과제"
          value={scenario.id}
          options={clusterLab.scenarios.map(({ id, title }) => ({ value: id, text: title }))}
          onChange={onChoose}
        />
      ) : (
        <b>{scenario.title}</b>
      )}
      {goal === undefined ? (
        <p>
          <Said text={scenario.about} />
        </p>
      ) : (
        <GoalOfTask goal={goal} run={run} at={at} hints={hints} onHint={onHint} />
      )}
    </div>
  );
}

function GoalOfTask({
  goal,
  run,
  at,
  hints,
  onHint,
}: {
  goal: Goal<ClusterLabState>;
  run: ClusterRun;
  at: number;
  hints: number;
  onHint: (count: number) => void;
}) {
  const { steps } = run.stateAt(at);
  const { standing, before } = useGoal({ goal, run, at }, useGoalRecords());
  const left = steps.filter(({ done }) => !done).length;
  const next = steps.find(({ done }) => !done);
  return (
    <>
      <ol className="cl-steps">
        {steps.map((step) => (
          <li key={step.id} className={step.done ? "done" : step === next ? "next" : undefined}>
            {step.text}
            {step.done && <span className="sr">, 했음</span>}
          </li>
        ))}
      </ol>
      <span className="cl-left num">{left === 0 ? "모두 했음" : `${left}단계 남음`}</span>
      {standing.kind === "open" && (
        <span className="needs-js cl-hint-button">
          <LabButton
            pressed={hints > 0}
            onPress={() => onHint(hints >= UPGRADE_HINTS.length ? 0 : hints + 1)}
          >
            {words.hint} <span className="num">{`${hints} / ${UPGRADE_HINTS.length}`}</span>
          </LabButton>
        </span>
      )}
      {standing.kind === "open" && hints > 0 && (
        <ol className="cl-hints">
          {UPGRADE_HINTS.slice(0, hints).map((hint) => (
            <li key={hint}>
              <Said text={hint} />
            </li>
          ))}
          <li className="quiet">
            <Said text={standing.hint} />
          </li>
        </ol>
      )}
      <GoalResult goal={goal} run={run} at={at} standing={standing} before={before} />
    </>
  );
}
